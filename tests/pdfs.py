"""Small PDFs for tests, written by hand: pages with text, and whatever a PDF should not be."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence

Line = str | tuple[float, str] | bytes
"""A line of a page: words, words in a size of their own, or operators of the page's content as they stand."""

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"


def string(text: str) -> bytes:
    """A PDF string in UTF-16, lone surrogates and all."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass")).hex().encode() + b">"


def stream(content: bytes, *filters: str) -> bytes:
    """A stream object; `filters` names the filters that its content came through, the last one first."""
    names = b"/Filter[" + b"".join(b"/" + name.encode() for name in filters) + b"]" if filters else b""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (names, len(content), content)


def assembled(objects: Mapping[int, bytes], *, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, by their numbers."""
    body, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(objects) + 1
    table = [b"0000000000 65535 f "]
    table += [
        b"%010d 00000 n " % places[number] if number in places else b"0000000000 00000 f " for number in range(1, size)
    ]
    end = b"xref\n0 %d\n%s\ntrailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(body) + end % (size, b"\n".join(table), size, root, trailer, len(body))


def content(lines: Iterable[Line]) -> bytes:
    """What draws the lines, one under the other."""
    drawn, y = [], 800.0
    for line in lines:
        if isinstance(line, bytes):
            drawn.append(line)
            continue
        size, words = line if isinstance(line, tuple) else (10, line)
        y -= 1.2 * size
        glyphs = words.encode("cp1252", "replace").hex().encode()
        drawn.append(b"BT /F1 %g Tf 50 %g Td <%s> Tj ET" % (size, y, glyphs))
    return b"\n".join(drawn)


def make_pdf(*pages: Sequence[Line] | str, info: Mapping[str, str] | None = None, trailer: bytes = b"") -> bytes:
    """A PDF with these pages, each some lines or one text with a line a line."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: FONT}
    kids = []
    for number, page in enumerate(pages):
        at = 10 + 2 * number
        lines = page.split("\n") if isinstance(page, str) else page
        objects[at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (at + 1)
        )
        objects[at + 1] = stream(content(lines))
        kids.append(b"%d 0 R" % at)
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    if info:
        told = b"".join(b"/" + name.encode() + string(value) for name, value in info.items())
        objects[4] = b"<<" + told + b">>"
        trailer += b"/Info 4 0 R"
    return assembled(dict(sorted(objects.items())), trailer=trailer)


def with_content(one: bytes) -> bytes:
    """A PDF of one page whose content is this stream object."""
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
            3: FONT,
            5: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 6 0 R>>",
            6: one,
        }
    )


def bomb(megabytes: int) -> bytes:
    """A PDF of a few kilobytes whose page inflates to that many megabytes, squeezed twice."""
    squeeze, squeezed, piece = zlib.compressobj(9), bytearray(), b"q Q " * (1 << 18)
    for _ in range(megabytes):
        squeezed += squeeze.compress(piece)
    squeezed += squeeze.flush()
    return with_content(stream(zlib.compress(bytes(squeezed), 9), "FlateDecode", "FlateDecode"))

"""The matrix as PNG: with letters, also on a server without fonts."""

import struct
import zlib

from collation.publish.formats.images import PNG, SVG
from collation.publish.formats.registry import draft_edition
from tests.factories import make_transcript


def dark_pixels(png: bytes) -> float:
    """The share of bytes that are not near white, from the unfiltered rows."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    return sum(byte not in (0, 255) for byte in raw) / len(raw)


def test_a_png_has_the_size_of_a_card_and_letters(edition, monkeypatch):
    png = PNG.write(edition)
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    with_letters = dark_pixels(png)
    monkeypatch.setattr("collation.publish.formats.images.FONTS", ())
    assert dark_pixels(PNG.write(edition)) < with_letters, "without a font there are no letters"


def test_a_name_in_another_script_is_written_too(comparison, ada, bert):
    make_transcript(comparison, "通义千问", ("Is it safe?", "It is safe."))
    edition = draft_edition(comparison)
    assert "通义千问" in SVG.write(edition).decode()
    assert PNG.write(edition)

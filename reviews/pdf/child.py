"""The process that reads one hostile PDF.

The PDF comes on standard input, the answer goes as JSON to standard output. `reviews.pdf.reading` starts it as a script
of its own (`python -I child.py LIMITS`), and nothing imports it: whatever a PDF does to PDFium happens here, under
limits of memory, processor time, files and output that the process sets itself and cannot lift.

LIMITS is JSON: memory (bytes), seconds, output (bytes), pages, characters. The answer is an object, {"refused":
"encrypted | broken | pages | characters | memory", "count"?} or {"pages": […], "info": {…}, "runs": […]}.
"""

import ctypes
import itertools
import json
import math
import resource
import sys
from typing import Any

import pypdfium2
from pypdfium2 import raw

INFO = ("Title", "Author", "Subject", "DOI", "doi", "arXivID")
MOST_INFO = 4_000  # characters of one entry of the document's information
MOST_OF_THE_FIRST_PAGE = 4_000  # characters that are looked at for their size
UPRIGHT = 0.1  # radians: whatever is turned further stands in the margin
HOW_IT_FAILED = {raw.FPDF_ERR_PASSWORD: "encrypted", raw.FPDF_ERR_SECURITY: "encrypted"}


def confine(memory: int, seconds: int, output: int) -> None:
    """Limit this process, for good, to what reading a PDF needs."""
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    # The first limit sends SIGXCPU, which says why; the second kills.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def read(data: bytes, pages: int, characters: int) -> dict[str, Any]:
    """The answer about a PDF: its text, or the refusal.

    A page that cannot be loaded is an empty one.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"refused": HOW_IT_FAILED.get(error.err_code, "broken")}
    if len(document) > pages:
        return {"refused": "pages", "count": len(document)}
    texts: list[str] = []
    runs: list[tuple[float, str]] = []
    left = characters
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
        except pypdfium2.PdfiumError:
            texts.append("")
            continue
        if words.count_chars() > left:
            return {"refused": "characters"}
        texts.append(words.get_text_bounded(errors="replace"))
        left -= len(texts[-1])
        if number == 0:
            runs = sized_runs(words)
        words.close()
        page.close()
    return {"pages": texts, "info": {key: info(document, key) for key in INFO}, "runs": runs}


def info(document: pypdfium2.PdfDocument, key: str) -> str:
    """An entry of the document's information dictionary, else ""."""
    length = raw.FPDF_GetMetaText(document, key.encode(), None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_GetMetaText(document, key.encode(), buffer, length)
    return buffer.raw[:-2].decode("utf-16-le", "replace")[:MOST_INFO]


def sized_runs(words: pypdfium2.PdfTextPage) -> list[tuple[float, str]]:
    """The upright words at a page's beginning, by size.

    Each run is (points, words).
    """
    sized: list[tuple[float, str]] = []
    size = 0.0
    matrix = raw.FS_MATRIX()
    for index in range(min(words.count_chars(), MOST_OF_THE_FIRST_PAGE)):
        character = chr(raw.FPDFText_GetUnicode(words, index))
        if not character.isspace():
            if abs(math.sin(raw.FPDFText_GetCharAngle(words, index))) > UPRIGHT:
                continue
            raw.FPDFText_GetMatrix(words, index, matrix)
            size = round(raw.FPDFText_GetFontSize(words, index) * math.hypot(matrix.c, matrix.d), 1)
        sized.append((size, character))
    return [
        (size, "".join(character for _, character in run))
        for size, run in itertools.groupby(sized, key=lambda sized_character: sized_character[0])
    ]


def main() -> None:
    limits = json.loads(sys.argv[1])
    confine(limits["memory"], limits["seconds"], limits["output"])
    try:
        answer = json.dumps(read(sys.stdin.buffer.read(), limits["pages"], limits["characters"]))
    except MemoryError:
        answer = json.dumps({"refused": "memory"})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()

"""Decode the bytes of documents.

All encodings of people's files are read; other bytes are refused in a sentence.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from reviews.characters import BARRED, replaced
from reviews.intake.bytes.mhtml import page_in
from reviews.intake.document import IntakeError

MAX_BYTES = 20 * 1024 * 1024

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture, not text"),
    (b"\xff\xd8\xff", "a JPEG picture, not text"),
    (b"GIF8", "a GIF picture, not text"),
    (b"%PDF-", "a PDF, not text: if it is the paper, give it on the comparison’s Paper page"),
    (b"PK\x03\x04", "a ZIP archive or an office document, not text"),
    (b"\x1f\x8b", "a compressed file, not text"),
    (b"SQLite format 3\x00", "a database, not text"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n?|[\v\f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_CONTROLS = 0.3


def decode(data: bytes, name: str) -> str:
    """The text of a document, with "\\n" for every line end.

    Reads UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-16 without one if every other byte is zero, and
    Windows-1252 as a last resort. Of a page saved as a single file (MHTML) it reads the HTML. The text holds no lone
    surrogate. Raises IntakeError, naming the file and the place, if it is empty, binary or over MAX_BYTES.
    """
    name = name or "The pasted text"
    if len(data) > MAX_BYTES:
        raise IntakeError(f"{name} is too large: {len(data):,} bytes, where at most {MAX_BYTES:,} are read.")
    if not data.strip():
        raise IntakeError(f"{name} is empty.")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise IntakeError(f"{name} is {what}.")
    text = _decoded(page_in(data) or data, name)
    if "\x00" in text:
        raise IntakeError(f"{name} is binary, not text: a zero at character {text.index(chr(0)) + 1:,}.")
    if BARRED.search(text) or "\r" in text:
        controls = len(_CONTROL.findall(text))
        if controls > _MOST_CONTROLS * len(text):
            raise IntakeError(f"{name} is binary, not text: {controls:,} of its characters are control characters.")
        text = clean(text)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise IntakeError(f"{name} holds only white space.")
    return text


def clean(text: str) -> str:
    """The words as the record can hold them.

    Every line end is "\\n", and U+FFFD stands for characters that no text here holds.
    """
    if text.replace("\n", "").isprintable():
        return text
    return replaced(_LINE_END.sub("\n", text))


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _without_surrogates(data[len(mark) :].decode(encoding, errors="replace"))
    encoding = _utf16_without_mark(data[:_SAMPLE])
    if encoding:
        return _without_surrogates(data.decode(encoding, errors="replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    if b"\x00" in data:
        raise IntakeError(f"{name} is binary, not text: a zero at byte {data.index(0) + 1:,}.")
    lone_surrogates = data.decode("utf-8", errors="surrogatepass") if _only_surrogates_wrong(data) else None
    if lone_surrogates is not None:
        return _without_surrogates(lone_surrogates)
    text = data.decode("cp1252", errors="replace")
    strange = sum(1 for character in text if unicodedata.category(character) == "Cc" and character not in "\t\n\r\f")
    letters = sum(1 for character in text if character.isascii())
    if strange or letters < 0.7 * len(text) or text.count("\ufffd"):
        raise IntakeError(f"{name} is in no encoding that is read here: the first odd byte is at {place + 1:,}.")
    return text


def _only_surrogates_wrong(data: bytes) -> bool:
    try:
        data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes) -> str:
    """The UTF-16 encoding that the bytes are in, without a mark.

    UTF-16 of mostly Latin text has a zero in every other byte, and in no other place.
    """
    even, odd = sample[::2], sample[1::2]
    if len(odd) < 2:
        return ""
    if odd.count(0) > 0.8 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) > 0.8 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return ""


def _without_surrogates(text: str) -> str:
    """Lone surrogates cannot be stored: each becomes the replacement character."""
    return _SURROGATE.sub("\ufffd", text)

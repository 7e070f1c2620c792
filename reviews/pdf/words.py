"""Make the raw text of a PDF's pages readable. Pure.

Words and paragraphs are made whole again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviews.intake.bytes.decode import clean
from reviews.pdf.lost_glyphs import NO_LETTERS, restored, with_letters_of_tex, without_gaps

_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")
    | dict.fromkeys("\u2010\u2011", "-")
)
# PDFium sets U+0002 in the place of a hyphen that parts a word at the end of a line, and of the line's end.
_BROKEN_WORD = re.compile("[\u0002\ufffe](?:\r?\n)?|\u00ad[ \t]*\r?\n")
_NOTHING = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\uffff]")
_LOST = re.compile("(?<=[^\\W\\d_])\u0000|\u0000(?=[^\\W\\d_])")  # some PDFs have no letters for a ligature
_PARTED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_AFTER = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W\d_]++(?:-[^\W\d_]++)+")
_WORD = re.compile(r"[^\W\d_]+")
_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|[IVX]{1,4}\.)[ \t]+\S|(?:Abstract|References|Appendix)\b|[•▪–]"
)
_LONGEST_WORD = 40
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ".”", '."', ".)")
_AROUND = 4  # lines on each side by which a line's neighbours are measured
_FULL = 0.75  # of the longest line nearby: a shorter one ends its paragraph
_MOSTLY_LETTERS = 0.6  # of the characters of a line of prose; rows of a table stay on lines of their own


def readable(pages: Sequence[str]) -> tuple[str, ...]:
    """The pages as text to read and to search.

    There are as many pages, in characters that can be stored. A word parted at the end of a line is one word again, the
    lines of a paragraph are one line, ligatures are letters (lost ones if the words decide which). Headers and footers
    stay. Paragraphs are parted by a blank line, rows of a table by the end of a line. "" for a page without a word.
    Time is linear in the text.
    """
    pages = with_letters_of_tex(pages, _words_of(pages))
    cleaned = [_cleaned(page) for page in pages]
    cleaned = without_gaps(restored(cleaned, _words_of(cleaned)))
    hyphenated = frozenset(word.lower() for page in cleaned for word in _HYPHENATED.findall(page))
    words = _words_of(cleaned)

    def whole(match: re.Match[str]) -> str:
        """The hyphen between the parts of a word, or "".

        It stays in a compound that has one already, before a capital letter, and in a word that the document writes
        with one elsewhere and never without.
        """
        text, start, end = match.string, match.start(), match.end()
        before = _BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
        after = _AFTER.match(text, end, end + _LONGEST_WORD)
        left, right = before[0] if before else "", after[0] if after else ""
        compound = f"{left}-{right}".lower() in hyphenated and (left + right).lower() not in words
        return "-" if "-" in left or right[:1].isupper() or compound else ""

    return tuple(_paragraphs(_PARTED.sub(whole, page)) for page in cleaned)


def _words_of(pages: Sequence[str]) -> frozenset[str]:
    """The words of the pages, in small letters."""
    return frozenset(word.lower() for page in pages for word in _WORD.findall(page))


def _cleaned(page: str) -> str:
    text = clean(_NOTHING.sub("", _LOST.sub(NO_LETTERS, _BROKEN_WORD.sub("-\n", page)))).translate(_LETTERS)
    return "\n".join(line.strip() for line in text.split("\n"))


def _paragraphs(page: str) -> str:
    lines = page.split("\n")
    parts: list[str] = []
    before = ""  # the line above; "" for none
    full = False  # whether it reaches as far as its neighbours
    for at, line in enumerate(lines):
        if line:
            parts.append(_between(before, line, full) + line)
        widest = max(len(near) for near in lines[max(0, at - _AROUND) : at + _AROUND + 1])
        before, full = line, len(line) >= _FULL * widest
    return "".join(parts).strip("\n")


def _between(before: str, line: str, full: bool) -> str:
    """The separator between a line and the one before.

    That is nothing within a word, a space within a paragraph, the end of a line between the rows of a table, a blank
    line elsewhere. A sentence that has not ended goes on in small letters.
    """
    if before.endswith("-") and not before.endswith(" -"):
        return ""
    prose = _is_prose(line), _is_prose(before)
    if before and not any(prose):
        return "\n"
    ended = before.endswith(_SENTENCE_ENDS)
    goes_on = (full and not (ended and _HEADING.match(line))) or (line[0].islower() and not ended)
    return " " if before and all(prose) and goes_on else "\n\n"


def _is_prose(line: str) -> bool:
    letters = sum(character.isalpha() or character.isspace() for character in line)
    return letters >= _MOSTLY_LETTERS * len(line)

"""Words that an answer quotes from somebody else. Pure.

A text shows it by a block quote or by quotation marks, together with a name, a word of saying or a reference. Marks
alone ("so-called") do not make words somebody else's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

SOMEBODY = "somebody else"

_PAIRS = {"“": "”“", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", '"': '"'}
_BEFORE = 120  # characters before a quotation that may say whose it is
_AFTER = 60
_LONGEST_PAIR = 4000
_DEEPEST = 6  # quotations within each other that are followed

_SAYS = (
    r"(?:says?|said|states?|stated|writes?|wrote|claims?|claimed|argues?|argued|asserts?|asserted|notes?|noted|reports?|"
    r"reported|concludes?|concluded|reads?|puts it|declares?|declared|remarks?|remarked|quotes?|quoted|quoting|"
    r"describes?|described|calls?|called|"
    r"schreib\w*|schrieb\w*|sagt\w*|behauptet\w*|meint\w*|hei(?:ß|ss)t es|zitiert\w*|"
    r"dice\w*|dijo|afirma\w*|escrib\w*|sostiene\w*|señala\w*|"
    r"dit|disent|écri\w*|affirme\w*|soutien\w*|"
    r"scriv\w*|sostien\w*|diz\w*|escrev\w*|пиш\w*|говор\w*|утвержда\w*|заявля\w*)"
)
_WORK = (
    r"(?i:(?:the|this|its|their|der|die|das|dem|el|la|los|le|les|il|lo|o|a|os)\s+"
    r"(?:paper|articles?|authors?|manuscript|abstract|text|study|page|report|essay|chapter|preprint|introduction|"
    r"conclusion|artikel|autor\w*|studie|aufsatz|artículo|estudio|article|auteur\w*|étude|articolo|artigo|estudo)"
    r"(?:['’]s|['’])?)"
)
_CITED = r"[A-Z][\w’'-]+(?:\s+(?:et al\.?|(?:and|&)\s+[A-Z][\w’'-]+))?\s*\(?\d{4}[a-z]?\)?"
_OWN = re.compile(r"\b(?:I|we|ich|wir|yo|je|nous)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    rf"(?<![\w-]){_SAYS}(?:\s+(?:that|dass|que|as follows|plainly|explicitly|itself))?\s*[:,]?\s*$", re.IGNORECASE
)
_SAID_AFTER = re.compile(rf"^[,.]?\s*(?:as\s+)?(?:(?:{_SAYS})\s|(?:{_WORK})\s+{_SAYS}\b)", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"^[.,]?\s*(?:[\[(](?:{_CITED}|(?:pp?|S|sec(?:tion|t)?|§|abstract|ch(?:apter)?)\b[^)\]]{{0,30}}|\d{{1,3}})[^)\]]{{0,20}}[)\]]"
    r"|[—–-]\s?[A-Z])",
)
_ACCORDING = r"(?i:according to|in the words of|from|quote from|laut|nach|según|selon|secondo|segundo)"
_OF_WORK = re.compile(rf"(?:\b{_ACCORDING}\s+)?({_WORK}|{_CITED})\s*[:,]?\s*$")
_ANY_WORK = re.compile(rf"{_WORK}|{_CITED}")
_SENTENCE_END = re.compile(r"(?<!\bal)(?<!\bvs)[.!?。！？][\"”’»)]*\s")
_MARKED_LINES = re.compile(r"(?:^[ \t]*>.*(?:\n|\Z))+", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Quoting:
    """The quotations in one answer.

    `quoted` are the ranges of its block quotes, `names` those whom it may quote.
    """

    text: str
    quoted: tuple[tuple[int, int], ...]
    names: tuple[str, ...]

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The block quotes, also those that are marked by ">" alone."""
        if ">" not in self.text:
            return self.quoted
        return (*self.quoted, *(found.span() for found in _MARKED_LINES.finditer(self.text)))

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """The ranges between quotation marks, in order."""
        return sorted(_between_marks(self.text))

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The quotation that holds the range, without its marks."""
        for first, last in self.blocks:
            if first <= start and end <= last:
                return first, last
        for at in range(bisect_right(self.pairs, (start, len(self.text))) - 1, -1, -1):
            first, last = self.pairs[at]
            if end <= last:
                return first, last
            if start - first > _LONGEST_PAIR:
                break
        return None

    def whose(self, start: int, end: int) -> str:
        """Whom the words of the range are quoted from.

        "" if they are the respondent's own, or if the text does not show whose they are.
        """
        around = self.around(start, end)
        if around is None:
            return ""
        first, last = around
        is_block = around in self.blocks
        if is_block:
            line = self.text[:first].rstrip().rsplit("\n", 1)[-1][-_BEFORE:]
            before, after = line, self.text[last : last + _AFTER].lstrip("\n")
        else:
            line = self.text[max(0, first - 1 - _BEFORE) : first - 1].rsplit("\n", 1)[-1]
            before = _SENTENCE_END.split(line)[-1]
            after = self.text[last + 1 : last + 1 + _AFTER].split("\n", 1)[0]
        return self._attributed(before, after, is_block=is_block)

    def _attributed(self, before: str, after: str, *, is_block: bool) -> str:
        named = self._named(before)
        is_referred = bool(_REFERENCE.search(after))
        if (said := _SAID_BEFORE.search(before)) and not is_referred:
            return "" if _OWN.search(before[: said.start()]) else named or SOMEBODY
        if found := _OF_WORK.search(before):
            return _plain(found[1])
        if named and re.search(rf"{re.escape(named)}(?:['’]s)?\s*[:,]?\s*$", before):
            return named
        if is_block and (work := _ANY_WORK.search(before)):
            return _plain(work[0])
        if is_block and named:
            return named
        if _SAID_AFTER.search(after):
            return self._named(after) or SOMEBODY
        return (named or SOMEBODY) if is_referred else ""

    def _named(self, words: str) -> str:
        """The last of the names, or of the works, in some words."""
        found = [(match.start(), match[0]) for name in self.names for match in _name(name).finditer(words)]
        found += [(match.start(), _plain(match[0])) for match in _ANY_WORK.finditer(words)]
        return max(found)[1] if found else ""


@lru_cache(maxsize=256)
def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _plain(words: str) -> str:
    return re.sub(r"(?:['’]s)?\s*[:,]?\s*$", "", words)


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between two marks of one paragraph."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield from ((at + start, at + end) for start, end in _pairs_of_line(line))
        at += len(line)


def _pairs_of_line(line: str) -> Iterable[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for found in _MARK.finditer(line):
        mark, at = found[0], found.start()
        inner = next((depth for depth in range(len(opened) - 1, -1, -1) if mark in _PAIRS[opened[depth][0]]), None)
        before = line[at - 1] if at else " "
        if inner is not None and not (mark == '"' and before.isspace()):
            yield opened[inner][1] + 1, at
            del opened[inner:]
        elif mark in _PAIRS and not (mark in "‘" and before.isalnum()):
            opened = [*opened[1 - _DEEPEST :], (mark, at)]


_MARK = re.compile(r"[“”„«»「」『』‘’\"]")

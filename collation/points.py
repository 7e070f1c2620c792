"""The points that one response raises: its list items, the rows of its tables, and what its paragraphs judge. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collation.appraisal import heading_kind, judges, kind_of
from collation.bags import is_specific
from collation.record import Block, Turn
from collation.segment import Section, segment, title_of
from collation.words import WORD, plain, sentences, terms, trimmed

VERSION = 1  # of the analysis: a cache keys it together with the hash of the response

_LEAST = 3  # terms of a point; fewer say nothing that another could say too
_JUDGING = 1  # how plainly a paragraph's sentence must judge to be a point where nothing announces it
_LEAST_OPENING = 8  # words of a sentence that says what a heading announces
_LONGEST_LABEL = 12  # words of the title that an item opens with
_SHORT_LABEL = 8  # words of one that announces a point by itself: "Differential attrition."
_LABEL_END = re.compile(r":(?=\s)|[.!?][\"”’)]*(?=\s+[\"“‘(]?[^\Wa-z_])|\s[–—-]\s|[.!?]?$")
_CHAT = (
    r"(?:(?:perfect|great|sure|got it|absolutely|certainly|of course|thanks|thank you|hello|hi)[!.,]|dear \w+|"
    r"here(?:'s| is) (?:a|an|the|my) (?:[a-z]+ ){0,2}(?:breakdown|summary|overview|take|assessment|look|evaluation)\b)"
)
_OFFER = (
    r"(?:would you like|if you (?:like|want|wish)|let me know|shall i|do you want|want me to|i can also|happy to)\b"
)
_PARTICULARS = (
    r"(?:title|authors?|date|when|where|venue|journal|link|url|doi|type|version|published|submitted|status|source|category|"
    r"subjects?|arxiv|affiliations?|review date|object reviewed|reviewer|model|reading time|code|length)"
    r"\b[^.]{0,12}[:\t]"
)
_ASIDE = re.compile(rf"\W*(?:{_CHAT}|{_OFFER}|{_PARTICULARS})")
_NUMBERED = re.compile(
    r"\A(?:section |dimension |part |weakness |point )?\d{1,2}(?:\.\d{1,2})*[.:)]?\s+(?:[—–-]\s+)?(?=[^\W\d_])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Point:
    """`text`, which is `text[start:end]` of a response, and what is read with it, both in code points.

    The words that carry the point are `start:end`; all that is said about it there is `body_start:body_end`, which
    holds them; `title_start:title_end` names it, in the point itself or in the heading over it. `kind` is weakness,
    risk, recommendation, strength or other; `section_heading` is the heading that it stands under, or "".
    """

    response_id: int
    response: int
    start: int
    end: int
    text: str
    title: str
    title_start: int
    title_end: int
    body_start: int
    body_end: int
    kind: str
    section_heading: str


def points(turn: Turn) -> tuple[Point, ...]:
    """The points of one response, in order, no two of the same range. Depends on its text and blocks alone.

    Linear in the length of the text. A list item or a table's row is a point where it says enough; a paragraph
    where a sentence of it judges or advises, or where it opens what a telling heading announces. Code, offers to
    go on and lines that only introduce a list are none.
    """
    found: list[Point] = []
    path: list[tuple[int, str]] = []
    blocks = turn.blocks or (Block("paragraph", 0, 0, len(turn.text)),)
    at = 0
    for section in segment(turn):
        path = [(level, kind) for level, kind in path if level < section.level]
        path.append((section.level, heading_kind(section.title)))
        under = next((kind for _, kind in reversed(path) if kind), "")
        first = at
        while at < len(blocks) and blocks[at].start < section.end:
            at += 1
        found.extend(_points(turn, section, blocks[first:at], under))
    return tuple(found)


def bare_title(heading: str) -> str:
    """A heading's words without its number ("2.1", "Dimension 3 —"), emoji and closing colon."""
    return _NUMBERED.sub("", title_of(heading))


def _points(turn: Turn, section: Section, blocks: Sequence[Block], under: str) -> list[Point]:
    found = []
    first, headed = True, ""
    for at, block in enumerate(blocks):
        span = trimmed(turn.text, max(block.start, section.body), min(block.end, section.end))
        words = turn.text[slice(*span)]
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.kind in ("code", "heading") or not words or _ASIDE.match(plain(words[:60])):
            continue
        if block.kind == "row":
            header = (at == 0 or blocks[at - 1].kind != "row") and following is not None and following.kind == "row"
            if not header and _tells(words) and (point := _row(turn, section, span, under)):
                found.append(point)
            continue
        if following and words.endswith(":") and _hangs_below(following, block):
            headed = heading_kind(words) or headed
            continue
        if block.kind == "item":
            point = _item(turn, section, span, headed or under)
        else:
            headed = ""
            point = _paragraph(turn, section, span, under, opens=first and any(map(is_specific, terms(section.title))))
            first = False
        if point:
            found.append(point)
    return found


def _hangs_below(following: Block, block: Block) -> bool:
    if block.kind == "item":
        return following.kind == "item" and following.level > block.level
    return following.kind in ("item", "row")


def _item(turn: Turn, section: Section, span: tuple[int, int], under: str) -> Point | None:
    words = turn.text[slice(*span)]
    if len(terms(words)) < _LEAST:
        return None
    title = _label(turn.text, *span)
    return _point(turn, section, span, span, title, kind_of(words, under))


def _row(turn: Turn, section: Section, span: tuple[int, int], under: str) -> Point | None:
    words = turn.text[slice(*span)]
    title = trimmed(turn.text, span[0], span[0] + len(words.partition("\t")[0]))
    if len(terms(words)) < _LEAST or title[0] == title[1]:
        return None
    return _point(turn, section, span, span, title, kind_of(words, under))


def _paragraph(turn: Turn, section: Section, span: tuple[int, int], under: str, *, opens: bool) -> Point | None:
    held = [one for one in sentences(turn.text, *span) if turn.text[one[1] - 1] not in ":?"]
    if not held or len(terms(turn.text[slice(*span)])) < _LEAST:
        return None
    weights = [judges(turn.text[slice(*one)]) for one in held]
    best = max(range(len(held)), key=lambda i: (weights[i], -i))
    label = _label(turn.text, *span, whole=False)
    labelled = label != span and _names(turn.text[slice(*label)])
    if weights[best] < _JUDGING and not labelled:
        if not opens or len(turn.text[slice(*held[0])].split()) < _LEAST_OPENING:
            return None
        best = 0
    carrying = held[best] if not labelled or best or len(held) < 2 else (span[0], held[1][1])
    title = label if labelled else _heading(turn, section) if section.title else carrying
    return _point(turn, section, carrying, span, title, kind_of(turn.text[slice(*carrying)], under))


def _names(label: str) -> bool:
    """Whether a label names what it announces, as "Differential attrition" does and "Summary" does not."""
    count = len(WORD.findall(label))
    return count <= _SHORT_LABEL and (count > 1 or any(map(is_specific, terms(label))))


def _label(text: str, start: int, end: int, whole: bool = True) -> tuple[int, int]:
    """The range of the words that a point opens with as its title; all of it where it has none."""
    for match in _LABEL_END.finditer(text, start, min(end, start + 200)):
        count = len(WORD.findall(text, start, match.start()))
        if count > _LONGEST_LABEL:
            break
        if count and (match.end() < end or whole):
            return start, match.start()
    return (start, end)


def _heading(turn: Turn, section: Section) -> tuple[int, int]:
    at = turn.text.find(section.title, section.start, section.body)
    return (at, at + len(section.title)) if at >= 0 else trimmed(turn.text, section.start, section.body)


def _tells(row: str) -> bool:
    """Whether a table's row says something, and does not only hold names and figures."""
    return any(len(re.findall(r"[^\W\d_]{2,}", cell)) >= _LEAST for cell in row.split("\t")[1:])


def _point(
    turn: Turn, section: Section, carrying: tuple[int, int], body: tuple[int, int], title: tuple[int, int], kind: str
) -> Point:
    named = turn.text[slice(*title)]
    return Point(
        turn.response_id,
        turn.position,
        *carrying,
        turn.text[slice(*carrying)],
        _NUMBERED.sub("", named) if named == section.title else bare_title(named),
        *title,
        *body,
        kind,
        section.title,
    )

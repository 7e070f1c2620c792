"""Sections, titled entries and sentences of one response. Pure.

They do not depend on the questions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from collation.language.words import INVISIBLE, STOP, WORD, meanings, plain, sentences, terms, tokens, trimmed
from collation.record import Block, Turn

_DISGUISED = 7  # a heading that is only a bold or a questioning line ranks below the six real levels
_NUMBERING = r"[^\w(]*\(?(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.):]\s+"
_NUMBER = re.compile("^" + _NUMBERING)
_ORNAMENT = re.compile(r"^[\W_]+")
_QUOTES = ('"', "“", "‘", "'")
_QUESTION = r"(?![\"“‘'])(?:[^?!.\n\t]|[!.](?!\s+[\"“]?[A-Z])){3,120}\?"
_ONE_QUESTION = re.compile(_QUESTION + r"$")
_QUESTION_FIRST = re.compile(rf"(?:{_NUMBERING})?" + _QUESTION + r"(?=\s*\S)")
_LABEL_FIRST = re.compile(rf"(?:{_NUMBERING})?" + r"[\W_]{0,4}[^\W\d_][^:.?!\n\t]{1,60}:(?=\s+\S)")
_NAME_FIRST = re.compile(rf"(?:{_NUMBERING})?" + r"[\W_]{0,4}[^\W\d_][^:.?!\n\t]{1,40}\.(?=\s+\S)")
_TOPIC_FIRST = re.compile(
    r"(?:on|regarding|as (?:for|to|regards)|concerning|in terms of|with (?:regard|respect) to|when it comes to|about)"
    r"\s+([^,.:?!\n]{2,50})[,:](?=\s)",
    re.IGNORECASE,
)
_LINKING = frozenset("of the and for in its".split())
_LONGEST_HEADING = 16  # words
_LONGEST_QUESTION = 120  # characters
_LONGEST_NAME = 4  # words of a label that ends in a full stop: "Code safety."


@dataclass(frozen=True)
class Sentence:
    """A sentence, `text[start:end]`, and its terms.

    `kind` is that of its block, "heading" or, of an entry, "title".
    """

    start: int
    end: int
    kind: str
    terms: frozenset[str]


@dataclass(frozen=True)
class TitledEntry:
    """A run within a section that carries its own title.

    Examples: a table's row, "Safety: …", "Is it safe? …". `text[start:end]` is all of it and `text[body:end]` what it
    says under the title. `kind` is row, label, question, or number for an item of a numbered list, which has no title.
    """

    title: str
    kind: str
    start: int
    body: int
    end: int


@dataclass(frozen=True)
class Section:
    """A heading and the text under it, up to the next heading.

    Sections are in order, without overlap. `title` is the heading without number and ornament, "" for what stands
    before the first one; `level` is 1–6, and 7 or 8 if a line, or its beginning, only looks like a heading; `asks`
    says that the heading is a question.
    """

    title: str
    level: int
    numbered: bool
    asks: bool
    start: int
    body: int
    end: int
    entries: tuple[TitledEntry, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class _HeadingLine:
    title: str
    level: int
    numbered: bool
    end: int


def segment(turn: Turn) -> tuple[Section, ...]:
    """Cut one response into sections.

    They depend on its text and blocks alone, so they may be cached under their hash. Linear in the length of the text.
    A response without blocks is read as one paragraph.
    """
    text = turn.legible
    blocks = turn.blocks or ((Block("paragraph", 0, 0, len(text)),) if text.strip() else ())
    headings = {i: heading for i, block in enumerate(blocks) if (heading := _heading(text, block))}
    lowered = plain(text)
    starts = sorted({0, *headings}) if blocks else []
    return tuple(
        _section(text, lowered, blocks[first:last], headings.get(first))
        for first, last in pairwise([*starts, len(blocks)])
    )


def title_of(text: str) -> str:
    """A heading's words without its number, emoji and closing colon."""
    bare = _NUMBER.sub("", text.strip(), count=1)
    return _ORNAMENT.sub("", bare).rstrip(" :*_")


def _heading(text: str, block: Block) -> _HeadingLine | None:
    words = text[block.start : block.end].strip()
    numbered = bool(_NUMBER.match(words)) or block.ordered
    if block.kind == "heading":
        return _HeadingLine(title_of(words), block.level, numbered, block.end)
    if block.kind not in ("paragraph", "item", "quote") or not words:
        return None
    short = len(words.split()) <= _LONGEST_HEADING and "\n" not in words
    if short and (_ONE_QUESTION.match(_NUMBER.sub("", words)) or (block.bold and block.kind == "paragraph")):
        return _HeadingLine(title_of(words), _DISGUISED, numbered, block.end)
    first = _QUESTION_FIRST.match(text, block.start, block.end) if block.kind == "paragraph" else None
    if first and "\n" not in text[first.end() : block.end].strip():
        return _HeadingLine(title_of(first.group()), _DISGUISED + 1, numbered, first.end())
    return None


def parted(section: Section, text: str, asks: Callable[[str], bool]) -> tuple[Section, ...]:
    """A section, cut if one of its paragraphs asks and answers again.

    `asks` says whether some words ask a question. "Does it work? Yes. Is it safe? No." are two. If nothing stands
    between two of the questions, it is left whole.
    """
    sentences = section.sentences
    cuts = [
        index
        for index, sentence in enumerate(sentences)
        if sentence.kind == "paragraph"
        and sentence.end - sentence.start <= _LONGEST_QUESTION
        and text[sentence.start : sentence.end].endswith("?")
        and asks(title_of(text[sentence.start : sentence.end]))
    ]
    if not cuts or cuts[-1] == len(sentences) - 1 or any(last + 1 == first for last, first in pairwise(cuts)):
        return (section,)
    ends = [sentences[index].start for index in cuts]
    begins = [entry.start for entry in section.entries]
    return tuple(
        replace(
            section,
            **({} if first is None else _asked_again(text, sentences[first])),
            end=trimmed(text, section.start, end)[1],
            entries=tuple(
                entry
                for entry in section.entries[bisect_left(begins, start) : bisect_left(begins, end)]
                if entry.end <= end
            ),
            sentences=tuple(
                replace(sentence, kind="heading") if first is not None and sentence is sentences[first] else sentence
                for sentence in sentences[first or 0 : last]
            ),
        )
        for first, last, start, end in zip(
            [None, *cuts], [*cuts, len(sentences)], [section.start, *ends], [*ends, section.end], strict=True
        )
        if first is not None or last
    )


def _asked_again(text: str, question: Sentence) -> dict[str, Any]:
    title = title_of(text[question.start : question.end])
    return {
        "title": title,
        "level": _DISGUISED + 1,
        "numbered": False,
        "asks": True,
        "start": question.start,
        "body": question.end,
    }


def _section(text: str, lowered: str, blocks: tuple[Block, ...], heading: _HeadingLine | None) -> Section:
    start, end = trimmed(text, blocks[0].start, blocks[-1].end)
    body = heading.end if heading else start
    entries = tuple(_entries(text, blocks, body))
    bodies = {entry.start: entry.body for entry in entries if entry.kind in ("row", "question")}
    section_sentences: list[Sentence] = []
    for block in blocks:
        if heading and block.start < body:
            section_sentences.append(Sentence(*trimmed(text, block.start, body), "heading", terms(heading.title)))
        for first, last in sentences(text, max(block.start, body), max(block.end, body)):
            kind = "title" if last <= bodies.get(first, -1) else block.kind
            section_sentences.append(
                Sentence(first, last, kind, meanings(WORD.findall(lowered[first:last].translate(INVISIBLE))))
            )
    return Section(
        title=heading.title if heading else "",
        level=heading.level if heading else 0,
        numbered=bool(heading and heading.numbered),
        asks=bool(heading and heading.title.endswith("?")),
        start=start,
        body=body,
        end=end,
        entries=entries,
        sentences=tuple(section_sentences),
    )


def _entries(text: str, blocks: tuple[Block, ...], body: int) -> list[TitledEntry]:
    entries = []
    for i, block in enumerate(blocks):
        if block.end <= body or block.kind in ("heading", "code"):
            continue
        if block.kind == "row":
            first, tab, rest = text[block.start : block.end].partition("\t")
            if tab and rest.strip() and not first.lstrip().startswith(_QUOTES):
                answer = block.start + len(first) + 1
                entries.append(TitledEntry(title_of(first), "row", block.start, answer, block.end))
            continue
        offset = max(block.start, body)
        if block.ordered and block.level == 1:
            entries.append(TitledEntry("", "number", offset, offset, _with_children(blocks, i)))
        for line in text[offset : block.end].splitlines(keepends=True):
            if titled := _titled(line):
                title, kind, length = titled
                end = _with_children(blocks, i) if offset == block.start else offset + len(line)
                start, end = trimmed(text, offset, end)
                entries.append(TitledEntry(title, kind, start, offset + length, end))
            offset += len(line)
    return entries


def _titled(line: str) -> tuple[str, str, int] | None:
    """The title at the beginning of a line.

    Also its kind, and the number of its characters.
    """
    if match := _QUESTION_FIRST.match(line):
        return title_of(match.group()), "question", match.end()
    if match := _TOPIC_FIRST.match(line):
        return title_of(match[1]), "label", match.end()
    if match := _LABEL_FIRST.match(line):
        return title_of(match.group()), "label", match.end()
    if match := _NAME_FIRST.match(line):
        words = [word for word in tokens(match.group()) if word not in _LINKING]
        if 0 < len(words) <= _LONGEST_NAME and not STOP.intersection(words):
            return title_of(match.group()).rstrip("."), "label", match.end()
    return None


def _with_children(blocks: tuple[Block, ...], i: int) -> int:
    """The end of the block, or of the last item below it."""
    end = blocks[i].end
    if blocks[i].kind == "item":
        for block in blocks[i + 1 :]:
            if block.kind != "item" or block.level <= blocks[i].level:
                break
            end = block.end
    return end

"""Input values of the reading: a comparison's record. Pure.

It holds what one viewer may know.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from reviews.characters import masked, unmasked


@dataclass(frozen=True)
class Block:
    """A block of a response's text: `text[start:end]`, in code points.

    `kind` is heading (level 1–6), paragraph, item (level = depth of the list, from 1), row (a table's row; its
    cells are parted by tabs in the text), code or quote. Blocks are in order and do not overlap.
    `bold` is true if all of the block is set bold (a heading in disguise).
    `ordered` is true for an item of a numbered list.
    """

    kind: str
    level: int
    start: int
    end: int
    bold: bool = False
    ordered: bool = False


@dataclass(frozen=True)
class Turn:
    """One stored response. `prompt` is "" if the page showed none.

    `citations` are the ranges of the marks of citations in `text`; `sources` are the (title, address) that the answer
    leads to.
    """

    response_id: int
    position: int
    prompt: str
    text: str
    blocks: tuple[Block, ...]
    citations: tuple[tuple[int, int], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()

    @cached_property
    def legible(self) -> str:
        """The text to be read: marks of citations are masked.

        As long as the text itself. What reads answers, reads this.
        """
        return masked(self.text, self.citations)

    def quote(self, start: int, end: int) -> str:
        """The words of `text[start:end]`, without marks of citations."""
        return unmasked(self.legible[start:end])

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of `text[start:end]` between marks of citations."""
        for first, last in self.citations[bisect_right(self.citations, start, key=itemgetter(1)) :]:
            if first >= end:
                break
            if first > start:
                yield start, first
            start = last
        if start < end:
            yield start, end


class RoundShown(NamedTuple):
    """What a respondent was shown before it answered again.

    `text` is the sheet, `names` the respondents' by its letters.
    """

    text: str
    names: Mapping[str, str]


def version_beside(name: str, version: str) -> str:
    """The version to show beside a name.

    "" if the name holds it.
    """
    held = re.search(rf"(?<![\w.]){re.escape(version)}(?!\w|\.\d)", name)
    return "" if held else version


@dataclass(frozen=True, kw_only=True)
class Respondent:
    """One column: a transcript of one respondent.

    The names are those that the viewer may see. `evidence_by` names the readers who say what it could read, "" if the
    document or a person does. Of a later round, `first` is the transcript in whose column it stands, and `shown` what
    it was shown, if a sheet says so.
    """

    key: str
    transcript_id: int
    name: str
    kind: str  # model | person
    version: str
    round: int
    evidence_basis: str  # full_paper | abstract_only | web_search | unknown
    evidence_quote: str
    turns: tuple[Turn, ...]
    said_on: date | None = None
    evidence_by: str = ""
    first: int | None = None
    shown: RoundShown | None = None

    @property
    def provenance(self) -> tuple[str, ...]:
        """The version, the date and the round, if known.

        The date as "3 Feb 2026", the round as "round 2", from 2 on. No version that the name holds.
        """
        date = f"{self.said_on.day} {self.said_on:%b %Y}" if self.said_on else ""
        again = f"round {self.round}" if self.round > 1 else ""
        return tuple(filter(None, (version_beside(self.name, self.version), date, again)))


@dataclass(frozen=True)
class Question:
    """A question asked of everyone.

    `scale` holds the values, lowest first; () if it is not scored. `prompt_key` is the hash of the normalised prompt
    that the question was adopted from, or "".
    """

    question_id: int
    key: str
    text: str
    scored: bool
    scale: tuple[str, ...]
    prompt_key: str = ""


@dataclass(frozen=True)
class Placement:
    """A person's placement of `text[start:end]` under a question, or not.

    `belongs` is false if a person says that the words do not answer it.
    """

    response_id: int
    start: int
    end: int
    question_id: int
    belongs: bool


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A submitted mark, as the viewer may see it.

    `blind` if no reader's suggestion was visible when it was made.
    `value` is one of the scale, an absence, or "abstained". `quote` is the evidence, `text[start:end]` of the response;
    "" and None if the reviewer named none.
    """

    question_id: int
    transcript_id: int
    by: str
    value: str
    confidence: int | None
    rationale: str
    own: bool = False
    blind: bool = True
    confirm_again: bool = False
    quote: str = ""
    response_id: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Resolution:
    """The value that the team settled on for a cell.

    `value` is one of the scale or an absence.
    """

    question_id: int
    transcript_id: int
    by: str
    value: str
    why: str
    confirm_again: bool = False


@dataclass(frozen=True)
class Support:
    """A person's answer to whether the paper backs a cell.

    `quote` is the passage of the paper that shows it. `value` is supported, not_found or contradicted. `said_on` is the
    day of it, None in a document of an earlier release.
    """

    question_id: int
    transcript_id: int
    by: str
    value: str
    quote: str = ""
    said_on: date | None = None


RULES = "rules"
"""The key of the built-in rules as a reader."""


class Ground(NamedTuple):
    """A finding on which a verdict rests, as a reader says."""

    key: str
    title: str


@dataclass(frozen=True)
class Suggestion:
    """What a reader suggests for a cell.

    `verdict` is a value of the scale, or None with the reason why not; `state` is answered, silent, not_asked or
    refused. `response_id`, `start` and `end` place the quotation, if there is one. `source` is the reader's key and
    `by` its name, "" for the rules. `suspect` if the words address the reader, `dismissed` if a person said that it is
    wrong, `orphaned` if the text no longer holds its words: such a suggestion is shown, and leads nothing.
    `own_family` if reader and respondent have one maker. `grounds` are the findings that it rests on.
    `paper_quote` is the paper's own sentence for it, or against it if `paper_contradicts`, found on page `paper_page`.
    """

    verdict: str | None
    quote: str = ""
    reason: str = ""
    response_id: int | None = None
    start: int = 0
    end: int = 0
    state: str = "answered"
    source: str = RULES
    by: str = ""
    read_on: date | None = None
    suspect: bool = False
    dismissed: bool = False
    orphaned: bool = False
    own_family: bool = False
    grounds: tuple[Ground, ...] = ()
    paper_quote: str = ""
    paper_page: int | None = None
    paper_contradicts: bool = False

    @property
    def value(self) -> str | None:
        """The verdict, or the absence."""
        return self.verdict if self.state == "answered" else self.state

    @property
    def leads(self) -> bool:
        """Whether a verdict may rest on it."""
        return not (self.suspect or self.dismissed or self.orphaned)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A model or a person that read the texts.

    `read_at` is the time of its last reply, `dropped` the number of statements that were not taken in from its replies.
    """

    key: str
    name: str
    family: str
    read_at: datetime
    sheet_sha256: str
    reply_sha256: str
    dropped: int


@dataclass(frozen=True)
class Record:
    """All input of a reading.

    Marks, resolutions, supports and suggestions are applied to the reading and never change the rest. By the
    question_id and transcript_id of a cell: `open_threads` counts them, `suggestions` are those of all readers but the
    rules, and `dismissed` are the values that a person said are wrong. `later` are the respondents of later rounds,
    each in the column of a first one. Of the cells in `hidden` the viewer may not know
    yet what others say: the record has nothing of it.
    """

    questions: tuple[Question, ...]
    respondents: tuple[Respondent, ...]
    placements: tuple[Placement, ...] = ()
    marks: tuple[Mark, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    supports: tuple[Support, ...] = ()
    open_threads: Mapping[tuple[int, int], int] = field(default_factory=dict)
    suggestions: Mapping[tuple[int, int], tuple[Suggestion, ...]] = field(default_factory=dict)
    dismissed: Mapping[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    hidden: frozenset[tuple[int, int]] = frozenset()
    later: tuple[Respondent, ...] = ()

"""A reader's reply, read as far as it goes. Pure.

The shape alone is checked here, by hand, with a plain message and a place ("cells[3].verdict") for whatever is wrong.
What it says is checked against the texts in `check`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from collation.readers.lenient_json import find_objects
from collation.readers.plain_words import plain_words
from reviews.characters import BARRED

LONGEST_REPLY = 2_000_000
"""Characters of a reply, at most."""

PARTS = ("cells", "facts", "findings", "evidence_basis", "points", "statements", "labels")
"""The lists that a reply may hold."""

_KEYS = frozenset(("sheet", *PARTS))
_MOST_ITEMS = 2_000  # of one list
_MOST_MEMBERS = 100  # of one item
_LONGEST_QUOTE = 5_000  # characters that are kept, to show what was dropped
_LONGEST_KEY = 200
_LONGEST = {"title": 160, "topic": 80, "value": 140, "reason": 220, "settled": 240}


@dataclass(frozen=True)
class ReplyProblem:
    """What is wrong with the shape of a reply, and where."""

    place: str
    message: str


@dataclass(frozen=True)
class ReplyQuote:
    """A respondent and the words quoted from it.

    `context` are more words around them, if the same words stand in several places. `ref` is the key of a point or a
    statement that stands for both.
    """

    place: str
    respondent: str
    quote: str
    context: str = ""
    ref: str = ""


@dataclass(frozen=True)
class ReplyCell:
    """What a reply says of one cell, unchecked."""

    said: ReplyQuote
    question: str
    state: str
    verdict: str | None
    reason: str = ""
    grounds: tuple[str, ...] = ()
    paper_for: str = ""
    paper_against: str = ""


@dataclass(frozen=True)
class ReplyValue:
    """A value of a fact, unchecked."""

    value: str
    said: ReplyQuote


@dataclass(frozen=True)
class ReplyCrux:
    """What would settle a fact, unchecked.

    `cells` are those that depend on it: respondent and question.
    """

    text: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReplyFact:
    """A fact of a reply, unchecked."""

    place: str
    topic: str
    kind: str
    diverges: bool
    values: tuple[ReplyValue, ...]
    self_contradictions: tuple[str, ...] = ()
    settled_by: ReplyCrux | None = None


@dataclass(frozen=True)
class ReplyFinding:
    """A finding of a reply, unchecked."""

    place: str
    key: str
    title: str
    kind: str
    raised_by: tuple[ReplyQuote, ...]
    opposed_by: tuple[ReplyQuote, ...] = ()


@dataclass(frozen=True)
class ReplyBasis:
    """The evidence basis of a respondent, unchecked."""

    value: str
    said: ReplyQuote


@dataclass(frozen=True)
class ReplyPoint:
    """A point of a sheet of one respondent, unchecked.

    It is a statement if it has a value.
    """

    key: str
    title: str
    kind: str
    said: ReplyQuote
    value: str = ""


@dataclass(frozen=True)
class ReplyLabel:
    """Words that deserve a label, unchecked."""

    label: str
    said: ReplyQuote


@dataclass(frozen=True)
class Reply:
    """A reply, read as far as it goes.

    `sheet` is the id that came back, or "". `parts` are the lists that are there. `cut_off` if it ends in the middle:
    then `cut_in` is the list that is not at its end, or "". `mended` if it is no well-formed JSON.
    """

    sheet: str = ""
    cells: tuple[ReplyCell, ...] = ()
    facts: tuple[ReplyFact, ...] = ()
    findings: tuple[ReplyFinding, ...] = ()
    evidence_basis: tuple[ReplyBasis, ...] = ()
    points: tuple[ReplyPoint, ...] = ()
    statements: tuple[ReplyPoint, ...] = ()
    labels: tuple[ReplyLabel, ...] = ()
    parts: frozenset[str] = field(default_factory=frozenset)
    problems: tuple[ReplyProblem, ...] = ()
    cut_off: bool = False
    cut_in: str = ""
    mended: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it can be used."""
        return not any(getattr(self, part) for part in PARTS)


def parse_reply(raw: str | bytes) -> Reply:
    """Read a reply, however it is wrapped or broken.

    It may be JSON alone, in a fence, in prose, with mistakes, or cut off.

    It never raises. Several objects of one reply count together.
    """
    text = raw.decode("utf-8-sig", "replace") if isinstance(raw, bytes) else raw.removeprefix("\ufeff")
    if len(text) > LONGEST_REPLY:
        return Reply(problems=(ReplyProblem("", f"The reply is longer than {LONGEST_REPLY:,} characters."),))
    if not text.strip():
        return Reply(problems=(ReplyProblem("", "The reply is empty."),))
    found = find_objects(text, _KEYS)
    if not found:
        return Reply(problems=(ReplyProblem("", "No JSON object with cells, facts or findings was found."),))
    merged: dict[str, Any] = {}
    for one in found:
        for key, value in one.value.items():
            if key in PARTS and isinstance(value, list) and isinstance(merged.get(key), list):
                merged[key] = [*merged[key], *value]
            else:
                merged.setdefault(key, value)
    reader = _Shape()
    sheet = _scalar(merged.get("sheet")) or ""
    return Reply(
        sheet=plain_words(sheet, _LONGEST_KEY),
        cells=reader.items(merged, "cells", reader.cell),
        facts=reader.items(merged, "facts", reader.fact),
        findings=reader.items(merged, "findings", reader.finding),
        evidence_basis=reader.items(merged, "evidence_basis", reader.basis),
        points=reader.items(merged, "points", reader.point),
        statements=reader.items(merged, "statements", reader.statement),
        labels=reader.items(merged, "labels", reader.label),
        parts=frozenset(key for key in PARTS if isinstance(merged.get(key), list)),
        problems=tuple(reader.problems),
        cut_off=any(one.cut_off for one in found),
        cut_in=next((key for key in reversed(found[-1].value) if key in PARTS), "") if found[-1].cut_off else "",
        mended=any(one.mended for one in found),
    )


_Item = TypeVar("_Item")


class _Wrong(Exception):
    """An item cannot be used."""

    def __init__(self, place: str, message: str) -> None:
        self.problem = ReplyProblem(place, message)


class _Shape:
    """Reads items by hand, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[ReplyProblem] = []

    def items(
        self, whole: dict[str, Any], name: str, read: Callable[[dict[str, Any], str], _Item]
    ) -> tuple[_Item, ...]:
        given = whole.get(name)
        if given is None:
            return ()
        return tuple(self._each(given, name, read, _MOST_ITEMS))

    def _each(self, given: Any, place: str, read: Callable[[Any, str], _Item], most: int) -> Iterator[_Item]:
        if given is None:
            return
        if not isinstance(given, list):
            given = [given]
        if len(given) > most:
            self.problems.append(ReplyProblem(place, f"holds {len(given):,} items; only the first {most:,} are read"))
        for at, item in enumerate(given[:most]):
            try:
                yield read(item, f"{place}[{at}]")
            except _Wrong as wrong:
                self.problems.append(wrong.problem)

    def quote(self, item: Any, place: str) -> ReplyQuote:
        if isinstance(item, str):
            return ReplyQuote(place, "", "", ref=_key(item))
        item = _object(item, place)
        if (ref := _scalar(item.get("point") or item.get("statement") or item.get("key"))) and "quote" not in item:
            return ReplyQuote(place, "", "", ref=_key(ref))
        return self.said(item, place)

    def said(self, item: dict[str, Any], place: str) -> ReplyQuote:
        return ReplyQuote(
            place, _needed(item, "respondent", place), _quotation(item.get("quote")), _quotation(item.get("context"))
        )

    def cell(self, item: Any, place: str) -> ReplyCell:
        item = _object(item, place)
        verdict = _scalar(item.get("verdict"))
        paper = item.get("paper")
        paper = paper if isinstance(paper, dict) else {}
        state = _word(_scalar(item.get("state")) or ("answered" if verdict else ""))
        if not state:
            raise _Wrong(f"{place}.state", "is missing")
        return ReplyCell(
            said=self.said(item, place),
            question=_needed(item, "question", place),
            state=state,
            verdict=None if verdict is None or verdict.strip().lower() in ("", "null", "none") else _key(verdict),
            reason=_plain(item.get("reason") or item.get("why"), "reason"),
            grounds=tuple(dict.fromkeys(filter(None, map(_key, _strings(item.get("grounds")))))),
            paper_for=_quotation(paper.get("for")),
            paper_against=_quotation(paper.get("against")),
        )

    def value(self, item: Any, place: str) -> ReplyValue:
        if isinstance(item, dict):
            return ReplyValue(_plain(item.get("value"), "value"), self.quote(item, place))
        return ReplyValue("", self.quote(item, place))

    def fact(self, item: Any, place: str) -> ReplyFact:
        item = _object(item, place)
        topic = _plain(item.get("topic"), "topic")
        if not topic:
            raise _Wrong(f"{place}.topic", "is missing")
        crux = item.get("settled_by")
        settled_by = None
        if isinstance(crux, str):
            settled_by = ReplyCrux(_plain(crux, "settled"), ())
        elif isinstance(crux, dict):
            cells = tuple(self._each(crux.get("cells"), f"{place}.settled_by.cells", _cell_named, _MOST_ITEMS))
            settled_by = ReplyCrux(_plain(crux.get("text"), "settled"), tuple(dict.fromkeys(cells)))
        return ReplyFact(
            place,
            topic,
            _word(_scalar(item.get("kind")) or ""),
            item.get("diverges") in (True, "true", "True", "yes", 1),
            tuple(self._each(item.get("values"), f"{place}.values", self.value, _MOST_MEMBERS)),
            tuple(dict.fromkeys(filter(None, map(_key, _strings(item.get("self_contradictions")))))),
            settled_by if settled_by and settled_by.text else None,
        )

    def finding(self, item: Any, place: str) -> ReplyFinding:
        item = _object(item, place)
        title = _plain(item.get("title"), "title")
        if not title:
            raise _Wrong(f"{place}.title", "is missing")
        return ReplyFinding(
            place,
            _key(_scalar(item.get("key")) or ""),
            title,
            _word(_scalar(item.get("kind")) or ""),
            tuple(self._each(item.get("raised_by"), f"{place}.raised_by", self.quote, _MOST_MEMBERS)),
            tuple(self._each(item.get("opposed_by"), f"{place}.opposed_by", self.quote, _MOST_MEMBERS)),
        )

    def basis(self, item: Any, place: str) -> ReplyBasis:
        item = _object(item, place)
        return ReplyBasis(_word(_needed(item, "value", place)), self.said(item, place))

    def label(self, item: Any, place: str) -> ReplyLabel:
        item = _object(item, place)
        return ReplyLabel(_needed(item, "label", place), self.said(item, place))

    def point(self, item: Any, place: str) -> ReplyPoint:
        item = _object(item, place)
        title = _plain(item.get("title"), "title")
        if not title:
            raise _Wrong(f"{place}.title", "is missing")
        kind = _word(_scalar(item.get("kind")) or "")
        return ReplyPoint(_key(_scalar(item.get("key")) or ""), title, kind, self.said(item, place))

    def statement(self, item: Any, place: str) -> ReplyPoint:
        item = _object(item, place)
        topic, value = _plain(item.get("topic"), "topic"), _plain(item.get("value"), "value")
        if not topic or not value:
            raise _Wrong(f"{place}.{'value' if topic else 'topic'}", "is missing")
        kind = _word(_scalar(item.get("kind")) or "")
        return ReplyPoint(_key(_scalar(item.get("key")) or ""), topic, kind, self.said(item, place), value)


def _object(item: Any, place: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise _Wrong(place, "is not an object")
    return item


def _needed(item: dict[str, Any], name: str, place: str) -> str:
    value = _key(_scalar(item.get(name)) or "")
    if not value:
        raise _Wrong(f"{place}.{name}", "is missing")
    return value


def _cell_named(item: Any, place: str) -> tuple[str, str]:
    item = _object(item, place)
    return _needed(item, "respondent", place), _needed(item, "question", place)


def _scalar(value: Any) -> str | None:
    """A string or a number as a string; None for all else."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    if isinstance(value, float) and math.isfinite(value) and abs(value) < 10**15:
        return str(int(value)) if value.is_integer() else str(value)
    return value if isinstance(value, str) else None


def _strings(value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [text for text in map(_scalar, given[:_MOST_MEMBERS]) if text]


def _quotation(value: Any) -> str:
    """A quotation as given, but for characters that no text holds."""
    if isinstance(value, list) and value:
        value = value[0]
    text = BARRED.sub("", value[:_LONGEST_QUOTE]).strip() if isinstance(value, str) else ""
    return "" if text.lower() in ("null", "none") else text


def _plain(value: Any, what: str) -> str:
    return plain_words(_scalar(value) or "", _LONGEST[what])


def _key(value: str) -> str:
    return plain_words(value, _LONGEST_KEY)


def _word(value: str) -> str:
    """A word of the vocabulary: "Not asked" is not_asked."""
    return re.sub(r"[\s-]+", "_", _key(value).strip().lower())

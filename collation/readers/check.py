"""The check of a reply against the texts. Pure.

A statement is kept only with the words that it rests on, found in that respondent's own answers. What is dropped is
named with its place and reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from collation.language.detection import language
from collation.readers.checked import (
    Checked,
    CheckedBasis,
    CheckedCell,
    CheckedCrux,
    CheckedFact,
    CheckedFinding,
    CheckedLabel,
    CheckedQuote,
    CheckedValue,
    Counts,
    Dropped,
    KeptOf,
    PaperQuote,
    Suspect,
)
from collation.readers.fact_values import conflict, is_estimate, is_known, missing_from
from collation.readers.folding import folded
from collation.readers.hostile import addresses_reader
from collation.readers.names import NameMap
from collation.readers.quotations import FoldedAnswers, Located, NotFound, locate
from collation.readers.repair import Missing, rest_of
from collation.readers.reply import (
    Reply,
    ReplyBasis,
    ReplyCell,
    ReplyCrux,
    ReplyFact,
    ReplyFinding,
    ReplyLabel,
    ReplyQuote,
)
from collation.readers.texts import SheetLabel, SheetPaper, SheetQuestion, SheetText, SheetTurn
from collation.readers.vocabulary import EVIDENCE_BASES, FACT_KINDS, FINDING_KINDS, STATES
from collation.wording import listed, several
from reviews.masks import HiddenText

THE_PAPER = "the paper"
_CAPITALISES_NOUNS = "German"
_SWAPPED = 3  # quotations in another respondent's answers from which on a warning is due


def check_reply(
    reply: Reply,
    questions: Sequence[SheetQuestion],
    texts: Sequence[SheetText],
    paper: SheetPaper,
    names: NameMap | None = None,
    labels: Sequence[SheetLabel] = (),
) -> Checked:
    """Check every statement of a reply.

    `texts` and `paper` are as they are stored, without replaced names. With `names`, a quotation may hold replacements,
    and all that is kept speaks of the stored names.
    """
    return _Check(questions, texts, paper, names, labels).run(reply)


class _Lost(Exception):
    """A statement that cannot be kept."""

    def __init__(self, why: str, quote: str = "", place: str = "") -> None:
        self.why, self.quote, self.place = why, quote, place


@dataclass(frozen=True, eq=False)
class _Searched:
    """The answers of one respondent, as stored and with names replaced.

    `addressing` are the ranges that address the reader.
    """

    text: SheetText
    stored: FoldedAnswers
    hidden: FoldedAnswers | None
    ways_back: Mapping[int, HiddenText]
    addressing: Mapping[int, tuple[tuple[int, int], ...]]


class _Check:
    def __init__(
        self,
        questions: Sequence[SheetQuestion],
        texts: Sequence[SheetText],
        paper: SheetPaper,
        names: NameMap | None,
        labels: Sequence[SheetLabel],
    ) -> None:
        self.names = names
        self.questions = {question.key: question for question in questions}
        self.keys = _alike((text.key, text.name) for text in texts)
        self.question_keys = _alike((question.key, question.text) for question in questions)
        self.labels = [label.name for label in labels]
        self.label_keys = _alike((label.key, names.hide(label.name).text if names else label.name) for label in labels)
        self.searched = {text.key: self._searched(text, texts) for text in texts}
        self.pages = _Pages(paper)
        self.dropped: list[Dropped] = []
        self.suspects: list[Suspect] = []
        self.quotations = self.absent = self.unusable = self.elsewhere = 0

    def _searched(self, text: SheetText, texts: Sequence[SheetText]) -> _Searched:
        others = [other.name for other in texts if other.key != text.key and other.name]
        hidden, ways_back = None, {}
        if self.names is not None:
            given = [self.names.replacement(other.key) for other in texts if other.key != text.key]
            hidden = FoldedAnswers.of(self.names.hide_text(text), given)
            ways_back = {turn.response_id: self.names.hide(turn.answer) for turn in text.turns}
        addressing = {turn.response_id: addresses_reader(turn.answer) for turn in text.turns}
        return _Searched(text, FoldedAnswers.of(text, others), hidden, ways_back, addressing)

    def run(self, reply: Reply) -> Checked:
        for problem in reply.problems:
            self.dropped.append(Dropped(_what(problem.place), problem.place, problem.message))
        findings, found_by = self._findings(reply.findings)
        facts = [fact for given in reply.facts if (fact := self._kept("fact", given.place, self._fact, given))]
        cells = self._cells(reply.cells, found_by)
        bases = self._bases(reply.evidence_basis)
        labels = self._labels(reply.labels)
        lost = Counter(problem.place.partition("[")[0] for problem in reply.problems if problem.place.count("[") == 1)
        counts = Counts(
            self.quotations,
            self.absent,
            self.unusable,
            KeptOf(len(reply.cells) + lost["cells"], len(cells)),
            KeptOf(len(reply.facts) + lost["facts"], len(facts)),
            KeptOf(len(reply.findings) + lost["findings"], len(findings)),
            KeptOf(len(reply.evidence_basis) + lost["evidence_basis"], len(bases)),
            KeptOf(len(reply.labels) + lost["labels"], len(labels)),
        )
        return Checked(
            tuple(cells),
            tuple(facts),
            tuple(findings),
            tuple(bases),
            tuple(self.dropped),
            tuple(self.suspects),
            counts,
            self._missing(reply, cells, bases),
            self._warnings(reply),
            tuple(labels),
        )

    def _missing(self, reply: Reply, cells: Sequence[CheckedCell], bases: Sequence[CheckedBasis]) -> Missing:
        there = {(cell.respondent, cell.question) for cell in cells}
        read = {basis.respondent for basis in bases}
        return Missing(
            tuple(
                (key, question) for key in self.searched for question in self.questions if (key, question) not in there
            ),
            tuple(key for key in self.searched if key not in read),
            tuple(part for part in ("findings", "facts") if part not in reply.parts),
            reply.cut_off,
            *rest_of(reply),
        )

    def _warnings(self, reply: Reply) -> tuple[str, ...]:
        told = []
        if reply.cut_off:
            told.append("The reply ends in the middle. What is whole was read.")
        if self.elsewhere >= _SWAPPED and 2 * self.elsewhere > self.absent:
            told.append(
                f"{several(self.elsewhere, 'quotation')} stand in another respondent’s answers: "
                "the reader may have mixed them up."
            )
        return tuple(told)

    def _kept(self, what, place, check, given, *more):
        """The checked statement; None if it is lost, which is noted."""
        try:
            return check(given, *more)
        except _Lost as lost:
            self.dropped.append(Dropped(what, lost.place or place, lost.why, lost.quote))
            return None

    def _part(self, what: str, place: str, why: str, quote: str = "") -> None:
        self.dropped.append(Dropped(what, place, why, quote, whole=False))

    # Keys

    def _respondent(self, name: str, place: str) -> str:
        if self.names is not None:
            name = self.names.key_of(name)
        key = self.keys.get(_folded_key(name))
        if key is None:
            raise _Lost(f"There is no respondent “{name}”.", place=f"{place}.respondent")
        return key

    def _question(self, name: str, place: str) -> SheetQuestion:
        key = self.question_keys.get(_folded_key(name))
        if key is None:
            raise _Lost(f"There is no question “{name}”.", place=f"{place}.question")
        return self.questions[key]

    def _show(self, words: str) -> str:
        return self.names.show(words) if self.names is not None else words

    # Quotations

    def _quote(self, what: str, said: ReplyQuote, place: str = "") -> CheckedQuote:
        """The quotation, found; _Lost with the reason otherwise."""
        key = self._respondent(said.respondent, said.place)
        self.quotations += 1
        if not said.quote:
            self.quotations -= 1
            raise _Lost("There is no quotation.", place=place or said.place)
        searched = self.searched[key]
        found = self._located(said, searched)
        if isinstance(found, NotFound):
            if found.absent:
                self.absent += 1
                elsewhere = self._who_says(said, key)
                self.elsewhere += bool(elsewhere)
                why = f"The quotation {found.reason}" + (f"; it stands in {elsewhere}’s answers." if elsewhere else ".")
            else:
                self.unusable += 1
                why = f"The quotation {found.reason}."
            raise _Lost(why, said.quote, place or said.place)
        spans = searched.addressing.get(found.response_id, ())
        suspect = any(start < found.end and found.start < end for start, end in spans)
        quote = CheckedQuote(key, found.response_id, found.start, found.end, found.text, suspect)
        if suspect:
            self.suspects.append(Suspect(what, place or said.place, quote))
        return quote

    def _located(self, said: ReplyQuote, searched: _Searched) -> Located | NotFound:
        others = [other.stored for key, other in self.searched.items() if key != searched.text.key]
        if self.pages.searched:
            others.append(self.pages.searched)
        found = locate(said.quote, searched.stored, context=said.context, others=others)
        if searched.hidden is None or isinstance(found, Located) or not found.absent:
            return found
        hidden = locate(said.quote, searched.hidden, context=said.context)
        if isinstance(hidden, NotFound):
            return hidden if not hidden.absent else found
        start, end = searched.ways_back[hidden.response_id].place(hidden.start, hidden.end)
        return Located(hidden.response_id, start, end, _answer(searched.text, hidden.response_id)[start:end])

    def _who_says(self, said: ReplyQuote, key: str) -> str:
        """The name of another respondent whose answers hold the quotation, or ""."""
        for other, searched in self.searched.items():
            if other != key and (
                searched.stored.holds(said.quote) or (searched.hidden and searched.hidden.holds(said.quote))
            ):
                return searched.text.name
        return ""

    # Cells

    def _cells(self, given: Iterable[ReplyCell], found_by: Mapping[str, str]) -> list[CheckedCell]:
        seen: dict[tuple[str, str], CheckedCell] = {}
        for cell in given:
            kept: CheckedCell | None = self._kept("cell", cell.said.place, self._cell, cell, found_by, seen)
            if kept:
                seen[kept.respondent, kept.question] = kept
        return list(seen.values())

    def _cell(
        self, given: ReplyCell, found_by: Mapping[str, str], seen: Mapping[tuple[str, str], CheckedCell]
    ) -> CheckedCell:
        place = given.said.place
        respondent = self._respondent(given.said.respondent, place)
        question = self._question(given.question, place)
        if (respondent, question.key) in seen:
            raise _Lost("This cell came before; the first counts.")
        if given.state not in STATES:
            raise _Lost(f"“{given.state}” is no state ({', '.join(STATES)}).", place=f"{place}.state")
        verdict = self._verdict(given, question, place)
        quote = None
        if given.state in ("answered", "refused"):
            quote = self._quote("cell", given.said)
        grounds = []
        for at, name in enumerate(given.grounds):
            if ground := found_by.get(_folded_key(name)):
                grounds.append(ground)
            else:
                self._part("cell", f"{place}.grounds[{at}]", f"No kept finding has the key “{name}”.")
        return CheckedCell(
            respondent,
            question.key,
            given.state,
            verdict,
            quote,
            self._show(given.reason),
            tuple(dict.fromkeys(grounds)),
            self._of_paper(given.paper_for, f"{place}.paper.for"),
            self._of_paper(given.paper_against, f"{place}.paper.against"),
        )

    def _verdict(self, given: ReplyCell, question: SheetQuestion, place: str) -> str | None:
        if given.state != "answered":
            if given.verdict is not None:
                raise _Lost(f"{given.state} has no verdict, but “{given.verdict}” is given.", place=f"{place}.verdict")
            return None
        if not question.scale:
            return None
        if given.verdict is None:
            raise _Lost("answered needs a verdict.", place=f"{place}.verdict")
        for value in question.scale:
            if _folded_key(value) == _folded_key(given.verdict):
                return value
        raise _Lost(f"“{given.verdict}” is not on the scale ({', '.join(question.scale)}).", place=f"{place}.verdict")

    def _of_paper(self, quote: str, place: str) -> PaperQuote | None:
        if not quote:
            return None
        self.quotations += 1
        found = self.pages.locate(self._show(quote), quote)
        if isinstance(found, PaperQuote):
            return found
        self.absent += found.absent
        self.unusable += not found.absent
        self._part("cell", place, f"The quotation of the paper {found.reason}.", quote)
        return None

    # Facts

    def _fact(self, given: ReplyFact) -> CheckedFact:
        if given.kind not in FACT_KINDS:
            raise _Lost(f"“{given.kind}” is no kind of fact ({', '.join(FACT_KINDS)}).", place=f"{given.place}.kind")
        values: list[CheckedValue] = []
        for item in given.values:
            try:
                value = self._value(item.value, item.said, given.kind)
            except _Lost as lost:
                self._part("fact", lost.place or item.said.place, lost.why, lost.quote)
                continue
            if not any(value.respondent == other.respondent and value.value == other.value for other in values):
                values.append(value)
        voices = {value.respondent for value in values}
        if len(values) < 2 or (len(voices) < 2 and len({folded(value.value).casefold() for value in values}) < 2):
            raise _Lost(f"A fact needs two values; {several(len(values), 'value')} stood the check.")
        parting = [pair for pair in combinations(values, 2) if _conflict(*pair)]
        across = any(one.respondent != other.respondent for one, other in parting)
        if given.diverges and not across:
            why = "The values do not diverge: " + _why_alike(values)
            self._part("fact", f"{given.place}.diverges", why)
        alone = {one.respondent for one, other in parting if one.respondent == other.respondent}
        contradicting = []
        for at, name in enumerate(given.self_contradictions):
            place = f"{given.place}.self_contradictions[{at}]"
            try:
                key = self._respondent(name, place)
            except _Lost as lost:
                self._part("fact", place, lost.why)
                continue
            if key in alone:
                contradicting.append(key)
            else:
                self._part("fact", place, "It does not give two values here that cannot both hold.")
        diverges = given.diverges and across
        crux = self._crux(given.settled_by, f"{given.place}.settled_by") if diverges or contradicting else None
        return CheckedFact(
            self._show(given.topic), given.kind, diverges, tuple(values), tuple(dict.fromkeys(contradicting)), crux
        )

    def _value(self, value: str, said: ReplyQuote, kind: str) -> CheckedValue:
        if not value:
            raise _Lost("There is no value.", place=f"{said.place}.value")
        quote = self._quote("fact", said)
        shown = self._show(value)
        german = language(_answer(self.searched[quote.respondent].text, quote.response_id)) == _CAPITALISES_NOUNS
        if is_known(shown) and (missing := missing_from(shown, quote.text, kind, nouns_capitalised=german)):
            words = listed([f"“{word}”" for word in missing])
            raise _Lost(f"The quotation does not hold {words} of the value.", said.quote, f"{said.place}.value")
        return CheckedValue(shown, quote.respondent, quote, is_estimate(shown, quote.text))

    def _crux(self, given: ReplyCrux | None, place: str) -> CheckedCrux | None:
        if given is None:
            return None
        cells = []
        for at, (respondent, question) in enumerate(given.cells):
            try:
                named = f"{place}.cells[{at}]"
                cells.append((self._question(question, named).key, self._respondent(respondent, named)))
            except _Lost as lost:
                self._part("fact", lost.place, lost.why)
        return CheckedCrux(self._show(given.text), tuple(dict.fromkeys(cells)))

    # Findings

    def _findings(self, given: Sequence[ReplyFinding]) -> tuple[list[CheckedFinding], dict[str, str]]:
        """The kept findings, and their keys by key and title."""
        kept: list[CheckedFinding] = []
        found_by: dict[str, str] = {}
        taken = {finding.key for finding in given if finding.key}
        for at, finding in enumerate(given):
            checked: CheckedFinding | None = self._kept("finding", finding.place, self._finding, finding)
            if checked is None:
                continue
            key = checked.key
            if not key or any(key == other.key for other in kept):
                key = next(
                    name
                    for number in range(at + 1, at + 3 + len(taken) + len(given))
                    if (name := f"f{number}") not in taken
                )
                taken.add(key)
            kept.append(replace(checked, key=key))
            found_by.setdefault(_folded_key(finding.key or key), key)
            found_by.setdefault(_folded_key(finding.title), key)
        return kept, found_by

    def _finding(self, given: ReplyFinding) -> CheckedFinding:
        kind = given.kind
        if kind not in FINDING_KINDS:
            self._part("finding", f"{given.place}.kind", f"“{kind}” is no kind of finding; it counts as other.")
            kind = "other"
        raised = self._members(given.raised_by)
        opposed = [
            quote for quote in self._members(given.opposed_by) if not any(_overlap(quote, other) for other in raised)
        ]
        if not raised:
            raise _Lost("No quotation of who raises it stood the check." if given.raised_by else "Nobody raises it.")
        return CheckedFinding(given.key, self._show(given.title), kind, tuple(raised), tuple(opposed))

    def _members(self, given: Iterable[ReplyQuote]) -> list[CheckedQuote]:
        quotes: list[CheckedQuote] = []
        for said in given:
            try:
                quote = self._quote("finding", said)
            except _Lost as lost:
                self._part("finding", lost.place or said.place, lost.why, lost.quote)
                continue
            if quote not in quotes:
                quotes.append(quote)
        return quotes

    # Evidence basis

    def _bases(self, given: Iterable[ReplyBasis]) -> list[CheckedBasis]:
        seen: dict[str, CheckedBasis] = {}
        for basis in given:
            kept: CheckedBasis | None = self._kept("evidence_basis", basis.said.place, self._basis, basis, seen)
            if kept:
                seen[kept.respondent] = kept
        return list(seen.values())

    def _basis(self, given: ReplyBasis, seen: Mapping[str, CheckedBasis]) -> CheckedBasis:
        place = given.said.place
        respondent = self._respondent(given.said.respondent, place)
        if respondent in seen:
            raise _Lost("The evidence basis of this respondent came before; the first counts.")
        if given.value not in EVIDENCE_BASES:
            raise _Lost(f"“{given.value}” is none of {', '.join(EVIDENCE_BASES)}.", place=f"{place}.value")
        if given.value == "unknown":
            return CheckedBasis(respondent, given.value, None)
        return CheckedBasis(respondent, given.value, self._quote("evidence_basis", given.said))

    # Labels

    def _labels(self, given: Iterable[ReplyLabel]) -> list[CheckedLabel]:
        seen: list[CheckedLabel] = []
        for label in given:
            kept: CheckedLabel | None = self._kept("label", label.said.place, self._label, label, seen)
            if kept:
                seen.append(kept)
        return seen

    def _label(self, given: ReplyLabel, seen: Sequence[CheckedLabel]) -> CheckedLabel:
        key = self.label_keys.get(_folded_key(given.label))
        if key is None:
            known = ", ".join(self.labels)
            raise _Lost(f"“{given.label}” is no label here ({known}).", place=f"{given.said.place}.label")
        label = CheckedLabel(key, self._quote("label", given.said))
        if label in seen:
            raise _Lost("These words have this label already.", given.said.quote)
        return label


class _Pages:
    """The paper's text, ready to be searched."""

    def __init__(self, paper: SheetPaper) -> None:
        self.starts: list[int] = []
        at = 0
        for page in paper.pages:
            self.starts.append(at)
            at += len(page) + 1
        turn = SheetTurn(0, "", "\n".join(paper.pages))
        self.searched = FoldedAnswers.of(SheetText("", THE_PAPER, "", (turn,))) if turn.answer.strip() else None

    def locate(self, quote: str, hidden: str) -> PaperQuote | NotFound:
        """The words and their page; `hidden` are the words with names replaced."""
        if self.searched is None:
            return NotFound("is not found: the paper’s text was not given", absent=True)
        found = locate(quote, self.searched)
        if isinstance(found, NotFound) and hidden != quote:
            found = locate(hidden, self.searched)
        return found if isinstance(found, NotFound) else PaperQuote(bisect_right(self.starts, found.start), found.text)


def _answer(text: SheetText, response_id: int) -> str:
    return next(turn.answer for turn in text.turns if turn.response_id == response_id)


def _alike(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys by what may stand for them.

    That is the key, and a name that only one has.
    """
    pairs = list(names)
    counted = Counter(_folded_key(name) for _, name in pairs)
    found = {_folded_key(name): key for key, name in pairs if counted[_folded_key(name)] == 1}
    return found | {_folded_key(key): key for key, _ in pairs}


def _folded_key(name: str) -> str:
    """A key whatever its case, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def _what(place: str) -> str:
    """What a place in a reply belongs to."""
    kinds = {
        "cells": "cell",
        "facts": "fact",
        "statements": "fact",
        "findings": "finding",
        "points": "finding",
        "evidence_basis": "evidence_basis",
        "labels": "label",
    }
    return kinds.get(place.partition("[")[0].partition(".")[0], "reply")


def _conflict(one: CheckedValue, other: CheckedValue) -> bool:
    return conflict(one.value, one.quote.text, other.value, other.quote.text)


def _why_alike(values: Sequence[CheckedValue]) -> str:
    known = [value for value in values if value.known]
    if len({value.respondent for value in known}) < 2:
        return "one respondent alone gives them."
    if any(value.estimate for value in known):
        return "estimates that lie near each other."
    return "they can all hold."


def _overlap(one: CheckedQuote, other: CheckedQuote) -> bool:
    return one.response_id == other.response_id and one.start < other.end and other.start < one.end

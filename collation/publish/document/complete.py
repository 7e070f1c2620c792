"""The completeness check of a document, before it is published. Pure.

Every respondent is accounted for in every row, figures are those of the table, and quotations stand in what is
published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from collation.agreement.raters import Raters, respondents, reviewers
from collation.publish.document.parse import thaw
from collation.wording import shortened
from reviews import richtext
from reviews.characters import masked, unmasked
from reviews.scale import decide, divergence, word

_ALMOST = 1e-9
_SHOWN = 60
"""The most characters of a quotation in a sentence."""


@dataclass(frozen=True)
class Fault:
    """A sentence on what is wrong, with its place.

    One that `blocks` would make the page say what is not so, or break it: it is not published. Any other is a warning.
    """

    sentence: str
    blocks: bool = True


def faults(document: dict[str, Any]) -> tuple[Fault, ...]:
    """The faults of a document, those that block first.

    Figures and quotations are looked at only if every respondent is accounted for.
    """
    checked = _Named(document)
    found = [*_unaccounted(checked)]
    if not found:
        found = [*_counts(checked), *_verdicts(checked), *_agreement(checked), *_quotations(checked)]
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: not fault.blocks))


@dataclass(frozen=True)
class _Named:
    """A document with its names at hand."""

    values: dict[str, Any]

    @cached_property
    def names(self) -> dict[str, str]:
        return {each["key"]: each["name"] for each in self.values["respondents"]}

    @cached_property
    def questions(self) -> dict[str, dict[str, Any]]:
        return {each["key"]: each for each in self.values["questions"]}

    @cached_property
    def in_full(self) -> dict[str, dict[str, Any]]:
        """The transcripts that are published in full, by respondent."""
        return {each["respondent"]: each for each in self.values["transcripts"] if each["publish"] == "full"}

    def row(self, row: dict[str, Any]) -> str:
        return f"“{shortened(self.questions[row['question']]['text'])}”"

    def cell(self, row: dict[str, Any], cell: dict[str, Any]) -> str:
        return f"{self.row(row)}, {self.names[cell['respondent']]}"

    def cells(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Each cell with its row."""
        return ((row, cell) for row in self.values["rows"] for cell in row["cells"])


def _unaccounted(document: _Named) -> Iterator[Fault]:
    values, names = document.values, document.names
    extents = Counter(each["respondent"] for each in values["transcripts"])
    for key, name in names.items():
        if extents[key] != 1:
            yield Fault(f"{name}: nothing says how much of it is published.")
    asked = Counter(row["question"] for row in values["rows"])
    for key in (key for key in asked if key not in document.questions):
        yield Fault(f"A row of a question that is not there: “{key}”.")
        return
    for key, question in document.questions.items():
        if asked[key] != 1:
            yield Fault(f"“{shortened(question['text'])}”: {'there is no row' if not asked[key] else 'two rows'}.")
    for row in values["rows"]:
        held = Counter(cell["respondent"] for cell in row["cells"])
        for key, name in names.items():
            if held[key] != 1:
                yield Fault(f"{document.row(row)}, {name}: {'there is no cell' if not held[key] else 'two cells'}.")
        for key in (key for key in held if key not in names):
            yield Fault(f"{document.row(row)}: a cell of “{key}”, who is no respondent here.")
        order = [cell["respondent"] for cell in row["cells"]]
        if sorted(order) == sorted(names) and order != list(names):
            yield Fault(f"{document.row(row)}: its cells are not in the order of the respondents.")


def _counts(document: _Named) -> Iterator[Fault]:
    head = document.values["publication"]
    marks = [mark for _, cell in document.cells() for mark in cell["marks"]]
    people = {mark["by"] for mark in marks}
    if head["marks"] != len(marks):
        yield Fault(f"It counts {head['marks']} marks, and its cells hold {len(marks)}.")
    if head["reviewers"] != len(people):
        yield Fault(f"It counts {head['reviewers']} reviewers, and its marks are those of {len(people)}.")


def _verdicts(document: _Named) -> Iterator[Fault]:
    rounds = {each["key"]: each["round"] for each in document.values["respondents"]}
    for row, cell in document.cells():
        verdict, settled = cell["verdict"], cell["resolution"]
        if verdict["from"] not in ("resolution", "marks"):
            continue
        scale = document.questions[row["question"]]["scale"]
        given = decide(settled and settled["verdict"], [mark["verdict"] for mark in cell["marks"]], scale)
        if (given.value, given.split) != (verdict["value"], verdict["split"]):
            what = "the team settled on" if settled else "its marks come to"
            yield Fault(
                f"{document.cell(row, cell)}: its verdict is {_said(verdict['value'], verdict['split'])}, and {what} "
                f"{_said(given.value, given.split)}."
            )
    for row in document.values["rows"]:
        first = [cell["verdict"]["rank"] for cell in row["cells"] if rounds[cell["respondent"]] == 1]
        figure = divergence(first, document.questions[row["question"]]["scale"])
        if not _alike(figure, row["divergence"]):
            yield Fault(
                f"{document.row(row)}: its divergence is {_figure(row['divergence'])}, and its cells come to "
                f"{_figure(figure)}."
            )


def _said(value: str | None, split: bool) -> str:
    return word(value) if value else "split" if split else "none"


def _alike(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) < _ALMOST)


def _figure(figure: float | None) -> str:
    return "none" if figure is None else f"{figure:.2f}"


def _agreement(document: _Named) -> Iterator[Fault]:
    collation = thaw(document.values)
    yield from _pairs(document.values["agreement"]["respondents"], respondents(collation), "questions")
    yield from _pairs(document.values["agreement"]["reviewers"], reviewers(collation), "cells")


def _pairs(told: dict[str, Any], raters: Raters, units: str) -> Iterator[Fault]:
    counted = {(pair.a, pair.b): pair.n for pair in raters.pairs}
    for pair in told["pairs"]:
        n = counted.get((pair["a"], pair["b"]), 0)
        if n != pair["n"]:
            names = " and ".join(raters.names.get(key, key) for key in (pair["a"], pair["b"]))
            yield Fault(f"The agreement of {names} rests on {pair['n']} {units}, and the table has {n} of both.")


def _quotations(document: _Named) -> Iterator[Fault]:
    """Faults of quotations of respondents who are published in full.

    Of all others the quotations are what is published.
    """
    for where, respondent, turn, quote in _quoted(document):
        transcript = document.in_full.get(respondent)
        if transcript is None or not quote["text"]:
            continue
        key = "response_id" if "response_id" in quote else "response"
        published = next((each for each in transcript["responses"] if each[key] == turn), None)
        words = f"“{shortened(quote['text'], _SHOWN)}”"
        if published is None:
            yield Fault(f"{where}: {words} is quoted from a turn that is not published.", blocks=False)
        elif not _stands(quote, published):
            yield Fault(f"{where}: {words} does not stand in the turn that it is quoted from.")


def _quoted(document: _Named) -> Iterator[tuple[str, str, int, dict[str, Any]]]:
    """Each quotation: its place in words, whose it is, its turn."""
    for row, cell in document.cells():
        where = document.cell(row, cell)
        for passage in cell["passages"]:
            yield where, cell["respondent"], passage["response_id"], passage
        for mark in cell["marks"]:
            if mark["evidence"]:
                yield (
                    f"{where}, the mark of {mark['by']}",
                    cell["respondent"],
                    mark["evidence"]["response_id"],
                    mark["evidence"],
                )
    for fact in document.values["facts"]:
        yield from _of_each(f"The fact {fact['topic']}", (quote for one in fact["values"] for quote in one["quotes"]))
    for finding in document.values["findings"]:
        yield from _of_each(f"The finding “{shortened(finding['title'])}”", finding["quotes"])


def _of_each(where: str, quotes: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, int, dict[str, Any]]]:
    return ((where, quote["respondent"], quote["response"], quote) for quote in quotes)


def _stands(quote: dict[str, Any], turn: dict[str, Any]) -> bool:
    """Whether a quotation is the words at its place.

    It leaves out marks of citations, which the text of a turn keeps.
    """
    text, start, end = turn["text"], quote["start"], quote["end"]
    if text[start:end] == quote["text"]:
        return True
    legible = masked(text, richtext.citations_in(turn["html"]))
    return unmasked(legible[start:end]) == quote["text"]

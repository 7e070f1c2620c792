"""Reads the panel of one cell, apart from the collation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.safestring import SafeString

from collation.assemble.annotations import painted_elsewhere
from collation.assemble.cache import cached, words_key
from collation.assemble.fragments import Fragment, html_of, html_of_responses
from collation.cells import Cell, Passage
from collation.pages.matrix import evidence
from collation.wording import shortened
from reviews.domain.selections import solid
from reviews.lens import Lens
from reviews.models import Comparison, MarkState, Placement, Question, Transcript
from reviews.richtext import Highlight

PaintedPassage = tuple[Passage, SafeString, int, str]
"""A passage, its HTML, its solid characters, and its prompt.

The characters are counted without white space. The prompt is that of the turn; "" if the turn was begun before, and for
the first turn, whose prompt stands above.
"""


def passages_of(comparison: Comparison, view: Lens, cell: Cell, *, annotated: bool = False) -> list[PaintedPassage]:
    """The passages of a cell with painted evidence, as HTML.

    `annotated` paints annotations, too. One query for them, and one if something was said or placed since.
    """
    passages = cell.reading.passages
    notes = painted_elsewhere(comparison, view, {one.response_id for one in passages}) if annotated else {}
    return _painted(comparison, view, cell, passages, notes)


def whole_answer(comparison: Comparison, view: Lens, cell: Cell) -> list[PaintedPassage]:
    """All that the respondent of a cell says, as `passages_of` gives it.

    A passage for each turn. It is what a reviewer reads if nothing is set under the question.
    """
    turns = enumerate(cell.respondent.turns)
    whole = [Passage(number, turn.response_id, 0, len(turn.text), turn.text, "engine") for number, turn in turns]
    return _painted(comparison, view, cell, [passage for passage in whole if passage.text])


@dataclass(frozen=True)
class TakenAway:
    """Words that people took from a cell, and where they stand now.

    `placements` are the ids to withdraw so that the words are back.
    """

    words: str
    to: tuple[Question, ...]
    placements: tuple[int, ...]


def taken_away(view: Lens, cell: Cell) -> list[TakenAway]:
    """The words that people took from an empty cell.

    No query if it has words, else one.
    """
    if cell.reading.passages:
        return []
    said = Placement.objects.filter(response__in=[turn.response_id for turn in cell.respondent.turns], orphaned=False)
    placed = list(said.filter(question__archived_at=None).select_related("question"))
    here = cell.question.question_id
    there: dict[tuple[int, int, int], list[Placement]] = defaultdict(list)
    for one in placed:
        if one.belongs and one.question_id != here:
            there[_span(one)].append(one)
    return [
        TakenAway(
            shortened(view.masked(one.quotation)),
            tuple(moved.question for moved in there[_span(one)]),
            (one.pk, *(moved.pk for moved in there[_span(one)])),
        )
        for one in placed
        if one.question_id == here and not one.belongs
    ]


def _span(placement: Placement) -> tuple[int, int, int]:
    return placement.response_id, placement.start, placement.end


def _painted(
    comparison: Comparison,
    view: Lens,
    cell: Cell,
    passages: Sequence[Passage],
    notes: Mapping[int, Sequence[Highlight]] = MappingProxyType({}),
) -> list[PaintedPassage]:
    spans = evidence(cell)
    fragments = [
        Fragment.of(
            passage,
            [
                *(span for place in spans.get(passage.response_id, ()) for span in turn.spans(*place)),
                *notes.get(passage.response_id, ()),
            ],
        )
        for passage in passages
        for turn in [cell.respondent.turns[passage.response]]
    ]

    def responses(ids: Sequence[int]) -> Mapping[int, str]:
        """Their HTML, which every mark that quotes other words needs again."""
        return cached(f"html:{words_key(comparison, view, ids)}", lambda: html_of_responses(ids))

    html = html_of(fragments, responses)
    told = {passages[0].response} if passages else set()
    return [
        (passage, html[fragment], solid(passage.text), _next_prompt(cell, passage, told))
        for passage, fragment in zip(passages, fragments, strict=True)
    ]


def _next_prompt(cell: Cell, passage: Passage, told: set[int]) -> str:
    """The prompt of a passage’s turn, unless it is told already."""
    if passage.response in told:
        return ""
    told.add(passage.response)
    return cell.respondent.turns[passage.response].prompt


def next_place(
    comparison: Comparison, view: Lens, question: Question, transcript: Transcript
) -> tuple[Question, Transcript]:
    """The next cell that the viewer has not marked, row by row.

    After the last comes the first. If none is left, it is the next cell. Two queries.
    """
    questions = comparison.questions.current().filter(scored=True).select_related("scale")
    places = [(asked, column) for asked in questions for column in view.columns]
    marks = view.marks().filter(reviewer=view.viewer_id, state=MarkState.SUBMITTED)
    own = set(marks.values_list("cell__question", "cell__transcript"))
    at = places.index((question, transcript)) + 1
    following = [*places[at:], *places[:at]]
    return next((place for place in following[:-1] if (place[0].pk, place[1].pk) not in own), following[0])

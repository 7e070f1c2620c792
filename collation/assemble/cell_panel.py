"""Reads the panel of one cell, apart from the collation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, F, QuerySet, Value
from django.utils.safestring import SafeString

from collation.assemble.cache import cached, words_key
from collation.assemble.fragments import Fragment, html_of, html_of_responses
from collation.cells import Cell, Passage
from collation.pages.cell_history import Event, HistoryEntry, told
from collation.pages.matrix import evidence
from reviews.domain.selections import solid
from reviews.lens import Lens, columns_of, user_of
from reviews.models import Comparison, MarkState, Question, Resolution, Support, Transcript


def passages_of(comparison: Comparison, view: Lens, cell: Cell) -> list[tuple[Passage, SafeString, int]]:
    """The passages of a cell with painted evidence, as HTML.

    Each with the number of its characters that are no white space. One query if something was said or placed since.
    """
    spans = evidence(cell)
    fragments = [
        Fragment.of(passage, [span for place in spans.get(passage.response_id, ()) for span in turn.spans(*place)])
        for passage in cell.reading.passages
        for turn in [cell.respondent.turns[passage.response]]
    ]

    def responses(ids: Sequence[int]) -> Mapping[int, str]:
        """Their HTML, which every mark that quotes other words needs again."""
        return cached(f"html:{words_key(comparison, view, ids)}", lambda: html_of_responses(ids))

    html = html_of(fragments, responses)
    return [
        (passage, html[fragment], solid(passage.text))
        for passage, fragment in zip(cell.reading.passages, fragments, strict=True)
    ]


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


def history_of(view: Lens, cell: Cell) -> list[Event]:
    """The events of a cell, newest first.

    One query.
    """
    marks = view.mark_history().annotate(again=F("confirm_again"))
    settlements = Resolution.history.annotate(again=F("confirm_again"))
    supports = Support.history.annotate(again=Value(False, BooleanField()))
    if cell.hidden:  # what the viewer did alone
        own = _rows(cell, "mark", marks, why="rationale", judge="reviewer")
        return told(_entry(view, row) for row in own.order_by("history_id"))
    rows = _rows(cell, "mark", marks, why="rationale", judge="reviewer").union(
        _rows(cell, "settlement", settlements, why="why", judge="created_by"),
        _rows(cell, "support", supports, why="quote", judge="created_by"),
        all=True,
    )
    return told(_entry(view, row) for row in sorted(rows, key=lambda row: row[0]))


def _rows(cell: Cell, what: str, history: QuerySet[Any], *, why: str, judge: str) -> QuerySet[Any]:
    """The rows of one history of a cell, as `_entry` takes them."""
    place = {"cell__question": cell.question.question_id, "cell__transcript": cell.respondent.transcript_id}
    told_of = ("id", "history_date", "history_type", "history_change_reason", "value", why, "created_at")
    people = (*columns_of("history_user"), *columns_of(judge))
    rows = history.filter(**place).order_by().annotate(what=Value(what))
    return rows.values_list("history_id", *told_of, *people, "what", "again")


def _entry(view: Lens, row: tuple[Any, ...]) -> HistoryEntry:
    _, number, at, did, cause, value, why, judged_at, *people, what, again = row
    by, judge = user_of(people[:3]), user_of(people[3:])
    return HistoryEntry(
        what=what,
        number=number,
        at=at,
        did=did,
        by=view.person(by) if by.pk else "",
        value=value,
        why=why,
        judged_at=judged_at,
        whose=view.person(judge) if what != "support" else "",
        confirm_again=again,
        cause=cause or "",
    )

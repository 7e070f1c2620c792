"""Reads who did what in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, CharField, F, QuerySet, Value, When

from collation.cells import Cell
from collation.pages.cell_history import BELONGS, ELSEWHERE, Event, HistoryEntry, told
from reviews.lens import Lens, columns_of, user_of
from reviews.models import (
    Deferral,
    DismissedVerdict,
    MarkStage,
    MarkState,
    Placement,
    ReaderStatement,
    Resolution,
    Support,
    Thread,
)

_NO, _NOTHING = Value(False, BooleanField()), Value("", CharField())
_VALUE = F("value")
_Suggested = Sequence[tuple[str, str, datetime, datetime | None]]
"""Values that readers suggested.

With the reader, and from when to when.
"""


def history_of(view: Lens, cell: Cell) -> list[Event]:
    """The events of a cell, newest first.

    Three queries. If what others say is hidden, it is what the viewer did alone: one query.
    """
    of_cell = {"cell__question": cell.question.question_id, "cell__transcript": cell.respondent.transcript_id}
    submitted = view.mark_history().filter(state=MarkState.SUBMITTED)
    marks = _rows(
        "mark",
        submitted.filter(**of_cell),
        why=F("rationale"),
        judge="reviewer",
        again=F("confirm_again"),
        blind=Case(When(stage=MarkStage.BLIND, then=True), default=False, output_field=BooleanField()),
        saw=Case(When(saw_suggestion=True, then=True), default=False, output_field=BooleanField()),
    )
    if cell.hidden:
        return told(_entry(view, row, []) for row in marks.order_by("history_id"))
    placements = Placement.history.filter(
        question=cell.question.question_id, response__transcript=cell.respondent.transcript_id
    )
    belongs = Case(When(belongs=True, then=Value(BELONGS)), default=Value(ELSEWHERE), output_field=CharField())
    rows = marks.union(
        _rows("settlement", Resolution.history.filter(**of_cell), why=F("why"), again=F("confirm_again")),
        _rows("support", Support.history.filter(**of_cell), why=F("quote")),
        _rows("dismissal", DismissedVerdict.history.filter(**of_cell)),
        _rows("deferral", Deferral.history.filter(**of_cell), value=_NOTHING, why=F("note")),
        _rows("placement", placements, value=belongs, why=F("quotation")),
        all=True,
    )
    suggested = list(
        ReaderStatement.objects.filter(**of_cell).values_list(
            "value", "reply__reader__name", "reply__created_at", "superseded_by__created_at"
        )
    )
    entries = [_entry(view, row, suggested) for row in sorted(rows, key=lambda row: row[0])]
    return told([*entries, *_threads(view, of_cell)])


def _rows(
    what: str,
    history: QuerySet[Any],
    *,
    value: Any = _VALUE,
    why: Any = _NOTHING,
    judge: str = "created_by",
    again: Any = _NO,
    blind: Any = _NO,
    saw: Any = _NO,
) -> QuerySet[Any]:
    """The rows of one history, as `_entry` takes them."""
    told_of = ("id", "history_date", "history_type", "history_change_reason", "created_at")
    people = (*columns_of("history_user"), *columns_of(judge))
    said = {"what": Value(what), "said": value, "reason": why, "again": again, "unseeing": blind, "saw": saw}
    return history.order_by().annotate(**said).values_list("history_id", *told_of, *people, *said)


def _entry(view: Lens, row: tuple[Any, ...], suggested: _Suggested) -> HistoryEntry:
    _, number, at, did, cause, judged_at, *people, what, value, why, again, blind, saw = row
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
        whose=view.person(judge) if what in ("mark", "settlement") else "",
        confirm_again=again,
        cause=cause or "",
        reviewer=judge.pk if what == "mark" else None,
        blind=bool(blind),
        suggested_by=tuple(_readers(suggested, value, at)) if saw else (),
    )


def _readers(suggested: _Suggested, value: str, at: datetime) -> Iterator[str]:
    """The readers who suggested the value then."""
    for said, reader, since, until in suggested:
        if said == value and since <= at and (until is None or at < until):
            yield reader


def _threads(view: Lens, of_cell: dict[str, int]) -> Iterator[HistoryEntry]:
    """The acts on the cell's threads that are known.

    If a resolved thread was opened again, nobody knows any more who had resolved it.
    """
    shown = Thread.objects.filter(view.shown_threads(), **of_cell).select_related("created_by", "resolved_by")
    for thread in shown.order_by("pk"):
        opened = thread.created_at
        yield HistoryEntry("thread", thread.pk, opened, "+", view.person(thread.created_by), "", "", opened)
        if thread.resolved_at and thread.resolved_by:
            by = view.person(thread.resolved_by)
            yield HistoryEntry("thread", thread.pk, thread.resolved_at, "~", by, "", "", thread.resolved_at)

"""The transaction of every change of a comparison.

It raises both counters and keeps the summary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from reviews.domain.assigning import assign
from reviews.lens import lens
from reviews.models import Cell, Comparison, MarkState, Question, Team, Thread
from reviews.prepared import prepared
from reviews.refusal import Gone
from reviews.scale import ABSTAINED, decide, divergence

DOUBLE_SUBMIT = timedelta(minutes=1)
"""How soon the same words count as a double submit.

They come from the same person, in the same place.
"""

GONE = "What this is about was deleted meanwhile. Reload the page to see what is left."

_KEPT = ("revision", "text_revision", "changed_at", "summary")
"""The fields of a comparison that every change of it keeps."""

_DECIDING = ("phase", "names_hidden", "others_hidden", "names_shown", "others_shown")
"""The fields that decide what reviewers may see."""


@dataclass
class Change:
    """A change that is being made.

    A verb that learns only under the lock what it changes says so here.
    """

    words: bool
    """Whether it voids the reading."""

    nothing: bool = False

    marks_per_cell: int | None = None
    """How many reviewers mark each cell, as it stands under the lock."""


def lock_comparison(comparison: Comparison) -> Comparison:
    """Make changes of one comparison wait for each other.

    The lock lasts until the transaction ends. Gives the comparison with its counters and summary. Rows that only refer
    to the comparison, such as a new draft, do not wait: two requests that wait for each other would never end. Raises
    Gone if it was deleted meanwhile.
    """
    locked = _locked.first(comparison.pk)
    if locked is None:
        raise Gone("This comparison was deleted meanwhile.")
    return locked


@prepared
def _locked(comparison: int) -> QuerySet[Comparison]:
    kept = Comparison.objects.only(*_KEPT, *_DECIDING, "marks_per_cell").order_by()
    return kept.filter(pk=comparison).select_for_update(no_key=True)


def lock_team(team: Team) -> None:
    """Make changes of a team’s members wait for each other.

    The lock lasts until the transaction ends. Two that locked members one by one could wait for each other for ever.
    Whoever locks a comparison, too, locks the team first.
    """
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)


@contextmanager
def changing(
    comparison: Comparison, *, words: bool = False, summary: Callable[[Comparison], dict[str, Any]] | None = None
) -> Iterator[Change]:
    """Change a comparison, in one transaction.

    `words` if something is said, asked or placed: the reading is void then. `summary` gives the part of the summary
    that such a change can alter; without it the whole is made anew. It is given the comparison with the
    summary so far. A change with a `summary` holds no other change of the comparison.

    Two changes of one comparison wait for each other. If something is raised inside, everything stays as it was. If the
    change turns out to be `nothing`, no counter is raised, and no open page is told of it. A row that somebody deleted
    before the lock was given raises Gone where it is read again.
    """
    with transaction.atomic():
        locked = lock_comparison(comparison)
        for name in (*_DECIDING, "summary"):  # a change is made with them as they are under the lock
            setattr(comparison, name, getattr(locked, name))
        change = Change(words, marks_per_cell=locked.marks_per_cell)
        try:
            yield change
        except ObjectDoesNotExist as error:
            raise Gone(GONE) from error
        if summary is None:  # there may have been other changes inside
            locked.refresh_from_db(fields=_KEPT)
        if change.words and change.marks_per_cell and not change.nothing:
            assign(comparison, change.marks_per_cell)  # there may be other cells now
        if not change.nothing:
            locked.revision += 1
            locked.text_revision += int(change.words)
            locked.changed_at = timezone.now()
            locked.summary = {**locked.summary, **(summary or summarise)(locked)}
            if change.words:
                locked.summary["words"] = token_hex(8)
            locked.save(update_fields=_KEPT)
    for name in _KEPT:
        setattr(comparison, name, getattr(locked, name))


def summarise(comparison: Comparison) -> dict[str, Any]:
    """What a list shows of a comparison.

    These are the respondents’ names, the numbers of questions and cells, and the figures of marks and threads.
    """
    view = lens(None, comparison)
    questions = Question.objects.current().filter(comparison=comparison, scored=True).count()
    return {
        "respondents": [view.name(transcript) for transcript in view.columns],
        "questions": questions,
        "cells": questions * len(view.columns),
        **summarise_judgements(comparison),
        **summarise_discussion(comparison),
    }


def summarise_judgements(comparison: Comparison) -> dict[str, Any]:
    """How much is marked, and how far the marks diverge.

    `marked` is the number of cells that somebody marked or settled. `divergence` is the mean over the rows that this
    decides, on the answers of round 1; None if no row has two values. `rows` has both figures of each row, by the id of
    its question. One query.
    """
    return _sum_of_rows(_judged_rows(comparison))


def summarise_row(question: Question) -> Callable[[Comparison], dict[str, Any]]:
    """A function that sums up judgements after a change in one row.

    The other rows stay as they were summed up. One query.
    """

    def summarised(comparison: Comparison) -> dict[str, Any]:
        rows = comparison.summary.get("rows")
        if rows is None:  # it was summed up before rows were kept
            return summarise_judgements(comparison)
        others = {key: figures for key, figures in rows.items() if key != str(question.pk)}
        return _sum_of_rows({**others, **_judged_rows(comparison, question)})

    return summarised


def _sum_of_rows(rows: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    rows = dict(sorted(rows.items(), key=lambda row: int(row[0])))  # a sum of fractions depends on their order
    spreads = [spread for _, spread in rows.values() if spread is not None]
    return {
        "marked": sum(marked for marked, _ in rows.values()),
        "divergence": sum(spreads) / len(spreads) if spreads else None,
        "rows": rows,
    }


def _judged_rows(comparison: Comparison, *only: Question) -> dict[str, tuple[int, float | None]]:
    """The number of judged cells, and the divergence, of each row.

    By the id of its question, as text: JSON knows no other keys. Rows without a judgement are left out.
    """
    marks: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    settled: dict[tuple[int, int], str | None] = {}
    scales: dict[int, tuple[str, ...]] = {}
    first_round: set[tuple[int, int]] = set()
    rows = _judgements(comparison.pk, *(question.pk for question in only))
    for question, transcript, labelled, round, resolution, reviewer, mark in rows:
        place = question, transcript
        scales[question] = tuple(value for value, _label in labelled or ())
        settled[place] = resolution
        if mark is not None:
            marks[place][reviewer] = mark
        if round == 1:
            first_round.add(place)
    given = {place: [mark for mark in marks[place].values() if mark != ABSTAINED] for place in settled}
    settled = {place: resolution for place, resolution in settled.items() if resolution or given[place]}
    judged = {}
    for question in dict.fromkeys(place[0] for place in settled):
        scale = scales[question]
        places = sorted(place for place in first_round if place[0] == question and place in settled)
        spread = divergence((decide(settled[place], given[place], scale).rank for place in places), scale)
        judged[str(question)] = (sum(place[0] == question for place in settled), spread)
    return judged


@prepared
def _judgements(comparison: int, *only: int) -> QuerySet[Cell, Any]:
    cells = Cell.objects.filter(
        comparison=comparison,
        question__archived_at=None,
        question__scored=True,
        transcript__archived_at=None,
        transcript__first=None,
    ).annotate(submitted=FilteredRelation("marks", condition=Q(marks__state=MarkState.SUBMITTED)))
    # By their ids: of a mark and its revision, the revision comes later, and counts.
    return (
        (cells.filter(question__in=only) if only else cells)
        .order_by("submitted__pk")
        .values_list(
            "question_id",
            "transcript_id",
            "question__scale__values",
            "transcript__round",
            "resolution__value",
            "submitted__reviewer",
            "submitted__value",
        )
    )


def summarise_discussion(comparison: Comparison) -> dict[str, Any]:
    """The number of open threads."""
    return {"open_threads": Thread.objects.filter(comparison=comparison, resolved_at=None).count()}


def summarise_readers(comparison: Comparison) -> dict[str, Any]:
    """A new name for the state of what readers say.

    What is computed from it is cached under that name. A comparison that no reader has read has none.
    """
    return {"readers": token_hex(8)}


def summarise_facts(comparison: Comparison) -> dict[str, Any]:
    """A new name for the state of the decisions about facts.

    A comparison without it has none, unless they were made before it was kept.
    """
    return {"facts": token_hex(8)}


def summarise_nothing(comparison: Comparison) -> dict[str, Any]:
    """The summary of a change that lists do not show: empty."""
    return {}

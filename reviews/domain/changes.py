"""Every write to a comparison happens inside `changing`: one transaction, both counters, the summary kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reviews.lens import lens
from reviews.models import Comparison, Mark, MarkState, Question, Resolution, Thread
from reviews.scale import ABSTAINED, decide, divergence

DOUBLE_SUBMIT = timedelta(minutes=1)
"""How soon the same words count as a double submit: by the same person, in the same place."""


@dataclass
class Change:
    """A change that is being made: a verb that finds out under the lock what it changes says so here."""

    words: bool
    """Whether it voids the reading."""

    nothing: bool = False


def lock_comparison(comparison: Comparison) -> None:
    """Make changes of one comparison wait for each other, until the transaction ends.

    What only refers to it, such as a new draft, does not wait: two who wait for each other would never end.
    """
    Comparison.objects.select_for_update(no_key=True).only("pk").get(pk=comparison.pk)


@contextmanager
def changing(comparison: Comparison, *, words: bool = False) -> Iterator[Change]:
    """One change of a comparison. `words` says that something was said, asked or placed: the reading is void then.

    Two changes of one comparison wait for each other. What raises inside leaves everything as it was; where the
    change turns out to be `nothing`, no counter is raised, so that no open page is told of it.
    """
    this = Comparison.objects.filter(pk=comparison.pk)
    with transaction.atomic():
        lock_comparison(comparison)
        change = Change(words)
        yield change
        if not change.nothing:
            this.update(
                revision=F("revision") + 1,
                text_revision=F("text_revision") + int(change.words),
                changed_at=timezone.now(),
                summary=summarise(comparison),
            )
    comparison.refresh_from_db(fields=["revision", "text_revision", "changed_at", "summary"])


def summarise(comparison: Comparison) -> dict[str, Any]:
    """What a list shows of a comparison: respondents' names, questions, cells, cells that somebody marked or settled,
    mean divergence of the rows that marks and resolutions decide (None if none has two values), open threads."""
    view = lens(None, comparison)
    transcripts = list(view.transcripts())
    questions = list(
        Question.objects.current()
        .filter(comparison=comparison, scored=True)
        .select_related("scale")
        .order_by("position")
    )
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for question_id, transcript_id, value in (
        Mark.objects.filter(question__in=questions, transcript__in=transcripts, state=MarkState.SUBMITTED)
        .exclude(value=ABSTAINED)
        .values_list("question_id", "transcript_id", "value")
    ):
        cells[question_id, transcript_id].append(value)
    settled = {
        (question, transcript): value
        for question, transcript, value in Resolution.objects.filter(
            question__in=questions, transcript__in=transcripts
        ).values_list("question_id", "transcript_id", "value")
    }
    spreads = []
    for question in questions:
        scale = question.scale.ranks if question.scale else ()
        places = ((question.pk, transcript.pk) for transcript in transcripts if transcript.round == 1)
        ranks = (decide(settled.get(place), cells.get(place, ()), scale).rank for place in places)
        spreads.append(divergence(ranks, scale))
    known = [spread for spread in spreads if spread is not None]
    return {
        "respondents": [view.name(transcript) for transcript in transcripts],
        "questions": len(questions),
        "cells": len(questions) * len(transcripts),
        "marked": len(cells.keys() | settled.keys()),
        "divergence": sum(known) / len(known) if known else None,
        "open_threads": Thread.objects.filter(comparison=comparison, resolved_at=None).count(),
    }

"""Reads the compare page, apart from the collation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from collation import wording
from collation.agreement.caveats import backings
from collation.assemble.annotations import painted_elsewhere
from collation.assemble.facts import fact_reading
from collation.assemble.fragments import Fragment, html_of
from collation.cells import Collation
from collation.pages.arrangement import Arrangement
from collation.pages.compare_cell import CompareRecord, Placed
from collation.pages.highlights import Evidence, painted
from reviews.domain.placements import AskedAlike
from reviews.lens import Lens
from reviews.models import Comparison, Placement, Question, Response


def compare_record(comparison: Comparison, view: Lens, collation: Collation, arrangement: Arrangement) -> CompareRecord:
    """The content of the rows, apart from the collation, for one viewer.

    Three queries, whatever their number, and up to three more if some of it is shown for the first time.
    """
    evidence = _evidence(collation)
    spans_of = painted(collation, arrangement, evidence)
    notes = painted_elsewhere(comparison, view, {passage.response_id for _, passage in spans_of})
    fragments = {
        (key, passage): Fragment.of(passage, [*spans, *notes.get(passage.response_id, ())])
        for (key, passage), spans in spans_of.items()
    }
    cut = html_of(fragments.values())
    facts = fact_reading(comparison, view, collation.respondents)
    return CompareRecord(
        html={place: cut[fragment] for place, fragment in fragments.items()},
        placed=_placed(comparison, view, collation),
        evidence=evidence,
        backings=backings(collation, facts),
    )


def publication_of(collation: Collation) -> dict[int, tuple[bool, str]]:
    """How the turns outside of the rows are published, by response.

    Of each, whether someone chose to publish it, and how much of its respondent is published. One query.
    """
    responses = [turn.response_id for turns in collation.other_turns for turn in turns]
    stored = Response.objects.filter(pk__in=responses).values_list("pk", "publish_anyway", "transcript__publish")
    return {response: (chosen, extent) for response, chosen, extent in stored}


def _evidence(collation: Collation) -> Evidence:
    return {
        (cell.question.question_id, cell.respondent.transcript_id): [
            (mark.response_id, mark.start, mark.end) for mark in cell.marks if mark.response_id is not None
        ]
        for row in collation.rows
        for cell in row.cells
        if cell.marks
    }


def _placed(comparison: Comparison, view: Lens, collation: Collation) -> Mapping[tuple[int, int], list[Placed]]:
    """People's placements by question and response, oldest first."""
    turns = {turn.response_id: turn for respondent in collation.respondents for turn in respondent.turns}
    placed = defaultdict(list)
    for placement in (
        Placement.objects.filter(question__comparison=comparison, response__in=turns)
        .select_related("created_by")
        .order_by("created_at", "pk")
    ):
        placed[placement.question_id, placement.response_id].append(
            Placed(
                id=placement.pk,
                response_id=placement.response_id,
                start=placement.start,
                end=placement.end,
                belongs=placement.belongs,
                by=view.person(placement.created_by),
                at=placement.created_at,
                words=wording.shortened(turns[placement.response_id].quote(placement.start, placement.end)),
            )
        )
    return placed


def destinations(comparison: Comparison, collation: Collation) -> dict[str, Question | AskedAlike]:
    """The questions for placements, by the key of their row.

    One query. One that was archived since the rows were read is among them: the verb refuses it.
    """
    stored = comparison.questions.in_bulk([row.question.question_id for row in collation.rows if not row.computed])
    return {
        row.question.key: AskedAlike(row.question.text, row.question.prompt_key)
        if row.computed
        else stored[row.question.question_id]
        for row in collation.rows
    }

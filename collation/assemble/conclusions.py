"""Reads the team's own answers to its questions."""

from __future__ import annotations

from collections.abc import Iterator

from collation.pages.conclusions import ShownConclusion, ShownEvidence
from reviews.domain.conclusions import conclusion_says
from reviews.lens import Lens
from reviews.models import Comparison, Conclusion, Response, Transcript


def conclusions_of(comparison: Comparison, view: Lens) -> tuple[ShownConclusion, ...]:
    """The conclusions of current questions that one viewer may know.

    Two queries. A reviewer from whom something is hidden sees none: a conclusion tells what others think of all cells.
    """
    if view.blind:
        return ()
    stored = Conclusion.objects.filter(question__comparison=comparison, question__archived_at=None)
    found = list(stored.select_related("question", "created_by").order_by("question__position", "question"))
    quoted = {place["response"] for one in found for place in one.evidence} - {None}
    transcripts = dict(Response.objects.filter(pk__in=quoted).values_list("pk", "transcript")) if quoted else {}
    columns = {transcript.pk: transcript for transcript in view.columns}
    said = {pk: columns[transcript] for pk, transcript in transcripts.items() if transcript in columns}
    return tuple(
        ShownConclusion(
            one.question.key,
            one.answer,
            one.why,
            one.settled_by,
            view.person(one.created_by),
            one.created_at,
            tuple(_evidence(one, said, view)),
            conclusion_says(one),
        )
        for one in found
    )


def team_answers(comparison: Comparison, view: Lens) -> dict[str, str]:
    """The team's answers alone, by question.

    One query; none for a reviewer from whom something is hidden, who sees none.
    """
    if view.blind:
        return {}
    stored = Conclusion.objects.filter(question__comparison=comparison, question__archived_at=None)
    return dict(stored.values_list("question__key", "answer"))


def _evidence(conclusion: Conclusion, said: dict[int, Transcript], view: Lens) -> Iterator[ShownEvidence]:
    """The quotations, without those of respondents whom the viewer does not see."""
    for place in conclusion.evidence:
        if place["response"] is None:
            yield ShownEvidence(place["text"], page=place["page"])
        elif transcript := said.get(place["response"]):
            yield ShownEvidence(
                place["text"], view.name(transcript), view.key(transcript), place["response"], place["start"]
            )

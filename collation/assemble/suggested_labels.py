"""Labels that readers suggest, as the page of annotations shows them."""

from __future__ import annotations

from dataclasses import dataclass

from collation.assemble.annotations import page_of
from reviews.lens import Lens
from reviews.models import Comparison, Label, ReaderQuotation


@dataclass(frozen=True, kw_only=True)
class SuggestedLabel:
    """A label that a reader suggests, as one viewer may know it.

    The fields are as in `ShownAnnotation`; `by` says that it is a suggestion.
    """

    stored: ReaderQuotation
    label: str
    label_key: str
    slot: int
    by: str
    name: str
    respondent: str
    turn: int
    shown_at: str
    state: str = "here"
    suggested: bool = True

    @property
    def number(self) -> int:
        return self.stored.pk


def suggested_labels(comparison: Comparison, view: Lens) -> list[SuggestedLabel]:
    """The labels that readers suggest, in the order of the words.

    One query.
    """
    return [_shown(comparison, view, one) for one in view.suggested_labels()]


def _shown(comparison: Comparison, view: Lens, one: ReaderQuotation) -> SuggestedLabel:
    label: Label = one.statement.label  # type: ignore[assignment]
    transcript = one.response.transcript
    return SuggestedLabel(
        stored=one,
        label=label.name,
        label_key=label.key,
        slot=label.slot,
        by=f"suggested by {one.statement.reply.reader.name}",
        name=view.name(transcript),
        respondent=view.key(transcript),
        turn=one.response.position + 1,
        shown_at=page_of(comparison, one.response_id),
    )

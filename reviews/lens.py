"""What one viewer may know: the only source of respondents' names, order, keys and ids, and of others' marks.

Every view, document and search asks `lens(viewer, comparison)`. Today every member sees every name; what a
blinded reviewer must not know is left out here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from reviews.models import Comparison, Mark, Transcript, User


@dataclass(frozen=True)
class Lens:
    """`viewer_id` is None for the team's own view of the record, as an owner sees it (commands, publishing)."""

    comparison_id: int
    viewer_id: int | None

    @property
    def fingerprint(self) -> str:
        """Alike for viewers who may know the same: part of every cache key and ETag of what is not a mark."""
        return "open"

    def transcripts(self) -> QuerySet[Transcript]:
        """The columns, in the order in which this viewer sees them, with respondent."""
        return (
            Transcript.objects.current()
            .filter(comparison_id=self.comparison_id)
            .select_related("respondent")
            .order_by("position", "pk")
        )

    def transcript(self, key: str) -> Transcript:
        """The column that this viewer knows as `key`; raises Http404 where there is none."""
        found = self.transcripts().filter(key=key).first()
        if found is None:
            raise Http404("There is no such respondent.")
        return found

    def key(self, transcript: Transcript) -> str:
        return transcript.key

    def name(self, transcript: Transcript) -> str:
        return transcript.respondent.name

    def version(self, transcript: Transcript) -> str:
        return transcript.respondent.version

    def vendor(self, transcript: Transcript) -> str:
        return transcript.respondent.vendor

    def source(self, transcript: Transcript) -> str:
        """What the document is called that it came in with; the transcript's source is at hand."""
        return str(transcript.source)

    def link(self, transcript: Transcript) -> str:
        return transcript.link

    def respondent_names(self, comparison: Comparison) -> list[str]:
        """The names for a list, from the comparison's summary."""
        return list(comparison.summary.get("respondents", []))

    def marks(self) -> QuerySet[Mark]:
        """The submitted marks that this viewer may see, and their own drafts, with reviewer."""
        marks = Mark.objects.filter(question__comparison_id=self.comparison_id).select_related("reviewer")
        seen = marks.filter(state=Mark.State.SUBMITTED)
        if self.viewer_id is not None:
            seen = seen | marks.filter(reviewer_id=self.viewer_id)
        return seen.order_by("pk")

    def mark_history(self) -> QuerySet[Any]:
        """What became of the marks that this viewer may see, oldest first, with reviewer and who changed them."""
        told = Mark.history.filter(question__comparison_id=self.comparison_id).select_related(
            "reviewer", "history_user"
        )
        seen = told.filter(state=Mark.State.SUBMITTED)
        if self.viewer_id is not None:
            seen = seen | told.filter(reviewer_id=self.viewer_id)
        return seen.order_by("history_id")

    def person(self, user: User) -> str:
        """What the viewer calls another person."""
        return str(user)


def lens(viewer: User | AnonymousUser | None, comparison: Comparison) -> Lens:
    """What `viewer` may know of the comparison; None for the team itself."""
    return Lens(comparison.pk, None if viewer is None else viewer.pk)

"""Verbs of labels that readers suggest: take one over, or dismiss it.

They take a suggestion of `Lens.suggested_labels`.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from reviews.domain.anchoring import context_of
from reviews.domain.annotations import CORRECTED
from reviews.domain.changes import changing, summarise_nothing
from reviews.domain.history import save_by
from reviews.models import Annotation, Label, ReaderQuotation, ReaderStatement, User
from reviews.refusal import Refused


def take_label(*, suggestion: ReaderQuotation, by: User) -> Annotation:
    """Make the words of a suggested label the person's own annotation.

    A second time gives the first annotation. Raises Refused if the turn was corrected meanwhile, and if the label was
    archived.
    """
    label: Label = suggestion.statement.label  # type: ignore[assignment]
    response = suggestion.response
    with changing(response.transcript.comparison, summary=summarise_nothing) as change:
        response.refresh_from_db(fields=["superseded_at"])
        suggestion.refresh_from_db(fields=["start", "end", "orphaned", "response"])
        if response.superseded_at or suggestion.orphaned or suggestion.response_id != response.pk:
            raise Refused(CORRECTED)
        label.refresh_from_db(fields=["archived_at", "name"])
        if label.archived_at:
            raise Refused(f"The label “{label.name}” was archived meanwhile.")
        place = {"response": response, "start": suggestion.start, "end": suggestion.end}
        own = Annotation.objects.current().filter(**place, label=label, created_by=by).order_by("pk").first()
        if own:
            change.nothing = True
            return own
        annotation = Annotation(
            **place,
            quotation=suggestion.quotation,
            **context_of(response.text, suggestion.start, suggestion.end),
            label=label,
            suggested_by=suggestion.statement.reply.reader.name,
            created_by=by,
            created_at=timezone.now(),
        )
        save_by(annotation, by)
        return annotation


def dismiss_label(*, suggestion: ReaderQuotation, by: User) -> None:
    """Let no reader suggest the label on these words.

    A second time changes nothing.
    """
    with changing(suggestion.response.transcript.comparison, summary=summarise_nothing) as change:
        same = _same(suggestion).filter(dismissed_at=None)
        change.nothing = not same.update(dismissed_by=by, dismissed_at=timezone.now())


def suggest_again(*, suggestion: ReaderQuotation) -> None:
    """Let readers suggest it again.

    A second time changes nothing.
    """
    with changing(suggestion.response.transcript.comparison, summary=summarise_nothing) as change:
        same = _same(suggestion).exclude(dismissed_at=None)
        change.nothing = not same.update(dismissed_by=None, dismissed_at=None)


def _same(suggestion: ReaderQuotation) -> QuerySet[ReaderStatement]:
    """All that readers ever said of the label on these words."""
    place = {"response": suggestion.response_id, "start": suggestion.start, "end": suggestion.end}
    quotations = ReaderQuotation.objects.filter(**place, statement__label=suggestion.statement.label_id)
    return ReaderStatement.objects.filter(pk__in=quotations.values("statement"))

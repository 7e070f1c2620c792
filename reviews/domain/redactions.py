"""Verbs of redactions: words that no publication shows."""

from __future__ import annotations

from django.utils import timezone

from reviews.domain.changes import changing, summarise_nothing
from reviews.models import Comparison, Redaction, User
from reviews.refusal import Refused

SHORTEST, LONGEST, MOST = 3, 500, 500


def redact(*, comparison: Comparison, by: User, words: str) -> Redaction:
    """Keep words out of the next versions.

    The record keeps them. If they are redacted already, that redaction is given. Raises Refused for words that are
    too short, so that half of the page would go, or too long, and for one redaction too many.
    """
    words = " ".join(words.split())
    if len(words) < SHORTEST:
        raise Refused(f"Give at least {SHORTEST} characters: fewer would take out half of the page.", "words")
    if len(words) > LONGEST:
        raise Refused(f"Give at most {LONGEST} characters at a time.", "words")
    with changing(comparison, summary=summarise_nothing) as change:
        standing = comparison.redactions.filter(undone_at=None)
        same = standing.filter(words=words).first()
        if same:
            change.nothing = True
            return same
        if standing.count() >= MOST:
            raise Refused(f"A comparison has at most {MOST} redactions.", "words")
        return Redaction.objects.create(comparison=comparison, words=words, created_by=by, created_at=timezone.now())


def undo_redaction(*, redaction: Redaction, by: User) -> None:
    """Let the words be published again."""
    with changing(redaction.comparison, summary=summarise_nothing) as change:
        redaction.refresh_from_db()
        change.nothing = redaction.undone_at is not None
        if not change.nothing:
            redaction.undone_by, redaction.undone_at = by, timezone.now()
            redaction.save(update_fields=["undone_by", "undone_at"])

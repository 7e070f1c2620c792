"""Verbs of redactions: words that no publication shows.

A key may be made from them. An alias stands for such a key in a publication, and is the same in all versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.utils import timezone

from reviews.domain.changes import changing, summarise_nothing
from reviews.models import Comparison, Question, Redaction, Transcript, User
from reviews.refusal import Refused

Row = TypeVar("Row", Question, Transcript)

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


def alias_of(row: Question | Transcript) -> str:
    """What may stand in publications for the key of a row."""
    return f"redacted-{'q' if isinstance(row, Question) else 'r'}{row.pk}"


def published_as(rows: Iterable[Row], key: str) -> Row | None:
    """The row that a publication calls by this key or alias."""
    return next((row for row in rows if key in (row.key, alias_of(row))), None)

"""Verbs of transcripts: the columns of the tables, and their publication."""

from __future__ import annotations

from django.utils import timezone

from reviews.domain.changes import changing
from reviews.models import Publish, Response, Transcript
from reviews.refusal import Refused


def archive_transcript(*, transcript: Transcript) -> None:
    """Take a column out of every table.

    Its words, marks and threads stay in the record.
    """
    with changing(transcript.comparison, words=True) as change:
        transcript.refresh_from_db(fields=["archived_at"])
        change.nothing = transcript.archived_at is not None
        transcript.archived_at = transcript.archived_at or timezone.now()
        transcript.save(update_fields=["archived_at"])


def restore_transcript(*, transcript: Transcript) -> None:
    """Undo `archive_transcript`.

    Raises Refused if a correction gave all its words to others.
    """
    if not transcript.responses.current().exists():
        raise Refused("A correction left this respondent nothing to say: correct the document to bring it back.")
    with changing(transcript.comparison, words=True) as change:
        transcript.refresh_from_db(fields=["archived_at"])
        change.nothing = transcript.archived_at is None
        transcript.archived_at = None
        transcript.save(update_fields=["archived_at"])


def choose_publishing(*, transcript: Transcript, publish: str) -> None:
    """Choose how much of a transcript a publication shows.

    `publish` is a value of Publish: full text, quotations only, or nothing. Raises Refused for any other.
    """
    if publish not in Publish.values:
        raise Refused("Choose full text, quotations only, or nothing.", "publish")
    with changing(transcript.comparison) as change:
        transcript.refresh_from_db(fields=["publish"])
        change.nothing = transcript.publish == publish
        transcript.publish = publish
        transcript.save(update_fields=["publish"])


def publish_turn(*, response: Response, anyway: bool) -> None:
    """Choose whether a turn that answers no question is published."""
    with changing(response.transcript.comparison) as change:
        response.refresh_from_db(fields=["publish_anyway"])
        change.nothing = response.publish_anyway == anyway
        response.publish_anyway = anyway
        response.save(update_fields=["publish_anyway"])

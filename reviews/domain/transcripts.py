"""Verbs of transcripts: the columns of the tables, and their publication."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from reviews.characters import unmasked
from reviews.domain.changes import changing
from reviews.domain.optimistic_lock import refuse_unseen
from reviews.domain.respondents import respondent_called
from reviews.intake.document import Voice
from reviews.models import EvidenceBasis, IntakeDraft, Publish, RespondentKind, Response, Source, Transcript
from reviews.refusal import Refused


def described(transcript: Transcript) -> dict[str, Any]:
    """What is stored of a transcript, as `describe_transcript` takes it.

    The fields of its voice, and `publish`.
    """
    return {**asdict(_voice(transcript)), "publish": transcript.publish}


def describe_transcript(*, transcript: Transcript, voice: Voice, publish: str, seen: str | None = None) -> None:
    """Set who answers, on what basis, and what is published.

    Its document says the same from then on, so that a correction of the document keeps it. Of what becomes a person’s
    text, quotations are published unless `publish` is another choice than before, and no model gets it.

    `seen` is the token of `described` as the person saw it. Raises Refused for a missing name, new words on the basis
    that its answers do not hold, and as `respondent_called` does; Overtaken if something has changed since.
    """
    if publish not in Publish.values:
        raise Refused("Choose full text, quotations only, or nothing.", "publish")
    if not voice.is_named:
        raise Refused("Say who this is.", "name")
    with changing(transcript.comparison, words=True) as change:
        transcript.refresh_from_db()
        stored, wanted = described(transcript), {**asdict(voice), "publish": publish}
        refuse_unseen(seen, stored=stored, wanted=wanted)
        change.nothing = stored == wanted
        if change.nothing:
            return
        if voice.evidence_quote != stored["evidence_quote"] or voice.evidence_basis != stored["evidence_basis"]:
            _refuse_unfounded(transcript, voice)
        if voice.kind == RespondentKind.PERSON and stored["kind"] == RespondentKind.MODEL:
            turn_into_person(transcript)
        if publish != stored["publish"]:
            transcript.publish = publish
        transcript.respondent = respondent_called(transcript, voice)
        transcript.evidence_basis, transcript.evidence_quote = voice.evidence_basis, voice.evidence_quote
        transcript.said_on = date.fromisoformat(voice.said_on) if voice.said_on else None
        transcript.link = voice.link
        transcript.save()
        _tell_documents(transcript.respondent.transcripts.select_related("respondent__identity"))


def turn_into_person(transcript: Transcript) -> None:
    """Withhold what turns out to be a person’s text, without saving it.

    Quotations of it are published at most, and no model gets it before an owner allows that.
    """
    transcript.for_models = False
    if transcript.publish == Publish.FULL:
        transcript.publish = Publish.QUOTATIONS


def move_transcript(*, transcript: Transcript, left: bool) -> None:
    """Swap a column with its neighbour, for everybody.

    At the edge it stays.
    """
    with changing(transcript.comparison, words=True) as change:
        every = list(transcript.comparison.transcripts.order_by("position", "pk"))
        columns = [place for place, one in enumerate(every) if one.archived_at is None and one.first_id is None]
        keys = [every[place].pk for place in columns]
        here = keys.index(transcript.pk) if transcript.pk in keys else -1
        there = here - 1 if left else here + 1
        if here < 0 or not 0 <= there < len(columns):
            change.nothing = True
            return
        one, other = columns[here], columns[there]
        every[one], every[other] = every[other], every[one]
        for position, moved in enumerate(every):
            moved.position = position
        Transcript.objects.bulk_update(every, ["position"])


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


def _voice(transcript: Transcript) -> Voice:
    """The voice of a transcript, as the record has it."""
    respondent = transcript.respondent
    return Voice(
        name=respondent.name,
        kind=respondent.kind,  # type: ignore[arg-type]  # one of RespondentKind
        vendor=respondent.vendor,
        version=respondent.version,
        evidence_basis=transcript.evidence_basis,  # type: ignore[arg-type]  # one of EvidenceBasis
        evidence_quote=transcript.evidence_quote,
        said_on=transcript.said_on.isoformat() if transcript.said_on else "",
        link=transcript.link,
    )


def _refuse_unfounded(transcript: Transcript, voice: Voice) -> None:
    """Refuse words on the basis that no answer of the transcript holds."""
    quote = " ".join(voice.evidence_quote.split())
    if not quote:
        return
    if voice.evidence_basis == EvidenceBasis.UNKNOWN:
        raise Refused("Say what these words show, or leave them out.", "evidence_basis")
    responses = transcript.responses.current().only("text", "citations")
    texts = (text for response in responses for text in (response.text, unmasked(response.legible)))
    if not any(quote in " ".join(text.split()) for text in texts):
        raise Refused(
            "These words stand in none of its answers: quote them as they are, or leave them out.", "evidence_quote"
        )


def _tell_documents(transcripts: QuerySet[Transcript]) -> None:
    """Write what the record says of voices into their documents.

    And into drafts that are open on these documents, unless the draft says something else already.
    """
    sources = Source.objects.only("voices").in_bulk(transcripts.values_list("source", flat=True))
    for transcript in transcripts:
        source, index, voice = sources[transcript.source_id], transcript.voice, asdict(_voice(transcript))
        before = source.voices[index]
        source.voices[index] = voice
        drafts = IntakeDraft.objects.filter(Q(source=source) | Q(continues=source)).only("parsed", "undo")
        for draft in drafts.select_for_update(of=("self",)):
            for state in (draft.parsed, *draft.undo):
                if state["voices"][index : index + 1] == [before]:
                    state["voices"][index] = voice
            draft.save(update_fields=["parsed", "undo"])
    Source.objects.bulk_update(sources.values(), ["voices"])

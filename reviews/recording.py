"""Verbs of the record: documents become sources, transcripts and responses, and can be corrected later."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from reviews import richtext
from reviews.changing import changing
from reviews.intake import pieces
from reviews.intake.pieces import Parsed, Piece, Turn, Voice
from reviews.intake.plain_to_markdown import plain_to_markdown
from reviews.models import (
    Comparison,
    IntakeDraft,
    Kind,
    Mark,
    Placement,
    Publish,
    Resolution,
    Respondent,
    Response,
    Source,
    Transcript,
    User,
)
from reviews.refusal import Refused
from reviews.teaming import free_slug

DRAFT_DAYS = 30
MOST_UNDO = 50


@dataclass(frozen=True)
class Document:
    """Bytes as they came in, and what they read as."""

    data: bytes
    name: str
    media_type: str
    parsed: Parsed

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def pack(parsed: Parsed) -> dict[str, Any]:
    """A `Parsed` as JSON, without its text."""
    packed = asdict(replace(parsed, text=""))
    del packed["text"]
    return packed


def unpack(text: str, packed: dict[str, Any]) -> Parsed:
    """The `Parsed` that `pack` was given."""
    return Parsed(
        **{
            **packed,
            "text": text,
            "pieces": tuple(Piece(**piece) for piece in packed["pieces"]),
            "voices": tuple(Voice(**voice) for voice in packed["voices"]),
            "warnings": tuple(packed["warnings"]),
        }
    )


def drafts_of(user: User, comparison: Comparison):
    """The user's drafts in a comparison that have not expired, newest first, without their bytes and texts."""
    return (
        IntakeDraft.objects.filter(comparison=comparison, owner=user, expires_at__gt=timezone.now())
        .select_related("source")
        .defer("data", "text", "undo")
    )


def begin_draft(*, comparison: Comparison, by: User, document: Document) -> IntakeDraft:
    """A private draft of one intake; nothing is stored in the record yet.

    Raises Refused where the comparison holds the same bytes already.
    """
    stored = comparison.sources.filter(sha256=document.sha256).first()
    if stored:
        raise Refused(f"This is stored already, since {stored.created_at:%-d %B %Y}. Nothing was stored twice.")
    IntakeDraft.objects.filter(expires_at__lte=timezone.now()).delete()
    return IntakeDraft.objects.create(
        comparison=comparison,
        owner=by,
        name=document.name[:255],
        sha256=document.sha256,
        data=document.data,
        media_type=document.media_type,
        text=document.parsed.text,
        parsed=pack(document.parsed),
        expires_at=timezone.now() + timedelta(days=DRAFT_DAYS),
    )


def reopen_source(*, source: Source, by: User) -> IntakeDraft:
    """A draft that corrects what was stored from a source; one that is open already is given again."""
    draft = drafts_of(by, source.comparison).filter(source=source).first()
    if draft:
        return draft
    packed = {
        "markup": source.markup,
        "format": source.format,
        "pieces": source.pieces,
        "voices": source.voices,
        "title": "",
        "warnings": [],
    }
    return IntakeDraft.objects.create(
        comparison=source.comparison,
        owner=by,
        source=source,
        name=source.name,
        sha256=source.sha256,
        data=b"",
        media_type=source.media_type,
        text=source.text,
        parsed=packed,
        expires_at=timezone.now() + timedelta(days=DRAFT_DAYS),
    )


def parsed_of(draft: IntakeDraft) -> Parsed:
    """What the draft holds now."""
    return unpack(draft.text, draft.parsed)


@transaction.atomic
def correct_draft(*, draft: IntakeDraft, parsed: Parsed) -> None:
    """Keeps a correction of the draft; the state before it can be taken back."""
    if not pieces.is_partition(parsed) or parsed.text != draft.text:
        raise Refused("This correction would lose a part of the text.")
    draft.undo = [*draft.undo, draft.parsed][-MOST_UNDO:]
    draft.parsed = pack(parsed)
    draft.expires_at = timezone.now() + timedelta(days=DRAFT_DAYS)
    draft.save(update_fields=["parsed", "undo", "expires_at"])


@transaction.atomic
def undo_correction(*, draft: IntakeDraft) -> None:
    """Takes the last correction back; without one nothing changes."""
    if draft.undo:
        *draft.undo, draft.parsed = draft.undo
        draft.save(update_fields=["parsed", "undo"])


def discard_draft(*, draft: IntakeDraft) -> None:
    """Throws the draft away; what was stored before stays."""
    draft.delete()


def store_draft(*, draft: IntakeDraft, by: User, round: int = 1) -> list[Transcript]:
    """Stores what the draft holds, or corrects what its source held, and ends the draft.

    Raises Refused where nobody says anything.
    """
    parsed = parsed_of(draft)
    with transaction.atomic():
        if draft.source:
            stored = correct_source(source=draft.source, parsed=parsed, by=by)
        else:
            document = Document(bytes(draft.data), draft.name, draft.media_type, parsed)
            stored = record_document(comparison=draft.comparison, document=document, by=by, round=round)
        draft.delete()
    return stored


def record_document(*, comparison: Comparison, document: Document, by: User | None, round: int = 1) -> list[Transcript]:
    """Stores a document: its source, and a transcript with its responses for each voice that says something.

    The same bytes again store nothing and give the transcripts of the first time. Raises Refused where nobody says
    anything.
    """
    stored = comparison.sources.filter(sha256=document.sha256).first()
    if stored:
        return list(stored.transcripts.current().select_related("respondent"))
    parsed = document.parsed
    spoken = _spoken(parsed)
    with changing(comparison, words=True):
        source = Source.objects.create(
            comparison=comparison,
            name=document.name[:255],
            sha256=document.sha256,
            data=document.data,
            media_type=document.media_type,
            format=parsed.format,
            markup=parsed.markup,
            text=parsed.text,
            pieces=pack(parsed)["pieces"],
            voices=pack(parsed)["voices"],
            came_from=by,
        )
        return [_new_transcript(source, parsed, voice, said, round) for voice, said in spoken.items()]


def correct_source(*, source: Source, parsed: Parsed, by: User) -> list[Transcript]:
    """Lays new pieces over a stored source. Turns that are alike stay; changed ones get successors.

    Placements on a replaced response find their words again in its successor, or stay with it as orphans; marks and
    resolutions of a transcript whose words changed turn to "confirm again". A voice that says nothing any more is
    archived with its transcript. Raises Refused where nobody says anything.
    """
    spoken = _spoken(parsed)
    with changing(source.comparison, words=True):
        source.pieces, source.voices = pack(parsed)["pieces"], pack(parsed)["voices"]
        source.save(update_fields=["pieces", "voices"])
        had = {transcript.voice: transcript for transcript in source.transcripts.select_related("respondent")}
        now = timezone.now()
        result = []
        for voice, said in spoken.items():
            transcript = had.pop(voice, None)
            if transcript is None:
                result.append(_new_transcript(source, parsed, voice, said, 1))
                continue
            _describe(transcript, parsed.voices[voice])
            _replace_responses(transcript, parsed, said)
            result.append(transcript)
        source.transcripts.filter(pk__in=[gone.pk for gone in had.values()], archived_at=None).update(archived_at=now)
    return result


def archive_transcript(*, transcript: Transcript) -> None:
    """Takes a column out of every table; its words, marks and threads stay in the record."""
    with changing(transcript.comparison, words=True):
        transcript.archived_at = timezone.now()
        transcript.save(update_fields=["archived_at"])


def restore_transcript(*, transcript: Transcript) -> None:
    """Undoes `archive_transcript`."""
    with changing(transcript.comparison, words=True):
        transcript.archived_at = None
        transcript.save(update_fields=["archived_at"])


def publish_turn(*, response: Response, apart: bool) -> None:
    """Says whether a turn that answers no question is published all the same."""
    with changing(response.transcript.comparison):
        response.publish_apart = apart
        response.save(update_fields=["publish_apart"])


def _spoken(parsed: Parsed) -> dict[int, list[Turn]]:
    """The turns of each voice that says something."""
    spoken: dict[int, list[Turn]] = {}
    for turn in pieces.turns(parsed):
        spoken.setdefault(turn.voice, []).append(turn)
    answering = {voice: said for voice, said in spoken.items() if any(turn.answer for turn in said)}
    if not answering:
        raise Refused("Nobody answers anything here: every part is a prompt or page furniture.")
    return answering


def _new_transcript(source: Source, parsed: Parsed, voice: int, said: Sequence[Turn], round: int) -> Transcript:
    comparison, head = source.comparison, parsed.voices[voice]
    respondent = _respondent(comparison, head)
    last = comparison.transcripts.aggregate(last=Max(F("position")))["last"]
    transcript = Transcript.objects.create(
        comparison=comparison,
        respondent=respondent,
        source=source,
        voice=voice,
        key=_free_key(respondent.key, comparison.transcripts),
        position=0 if last is None else last + 1,
        round=round,
        publish=Publish.QUOTATIONS if respondent.kind == Kind.PERSON else Publish.FULL,
        **_provenance(head),
    )
    for position, turn in enumerate(said):
        _new_response(transcript, parsed, turn, position)
    return transcript


def _respondent(comparison: Comparison, head: Voice) -> Respondent:
    """The respondent of that name (and version, where both tell one), new where there is none."""
    for known in comparison.respondents.filter(name__iexact=head.name, kind=head.kind):
        if not known.version or not head.version or known.version == head.version:
            if head.version and not known.version:
                known.version = head.version
                known.save(update_fields=["version"])
            return known
    return Respondent.objects.create(
        comparison=comparison,
        key=_free_key(head.name, comparison.respondents),
        name=head.name[:100],
        kind=head.kind,
        vendor=head.vendor[:100],
        version=head.version[:100],
    )


def _describe(transcript: Transcript, head: Voice) -> None:
    if transcript.respondent.name != head.name or transcript.respondent.kind != head.kind:
        transcript.respondent = _respondent(transcript.comparison, head)
    elif (transcript.respondent.version, transcript.respondent.vendor) != (head.version, head.vendor):
        transcript.respondent.version, transcript.respondent.vendor = head.version[:100], head.vendor[:100]
        transcript.respondent.save(update_fields=["version", "vendor"])
    for field, value in _provenance(head).items():
        setattr(transcript, field, value)
    transcript.archived_at = None
    transcript.save()


def _provenance(head: Voice) -> dict[str, Any]:
    return {
        "evidence_basis": head.evidence_basis,
        "evidence_quote": head.evidence_quote,
        "said_on": date.fromisoformat(head.said_on) if head.said_on else None,
        "link": head.link,
    }


def _new_response(transcript: Transcript, parsed: Parsed, turn: Turn, position: int) -> Response:
    markdown = turn.answer if parsed.markup == "markdown" else plain_to_markdown(turn.answer)
    rendered = richtext.render(markdown)
    return Response.objects.create(
        transcript=transcript,
        position=position,
        prompt=turn.prompt,
        prompt_found_by=turn.prompt_found_by,
        source_text=turn.answer,
        markdown=markdown,
        html=rendered.html,
        text=rendered.text,
        text_chars=len(rendered.text),
        blocks=rendered.blocks,
        ranges=[list(found) for found in turn.ranges],
    )


def _replace_responses(transcript: Transcript, parsed: Parsed, said: Sequence[Turn]) -> None:
    old = list(transcript.responses.current())
    kept = {tuple(map(tuple, response.ranges)): response for response in old}
    if [tuple(map(tuple, response.ranges)) for response in old] == [turn.ranges for turn in said]:
        return
    now = timezone.now()
    transcript.responses.current().update(superseded_at=now)
    gone = [response for response in old if tuple(map(tuple, response.ranges)) not in {turn.ranges for turn in said}]
    successors: list[Response] = []
    for position, turn in enumerate(said):
        response = kept.get(turn.ranges)
        if response is not None:
            response.position, response.superseded_at = position, None
            response.save(update_fields=["position", "superseded_at"])
            continue
        response = _new_response(transcript, parsed, turn, position)
        response.predecessors.set([before for before in gone if _overlap(before.ranges, response.ranges)])
        successors.append(response)
    for before in gone:
        heirs = [after for after in successors if _overlap(before.ranges, after.ranges)]
        _carry_placements(before, heirs)
        _carry_evidence(before, heirs)
    Mark.objects.filter(transcript=transcript).update(confirm_again=True)
    Resolution.objects.filter(transcript=transcript).update(confirm_again=True)


def _carry_placements(before: Response, heirs: Sequence[Response]) -> None:
    for placement in before.placements.all():
        found = _find_again(before.text[placement.start : placement.end], heirs)
        if found is None:
            placement.orphaned = True
            placement.save(update_fields=["orphaned"])
            continue
        heir, start, end = found
        Placement.objects.get_or_create(
            response=heir,
            question=placement.question,
            start=start,
            end=end,
            defaults={
                "belongs": placement.belongs,
                "text_chars": heir.text_chars,
                "placed_by": placement.placed_by,
                "placed_at": placement.placed_at,
            },
        )


def _carry_evidence(before: Response, heirs: Sequence[Response]) -> None:
    for mark in Mark.objects.filter(evidence_response=before):
        found = _find_again(mark.evidence_quote, heirs)
        if found:
            mark.evidence_response, mark.evidence_start, mark.evidence_end = found
            mark.evidence_chars = found[0].text_chars
            mark.save(update_fields=["evidence_response", "evidence_start", "evidence_end", "evidence_chars"])


def _find_again(quote: str, heirs: Sequence[Response]) -> tuple[Response, int, int] | None:
    for heir in heirs:
        at = heir.text.find(quote)
        if quote and at >= 0:
            return heir, at, at + len(quote)
    return None


def _overlap(one: Sequence[Sequence[Any]], other: Sequence[Sequence[Any]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def _free_key(wanted: str, among) -> str:
    """`wanted` as a slug that no row has; taken ones get -2, -3 …"""
    base = free_slug(wanted, lambda _: False, fallback="respondent", most=57)
    taken = set(among.values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)

"""Verbs of the record: documents become sources, transcripts and responses, and can be corrected later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from reviews import richtext
from reviews.changing import changing
from reviews.intake import pieces
from reviews.intake.continuing import Relation, Stretch, continued, moved, relation, shared_turns, stretches
from reviews.intake.pieces import Branch, Markup, Parsed, Piece, Said, Turn, Voice
from reviews.intake.plain_to_markdown import plain_to_markdown
from reviews.models import (
    Comparison,
    Kind,
    Mark,
    Placement,
    Point,
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


@dataclass(frozen=True)
class Written:
    """An answer as it is frozen."""

    markdown: str
    rendered: richtext.Rendered


@dataclass(frozen=True)
class Standing:
    """What a document is to its conversation as it is stored: `source` is what holds it, and reads as `stored`;
    `shared` is how many turns of the document are the same there, from the first on. `grown` is the document, in which
    what is stored is as people corrected it, where it goes on from that."""

    source: Source
    stored: Parsed
    grown: Parsed
    relation: Relation
    shared: int

    @property
    def goes_on(self) -> bool:
        """Whether the document adds to what is stored."""
        return self.relation == "goes_on"

    @property
    def nothing_new(self) -> bool:
        """Whether all of it is stored."""
        return self.relation in ("same", "shorter")

    @property
    def since(self) -> str:
        """The day from which on it is stored, in words."""
        return f"{self.source.created_at:%-d %B %Y}"

    @property
    def in_words(self) -> str:
        """What is to be said of a document that is another branch, or holds nothing new."""
        if self.nothing_new:
            turns = "its only turn" if self.shared == 1 else f"all of its {self.shared:,} turns"
            return f"Nothing is new here: this conversation is stored since {self.since}, with {turns}."
        same = "the first turn is" if self.shared == 1 else f"the first {self.shared:,} turns are"
        parts = f"{same} the same in both" if self.shared else "they part at the first turn"
        return f"Another branch of this conversation is stored since {self.since}: {parts}."


def pack(parsed: Parsed) -> dict[str, Any]:
    """A `Parsed` as JSON, without its text."""
    packed = asdict(replace(parsed, text=""))
    del packed["text"]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in packed.items()}


def unpack(text: str, packed: dict[str, Any]) -> Parsed:
    """The `Parsed` that `pack` was given."""
    return Parsed(
        **{
            **packed,
            "text": text,
            "pieces": tuple(Piece(**piece) for piece in packed["pieces"]),
            "voices": tuple(Voice(**voice) for voice in packed["voices"]),
            "warnings": tuple(packed["warnings"]),
            "said": tuple(Said(**{**said, "ids": tuple(said["ids"])}) for said in packed.get("said", ())),
            "branches": tuple(Branch(**branch) for branch in packed.get("branches", ())),
        }
    )


def as_read(source: Source) -> Parsed:
    """What a source reads as now, with people's corrections."""
    said = {"conversation": source.conversation, "said": source.said}
    head = {"markup": source.markup, "format": source.format, "title": "", "warnings": []}
    return unpack(source.text, {**head, **said, "pieces": source.pieces, "voices": source.voices})


def stored_source(comparison: Comparison, sha256: str) -> Source | None:
    """The source of these bytes in the comparison, without its bytes and text, or None."""
    return comparison.sources.filter(sha256=sha256).defer("data", "text", "pieces", "voices", "said").first()


def standing(comparison: Comparison, parsed: Parsed) -> Standing | None:
    """What a document is to what is stored of its conversation, None where nothing is. Of several branches that are
    stored, the one that holds all of it, else the one that it goes on from, else the one that it shares most with."""
    if not parsed.conversation:
        return None
    sources = comparison.sources.filter(conversation=parsed.conversation, continued_by=None).defer("data")
    found = [_standing(source, as_read(source), parsed) for source in sources]
    return max(found, key=lambda one: (one.nothing_new, one.goes_on, one.shared), default=None)


def write_out(comparison: Comparison | None, sha256: str, parsed: Parsed) -> dict[str, Written]:
    """The answers of a document as they are frozen, each under its words, except those that are stored already.

    This is the slow part of storing: done before a transaction begins, it keeps nobody else waiting.
    """
    same = Q(sha256=sha256) | (Q(conversation=parsed.conversation) & ~Q(conversation=""))
    stored = Response.objects.filter(transcript__source__in=Source.objects.filter(same, comparison=comparison))
    known = set(stored.values_list("source_text", flat=True))
    return {
        turn.answer: _written(turn.answer, parsed.markup) for turn in pieces.turns(parsed) if turn.answer not in known
    }


def record_document(
    *,
    comparison: Comparison,
    document: Document,
    by: User | None,
    round: int = 1,
    written: Mapping[str, Written] | None = None,
) -> list[Transcript]:
    """Stores a document: its source, and a transcript with its responses for each voice that says something.

    The same bytes again, and a conversation of which all is stored, store nothing and give the transcripts of the first
    time. Of a conversation that goes on, what is new is added (`continue_source`). `written` is what `write_out` gave.
    Raises Refused where nobody says anything.
    """
    parsed = document.parsed
    written = write_out(comparison, document.sha256, parsed) if written is None else written
    with transaction.atomic():
        Comparison.objects.select_for_update().get(pk=comparison.pk)
        stored = stored_source(comparison, document.sha256)
        known = standing(comparison, parsed) if stored is None else None
        if known and known.nothing_new:
            stored = known.source
        if stored:
            transcripts = Transcript.objects.filter(source=stored.continued_by_id or stored.pk)
            return list(transcripts.current().select_related("respondent"))
        if known and known.goes_on:
            grown = replace(document, parsed=known.grown)
            return continue_source(source=known.source, document=grown, by=by, round=round, written=written)
        spoken = _spoken(parsed)
        with changing(comparison, words=True):
            source = _new_source(comparison, document, by)
            return [_new_transcript(source, parsed, voice, said, round, written) for voice, said in spoken.items()]


def continue_source(
    *,
    source: Source,
    document: Document,
    by: User | None,
    round: int = 1,
    written: Mapping[str, Written] | None = None,
) -> list[Transcript]:
    """Stores a document that goes on from a stored one (`reviews.intake.continuing.continued`): its new turns.

    The transcripts go over to the new source. Turns that are alike stay what they are, with their marks; one that has
    changed gets a successor as in `correct_source`. Raises Refused where nobody says anything.
    """
    parsed, comparison = document.parsed, source.comparison
    written = write_out(comparison, document.sha256, parsed) if written is None else written
    spoken = _spoken(parsed)
    with changing(comparison, words=True):
        newer = _new_source(comparison, document, by)
        comparison.sources.filter(Q(pk=source.pk) | Q(continued_by=source)).update(continued_by=newer)
        _move_ranges(source, stretches(as_read(source), parsed))
        source.transcripts.update(source=newer)
        return _lay_over(newer, parsed, spoken, by, round, written, confirm_new=False)


def correct_source(
    *, source: Source, parsed: Parsed, by: User, round: int = 1, written: Mapping[str, Written] | None = None
) -> list[Transcript]:
    """Lays new pieces over a stored source. Turns that are alike stay; changed ones get successors.

    Placements and points on a replaced response find their words again in its successor, or stay as orphans; marks and
    resolutions of a transcript whose words changed turn to "confirm again". A voice that says nothing any more is
    archived with its transcript; one that speaks for the first time gets a transcript of that `round`. Raises Refused
    where nobody says anything.
    """
    written = write_out(source.comparison, source.sha256, parsed) if written is None else written
    spoken = _spoken(parsed)
    with changing(source.comparison, words=True):
        source.pieces, source.voices = pack(parsed)["pieces"], pack(parsed)["voices"]
        source.save(update_fields=["pieces", "voices"])
        return _lay_over(source, parsed, spoken, by, round, written, confirm_new=True)


def archive_transcript(*, transcript: Transcript) -> None:
    """Takes a column out of every table; its words, marks and threads stay in the record."""
    with changing(transcript.comparison, words=True):
        transcript.archived_at = timezone.now()
        transcript.save(update_fields=["archived_at"])


def restore_transcript(*, transcript: Transcript) -> None:
    """Undoes `archive_transcript`. Raises Refused where a correction gave all its words to others."""
    if not transcript.responses.current().exists():
        raise Refused("A correction left this respondent nothing to say: correct the document to bring it back.")
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


def _standing(source: Source, stored: Parsed, parsed: Parsed) -> Standing:
    found = relation(stored, parsed)
    grown = continued(stored, parsed) if found == "goes_on" else parsed
    return Standing(source, stored, grown, found, shared_turns(stored, parsed))


def _new_source(comparison: Comparison, document: Document, by: User | None) -> Source:
    parsed = document.parsed
    packed = pack(parsed)
    return Source.objects.create(
        comparison=comparison,
        name=document.name[:255],
        sha256=document.sha256,
        data=document.data,
        media_type=document.media_type,
        format=parsed.format,
        markup=parsed.markup,
        text=parsed.text,
        pieces=packed["pieces"],
        voices=packed["voices"],
        conversation=parsed.conversation,
        said=packed["said"],
        came_from=by,
    )


def _lay_over(
    source: Source,
    parsed: Parsed,
    spoken: Mapping[int, Sequence[Turn]],
    by: User | None,
    round: int,
    written: Mapping[str, Written],
    *,
    confirm_new: bool,
) -> list[Transcript]:
    """Brings the transcripts of a source to what its pieces say now. `confirm_new`: turns that are only added ask for
    the transcript's marks to be confirmed again, too."""
    had = {transcript.voice: transcript for transcript in source.transcripts.select_related("respondent")}
    gone: list[Response] = []
    new: list[Response] = []
    result = []
    for voice, said in spoken.items():
        transcript = had.pop(voice, None)
        if transcript is None:
            transcript = _new_transcript(source, parsed, voice, said, round, written)
            new += transcript.responses.all()
        else:
            was_silent = not transcript.responses.current().exists()
            replaced, successors = _replace_responses(transcript, parsed, said, written)
            _describe(transcript, _head(parsed, voice), revived=was_silent)
            if replaced or (successors and confirm_new):
                _confirm_again(transcript, by)
            gone, new = gone + replaced, new + successors
        result.append(transcript)
    for transcript in had.values():
        gone += _silence(transcript, by)
    _carry_over(gone, new)
    return result


def _move_ranges(source: Source, laid: Sequence[Stretch]) -> None:
    """Says of every response where its words stand in the text that goes on from this source's."""
    elsewhere = []
    for response in Response.objects.filter(transcript__source=source).only("ranges"):
        ranges = [list(found) for found in moved(laid, response.ranges)]
        if ranges != response.ranges:
            response.ranges = ranges
            elsewhere.append(response)
    Response.objects.bulk_update(elsewhere, ["ranges"], batch_size=500)


def _new_transcript(
    source: Source, parsed: Parsed, voice: int, said: Sequence[Turn], round: int, written: Mapping[str, Written]
) -> Transcript:
    comparison, head = source.comparison, _head(parsed, voice)
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
        _new_response(transcript, parsed, turn, position, written)
    return transcript


def _head(parsed: Parsed, voice: int) -> Voice:
    """What is known of a voice, no longer than the record has room for. Raises Refused for one without a name."""
    head = parsed.voices[voice]
    if not head.name.strip():
        raise Refused("Say who speaks: a respondent needs a name.", "name")
    return replace(
        head,
        name=head.name.strip()[:100],
        vendor=head.vendor[:100],
        version=head.version[:100],
        link=head.link if len(head.link) <= 1000 else "",
    )


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
        name=head.name,
        kind=head.kind,
        vendor=head.vendor,
        version=head.version,
    )


def _describe(transcript: Transcript, head: Voice, *, revived: bool) -> None:
    """Brings what is known of the voice up to date. One that speaks again comes out of the archive."""
    respondent = transcript.respondent
    if (respondent.name, respondent.kind) != (head.name, head.kind):
        transcript.respondent = _respondent(transcript.comparison, head)
    elif (respondent.version, respondent.vendor) != (head.version, head.vendor):
        respondent.version, respondent.vendor = head.version, head.vendor
        respondent.save(update_fields=["version", "vendor"])
    for field, value in _provenance(head).items():
        setattr(transcript, field, value)
    if revived:
        transcript.archived_at = None
    transcript.save()


def _provenance(head: Voice) -> dict[str, Any]:
    return {
        "evidence_basis": head.evidence_basis,
        "evidence_quote": head.evidence_quote,
        "said_on": date.fromisoformat(head.said_on) if head.said_on else None,
        "link": head.link,
    }


def _written(answer: str, markup: Markup) -> Written:
    markdown = answer if markup == "markdown" else plain_to_markdown(answer)
    return Written(markdown, richtext.render(markdown))


def _new_response(
    transcript: Transcript, parsed: Parsed, turn: Turn, position: int, written: Mapping[str, Written]
) -> Response:
    answer = written.get(turn.answer) or _written(turn.answer, parsed.markup)
    return Response.objects.create(
        transcript=transcript,
        position=position,
        prompt=turn.prompt,
        prompt_found_by=turn.prompt_found_by,
        source_text=turn.answer,
        markdown=answer.markdown,
        html=answer.rendered.html,
        text=answer.rendered.text,
        text_chars=len(answer.rendered.text),
        blocks=answer.rendered.blocks,
        ranges=[list(found) for found in turn.ranges],
    )


def _replace_responses(
    transcript: Transcript, parsed: Parsed, said: Sequence[Turn], written: Mapping[str, Written]
) -> tuple[list[Response], list[Response]]:
    """Gives the transcript the turns in `said`: those replaced, and those new. Turns alike are neither."""
    had = list(transcript.responses.current())
    alike = sum(1 for _ in takewhile(lambda pair: _turn(pair[0]) == pair[1], zip(had, map(_words, said), strict=False)))
    kept = {_turn(response): response for response in had[alike:]}
    transcript.responses.current().filter(position__gte=alike).update(superseded_at=timezone.now())
    new = []
    for position, turn in enumerate(said[alike:], alike):
        response = kept.pop(_words(turn), None)
        if response is None:
            new.append(_new_response(transcript, parsed, turn, position, written))
            continue
        response.position, response.superseded_at = position, None
        response.save(update_fields=["position", "superseded_at"])
    return list(kept.values()), new


def _silence(transcript: Transcript, by: User | None) -> list[Response]:
    """Archives the transcript of a voice that says nothing any more; the responses that it had."""
    gone = list(transcript.responses.current())
    if gone:
        transcript.responses.current().update(superseded_at=timezone.now())
        transcript.archived_at = transcript.archived_at or timezone.now()
        transcript.save(update_fields=["archived_at"])
        _confirm_again(transcript, by)
    return gone


def _confirm_again(transcript: Transcript, by: User | None) -> None:
    marks = list(Mark.objects.filter(transcript=transcript, confirm_again=False))
    resolutions = list(Resolution.objects.filter(transcript=transcript, confirm_again=False))
    for mark in marks:
        mark.confirm_again = True
    for resolution in resolutions:
        resolution.confirm_again = True
    bulk_update_with_history(marks, Mark, ["confirm_again"], default_user=by)
    bulk_update_with_history(resolutions, Resolution, ["confirm_again"], default_user=by)


def _carry_over(gone: Sequence[Response], new: Sequence[Response]) -> None:
    """Ties successors to what they replace, wherever in the source its words went."""
    for response in new:
        response.predecessors.add(*(before for before in gone if _overlap(before.ranges, response.ranges)))
    for before in gone:
        heirs = [response for response in new if _overlap(before.ranges, response.ranges)]
        _carry_placements(before, heirs)
        _carry_points(before, heirs)
        _carry_evidence(before, [heir for heir in heirs if heir.transcript_id == before.transcript_id])


def _carry_placements(before: Response, heirs: Sequence[Response]) -> None:
    for placement in before.placements.select_related("question", "placed_by"):
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


def _carry_points(before: Response, heirs: Sequence[Response]) -> None:
    """Points of findings find their words again; one whose words are a point already, or nowhere, stays behind."""
    for point in before.points.all():
        found = _find_again(before.text[point.start : point.end], heirs)
        if found and not Point.objects.filter(response=found[0], start=found[1], end=found[2]).exists():
            point.response, point.start, point.end = found
            point.text_chars = found[0].text_chars
            point.save(update_fields=["response", "start", "end", "text_chars"])


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


def _turn(response: Response) -> tuple[Any, ...]:
    return tuple(map(tuple, response.ranges)), response.prompt, response.source_text


def _words(turn: Turn) -> tuple[Any, ...]:
    return turn.ranges, turn.prompt, turn.answer


def _overlap(one: Sequence[Sequence[Any]], other: Sequence[Sequence[Any]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def _free_key(wanted: str, among) -> str:
    """`wanted` as a slug that no row has; taken ones get -2, -3 …"""
    base = free_slug(wanted, lambda _: False, fallback="respondent", most=57)
    taken = set(among.values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)

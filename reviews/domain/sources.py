"""Verbs of sources: store, continue and correct a document.

A document becomes a source, transcripts and responses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reviews import richtext
from reviews.domain.changes import changing, lock_comparison
from reviews.domain.documents import Document, as_read, match_stored, pack, stored_source
from reviews.domain.files import stored
from reviews.domain.questions import DEFAULT_QUESTIONS
from reviews.domain.reanchoring import confirm_again, reanchor
from reviews.domain.respondents import describe_respondent, respondents_of
from reviews.domain.round_sheets import as_reply, sheet_named_in
from reviews.domain.slugs import free_key
from reviews.domain.transcripts import turn_into_person
from reviews.intake.document import Markup, Parsed, ParsedTurn, Voice, turns
from reviews.intake.page.to_markdown import plain_to_markdown
from reviews.intake.reexport import MatchedRange, match_ranges, shift_ranges
from reviews.models import (
    Cause,
    Comparison,
    Publish,
    Respondent,
    RespondentKind,
    Response,
    Source,
    Transcript,
    User,
)
from reviews.refusal import Refused


@dataclass(frozen=True)
class RenderedAnswer:
    """An answer, rendered as it will be stored."""

    markdown: str
    rendered: richtext.Rendered


class RenderedAnswers(dict[str, RenderedAnswer]):
    """Rendered answers, each under its words; others are rendered on demand.

    Code that is left open in them ends at a heading that is one of the questions `asked`.
    """

    def __init__(self, markup: Markup, asked: Sequence[str]) -> None:
        super().__init__()
        self.markup, self.asked = markup, asked

    def __missing__(self, answer: str) -> RenderedAnswer:
        markdown = answer if self.markup == "markdown" else plain_to_markdown(answer)
        self[answer] = RenderedAnswer(markdown, richtext.render(markdown, self.asked))
        return self[answer]


def render_answers(comparison: Comparison | None, sha256: str, parsed: Parsed) -> RenderedAnswers:
    """Render the answers of a document, each under its words.

    Those that are stored already are left out. This is the slow part of storing: done before a transaction begins, it
    keeps nobody else waiting. A comparison that is still to be made has the default questions.
    """
    same = Q(sha256=sha256) | (Q(conversation=parsed.conversation) & ~Q(conversation=""))
    stored = Response.objects.filter(transcript__source__in=Source.objects.filter(same, comparison=comparison))
    known = set(stored.values_list("source_text", flat=True))
    asked = (
        comparison.questions.current().values_list("text", flat=True)
        if comparison
        else dict(DEFAULT_QUESTIONS).values()
    )
    rendered = RenderedAnswers(parsed.markup, list(asked))
    for turn in turns(parsed):
        if turn.answer not in known:
            rendered[turn.answer]  # is rendered by being asked for
    return rendered


def record_document(
    *,
    comparison: Comparison,
    document: Document,
    by: User | None,
    round: int = 1,
    rendered: RenderedAnswers | None = None,
) -> list[Transcript]:
    """Store a document: its source, and a transcript for each voice.

    A voice that answers nothing has none. The same bytes again, and a conversation of which all is stored, store
    nothing and give the transcripts of the first time. If a conversation goes on, what is new is added
    (`continue_source`). `rendered` is what `render_answers` gave. Raises Refused if nobody answers anything.
    """
    document = replace(document, parsed=as_reply(comparison, document.parsed))
    parsed = document.parsed
    rendered = render_answers(comparison, document.sha256, parsed) if rendered is None else rendered
    with transaction.atomic():
        lock_comparison(comparison)
        stored = stored_source(comparison, document.sha256)
        known = match_stored(comparison, parsed) if stored is None else None
        if known and known.nothing_new:
            stored = known.source
        if stored:
            transcripts = Transcript.objects.filter(source=stored.continued_by_id or stored.pk)
            return list(transcripts.current().select_related("respondent__identity"))
        if known and known.goes_on:
            merged = replace(document, parsed=known.merged)
            return continue_source(source=known.source, document=merged, by=by, round=round, rendered=rendered)
        return record_new_document(comparison=comparison, document=document, by=by, round=round, rendered=rendered)


def record_new_document(
    *,
    comparison: Comparison,
    document: Document,
    by: User | None,
    round: int = 1,
    rendered: RenderedAnswers,
) -> list[Transcript]:
    """Store a document of which nothing is stored, as the caller knows.

    Raises Refused if nobody answers anything.
    """
    spoken = _spoken(document.parsed)
    with changing(comparison, words=True):
        source = _new_source(comparison, document, by)
        transcripts, _ = _new_transcripts(source, document.parsed, spoken, round, rendered)
        return transcripts


def continue_source(
    *,
    source: Source,
    document: Document,
    by: User | None,
    round: int = 1,
    rendered: RenderedAnswers | None = None,
) -> list[Transcript]:
    """Store a document that goes on from a stored one.

    See `reviews.intake.reexport.merge`. The transcripts move to the new source. Turns that are alike stay as they are,
    with their marks; one that has changed gets a successor as in `correct_source`. Raises Refused if nobody answers
    anything.
    """
    parsed, comparison = document.parsed, source.comparison
    rendered = render_answers(comparison, document.sha256, parsed) if rendered is None else rendered
    spoken = _spoken(parsed)
    with changing(comparison, words=True):
        newer = _new_source(comparison, document, by)
        comparison.sources.filter(Q(pk=source.pk) | Q(continued_by=source)).update(continued_by=newer)
        _move_ranges(source, match_ranges(as_read(source), parsed))
        source.transcripts.update(source=newer)
        return _lay_over(newer, parsed, spoken, by, round, rendered, Cause.CONTINUED)


def correct_source(
    *, source: Source, parsed: Parsed, by: User, round: int = 1, rendered: RenderedAnswers | None = None
) -> list[Transcript]:
    """Replace the pieces of a stored source.

    Turns that are alike stay; changed ones get successors. Placements and points on a replaced response find their
    words again in its successor, or stay as orphans. Marks and resolutions of a transcript whose words changed are to
    be confirmed again. A voice that says nothing any more is archived with its transcript; one that speaks for the
    first time gets a transcript of that `round`. Raises Refused if nobody answers anything.
    """
    rendered = render_answers(source.comparison, source.sha256, parsed) if rendered is None else rendered
    spoken = _spoken(parsed)
    with changing(source.comparison, words=True):
        source.pieces, source.voices = pack(parsed)["pieces"], pack(parsed)["voices"]
        source.newest_first = parsed.newest_first
        source.save(update_fields=["pieces", "voices", "newest_first"])
        return _lay_over(source, parsed, spoken, by, round, rendered, Cause.CORRECTED)


def _spoken(parsed: Parsed) -> dict[int, list[ParsedTurn]]:
    """The turns of each voice that answers something."""
    spoken: dict[int, list[ParsedTurn]] = {}
    for turn in turns(parsed):
        spoken.setdefault(turn.voice, []).append(turn)
    answering = {
        voice: voice_turns for voice, voice_turns in spoken.items() if any(turn.answer for turn in voice_turns)
    }
    if not answering:
        raise Refused("Nobody answers anything here: every part is a prompt or page furniture.")
    return answering


def _new_source(comparison: Comparison, document: Document, by: User | None) -> Source:
    parsed = document.parsed
    packed = pack(parsed)
    return Source.objects.create(
        comparison=comparison,
        name=document.name[:255],
        **stored(document.data),
        media_type=document.media_type,
        format=parsed.format,
        markup=parsed.markup,
        text=parsed.text,
        pieces=packed["pieces"],
        voices=packed["voices"],
        conversation=parsed.conversation,
        messages=packed["messages"],
        newest_first=parsed.newest_first,
        created_by=by,
    )


def _lay_over(
    source: Source,
    parsed: Parsed,
    spoken: Mapping[int, Sequence[ParsedTurn]],
    by: User | None,
    round: int,
    rendered: RenderedAnswers,
    cause: Cause,
) -> list[Transcript]:
    """Bring the transcripts of a source up to date with its pieces.

    If the document was corrected, a transcript’s marks are to be confirmed again even if turns were only added.
    """
    had = {transcript.voice: transcript for transcript in source.transcripts.select_related("respondent__identity")}
    gone: list[Response] = []
    new: list[Response] = []
    for voice in sorted(spoken.keys() & had.keys()):
        transcript = had[voice]
        was_silent = not transcript.responses.current().exists()
        replaced, successors = _replace_responses(transcript, parsed, spoken[voice], rendered)
        _describe(transcript, _head(parsed, voice), revived=was_silent)
        if replaced or (successors and cause == Cause.CORRECTED):
            confirm_again(transcript, by, cause)
        gone, new = gone + replaced, new + successors
    added = {voice: voice_turns for voice, voice_turns in spoken.items() if voice not in had}
    transcripts, responses = _new_transcripts(source, parsed, added, round, rendered)
    for voice in sorted(had.keys() - spoken.keys()):
        gone += _silence(had[voice], by, cause)
    reanchor(gone, new + responses, by)
    speaking = {**had, **{transcript.voice: transcript for transcript in transcripts}}
    return [speaking[voice] for voice in spoken]


def _move_ranges(source: Source, matched: Sequence[MatchedRange]) -> None:
    """Shift the ranges of all responses to the newer source’s text."""
    elsewhere = []
    for response in Response.objects.filter(transcript__source=source).only("ranges"):
        ranges = [list(piece) for piece in shift_ranges(matched, response.ranges)]
        if ranges != response.ranges:
            response.ranges = ranges
            elsewhere.append(response)
    Response.objects.bulk_update(elsewhere, ["ranges"], batch_size=500)


def _new_transcripts(
    source: Source,
    parsed: Parsed,
    spoken: Mapping[int, Sequence[ParsedTurn]],
    round: int,
    rendered: RenderedAnswers,
) -> tuple[list[Transcript], list[Response]]:
    """Make the transcripts of voices, and their responses.

    The number of queries depends neither on that of the voices nor on that of the turns.
    """
    if not spoken:
        return [], []
    comparison = source.comparison
    sheet = sheet_named_in(comparison, parsed.text)
    round = max(round, 2) if sheet else round
    heads = [_head(parsed, voice) for voice in spoken]
    places = list(comparison.transcripts.values_list("key", "position"))
    keys, last = [key for key, _ in places], max((position for _, position in places), default=-1)
    transcripts: list[Transcript] = []
    respondents = respondents_of(comparison, heads)
    firsts = _firsts(comparison, respondents) if round > 1 else {}
    for voice, head, respondent in zip(spoken, heads, respondents, strict=True):
        keys.append(free_key(respondent.key, keys))
        transcripts.append(
            Transcript(
                comparison=comparison,
                respondent=respondent,
                source=source,
                voice=voice,
                key=keys[-1],
                position=last + 1 + len(transcripts),
                round=round,
                first=firsts.get(respondent.pk),
                sheet=sheet if sheet and sheet.respondent_id == respondent.pk else None,
                publish=_extent(head, spoken[voice], firsts.get(respondent.pk)),
                for_models=head.kind == RespondentKind.MODEL,
                **_provenance(head),
            )
        )
    Transcript.objects.bulk_create(transcripts)
    responses = [
        _new_response(transcript, parsed, turn, position, rendered)
        for transcript in transcripts
        for position, turn in enumerate(spoken[transcript.voice])
    ]
    return transcripts, Response.objects.bulk_create(responses)


def _firsts(comparison: Comparison, respondents: Sequence[Respondent]) -> dict[int, Transcript]:
    """The transcript of the first round, by the id of the respondent."""
    firsts = comparison.transcripts.current().filter(respondent__in=respondents, round=1)
    return {transcript.respondent_id: transcript for transcript in firsts.order_by("-pk")}


def _extent(head: Voice, voice_turns: Sequence[ParsedTurn], first: Transcript | None) -> str:
    """How much of a transcript is published unless somebody chooses.

    As much as of its first round if a model answers again. Quotations of a person’s text, and of a text that nothing
    but its wording shows to be a model’s; else all.
    """
    if first and head.kind == RespondentKind.MODEL:
        return first.publish
    shown = any(
        turn.prompt_found_by in _SHOWN or (turn.prompt and turn.prompt_found_by == "person") for turn in voice_turns
    )
    return Publish.FULL if head.kind == RespondentKind.MODEL and (shown or head.vendor) else Publish.QUOTATIONS


_SHOWN = ("marker", "timestamp", "format")


def _head(parsed: Parsed, voice: int) -> Voice:
    """What is known of a voice, cut to fit its columns.

    Raises Refused for one without a name.
    """
    head = parsed.voices[voice]
    if not head.is_named:
        raise Refused("Nobody has said who answers here: a respondent needs a name.", "name")
    return replace(
        head,
        name=head.name.strip()[:100],
        vendor=head.vendor[:100],
        version=head.version[:100],
        link=head.link if len(head.link) <= 1000 else "",
    )


def _describe(transcript: Transcript, head: Voice, *, revived: bool) -> None:
    """Bring what is known of the voice up to date.

    A transcript whose voice speaks again comes out of the archive.
    """
    respondent = transcript.respondent
    if head.kind == RespondentKind.PERSON and respondent.kind == RespondentKind.MODEL:
        turn_into_person(transcript)
    if (respondent.name, respondent.kind) != (head.name, head.kind):
        (transcript.respondent,) = respondents_of(transcript.comparison, [head])
        if transcript.round > 1:
            transcript.first = _firsts(transcript.comparison, [transcript.respondent]).get(transcript.respondent.pk)
    elif (respondent.version, respondent.vendor) != (head.version, head.vendor):
        describe_respondent(respondent, head)
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


def _new_response(
    transcript: Transcript, parsed: Parsed, turn: ParsedTurn, position: int, rendered: RenderedAnswers
) -> Response:
    """A response of a transcript, not saved."""
    answer = rendered[turn.answer]
    return Response(
        transcript=transcript,
        position=position,
        prompt=turn.prompt,
        prompt_found_by=turn.prompt_found_by,
        source_text=turn.answer,
        markdown=answer.markdown,
        html=answer.rendered.html,
        text=answer.rendered.text,
        blocks=answer.rendered.blocks,
        citations=answer.rendered.citations.marks,
        sources=richtext.distinct((*answer.rendered.citations.sources, *richtext.sources_in(turn.sources))),
        ranges=[list(piece) for piece in turn.ranges],
    )


def _replace_responses(
    transcript: Transcript, parsed: Parsed, voice_turns: Sequence[ParsedTurn], rendered: RenderedAnswers
) -> tuple[list[Response], list[Response]]:
    """Give the transcript these turns.

    Gives the responses that were replaced, and the new ones. Turns that are alike are neither.
    """
    had = list(transcript.responses.current())
    alike = sum(
        1 for _ in takewhile(lambda pair: _turn(pair[0]) == pair[1], zip(had, map(_words, voice_turns), strict=False))
    )
    kept = {_turn(response): response for response in had[alike:]}
    transcript.responses.current().filter(position__gte=alike).update(superseded_at=timezone.now())
    new = []
    for position, turn in enumerate(voice_turns[alike:], alike):
        response = kept.pop(_words(turn), None)
        if response is None:
            new.append(_new_response(transcript, parsed, turn, position, rendered))
            continue
        response.position, response.superseded_at = position, None
        response.save(update_fields=["position", "superseded_at"])
    return list(kept.values()), Response.objects.bulk_create(new)


def _silence(transcript: Transcript, by: User | None, cause: Cause) -> list[Response]:
    """Archive the transcript of a voice that says nothing any more.

    Gives the responses that it had.
    """
    gone = list(transcript.responses.current())
    if gone:
        transcript.responses.current().update(superseded_at=timezone.now())
        transcript.archived_at = transcript.archived_at or timezone.now()
        transcript.save(update_fields=["archived_at"])
        confirm_again(transcript, by, cause)
    return gone


def _turn(response: Response) -> tuple[Any, ...]:
    return tuple(map(tuple, response.ranges)), response.prompt, response.source_text


def _words(turn: ParsedTurn) -> tuple[Any, ...]:
    return turn.ranges, turn.prompt, turn.answer

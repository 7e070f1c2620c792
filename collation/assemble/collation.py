"""Collate the records of a comparison for one viewer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from collation.answers import engine
from collation.answers.verdicts import apply_judgements
from collation.assemble.cache import cached, per_turn, reading_key, words_key
from collation.assemble.conclusions import conclusions_of
from collation.assemble.facts import fact_reading
from collation.assemble.findings import findings_of
from collation.assemble.namesakes import people
from collation.assemble.readers import Basis, Suggested, readers_of, suggestions_of, without_citations
from collation.cells import Collation, Reading
from collation.document import document
from collation.language.sections import segment
from collation.pages.conclusions import documented
from collation.record import Block, Mark, Placement, Question, Record, Resolution, Respondent, RoundShown, Support, Turn
from reviews.domain.readings import leave_to_a_job
from reviews.lens import Lens, columns_of, lens, user_of
from reviews.models import Cell as StoredCell
from reviews.models import Comparison, EvidenceBasis, MarkState, Transcript
from reviews.models import Mark as StoredMark
from reviews.models import Placement as StoredPlacement
from reviews.models import Response as StoredResponse
from reviews.prepared import prepared


@dataclass(frozen=True)
class _Texts:
    """All that was said, asked and placed.

    `turns` are those of each transcript, by its id, and `sheets` the text and the names of the sheet that it answers.
    """

    questions: tuple[Question, ...]
    turns: Mapping[int, tuple[Turn, ...]]
    placements: tuple[Placement, ...]
    sheets: Mapping[int, tuple[str, Mapping[str, str]]]


def _words_of(comparison: Comparison, view: Lens) -> _Texts:
    """The words of the transcripts that one viewer may know.

    They are cached until something is said, asked or placed; then three queries read them.
    """
    transcripts = [transcript.pk for transcript in (*view.columns, *view.later)]
    again = bool(view.later)
    key = words_key(comparison, view, transcripts)
    return cached(f"words:{key}", lambda: _read_words(comparison, transcripts, again=again))


def _read_words(comparison: Comparison, transcripts: Sequence[int], *, again: bool) -> _Texts:
    turns: dict[int, list[Turn]] = {transcript: [] for transcript in transcripts}
    for response in (
        StoredResponse.objects.current()
        .filter(transcript__in=transcripts)
        .only("pk", "transcript_id", "position", "prompt", "text", "blocks", "citations", "sources")
        .order_by("position")
    ):
        blocks = tuple(Block(*block) for block in response.blocks)
        turn = Turn(
            response.pk,
            response.position,
            response.prompt,
            response.text,
            blocks,
            tuple((start, end) for start, end in response.citations),
            tuple((title, url) for title, url in response.sources),
        )
        turns[response.transcript_id].append(turn)
    return _Texts(
        questions=tuple(
            Question(
                question.pk,
                question.key,
                question.text,
                question.scored,
                question.scale.ranks if question.scale else (),
                question.prompt_key,
            )
            for question in comparison.questions.current().select_related("scale")
        ),
        turns={transcript: tuple(said) for transcript, said in turns.items()},
        placements=tuple(
            Placement(placed.response_id, placed.start, placed.end, placed.question_id, placed.belongs)
            for placed in StoredPlacement.objects.filter(
                question__comparison=comparison, response__superseded_at=None
            ).order_by("created_at", "pk")
        ),
        sheets=_sheets(transcripts) if again else {},
    )


def _sheets(transcripts: Sequence[int]) -> dict[int, tuple[str, Mapping[str, str]]]:
    """The sheets that transcripts answer, by their ids."""
    answering = Transcript.objects.filter(pk__in=transcripts).exclude(sheet=None)
    rows = answering.values_list("pk", "sheet__text", "sheet__names")
    return {transcript: (text, names) for transcript, text, names in rows}


def respondents_of(comparison: Comparison, view: Lens) -> tuple[Respondent, ...]:
    """The respondents that one viewer may know, with what they said.

    One query, and three more if something was said since.
    """
    return _respondents(view, _words_of(comparison, view), suggestions_of(comparison, view))


def _respondents(view: Lens, words: _Texts, suggested: Suggested, *, later: bool = False) -> tuple[Respondent, ...]:
    """Those with a column, or those who answered again."""
    names = {transcript.key: view.name(transcript) for transcript in view.columns} if later else {}
    return tuple(
        _with_basis(
            suggested.bases.get(transcript.pk),
            Respondent(
                key=view.key(transcript),
                transcript_id=transcript.pk,
                name=view.name(transcript),
                kind=view.kind(transcript),
                version=view.version(transcript),
                round=transcript.round,
                evidence_basis=transcript.evidence_basis,
                evidence_quote=transcript.evidence_quote,
                turns=words.turns[transcript.pk],
                said_on=view.said_on(transcript),
                first=transcript.first_id,
                shown=_shown(words.sheets.get(transcript.pk), names),
            ),
        )
        for transcript in (view.later if later else view.columns)
    )


def _shown(sheet: tuple[str, Mapping[str, str]] | None, names: Mapping[str, str]) -> RoundShown | None:
    """What a sheet showed, its letters as the viewer knows them."""
    if sheet is None:
        return None
    text, keys = sheet
    return RoundShown(text, {letter: names[key] for letter, key in keys.items() if key in names})


def _with_basis(basis: Basis | None, respondent: Respondent) -> Respondent:
    """The respondent; readers say what it could read if nobody else does."""
    if basis is None or respondent.evidence_basis != EvidenceBasis.UNKNOWN:
        return respondent
    return replace(respondent, evidence_basis=basis.value, evidence_quote=basis.quote, evidence_by=basis.by)


def record_of(comparison: Comparison, view: Lens, only: Collection[int] | None = None) -> Record:
    """The record of a comparison that one viewer may know.

    With the ids of some questions as `only`, judgements of these alone. Three queries, whatever its size, three more if
    something was said, asked or placed since, and two more if a reader said something since.
    """
    words = _words_of(comparison, view)
    current = {turn.response_id: turn for said in words.turns.values() for turn in said}
    asked_of = view.comparison_id, view.viewer_id or 0, *(only or ())
    judgements: list[Any] = [
        (row[:2], row[2:5], row[5:8], row[8:11], row[11:])
        for row in _judgements(*asked_of, others_hidden=view.others_hidden)
    ]
    marks = list(_marks(*asked_of, others_hidden=view.others_hidden))
    called = people(view, (user_of(row[-3:]) for row in marks))
    suggested = suggestions_of(comparison, view)
    respondents = _respondents(view, words, suggested)
    suggested = without_citations(suggested, respondents)
    asked = [question.question_id for question in words.questions]
    here = {(question, column.pk) for question in asked for column in (*view.columns, *view.later)}
    hidden = frozenset(place for place in here if view.hides(*place))
    return Record(
        questions=words.questions,
        respondents=respondents,
        placements=words.placements,
        marks=tuple(_mark(view, current, called, row) for row in marks if row[:2] in here),
        resolutions=tuple(
            Resolution(place[0], place[1], view.person(user_of(by)), said[0], said[1], said[2])
            for place, said, by, _, _ in judgements
            if said[0]
        ),
        supports=tuple(
            Support(place[0], place[1], view.person(user_of(by)), said[0], said[1], said[2].date())
            for place, _, _, said, by in judgements
            if said[0]
        ),
        open_threads=_open_threads(comparison, view, only or ()),
        suggestions={place: said for place, said in suggested.by_readers.items() if place not in hidden},
        dismissed={place: values for place, values in suggested.dismissed.items() if place not in hidden},
        hidden=hidden,
        later=_respondents(view, words, suggested, later=True),
    )


def _cells(view: Lens, only: Collection[int]) -> QuerySet[StoredCell]:
    """The cells that are not hidden, of all questions or only some."""
    cells = StoredCell.objects.filter(view.shown_cells("pk"), comparison=view.comparison_id)
    return cells.filter(question__in=only) if only else cells


@prepared
def _judgements(comparison: int, viewer: int, *only: int, others_hidden: bool) -> QuerySet[StoredCell, Any]:
    cells = _cells(Lens(comparison, viewer, others_hidden=others_hidden), only)
    return cells.filter(Q(resolution__isnull=False) | Q(support__isnull=False)).values_list(*_JUDGED)


@prepared
def _marks(comparison: int, viewer: int, *only: int, others_hidden: bool) -> QuerySet[StoredMark, Any]:
    marks = Lens(comparison, viewer, others_hidden=others_hidden).marks().filter(state=MarkState.SUBMITTED)
    return (marks.filter(cell__question__in=only) if only else marks).values_list(*_OF_A_MARK, *columns_of("reviewer"))


def _open_threads(comparison: Comparison, view: Lens, only: Collection[int]) -> dict[tuple[int, int], int]:
    """The number of open threads of each cell that has some.

    One query, if the comparison has any.
    """
    if not comparison.summary.get("open_threads", 1):
        return {}
    with_open = _cells(view, only).filter(threads__resolved_at=None, threads__isnull=False)
    counted = with_open.annotate(open_threads=Count("threads")).values_list(*_PLACE, "open_threads")
    return {(question, column): number for question, column, number in counted}


_PLACE = ("question_id", "transcript_id")


_JUDGED = (
    *_PLACE,
    *("resolution__value", "resolution__why", "resolution__confirm_again", *columns_of("resolution__created_by")),
    *("support__value", "support__quote", "support__created_at", *columns_of("support__created_by")),
)
_OF_A_MARK = (
    *(f"cell__{name}" for name in _PLACE),
    *(
        "value",
        "confidence",
        "rationale",
        "saw_suggestion",
        "confirm_again",
        "quotation",
        "response_id",
        "start",
        "end",
    ),
)


def _mark(view: Lens, current: Mapping[int, Turn], called: Mapping[int, str], row: Sequence[Any]) -> Mark:
    """A mark from its columns, quoting no marks of citations."""
    question, transcript, value, confidence, rationale, saw, again, quotation, response, start, end, *reviewer = row
    turn = current.get(response or 0)
    return Mark(
        question_id=question,
        transcript_id=transcript,
        by=called[reviewer[0]],
        value=value,
        confidence=confidence,
        rationale=rationale,
        own=reviewer[0] == view.viewer_id,
        blind=not saw,
        confirm_again=again,
        quote=turn.quote(start or 0, end or 0) if turn else quotation,
        response_id=response,
        start=start or 0,
        end=end or 0,
    )


MUCH, A_TURN = 1_000_000, 500
"""The characters that nobody waits for, and those that a turn adds."""


def reading_of(comparison: Comparison, view: Lens, record: Record, tell: Callable[[], None] = lambda: None) -> Reading:
    """The reading of the words.

    It is cached until something is said, asked or placed. Raises StillReading if it is not and there is so much to read
    that nobody should wait for it. `tell` is called as each turn is read (`collation.assemble.first_reading`).
    """
    everybody = (*record.respondents, *record.later)
    key = reading_key(comparison, view, everybody, record.questions, record.placements)
    turns = [turn for respondent in everybody for turn in respondent.turns]

    def read() -> Reading:
        if sum(len(turn.text) + A_TURN for turn in turns) > MUCH:
            leave_to_a_job(comparison, view, len(record.questions) * len(everybody))
        sections = per_turn("sections", turns, segment, tell)
        first = engine.read(record, sections, tell)
        if not record.later:
            return first
        again = engine.read(replace(record, respondents=record.later), sections, tell)
        return replace(first, later=tuple(row for row in again.rows if not row.computed))

    return cached(f"reading:{key}", read)


def collate(comparison: Comparison, view: Lens | None = None, only: Collection[int] | None = None) -> Collation:
    """The collation for one viewer, or without `view` for the team itself.

    With the ids of some questions as `only`, their rows alone.
    """
    view = view or lens(None, comparison)
    record = record_of(comparison, view, only)
    reading = reading_of(comparison, view, record)
    if only is not None:
        rows, later = (
            tuple(row for row in rows if row.question.question_id in only) for rows in (reading.rows, reading.later)
        )
        reading = replace(reading, rows=rows, later=later)
    return apply_judgements(reading, record)


def head(comparison: Comparison) -> dict[str, dict[str, Any]]:
    """The keys of a document about the comparison and its paper."""
    paper = comparison.paper
    return {
        "comparison": {
            "slug": comparison.slug,
            "title": comparison.title,
            "phase": comparison.phase,
            "revision": comparison.revision,
        },
        "paper": {
            "title": paper.title,
            "arxiv_id": paper.arxiv_id,
            "doi": paper.doi,
            "url": paper.url,
            "authors": paper.authors,
        },
    }


def collation_document(comparison: Comparison, view: Lens | None = None) -> dict[str, Any]:
    """The collation as the document that docs/formats.md describes."""
    view = view or lens(None, comparison)
    record = record_of(comparison, view)
    return document(
        apply_judgements(reading_of(comparison, view, record), record),
        **head(comparison),
        facts=fact_reading(comparison, view, record.respondents),
        findings=findings_of(comparison, view, record),
        readers=readers_of(comparison),
        conclusions=[documented(one) for one in conclusions_of(comparison, view)],
    )

"""Reads what readers say of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F

from collation.assemble.cache import cached, reading_key, words_key
from collation.facts.fact import Crux
from collation.readers.reported import Report, ReportedQuote, key_of
from collation.record import Ground, Reader, Respondent, Suggestion, Turn
from collation.wording import listed
from reviews.families import reads_own_family
from reviews.lens import Lens
from reviews.models import (
    Comparison,
    DismissedVerdict,
    EvidenceBasis,
    ReaderQuotation,
    ReaderReply,
    ReaderStatement,
    SheetPart,
    StatementKind,
)
from reviews.scale import ABSENCES

Place = tuple[int, int]
"""A question and a transcript, by their ids."""


@dataclass(frozen=True)
class Suggested:
    """What readers suggest, and what people dismissed.

    For each cell the suggestions and the dismissed values, for each transcript, by its id, what it could read.
    """

    by_readers: Mapping[Place, tuple[Suggestion, ...]]
    dismissed: Mapping[Place, frozenset[str]]
    bases: Mapping[int, Basis]


@dataclass(frozen=True)
class Basis:
    """What readers say that a respondent could read, with its words.

    `by` names the readers. They all say the same.
    """

    value: str
    quote: str
    by: str


def suggestions_of(comparison: Comparison, view: Lens) -> Suggested:
    """What readers suggest, in the order in which they came.

    Four queries if a reader or the words have changed since. A statement whose words are no longer in the text is
    orphaned.
    """
    state = comparison.summary.get("readers")
    if not state:
        return Suggested({}, {}, {})
    vendors = {transcript.pk: view.vendor(transcript) or view.name(transcript) for transcript in view.columns}
    key = words_key(comparison, view, state, sorted(vendors.items()))
    return cached(f"suggestions:{key}", lambda: _read_suggestions(comparison, vendors))


def _read_suggestions(comparison: Comparison, vendors: Mapping[int, str]) -> Suggested:
    rows = (
        ReaderStatement.objects.current()
        .filter(what=StatementKind.CELL, cell__comparison=comparison, cell__transcript__in=vendors)
        .order_by("reply__reader_id", "position")
        .values(
            "pk",
            "value",
            "why",
            "suspect",
            "paper_quote",
            "paper_page",
            "paper_contradicts",
            asked=F("cell__question_id"),
            column=F("cell__transcript_id"),
            reader=F("reply__reader__key"),
            name=F("reply__reader__name"),
            family=F("reply__reader__family"),
            read_at=F("reply__created_at"),
            response=F("quotations__response_id"),
            start=F("quotations__start"),
            end=F("quotations__end"),
            quote=F("quotations__quotation"),
            orphaned=F("quotations__orphaned"),
        )
    )
    grounds = _grounds(comparison)
    suggestions: dict[Place, list[Suggestion]] = defaultdict(list)
    for row in rows:
        suggestion = _suggestion(row, vendors[row["column"]], grounds.get(row["pk"], ()))
        suggestions[row["asked"], row["column"]].append(suggestion)
    dismissed: dict[Place, set[str]] = defaultdict(set)
    said = DismissedVerdict.objects.filter(cell__comparison=comparison)
    for question, transcript, value in said.values_list("cell__question_id", "cell__transcript_id", "value"):
        dismissed[question, transcript].add(value)
    return Suggested(
        {place: tuple(here) for place, here in suggestions.items()},
        {place: frozenset(values) for place, values in dismissed.items()},
        _bases(comparison, vendors),
    )


def without_citations(suggestions: Suggested, respondents: Sequence[Respondent]) -> Suggested:
    """The suggestions, quoting no marks of citations."""
    turns = {turn.response_id: turn for one in respondents for turn in one.turns if turn.citations}
    if not turns:
        return suggestions

    def quoted(one: Suggestion) -> Suggestion:
        turn = turns.get(one.response_id or 0)
        return replace(one, quote=turn.quote(one.start, one.end)) if turn else one

    by_readers = {place: tuple(map(quoted, here)) for place, here in suggestions.by_readers.items()}
    return replace(suggestions, by_readers=by_readers)


def _grounds(comparison: Comparison) -> Mapping[int, tuple[Ground, ...]]:
    """The findings on which each verdict rests.

    By the id of the statement about its cell, in the order of the findings. A point of a sheet on one respondent stands
    for the finding that it was gathered into; until then it is nobody else's ground, and left out.
    """
    pairs = ReaderStatement.grounds.through.objects.filter(
        from_readerstatement__reply__reader__comparison=comparison, from_readerstatement__superseded_by=None
    ).order_by("to_readerstatement")
    rows = list(
        pairs.values_list(
            "from_readerstatement",
            "to_readerstatement",
            "to_readerstatement__title",
            "to_readerstatement__reply__sheet__part",
        )
    )
    points = {point for _, point, _, part in rows if part == SheetPart.RESPONDENT}
    gathered = _gathered(comparison, points) if points else {}
    found: dict[int, list[Ground]] = defaultdict(list)
    for statement, ground, title, _ in rows:
        if standing := gathered.get(ground, "") if ground in points else title:
            found[statement].append(Ground(key_of(standing), standing))
    return {statement: tuple(dict.fromkeys(keys)) for statement, keys in found.items()}


def _gathered(comparison: Comparison, points: set[int]) -> Mapping[int, str]:
    """The titles of the findings that points were gathered into."""
    said = ReaderQuotation.objects.filter(statement__reply__reader__comparison=comparison, opposes=False)
    place = "statement__reply__reader_id", "response_id", "start", "end"
    findings = said.filter(
        statement__what=StatementKind.FINDING,
        statement__superseded_by=None,
        statement__reply__sheet__part=SheetPart.GROUPING,
    )
    titles = {tuple(where): title for title, *where in findings.values_list("statement__title", *place)}
    asked = said.filter(statement__in=points).values_list("statement_id", *place)
    return {point: titles[tuple(where)] for point, *where in asked if tuple(where) in titles}


def _bases(comparison: Comparison, transcripts: Container[int]) -> Mapping[int, Basis]:
    """What each transcript could read.

    Only if all readers who know say the same.
    """
    said: dict[int, list[Basis]] = defaultdict(list)
    statements = (
        ReaderStatement.objects.current()
        .filter(what=StatementKind.BASIS, reply__reader__comparison=comparison, suspect=False)
        .exclude(value=EvidenceBasis.UNKNOWN)
        .filter(quotations__orphaned=False)
        .order_by("reply__reader_id", "position")
    )
    for transcript, value, quote, name in statements.values_list(
        "transcript_id", "value", "quotations__quotation", "reply__reader__name"
    ):
        if transcript in transcripts:
            said[transcript].append(Basis(value, quote, name))
    return {
        transcript: replace(bases[0], by=listed([basis.by for basis in bases]))
        for transcript, bases in said.items()
        if len({basis.value for basis in bases}) == 1
    }


def _suggestion(row: Mapping[str, Any], vendor: str, grounds: tuple[Ground, ...]) -> Suggestion:
    absent = row["value"] in ABSENCES
    return Suggestion(
        verdict=None if absent else row["value"] or None,
        state=row["value"] if absent else "answered",
        quote=row["quote"] or "",
        reason=row["why"],
        response_id=row["response"],
        start=row["start"] or 0,
        end=row["end"] or 0,
        source=row["reader"],
        by=row["name"],
        read_on=row["read_at"].date(),
        suspect=row["suspect"],
        orphaned=bool(row["orphaned"]),
        own_family=reads_own_family(row["family"] or row["name"], vendor),
        grounds=grounds,
        paper_quote=row["paper_quote"],
        paper_page=row["paper_page"],
        paper_contradicts=row["paper_contradicts"],
    )


def reports_of(
    comparison: Comparison, view: Lens, respondents: Sequence[Respondent]
) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """The facts and the findings that readers report.

    They are in the order in which they came. Four queries if a reader or the words have changed since. What rests on
    words that address the reader is left out, and so are words that the texts no longer hold, or of respondents whom
    the viewer does not see.
    """
    state = comparison.summary.get("readers")
    if not state:
        return (), ()
    key = reading_key(comparison, view, respondents, state)
    return cached(f"reports:{key}", lambda: _read_reports(comparison, respondents))


def _read_reports(
    comparison: Comparison, respondents: Sequence[Respondent]
) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    turns = {
        turn.response_id: (respondent.key, position, turn)
        for respondent in respondents
        for position, turn in enumerate(respondent.turns)
    }
    keys = {respondent.transcript_id: respondent.key for respondent in respondents}
    statements = (
        ReaderStatement.objects.current()
        .filter(reply__reader__comparison=comparison, what__in=_REPORTED, suspect=False)
        .select_related("reply__reader")
        .prefetch_related("quotations", "settles__question")
        .order_by("reply__reader_id", "reply_id", "position")
    )
    found: dict[str, list[Report]] = {what: [] for what in _REPORTED}
    for statement in statements:
        quotes = tuple(
            _quote(one, *turns[one.response_id])
            for one in statement.quotations.all()
            if one.response_id in turns and not one.orphaned
        )
        if quotes:
            found[statement.what].append(_report(statement, quotes, keys))
    return tuple(found[StatementKind.FACT]), tuple(found[StatementKind.FINDING])


_REPORTED = (StatementKind.FACT, StatementKind.FINDING)


def _quote(one: ReaderQuotation, respondent: str, position: int, turn: Turn) -> ReportedQuote:
    words = turn.quote(one.start, one.end)
    return ReportedQuote(respondent, position, one.response_id, one.start, one.end, words, one.value, one.opposes)


def _report(statement: ReaderStatement, quotes: tuple[ReportedQuote, ...], keys: Mapping[int, str]) -> Report:
    reader = statement.reply.reader
    cells = tuple(
        (cell.question.key, keys[cell.transcript_id]) for cell in statement.settles.all() if cell.transcript_id in keys
    )
    return Report(
        reader=reader.key,
        by=reader.name,
        kind=statement.kind,
        title=statement.title,
        quotes=quotes,
        diverges=bool(statement.diverges),
        settled_by=Crux(statement.settled_by, cells) if statement.settled_by else None,
    )


def readers_of(comparison: Comparison) -> tuple[Reader, ...]:
    """The readers with a statement that stands, by their last reply.

    One query.
    """
    replies = (
        ReaderReply.objects.filter(reader__comparison=comparison)
        .select_related("reader", "sheet")
        .order_by("reader_id", "pk")
    )
    last: dict[int, ReaderReply] = {}
    dropped: dict[int, int] = defaultdict(int)
    for reply in replies:
        last[reply.reader_id] = reply
        dropped[reply.reader_id] += len(reply.dropped)
    return tuple(
        Reader(
            key=reply.reader.key,
            name=reply.reader.name,
            family=reply.reader.family,
            read_at=reply.created_at,
            sheet_sha256=reply.sheet.sha256 if reply.sheet else "",
            reply_sha256=reply.sha256,
            dropped=dropped[reader],
        )
        for reader, reply in last.items()
    )

"""Reads what readers say of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from collation.assemble.cache import cached, words_key
from collation.readers.families import reads_own_family
from collation.record import Reader, Suggestion
from reviews.lens import Lens
from reviews.models import Comparison, DismissedVerdict, ReaderReply, ReaderStatement, StatementKind
from reviews.scale import ABSENCES

Place = tuple[int, int]
"""A question and a transcript, by their ids."""


@dataclass(frozen=True)
class Suggested:
    """What readers suggest for each cell, and what people dismissed there."""

    by_readers: Mapping[Place, tuple[Suggestion, ...]]
    dismissed: Mapping[Place, frozenset[str]]


def suggestions_of(comparison: Comparison, view: Lens) -> Suggested:
    """What readers suggest, in the order in which they came.

    Two queries if a reader or the words have changed since. A statement whose words are no longer in the text is
    orphaned.
    """
    state = comparison.summary.get("readers")
    if not state:
        return Suggested({}, {})
    vendors = {transcript.pk: view.vendor(transcript) or view.name(transcript) for transcript in view.columns}
    key = words_key(comparison, view, state, sorted(vendors.items()))
    return cached(f"suggestions:{key}", lambda: _read_suggestions(comparison, vendors))


def _read_suggestions(comparison: Comparison, vendors: Mapping[int, str]) -> Suggested:
    rows = (
        ReaderStatement.objects.current()
        .filter(what=StatementKind.CELL, cell__comparison=comparison, cell__transcript__in=vendors)
        .order_by("reply__reader_id", "position")
        .values(
            "value",
            "why",
            "suspect",
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
    suggestions: dict[Place, list[Suggestion]] = defaultdict(list)
    for row in rows:
        suggestions[row["asked"], row["column"]].append(_suggestion(row, vendors[row["column"]]))
    dismissed: dict[Place, set[str]] = defaultdict(set)
    said = DismissedVerdict.objects.filter(cell__comparison=comparison)
    for question, transcript, value in said.values_list("cell__question_id", "cell__transcript_id", "value"):
        dismissed[question, transcript].add(value)
    return Suggested(
        {place: tuple(here) for place, here in suggestions.items()},
        {place: frozenset(values) for place, values in dismissed.items()},
    )


def _suggestion(row: Mapping[str, Any], vendor: str) -> Suggestion:
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

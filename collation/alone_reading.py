"""What nobody else says in its row, for a whole collation: worked out once for the same passages and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from django.core.cache import cache

from collation import segment
from collation.alone import VERSION, Span, alone
from collation.kept import kept
from collation.reading import Collation

Alone = Mapping[tuple[str, int], tuple[Span, ...]]
"""The spans of a response that nobody else says in a row, by the row's key and the response."""


def alone_in(collation: Collation) -> Alone:
    """The sentences that stand alone in any of the rows: no query."""
    passages = [
        (row.question.key, at, passage.response_id, passage.start, passage.text)
        for row in collation.rows
        for at, cell in enumerate(row.cells)
        for passage in cell.reading.passages
    ]
    key = f"alone:{VERSION}:{sha256(repr(passages).encode()).hexdigest()}"
    found: Alone | None = cache.get(key)
    if found is None:
        turns = [turn for respondent in collation.respondents for turn in respondent.turns]
        sections = kept(f"segment:{segment.VERSION}", turns, segment.segment)
        found = {
            (row.question.key, response_id): spans
            for row in collation.rows
            for response_id, spans in alone(row, sections).items()
        }
        cache.set(key, found, timeout=None)
    return found

"""Records → what to look at first in a comparison, for one viewer: rows and facts."""

from __future__ import annotations

from itertools import combinations

from collation.assemble.facts import fact_reading
from collation.cells import Collation
from collation.facts.reviewed import ReviewedFact
from collation.pages.facts import anchor, title
from collation.pages.priorities import Matter, Priority, look_here_first
from collation.wording import listed
from reviews.lens import Lens
from reviews.models import Comparison

MOST = 6


def first_look(comparison: Comparison, view: Lens, collation: Collation) -> tuple[Priority, ...]:
    """The scored rows and the facts that part most and are settled least, at most `MOST`: one query.

    The key of a fact is its place on the page of facts.
    """
    facts = fact_reading(comparison, view, collation.respondents).facts
    rows = [row for row in collation.rows if row.question.scored]
    return look_here_first(rows, [_matter(one) for one in facts if one.fact.diverges])[:MOST]


def _matter(one: ReviewedFact) -> Matter:
    """A fact parts by the share of pairs of its respondents who have no value in common; who reviewed it settled it."""
    values = [value for value in one.fact.values if value.known]
    said: dict[str, set[str]] = {}
    for value in values:
        for respondent in value.respondents:
            said.setdefault(respondent, set()).add(value.key)
    pairs = list(combinations(said.values(), 2))
    apart = sum(not a & b for a, b in pairs)
    return Matter(
        kind="fact",
        key=anchor(one.topic),
        label=title(one.fact),
        parting=apart / len(pairs) if pairs else 0.0,
        settled=0.0 if one.decision == "open" else 1.0,
        why=f"Said of it: {listed([value.value for value in values])}.",
    )

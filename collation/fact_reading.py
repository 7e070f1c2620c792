"""The record → what respondents say of terms and numbers, whether the paper says so, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from collation import concordance, grounding, reviewed_facts
from collation.facts import Fact, Value
from collation.grounding import Grounding, Paper, Ungrounded
from collation.kept import kept
from collation.record import Record
from collation.reviewed_facts import FactReading, Review, Topic
from reviews.lens import Lens
from reviews.models import Comparison, FactReview

RULES = f"{concordance.VERSION}.1"


@dataclass(frozen=True)
class _Computed:
    """What no decision changes but for merges: kept in the cache."""

    facts: tuple[Fact, ...]
    parts: Mapping[Topic, tuple[tuple[str, str], ...]]
    grounding: Mapping[Topic, tuple[Grounding, ...]]
    ungrounded: tuple[Ungrounded, ...]
    searched: str


def fact_reading(comparison: Comparison, view: Lens, record: Record) -> FactReading:
    """The facts of a comparison for one viewer: one query, and one more where something was said or merged since."""
    reviews = reviews_of(comparison, view)
    into = reviewed_facts.merges(reviews)
    made = comparison.created_at.timestamp()
    merged = sha256(repr(sorted(into.items())).encode()).hexdigest()[:16]
    key = f"facts:{RULES}:{comparison.pk}:{made}:{comparison.text_revision}:{view.fingerprint}:{merged}"
    computed = cache.get(key)
    if computed is None:
        computed = _compute(record, paper_of(comparison), into)
        cache.set(key, computed, timeout=None)
    return FactReading(
        reviewed_facts.overlay(computed.facts, reviews, computed.parts),
        computed.grounding,
        computed.ungrounded,
        computed.searched,
    )


def paper_of(comparison: Comparison) -> Paper:
    """What is stored of the paper's own text: one query. Pages that were not given are empty."""
    pages = dict(comparison.paper.pages.values_list("number", "text"))
    return Paper(
        comparison.paper.abstract, tuple(pages.get(number, "") for number in range(1, max(pages, default=0) + 1))
    )


def reviews_of(comparison: Comparison, view: Lens) -> list[Review]:
    """What people decided about the facts of a comparison, as the viewer may read it: one query."""
    return [
        Review(
            review.kind,
            review.topic,
            review.decision,
            review.label,
            review.merged_into,
            review.why,
            view.person(review.reviewed_by),
        )
        for review in FactReview.objects.filter(comparison=comparison).select_related("reviewed_by")
    ]


def _compute(record: Record, paper: Paper, into: Mapping[Topic, str]) -> _Computed:
    turns = (turn for respondent in record.respondents for turn in respondent.turns)
    mentions = kept(f"mentions:{RULES}", turns, concordance.mentions)
    said = [(one, [mentions(turn) for turn in one.turns]) for one in record.respondents]
    facts = concordance.concordance(reviewed_facts.joined(said, into))
    return _Computed(
        facts,
        reviewed_facts.parts(said, into),
        {(fact.kind, fact.key): tuple(_ground(fact, value, paper) for value in fact.values) for fact in facts},
        grounding.ungrounded(record.respondents, paper),
        grounding.searched(paper),
    )


def _ground(fact: Fact, value: Value, paper: Paper) -> Grounding:
    """A respondent's own rating is looked for nowhere: no paper can hold it."""
    if fact.key.split(":")[0] == "rating":
        return Grounding("not_found", "nothing")
    return grounding.ground(fact, value, paper)

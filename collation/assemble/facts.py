"""Reads the facts of a comparison and what people decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, Value

from collation.agreement.caveats import Caveats, backings, contradictions, dependent_agreements
from collation.assemble.cache import cached, per_turn, reading_key
from collation.assemble.readers import reports_of
from collation.cells import Collation
from collation.facts import compare, extract, grounding, reviewed
from collation.facts.grounding import PaperText
from collation.facts.reviewed import FactReading, Review, ReviewedFact, Strike, Topic
from collation.readers.reported import Report, join_facts, reported_facts
from collation.record import Respondent
from reviews.lens import Lens, columns_of, user_of
from reviews.models import Comparison, FactReview, StruckValue, Thread
from reviews.models import Paper as StoredPaper


@dataclass(frozen=True)
class _Computed:
    """The cached part: of all decisions, merges alone change it."""

    reading: FactReading
    parts: Mapping[Topic, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class _Decisions:
    """What people decided about facts, as one viewer may read it."""

    reviews: list[Review]
    strikes: list[Strike]


def _decisions(comparison: Comparison, view: Lens) -> _Decisions:
    """The decisions of either kind, oldest first.

    One query, if there are any.
    """
    if not _is_decided(comparison):
        return _Decisions([], [])
    of_what = ("pk", "kind", "topic", "why", *columns_of("created_by"))
    reviews = FactReview.objects.filter(comparison=comparison).order_by()
    reviews = reviews.annotate(
        strikes=Value(False),
        open_threads=Count("threads", filter=Q(threads__resolved_at=None) & view.shown_threads("threads__")),
    )
    struck = StruckValue.objects.standing().filter(comparison=comparison).order_by()
    rows = reviews.values_list(*of_what, "decision", "label", "merged_into", "strikes", "open_threads").union(
        struck.annotate(nothing=Value(""), strikes=Value(True), none=Value(0)).values_list(
            *of_what, "value", "text", "nothing", "strikes", "none"
        ),
        all=True,
    )
    decisions = _Decisions([], [])
    for _, kind, topic, why, pk, name, email, *said, strikes, threads in sorted(rows, key=lambda row: row[0]):
        by = view.person(user_of((pk, name, email)))
        if strikes:
            value, text, _ = said
            decisions.strikes.append(Strike(kind, topic, value, text, why, by))
        else:
            decision, label, merged_into = said
            decisions.reviews.append(Review(kind, topic, decision, label, merged_into, why, by, threads))
    return decisions


def _is_decided(comparison: Comparison) -> bool:
    """Whether anybody has decided anything about a fact.

    Every decision leaves "facts" in the summary. One that was made before it did so is looked for once: two queries.
    """

    def was_decided() -> bool:
        return any(model.objects.filter(comparison=comparison).exists() for model in (FactReview, StruckValue))

    made = comparison.created_at.timestamp()
    if "facts" in comparison.summary or comparison.summary.get("open_threads"):  # a thread hangs on an open decision
        return True
    return cached(f"decided:{comparison.pk}:{made}", was_decided)


def fact_reading(comparison: Comparison, view: Lens, respondents: Sequence[Respondent]) -> FactReading:
    """The facts of a comparison for one viewer.

    Facts about a name that is hidden are left out: their topic is a part of addresses. One query, one more if something
    was said or merged since, and those of `reports_of`.
    """
    decisions = _decisions(comparison, view)
    into = reviewed.merge_targets(decisions.reviews)
    reports, _ = reports_of(comparison, view, respondents)
    key = reading_key(comparison, view, respondents, sorted(into.items()), reports)
    computed = cached(f"facts:{key}", lambda: _compute(respondents, paper_of(comparison), into, reports))
    reading = reviewed.apply_decisions(computed.reading, decisions.reviews, decisions.strikes, computed.parts)
    if view.masks is None:
        return reading
    hold = view.masks.hold
    return replace(
        reading,
        facts=tuple(fact for fact in reading.facts if not hold(f"{fact.fact.key} {fact.fact.topic}")),
        ungrounded=tuple(missing for missing in reading.ungrounded if not hold(missing.term)),
    )


def caveats_of(comparison: Comparison, view: Lens, collation: Collation, facts: FactReading) -> Caveats:
    """The caveats beside the verdicts of a collation. No queries."""
    verdicts = [(row.question.question_id, *(cell.verdict.value for cell in row.cells)) for row in collation.rows]
    key = reading_key(comparison, view, collation.respondents, verdicts)
    rows = cached(f"discounts:{key}", lambda: dependent_agreements(collation, _addresses(comparison.paper)))
    return Caveats(backings(collation, facts), rows, contradictions(facts))


def paper_of(comparison: Comparison) -> PaperText:
    """The paper's stored text: one query.

    Pages that were not given are empty.
    """
    pages = dict(comparison.paper.pages.values_list("number", "text"))
    return PaperText(
        comparison.paper.abstract, tuple(pages.get(number, "") for number in range(1, max(pages, default=0) + 1))
    )


def _compute(
    respondents: Sequence[Respondent], paper: PaperText, into: Mapping[Topic, str], reports: Sequence[Report]
) -> _Computed:
    turns = (turn for respondent in respondents for turn in respondent.turns)
    mentions = per_turn("mentions", turns, extract.mentions)
    said = [(one, [mentions(turn) for turn in one.turns]) for one in respondents]
    of_rules = compare.compare_mentions(reviewed.join_merged(said, into))
    facts = join_facts(of_rules, reported_facts(reports, into))
    grounded = {
        (fact.kind, fact.key): tuple(grounding.ground(fact, value, paper) for value in fact.values) for fact in facts
    }
    reading = FactReading(
        tuple(ReviewedFact(fact, fact.topic, None) for fact in facts),
        grounded,
        grounding.ungrounded((fact, grounded[fact.kind, fact.key]) for fact in facts),
        grounding.searched(paper),
    )
    return _Computed(reading, reviewed.merged_topics(said, into))


def _addresses(paper: StoredPaper) -> list[str]:
    """Where the paper itself can be read, which everyone may cite."""
    arxiv = [f"https://arxiv.org/{kind}/{paper.arxiv_id}" for kind in ("abs", "pdf", "html") if paper.arxiv_id]
    return [*filter(None, (paper.url, paper.doi)), *arxiv, *([f"arxiv:{paper.arxiv_id}"] if arxiv else [])]


def threads_on_fact(comparison: Comparison, view: Lens, fact: ReviewedFact | None, topic: Topic) -> list[Thread]:
    """The threads on a fact and its parts, open ones first.

    Without a fact, those on that topic. Two queries.
    """
    kind, key = fact.topic if fact else topic
    topics = [key, *(part for part, _ in (fact.parts if fact else ()))]
    threads = comparison.threads.filter(view.shown_threads(), fact__kind=kind, fact__topic__in=topics)
    return list(threads.for_reading(view.comments()).open_first())

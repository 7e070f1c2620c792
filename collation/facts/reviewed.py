"""People's decisions on facts, applied to the computed facts. Pure.

Facts are merged, renamed and confirmed, and values struck.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from collation.facts.compare import fact_of
from collation.facts.fact import Fact, FactValue, Mention
from collation.facts.grounding import Grounding, Ungrounded
from collation.language.words import normalise
from collation.record import RULES, Respondent

Topic = tuple[str, str]
"""The kind and the key of a fact."""

RespondentMentions = tuple[Respondent, Sequence[Sequence[Mention]]]


@dataclass(frozen=True)
class Review:
    """A person's decision on the fact of a kind and topic.

    `decision` is confirmed, dismissed or open. `label` renames the topic, `merged_into` is the key of the fact that it
    is a part of; "" if neither is so. `open_threads` counts those on it.
    """

    kind: str
    topic: str
    decision: str
    label: str
    merged_into: str
    why: str
    by: str
    open_threads: int = 0


@dataclass(frozen=True)
class Strike:
    """A person's word that a value is not of a fact.

    `value` is its key, `text` its spelling at that time.
    """

    kind: str
    topic: str
    value: str
    text: str
    why: str
    by: str

    def strikes(self, value: FactValue) -> bool:
        """Whether that is the value, by key or by spelling.

        The spelling keeps it out under other rules too.
        """
        return self.value == value.key or normalise(self.text) == normalise(value.value)


@dataclass(frozen=True)
class ReviewedFact:
    """A fact with the name and the decision that people gave it.

    `review` is None if nobody decided. `computed` is its name as computed. `parts` are the key and the name of each
    fact that was merged into it. `struck` are the strikes with the values that they took out of `fact`; None if nobody
    gives such a value any more. `open_threads` counts those on it and on its parts.
    """

    fact: Fact
    computed: str
    review: Review | None
    parts: tuple[tuple[str, str], ...] = ()
    struck: tuple[tuple[Strike, FactValue | None], ...] = ()
    open_threads: int = 0

    @property
    def topic(self) -> Topic:
        return self.fact.kind, self.fact.key

    @property
    def decision(self) -> str:
        return self.review.decision if self.review else "open"

    @property
    def is_disputed(self) -> bool:
        """Whether respondents differ, or one gives two values."""
        return self.fact.diverges or bool(self.fact.two_values)

    @property
    def self_contradictions(self) -> tuple[str, ...]:
        """The respondents who contradict themselves.

        Empty until a person confirmed the fact.
        """
        return self.fact.two_values if self.decision == "confirmed" else ()

    @property
    def renamed(self) -> bool:
        return self.fact.topic != self.computed


@dataclass(frozen=True)
class FactReading:
    """The facts of one comparison for one viewer.

    `grounding` holds, for each of `facts`, whether the paper gives each of its values.
    `searched` is the part of the paper to search: full_text, abstract or nothing. `out_of_sight` are people's
    decisions on facts that are no longer found.
    """

    facts: tuple[ReviewedFact, ...] = ()
    grounding: Mapping[Topic, tuple[Grounding, ...]] = field(default_factory=dict)
    ungrounded: tuple[Ungrounded, ...] = ()
    searched: str = "nothing"
    out_of_sight: tuple[Review, ...] = ()


NO_FACTS = FactReading()


def merge_targets(reviews: Iterable[Review]) -> dict[Topic, str]:
    """The topics that are part of another, with its key.

    The key is that of the topic in which a chain of merges ends.
    """
    next_one = {(review.kind, review.topic): review.merged_into for review in reviews if review.merged_into}
    return {topic: _end(topic, next_one) for topic in next_one}


def join_merged(mentioned: Iterable[RespondentMentions], into: Mapping[Topic, str]) -> list[RespondentMentions]:
    """All mentions, with those of merged topics joined.

    A mention of a merged topic counts as one of its target.
    """
    mentioned = list(mentioned)
    names = _names(mentioned)

    def joins(mention: Mention) -> Mention:
        key = into.get((mention.kind, mention.key))
        return (
            replace(mention, key=key, topic=names.get((mention.kind, key), mention.topic), joined=True)
            if key
            else mention
        )

    return (
        [(respondent, [[joins(mention) for mention in turn] for turn in turns]) for respondent, turns in mentioned]
        if into
        else mentioned
    )


def merged_topics(
    mentioned: Iterable[RespondentMentions], into: Mapping[Topic, str]
) -> dict[Topic, tuple[tuple[str, str], ...]]:
    """The key and name of each merged topic, by its target.

    Without topics that nobody mentions.
    """
    merged_topics: dict[Topic, list[tuple[str, str]]] = {}
    for (kind, key), name in sorted(_names(mentioned).items()):
        if target := into.get((kind, key)):
            merged_topics.setdefault((kind, target), []).append((key, name))
    return {topic: tuple(merged) for topic, merged in merged_topics.items()}


def apply_decisions(
    reading: FactReading,
    reviews: Iterable[Review],
    strikes: Iterable[Strike],
    merged: Mapping[Topic, tuple[tuple[str, str], ...]],
) -> FactReading:
    """Apply people's decisions to the computed facts, in their order.

    Facts have the names that people gave them, and not the values that people struck out.
    """
    reviews_by_topic = {(review.kind, review.topic): review for review in reviews}
    strikes_by_topic: dict[Topic, list[Strike]] = {}
    for strike in strikes:
        strikes_by_topic.setdefault((strike.kind, strike.topic), []).append(strike)

    def with_decisions(fact: Fact) -> ReviewedFact:
        topic = fact.kind, fact.key
        parts = merged.get(topic, ())
        said = [reviews_by_topic.get((fact.kind, key)) for key in (fact.key, *(key for key, _ in parts))]
        threads = sum(review.open_threads for review in said if review)
        return replace(_reviewed(fact, said[0], parts, strikes_by_topic.get(topic, ())), open_threads=threads)

    facts = tuple(with_decisions(reviewed.fact) for reviewed in reading.facts)
    grounding = {
        before.topic: tuple(
            paper
            for value, paper in zip(before.fact.values, reading.grounding[before.topic], strict=True)
            if value in after.fact.values
        )
        for before, after in zip(reading.facts, facts, strict=True)
    }
    gone = {value for reviewed in facts for _, value in reviewed.struck if value}
    ungrounded = tuple(missing for missing in reading.ungrounded if not any(_is_of(missing, value) for value in gone))
    topics = {reviewed.topic for reviewed in facts}
    out_of_sight = tuple(
        review
        for topic, review in reviews_by_topic.items()
        if topic not in topics and review.decision != "open" and not review.merged_into
    )
    return replace(reading, facts=facts, grounding=grounding, ungrounded=ungrounded, out_of_sight=out_of_sight)


def confirmed_only(reading: FactReading) -> FactReading:
    """The confirmed facts alone, without struck values.

    They may be published.
    """
    return replace(
        reading,
        facts=tuple(replace(fact, struck=()) for fact in reading.facts if fact.decision == "confirmed"),
        ungrounded=(),
        out_of_sight=(),
    )


def _is_of(missing: Ungrounded, value: FactValue) -> bool:
    return any(
        (quote.response_id, quote.start, missing.term) == (missing.response_id, missing.start, value.value)
        for quote in value.quotes
    )


def _reviewed(
    fact: Fact, review: Review | None, merged: tuple[tuple[str, str], ...], strikes: Sequence[Strike]
) -> ReviewedFact:
    struck = tuple(
        (strike, next((value for value in fact.values if strike.strikes(value)), None)) for strike in strikes
    )
    left = [value for value in fact.values if not any(strike.strikes(value) for strike in strikes)]
    named = _with_values(replace(fact, topic=review.label if review and review.label else fact.topic), left)
    return ReviewedFact(named, fact.topic, review, merged, struck)


def _with_values(fact: Fact, left: Sequence[FactValue]) -> Fact:
    """The fact with the values that are left.

    For a fact of the rules, they say anew whether it diverges. A reader's fact diverges as long as two values are left.
    """
    if fact.source == RULES:
        of_rules = fact_of(fact.topic, fact.key, fact.kind, left)
        return replace(of_rules, readers=fact.readers, settled_by=fact.settled_by)
    several = len([value for value in left if value.known]) > 1
    still = {key for key in fact.two_values if sum(key in value.respondents for value in left) > 1}
    return replace(fact, values=tuple(left), diverges=fact.diverges and several, two_values=tuple(sorted(still)))


def _end(topic: Topic, next_one: Mapping[Topic, str]) -> str:
    kind, key = topic
    visited = {key}
    while (after := next_one.get((kind, key), key)) not in visited:
        visited.add(after)
        key = after
    return key


def _names(mentioned: Iterable[RespondentMentions]) -> dict[Topic, str]:
    """The name of each topic: the first of its names.

    `compare_mentions` names it so, too.
    """
    names: dict[Topic, str] = {}
    for mention in (mention for _, turns in mentioned for turn in turns for mention in turn):
        topic = mention.kind, mention.key
        names[topic] = min(names.get(topic, mention.topic), mention.topic)
    return names

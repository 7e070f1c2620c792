"""What people decided about facts, laid over what was computed: merged, renamed, confirmed, dismissed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from collation.facts import Fact, Mention
from collation.grounding import Grounding, Ungrounded
from collation.record import Respondent

Topic = tuple[str, str]
"""The kind and the key of a fact."""

Said = tuple[Respondent, Sequence[Sequence[Mention]]]


@dataclass(frozen=True)
class Review:
    """A person's word on the fact of a kind and topic key. `decision` is confirmed, dismissed or open.

    `label` renames the topic, `merged_into` is the key of the fact that it is a part of; "" where neither is so.
    """

    kind: str
    topic: str
    decision: str
    label: str
    merged_into: str
    why: str
    by: str


@dataclass(frozen=True)
class ReviewedFact:
    """A fact under the name that people gave it, with what they decided, or None where nobody has.

    `computed` is its name as computed. `parts` are the key and the name of each fact that was merged into it.
    """

    fact: Fact
    computed: str
    review: Review | None
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def topic(self) -> Topic:
        return self.fact.kind, self.fact.key

    @property
    def decision(self) -> str:
        return self.review.decision if self.review else "open"

    @property
    def is_disputed(self) -> bool:
        """Whether not all that is said of it can be true, by several respondents or by one alone."""
        return self.fact.diverges or bool(self.fact.self_contradictions)

    @property
    def renamed(self) -> bool:
        return self.fact.topic != self.computed


@dataclass(frozen=True)
class FactReading:
    """The facts of one comparison for one viewer.

    `grounding` holds, for each of `facts`, whether the paper gives each of its values.
    `searched` is what of the paper there is to search: full_text, abstract or nothing.
    """

    facts: tuple[ReviewedFact, ...] = ()
    grounding: Mapping[Topic, tuple[Grounding, ...]] = field(default_factory=dict)
    ungrounded: tuple[Ungrounded, ...] = ()
    searched: str = "nothing"


NO_FACTS = FactReading()


def merges(reviews: Iterable[Review]) -> dict[Topic, str]:
    """The topics that are part of another, each with the key of the one that all of it ends in."""
    next_one = {(review.kind, review.topic): review.merged_into for review in reviews if review.merged_into}
    return {topic: _end(topic, next_one) for topic in next_one}


def joined(said: Iterable[Said], into: Mapping[Topic, str]) -> list[Said]:
    """The mentions of all, those of a topic that is part of another counted as mentions of that one."""
    said = list(said)
    names = _names(said)

    def joins(mention: Mention) -> Mention:
        kind = "acronym" if mention.kind == "phrase" else mention.kind
        key = into.get((kind, mention.key))
        return replace(mention, key=key, topic=names.get((kind, key), mention.topic)) if key else mention

    return [(one, [[joins(mention) for mention in turn] for turn in turns]) for one, turns in said] if into else said


def parts(said: Iterable[Said], into: Mapping[Topic, str]) -> dict[Topic, tuple[tuple[str, str], ...]]:
    """The key and the name of each topic that is part of another, by that other; without those nobody mentions."""
    found: dict[Topic, list[tuple[str, str]]] = {}
    for (kind, key), name in sorted(_names(said).items()):
        if target := into.get((kind, key)):
            found.setdefault((kind, target), []).append((key, name))
    return {topic: tuple(merged) for topic, merged in found.items()}


def overlay(
    facts: Iterable[Fact], reviews: Iterable[Review], merged: Mapping[Topic, tuple[tuple[str, str], ...]]
) -> tuple[ReviewedFact, ...]:
    """The facts in their order, each with people's word on it and under the name they gave it."""
    said = {(review.kind, review.topic): review for review in reviews}
    return tuple(
        _reviewed(fact, said.get((fact.kind, fact.key)), merged.get((fact.kind, fact.key), ())) for fact in facts
    )


def confirmed(reading: FactReading) -> FactReading:
    """The confirmed facts alone, and nothing that no person has looked at: what may be published."""
    return replace(reading, facts=tuple(one for one in reading.facts if one.decision == "confirmed"), ungrounded=())


def _reviewed(fact: Fact, review: Review | None, merged: tuple[tuple[str, str], ...]) -> ReviewedFact:
    named = replace(fact, topic=review.label) if review and review.label else fact
    return ReviewedFact(named, fact.topic, review, merged)


def _end(topic: Topic, next_one: Mapping[Topic, str]) -> str:
    kind, key = topic
    seen = {key}
    while (after := next_one.get((kind, key), key)) not in seen:
        seen.add(after)
        key = after
    return key


def _names(said: Iterable[Said]) -> dict[Topic, str]:
    """What each topic is called: the first of its names, as `concordance` names it."""
    names: dict[Topic, str] = {}
    for mention in (mention for _, turns in said for turn in turns for mention in turn if mention.kind != "phrase"):
        topic = mention.kind, mention.key
        names[topic] = min(names.get(topic, mention.topic), mention.topic)
    return names

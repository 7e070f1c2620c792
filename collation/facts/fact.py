"""Mentions of terms and numbers, and facts. Pure values."""

from __future__ import annotations

from dataclasses import dataclass

from collation.record import RULES

NOT_KNOWN = "not known"
"""The value for "the meaning is not given".

It never diverges.
"""

GAP = "…"
"""Stands for the number in the clause that is a quantity's topic."""


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A mention of one value of a topic in a turn.

    `text[start:end]` is the sentence or table row that holds it. `kind` is acronym or quantity. `key` names the topic
    and `value_key` the value: mentions of the same thing have the same key, however they are written. A number holds
    for any value from `low` to `high`; both are None for words. `place` is the heading that a sentence stands under,
    and a row or a labelled line itself. `joined` if a person says that it belongs to the topic.
    """

    kind: str
    topic: str
    key: str
    value: str
    value_key: str
    start: int
    end: int
    place: str = ""
    joined: bool = False
    approximate: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Quote:
    """A quotation, `text[start:end]` of a response, in code points.

    `response` counts the respondent's responses from 0.
    """

    respondent: str
    response: int
    response_id: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class FactValue:
    """A value of a topic, and the respondents who give it.

    `value` is as the first of them writes it; `respondents` are keys, in their order. A number holds for any value from
    `low` to `high`; `approximate` if nobody gives it exactly.
    """

    value: str
    key: str
    respondents: tuple[str, ...]
    quotes: tuple[Quote, ...]
    approximate: bool = False
    low: float | None = None
    high: float | None = None

    @property
    def known(self) -> bool:
        return self.value != NOT_KNOWN


@dataclass(frozen=True)
class Crux:
    """What would settle a fact.

    `cells` are those that depend on it: the keys of question and respondent.
    """

    text: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Fact:
    """A topic and all values that respondents give.

    `kind` and `key` name it for as long as the language rules stand. `kind` is acronym, quantity, name, date or claim;
    the rules find the first two. `diverges` if respondents give different expansions, or numbers of which no one value
    satisfies two, and `near_identical` if all such values lie within one per cent of each other (744B and 745B).
    `two_values` are the keys of respondents who alone give two such values. `source` is the key of the reader that
    `diverges` comes from; `readers` are the names of all who report it, without the rules.
    """

    topic: str
    key: str
    kind: str
    diverges: bool
    values: tuple[FactValue, ...]
    two_values: tuple[str, ...] = ()
    near_identical: bool = False
    source: str = RULES
    readers: tuple[str, ...] = ()
    settled_by: Crux | None = None

    @property
    def respondents(self) -> tuple[str, ...]:
        """The keys of all respondents, in the order of the values."""
        return tuple(dict.fromkeys(key for value in self.values for key in value.respondents))

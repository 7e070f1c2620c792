"""Grounding: whether the paper's stored text holds a value. Pure.

It is found, not found, or contradicted. Words that are not found prove nobody wrong, so the answer names the part that
was searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from collation.facts.amounts import Amount, amounts, can_both_hold
from collation.facts.extract import mentions
from collation.facts.fact import Fact, FactValue, Mention
from collation.language.words import plain, sentences, stem, tokens
from collation.record import RULES, Block, Turn


@dataclass(frozen=True)
class PaperText:
    """The stored text of the paper: abstract and pages.

    Each is empty if it is not stored. The title is searched with them, but not alone.
    """

    abstract: str = ""
    pages: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Grounding:
    """Whether the paper holds a value or a term.

    `status` is found, not_found or contradicted (the paper gives another value of the same topic); `searched` is
    full_text, abstract or nothing. `quote` is the sentence of the paper; `page` counts from 1, None in the abstract.
    """

    status: str
    searched: str
    quote: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Ungrounded:
    """An expansion that was not found in the paper.

    A respondent says that the acronym `term` stands for it. `quote` is `text[start:end]` of the respondent's response
    number `response`.
    """

    respondent: str
    term: str
    quote: str
    searched: str
    response: int
    response_id: int
    start: int
    end: int


def searched(paper: PaperText) -> str:
    """The part of the paper to search: full_text, abstract or nothing."""
    return (
        "full_text"
        if any(page.strip() for page in paper.pages)
        else "abstract"
        if paper.abstract.strip()
        else "nothing"
    )


def ground(fact: Fact, value: FactValue, paper: PaperText) -> Grounding:
    """Look up a fact's value in the paper.

    It is found or contradicted if the paper gives a value of the topic. A number is not found if the paper has no such
    number at all. If the paper has it in another clause, it may be another number: then nothing counts as searched.
    """
    part = searched(paper)
    if part == "nothing" or not value.known:
        return Grounding("not_found", part)
    if fact.source != RULES:
        return _ground_reported(fact, value, paper)
    other: Grounding | None = None
    for page, mention, quote in _given(paper):
        if (mention.kind, mention.key) != (fact.kind, fact.key):
            continue
        if _same(mention, value):
            return Grounding("found", part, quote, page)
        if other is None:
            other = Grounding("contradicted", part, quote, page)
    if fact.kind != "quantity" and (grounding := ground_term(value.value, paper)).status == "found":
        return grounding
    if other is None and fact.kind == "quantity" and _holds(paper, fact.key.partition(":")[0], value):
        return Grounding("not_found", "nothing")
    return other or Grounding("not_found", part)


def _ground_reported(fact: Fact, value: FactValue, paper: PaperText) -> Grounding:
    """Look up the value of a fact that a reader reports.

    The words of a term, a name or a date are searched for. A number is not found if the paper has no such number; one
    that it has may be another. A claim is in no words that could be searched for.
    """
    if fact.kind == "claim":
        return Grounding("not_found", "nothing")
    if fact.kind != "quantity":
        return ground_term(value.value, paper)
    given = _amounts(value.value)
    may_be = any(_holds(paper, one.unit, replace(value, low=one.low, high=one.high)) for one in given)
    return Grounding("not_found", "nothing" if may_be or not given else searched(paper))


def ground_term(term: str, paper: PaperText) -> Grounding:
    """Look up the words of a term in the paper.

    They count in this order, in whatever form, case and hyphenation.
    """
    part = searched(paper)
    wanted = _stems(term)
    if part == "nothing" or not wanted:
        return Grounding("not_found", part)
    needle = f" {' '.join(wanted)} "
    joined = f" {''.join(wanted)} "
    for page, text in _texts(paper):
        if needle in (stems := _stemmed(text)) or joined in stems:
            return Grounding("found", part, _sentence_with(text, needle, joined), page)
    return Grounding("not_found", part)


def ungrounded(facts: Iterable[tuple[Fact, Sequence[Grounding]]]) -> tuple[Ungrounded, ...]:
    """The expansions of acronyms that the paper does not hold.

    Each once for each respondent, at its first place. Empty if nothing of the paper is stored.
    """
    missing: dict[tuple[str, str], Ungrounded] = {}
    for fact, grounded in facts:
        for value, paper in zip(fact.values, grounded, strict=True):
            if fact.kind != "acronym" or not value.known or paper.searched == "nothing" or paper.status != "not_found":
                continue
            for quote in value.quotes:
                missing.setdefault(
                    (quote.respondent, value.key),
                    Ungrounded(
                        quote.respondent,
                        value.value,
                        quote.text,
                        paper.searched,
                        quote.response,
                        quote.response_id,
                        quote.start,
                        quote.end,
                    ),
                )
    return tuple(missing.values())


def _same(mention: Mention, value: FactValue) -> bool:
    if mention.low is not None and mention.high is not None and value.low is not None and value.high is not None:
        return can_both_hold((mention.low, mention.high), (value.low, value.high))
    return mention.value_key == value.key


def _holds(paper: PaperText, unit: str, value: FactValue) -> bool:
    """Whether the paper holds a number that could be the value."""
    if value.low is None or value.high is None:
        return False
    return any(
        amount.unit == unit and can_both_hold((amount.low, amount.high), (value.low, value.high))
        for _, text in _texts(paper)
        for amount in _amounts(text)
    )


def _texts(paper: PaperText) -> Iterator[tuple[int | None, str]]:
    if paper.title.strip():
        yield None, paper.title
    if paper.abstract.strip():
        yield None, paper.abstract
    yield from enumerate(paper.pages, 1)


@lru_cache(maxsize=8)
def _given(paper: PaperText) -> tuple[tuple[int | None, Mention, str], ...]:
    """The paper's own mentions: the page, the mention, and its sentence."""
    return tuple(
        (page, mention, text[mention.start : mention.end])
        for page, text in _texts(paper)
        for mention in mentions(Turn(0, 0, "", text, (Block("paragraph", 0, 0, len(text)),)))
    )


@lru_cache(maxsize=4096)
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(amounts(plain(text), 0, len(text)))


@lru_cache(maxsize=4096)
def _stemmed(text: str) -> str:
    """The stems of a text, each between blanks.

    So that a run of them is found as a string.
    """
    return f" {' '.join(_stems(text))} "


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(part) for word in tokens(text) for part in re.split(r"[-.']", word) if part and part != "s")


def _sentence_with(text: str, *needles: str) -> str:
    for start, end in sentences(text, 0, len(text)):
        if any(needle in _stemmed(text[start:end]) for needle in needles):
            return text[start:end]
    return ""

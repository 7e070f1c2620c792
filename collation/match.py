"""Which questions some words ask or restate: heading, prompt, first cell of a row. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log

from collation.concepts import CONCEPTS, GENERIC, POLAR, REPORTING
from collation.record import Question
from collation.words import clauses, normalise, stem, term_of, terms, tokens

_YES_OR_NO = re.compile(r"\W*(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have)\b", re.IGNORECASE)
_PREPOSITIONS = frozenset(
    "for in on of with by from than at against over under as when if beyond to across within".split()
)
_LIGHT = 0.5  # the weight of a generic term
_HEAVY = 3.0  # the weight of a word that makes it a question about what is spoken of
_HEAD = 2.0  # how much more the word counts that a question turns on
_SCARCE = 0.1  # the least weight of a term that everyone uses


@dataclass(frozen=True)
class Match:
    """`index` of the question, and how well it fits from 0 to 1; `coverage` is how much of the question was said."""

    index: int
    score: float
    coverage: float


@dataclass(frozen=True)
class Matcher:
    """The questions of a comparison with what each speaks of, and how common every term is among the responses."""

    questions: tuple[Question, ...]
    terms: tuple[frozenset[str], ...]
    predicates: tuple[str, ...]
    by_term: dict[str, tuple[int, ...]]
    by_words: dict[str, int]
    heads: tuple[str, ...]
    by_head: dict[str, tuple[int, ...]]
    own_words: tuple[frozenset[str], ...]
    seen: dict[str, int]
    documents: int

    def weight(self, term: str) -> float:
        """1 for a term of a question or a rare one, less for one that most responses use, as the name."""
        if term in GENERIC:
            return _LIGHT
        if term in REPORTING and term not in self.by_term:
            return _HEAVY
        if term in self.by_term or self.documents < 2:
            return 1.0
        share = log((self.documents + 1) / (self.seen.get(term, 0) + 0.5)) / log((self.documents + 1) / 1.5)
        return min(1.0, max(_SCARCE, share))

    def common(self, term: str) -> bool:
        """Whether at least half of the responses use the term, as they do the name of their subject."""
        return 2 * self.seen.get(term, 0) >= self.documents

    def turning_on(self, spoken: AbstractSet[str]) -> tuple[int, ...]:
        """The questions whose head is among what was spoken of."""
        return tuple(i for term in sorted(spoken & self.by_head.keys()) for i in self.by_head[term])

    def match(self, text: str) -> tuple[Match, ...]:
        """The questions that `text` asks or restates, clause by clause, each once and with its best fit.

        In a clause the best question comes first and takes its words with it, so that "Is the code safe?" does not
        ask "Is it safe?" as well.
        """
        best: dict[int, Match] = {}
        for clause in clauses(text):
            for found in self._clause(clause):
                if found.index not in best or best[found.index].score < found.score:
                    best[found.index] = found
        return tuple(sorted(best.values(), key=lambda match: match.index))

    def _clause(self, clause: str) -> list[Match]:
        if (exact := self.by_words.get(normalise(clause))) is not None:
            return [Match(exact, 1.0, 1.0)]
        left = set(terms(clause))
        said = {term: self.weight(term) for term in left}
        total = sum(said.values())
        found: list[Match] = []
        candidates = {index for term in left for index in self.by_term.get(term, ())}
        if _YES_OR_NO.match(clause):
            turns_on = predicate(clause)
            candidates = {index for index in candidates if self.predicates[index] in ("", turns_on)}
        while candidates:
            fits = [fit for index in candidates if (fit := self._fit(index, left, said, total))]
            if not fits:
                break
            top = max(fits, key=lambda fit: (fit.score, fit.coverage, -fit.index))
            found.append(top)
            candidates.discard(top.index)
            left -= self.terms[top.index]
        return found

    def _share(self, term: str, index: int) -> float:
        return self.weight(term) * (_HEAD if term == self.heads[index] else 1)

    def _fit(self, index: int, left: set[str], said: dict[str, float], total: float) -> Match | None:
        wanted = self.terms[index]
        shared = wanted & said.keys()
        if not shared & left or (self.predicates[index] and self.predicates[index] not in shared):
            return None
        of_question = sum(self._share(term, index) for term in shared) / sum(
            self._share(term, index) for term in wanted
        )
        of_words = sum(said[term] for term in shared) / total
        return Match(index, 2 * of_question * of_words / (of_question + of_words), of_question)


def matcher(questions: Sequence[Question], responses: Iterable[frozenset[str]]) -> Matcher:
    """A matcher for these questions; `responses` holds the terms of each response, to tell common ones from rare."""
    seen: Counter[str] = Counter()
    documents = 0
    for said in responses:
        seen.update(said)
        documents += 1
    spoken = tuple(terms(question.text) for question in questions)
    by_term: dict[str, list[int]] = {}
    for index, wanted in enumerate(spoken):
        for term in wanted:
            by_term.setdefault(term, []).append(index)
    predicates = tuple(predicate(question.text) for question in questions)
    heads = tuple(head(question.text) for question in questions)
    by_head: dict[str, list[int]] = {}
    for index, term in enumerate(heads):
        by_head.setdefault(term, []).append(index)
    return Matcher(
        questions=tuple(questions),
        terms=spoken,
        predicates=predicates,
        by_term={term: tuple(indexes) for term, indexes in by_term.items()},
        heads=heads,
        by_head={term: tuple(indexes) for term, indexes in by_head.items()},
        own_words=tuple(_own_words(question.text, term) for question, term in zip(questions, heads, strict=True)),
        by_words={normalise(question.text): index for index, question in reversed(list(enumerate(questions)))},
        seen=dict(seen),
        documents=documents,
    )


def head(text: str) -> str:
    """What a question turns on: its predicate, or the last meaningful word before a preposition; "" without one."""
    return predicate(text) or next((meant for word in reversed(_core(text)) if (meant := term_of(word))), "")


def predicate(text: str) -> str:
    """The concept that a question turns on: its last word that can be affirmed or denied; "" without one.

    What follows a preposition counts only in a question for yes or no: "compare with earlier work" is not of working.
    """
    words = _core(text)[::-1] + (tokens(text)[::-1] if _YES_OR_NO.match(text) else [])
    return next((meant for word in words if (meant := term_of(word)) in POLAR), "")


def _core(text: str) -> list[str]:
    """The words of a question before the first preposition that follows a meaningful one."""
    words = tokens(text)
    for at, word in enumerate(words):
        if word in _PREPOSITIONS and any(map(term_of, words[:at])):
            return words[:at]
    return words


def _own_words(text: str, turns_on: str) -> frozenset[str]:
    """The stems of all words that affirm or deny what a question turns on: its own, their opposites, their like."""
    own = {stem(word) for word in tokens(text) if turns_on and term_of(word) == turns_on}
    opposites = {prefix + word for word in own for prefix in ("un", "in", "non")}
    concept = CONCEPTS.get(turns_on)
    alike = {stem(word) for word in f"{concept.affirming} {concept.denying}".split()} if concept else set()
    return frozenset(own | opposites | alike)

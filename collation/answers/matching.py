"""Matching of words with the questions that they ask or restate. Pure.

The words are a heading, a prompt or the first cell of a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from collation.answers.questions import Sense, asks_something_else, asks_the_same, sense_of
from collation.language.concepts import GENERIC, RELATED, REPORTING
from collation.language.words import clauses, normalise, root_of, stem, term_of, terms, tokens
from collation.record import Question

_PREPOSITIONS = frozenset(
    "for in on of with by from than at against over under as when if beyond to across within".split()
)
_LIGHT = 0.5  # the weight of a generic term
_HEAVY = 3.0  # the weight of a word that makes it a question about its subject
_HEAD = 2.0  # how much more the word counts that a question turns on
_PART = 2  # terms, at least, of a clause that asks for a part of the question alone
_OVERLAP = 0.6  # of the words, if they are all that is known
_BEGINS = 4  # letters that two words have in common from the first: "safer" comes near "safe"
_SCARCE = 0.1  # the least weight of a term that everyone uses


@dataclass(frozen=True)
class Match:
    """A question that fits some words.

    `index` of the question, and the `score` of the fit from 0 to 1; `coverage` is the share of the question that the
    words hold. `whole` says that neither more nor less is asked, in the same form: a yes to the one is a yes to the
    other.
    """

    index: int
    score: float
    coverage: float
    whole: bool = False


@dataclass(frozen=True)
class Matcher:
    """The questions of a comparison, prepared for matching.

    It holds the terms of each question, and how common each term is in the responses.
    """

    questions: tuple[Question, ...]
    asked: tuple[Sense, ...]
    terms: tuple[frozenset[str], ...]
    heads: tuple[str, ...]
    by_term: dict[str, tuple[int, ...]]
    by_words: dict[str, int]
    term_counts: dict[str, int]
    response_count: int

    def weight(self, term: str) -> float:
        """The weight of a term.

        1 for a term of a question or a rare one, less for one that most responses use, as the name.
        """
        if term in GENERIC:
            return _LIGHT
        if term in REPORTING and term not in self.by_term:
            return _HEAVY
        if term in self.by_term or self.response_count < 2:
            return 1.0
        share = log((self.response_count + 1) / (self.term_counts.get(term, 0) + 0.5)) / log(
            (self.response_count + 1) / 1.5
        )
        return min(1.0, max(_SCARCE, share))

    def common(self, term: str) -> bool:
        """Whether at least half of the responses use the term.

        The name of the subject is such a term.
        """
        return 2 * self.term_counts.get(term, 0) >= self.response_count

    def names(self, clause: str, index: int) -> bool:
        """Whether a clause only names all that the question speaks of.

        It names nothing else and does not ask.
        """
        asked, question = sense_of(clause), self.asked[index]
        return (
            asked.form == "topic" and question.form == "polar" and asked.content == question.content and not asked.names
        )

    def near(self, text: str, index: int) -> bool:
        """Whether a prompt holds a word close to the question.

        It is a word of the question, a related one, or one that looks like it.
        """
        related, begins = self._close[index]
        return any(
            term_of(word) in self.terms[index] or stem(word) in related or word[:_BEGINS] in begins
            for word in tokens(text)
        )

    @cached_property
    def _close(self) -> tuple[tuple[set[str], set[str]], ...]:
        """The related stems and the first letters of each question."""
        return tuple(
            (
                {stem(word) for term in wanted for word in RELATED.get(term, "").split()},
                {word[:_BEGINS] for word in tokens(question.text) if len(word) >= _BEGINS and root_of(word)},
            )
            for question, wanted in zip(self.questions, self.terms, strict=True)
        )

    def whole(self, clause: str, index: int, *, prompt: bool) -> bool:
        """Whether a clause asks the question, no more and no less.

        All its words but names are the question's. In a prompt "it" may go by any name, in a heading by one that most
        responses use.
        """
        asked = sense_of(clause)
        return asks_the_same(asked, self.asked[index]) and all(
            prompt or name in self.asked[index].names or self.response_count < 2 or self.common(root_of(name))
            for name in asked.names
        )

    def naming(self, title: str, indexes: Iterable[int]) -> int | None:
        """The one question that a title names, if there is one.

        All terms of the title are in that question, and in no other.
        """
        spoken = terms(title)
        holders = [index for index in indexes if spoken <= self.terms[index]]
        if not spoken or len(holders) != 1 or spoken <= GENERIC:
            return None
        return holders[0]

    def match(self, text: str, *, prompt: bool = False) -> tuple[Match, ...]:
        """Match words with questions, clause by clause.

        Each question that `text` asks or restates comes once, with its best fit. In a clause the best question comes
        first and takes its words with it, so that "Is the code safe?" does not ask "Is it safe?" as well.
        """
        best: dict[int, Match] = {}
        for clause in clauses(text):
            for fit in self._clause(clause, prompt):
                if fit.index not in best or best[fit.index].score < fit.score:
                    best[fit.index] = fit
        return tuple(sorted(best.values(), key=lambda match: match.index))

    def overlapping(self, clause: str) -> tuple[Match, ...]:
        """The question that shares most words with a foreign clause.

        For a language that the rules do not read.
        """
        if (exact := self.by_words.get(normalise(clause))) is not None:
            return (Match(exact, 1.0, 1.0, True),)
        clause_terms = terms(clause)
        shared = [
            (2 * len(clause_terms & wanted) / (len(clause_terms) + len(wanted)), i)
            for i, wanted in enumerate(self.terms)
            if wanted
        ]
        score, index = max(shared, default=(0.0, 0), key=lambda score_index: (score_index[0], -score_index[1]))
        if score < _OVERLAP:
            return ()
        return (Match(index, score, len(clause_terms & self.terms[index]) / len(self.terms[index])),)

    def _clause(self, clause: str, prompt: bool) -> list[Match]:
        if (exact := self.by_words.get(normalise(clause))) is not None:
            return [Match(exact, 1.0, 1.0, True)]
        left = set(terms(clause))
        weights = {term: self.weight(term) for term in left}
        total = sum(weights.values())
        matches: list[Match] = []
        asked = sense_of(clause)
        candidates = {index for term in left for index in self.by_term.get(term, ())}
        fits = [fit for index in candidates if (fit := self._fit(index, weights, total))]
        for fit in sorted(fits, key=lambda fit: (-fit.score, -fit.coverage, fit.index)):
            if left.isdisjoint(self.terms[fit.index]) or asks_something_else(asked, self.asked[fit.index]):
                continue
            matches.append(replace(fit, whole=self.whole(clause, fit.index, prompt=prompt)))
            left -= self.terms[fit.index]
        return matches

    def _share(self, term: str, index: int) -> float:
        return self.weight(term) * (_HEAD if term == self.heads[index] else 1)

    @cached_property
    def _shares(self) -> tuple[float, ...]:
        """The weight of each question: the sum of its terms."""
        return tuple(sum(self._share(term, index) for term in wanted) for index, wanted in enumerate(self.terms))

    def _fit(self, index: int, weights: dict[str, float], total: float) -> Match | None:
        wanted = self.terms[index]
        shared = wanted & weights.keys()
        if shared <= GENERIC:
            return None
        if self.heads[index] not in shared and (len(shared) < _PART or shared < weights.keys()):
            return None
        of_question = sum(self._share(term, index) for term in shared) / self._shares[index]
        of_words = sum(weights[term] for term in shared) / total
        return Match(index, 2 * of_question * of_words / (of_question + of_words), of_question)


def matcher(questions: Sequence[Question], responses: Iterable[frozenset[str]]) -> Matcher:
    """Prepare questions for matching.

    `responses` holds the terms of each response, to tell common ones from rare.
    """
    term_counts: Counter[str] = Counter()
    response_count = 0
    for response_terms in responses:
        term_counts.update(response_terms)
        response_count += 1
    spoken = tuple(terms(question.text) for question in questions)
    by_term: dict[str, list[int]] = {}
    for index, wanted in enumerate(spoken):
        for term in wanted:
            by_term.setdefault(term, []).append(index)
    return Matcher(
        questions=tuple(questions),
        asked=tuple(sense_of(question.text) for question in questions),
        terms=spoken,
        heads=tuple(head(question.text) for question in questions),
        by_term={term: tuple(indexes) for term, indexes in by_term.items()},
        by_words={normalise(question.text): index for index, question in reversed(list(enumerate(questions)))},
        term_counts=dict(term_counts),
        response_count=response_count,
    )


def head(text: str) -> str:
    """The word that a question turns on.

    The last meaningful word before a preposition that follows one; "" without one.
    """
    words = tokens(text)
    for position, word in enumerate(words):
        if word in _PREPOSITIONS and any(map(term_of, words[:position])):
            words = words[:position]
            break
    return next((meant for word in reversed(words) if (meant := term_of(word))), "")

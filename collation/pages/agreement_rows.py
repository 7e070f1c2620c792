"""The agreement of the reviewers as rows for a spreadsheet. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from collation.agreement.alpha import FEW, Agreement
from collation.agreement.before_after import BeforeAfter, Firsts, before_after
from collation.agreement.by_question import by_question
from collation.agreement.confusion import confusion
from collation.agreement.raters import reviewers
from collation.cells import Collation

Value = str | int | float | None

HEAD = (
    *("part", "question", "question_text", "reviewer_a", "reviewer_b", "value_a", "value_b"),
    *("n", "agreement", "alpha", "alpha_low", "alpha_high", "ac2", "why_undefined"),
)


def agreement_rows(collation: Collation, firsts: Firsts) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each figure.

    What a row does not have is None: a figure that is undefined is never 0. The parts: all reviewers, each question,
    before and after, each pair, and each count of each confusion matrix, whose `n` is the number of cells.
    """
    people = reviewers(collation)
    yield _figures("reviewers", people.agreement)
    for one in by_question(collation):
        yield _figures("question", one.agreement, one.question.key, one.question.text)
    yield from _discussed(before_after(collation, firsts))
    for pair in people.pairs:
        named = (people.names[pair.a], people.names[pair.b])
        why = FEW if pair.agreement is None else None
        yield ("pair", None, None, *named, None, None, pair.n, _rounded(pair.agreement), None, None, None, None, why)
    for pair in people.pairs:
        found = confusion(collation, pair.a, pair.b)
        for x, counts, _ in found.rows:
            for y, times in counts:
                yield ("confusion", None, None, found.a, found.b, x, y, times, *(None,) * 6)


def _discussed(found: BeforeAfter) -> Iterator[tuple[Value, ...]]:
    if found.why:
        yield ("before and after", *(None,) * 12, found.why)
        return
    yield _figures("before", found.before)
    yield _figures("after", found.after)


def _figures(part: str, found: Agreement, question: str | None = None, text: str | None = None) -> tuple[Value, ...]:
    low, high = found.interval or (None, None)
    figures = map(_rounded, (found.alike, found.alpha, low, high, found.ac))
    return (part, question, text, None, None, None, None, found.units, *figures, found.why)


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)

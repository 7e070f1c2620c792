"""Agreement on each question."""

from dataclasses import replace

import pytest

from collation.agreement.alpha import ALIKE, FEW
from collation.agreement.by_question import by_question
from tests.collation.samples.answers import SAFE, WORKS
from tests.collation.samples.rows import cell, collation, mark, row, who

ADA, BERT = who("Ada"), who("Bert")


def marked(of, *values, question):
    return cell(of, None, marks=tuple(mark(f"R{at}", value) for at, value in enumerate(values)), question=question)


def test_each_question_has_its_own_figures_on_its_own_scale():
    stars = replace(WORKS, question_id=9, key="stars", scale=("1", "2", "3"))
    found = by_question(
        collation(
            row(marked(ADA, "yes", "yes", question=SAFE), marked(BERT, "no", "yes", question=SAFE)),
            row(marked(ADA, "3", "3", question=stars), marked(BERT, "1", "1", question=stars), question=stars),
        )
    )
    assert [one.question.key for one in found] == [SAFE.key, "stars"]
    safe, starred = (one.agreement for one in found)
    assert (safe.alpha, safe.alike, safe.units) == (pytest.approx(0.0), 0.5, 2)
    assert (starred.alpha, starred.ac, starred.alike, starred.units) == (1.0, pytest.approx(1.0), 1.0, 2)


def test_what_is_undefined_is_none_and_says_why():
    found = by_question(
        collation(
            row(marked(ADA, "yes", "silent", question=SAFE)),
            row(marked(ADA, "yes", "yes", question=WORKS), question=WORKS),
            row(cell(ADA, None, question=replace(WORKS, scored=False)), question=replace(WORKS, scored=False)),
        )
    )
    few, alike = (one.agreement for one in found)
    assert (few.alpha, few.ac, few.alike, few.units, few.why) == (None, None, None, 0, FEW)
    assert (alike.alpha, alike.alike, alike.units, alike.why) == (None, 1.0, 1, ALIKE)

"""What the figures say, in words."""

import pytest

from collation.reading import Asked, Suggestion
from collation.wording import (
    absence,
    asked,
    counted,
    listed,
    number,
    rests_on,
    shortened,
    stands,
    tally,
    where_they_part,
)
from tests.collation.standing import cell, mark, row, settled, who
from tests.collation.voices import WORKS

ADA, BERT, CLEO, DAVE = who("Ada", "Is it safe?"), who("Bert"), who("Cleo", "Hello.", "And safety?"), who("Dave")


def test_numbers_and_lists():
    assert [number(0), number(12), number(13)] == ["none", "twelve", "13"]
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


def test_a_long_text_is_cut_at_a_word():
    assert shortened("one  two\nthree", 20) == "one two three"
    assert shortened("one two, three", 10) == "one two…"


def test_who_stands_where():
    told = row(cell(ADA, "yes"), cell(BERT, "no"), cell(CLEO, "yes"), cell(DAVE, "not_asked"))
    assert stands(told) == "Bert no, Ada and Cleo yes; Dave not asked"
    assert stands(row(cell(ADA, None, None), cell(BERT, None, split=True))) == "Bert split, Ada undecided"


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (["no", "unclear", "yes"], ""),
        (["no", "unclear", "not_asked"], "of two; one not asked"),
        (["no", None, "silent", "silent", "yes"], "of two; one undecided, two silent"),
        (["no", "silent"], "needs two verdicts; one silent"),
        (["no"], "needs two verdicts"),
    ],
)
def test_what_a_divergence_counts(verdicts, words):
    assert counted(row(*(cell(ADA, verdict) for verdict in verdicts))) == words


def test_where_they_part_most_and_what_that_rests_on():
    works = row(cell(ADA, "yes"), cell(BERT, "qualified", marks=(mark("Bob", "yes"),)), question=WORKS)
    safe = row(cell(ADA, "yes", marks=(mark("Bob", "yes"),)), cell(BERT, "no", "resolution", resolution=settled("no")))
    assert where_they_part([works, safe]) == (
        "They part most on “Is it safe?” (1.00): Bert no, Ada yes. Rests on 3 of 4 cells marked."
    )


def test_suggestions_are_called_suggestions():
    mixed = row(cell(ADA, "yes", "suggestion"), cell(BERT, "no", marks=(mark("Bob", "no"),)))
    assert where_they_part([mixed]).endswith("Rests on 1 of 2 cells marked; the others are suggestions.")
    fresh = row(cell(ADA, "yes", "suggestion"), cell(BERT, "no", "suggestion"))
    assert where_they_part([fresh]).endswith("Nobody has marked a cell yet; the verdicts are suggestions.")


def test_an_abstention_is_no_mark():
    abstained = cell(ADA, "yes", "suggestion", marks=(mark("Bob", "abstained"),))
    assert where_they_part([row(abstained)]).endswith("Nobody has marked a cell yet; the verdicts are suggestions.")


def test_agreement_and_emptiness_are_said_too():
    alike = row(*(cell(one, "yes", marks=(mark("Bob", "yes"),)) for one in (ADA, BERT)))
    assert where_they_part([alike]) == (
        "So far nobody parts from anybody: wherever two have a verdict, it is the same. All two cells are marked."
    )
    assert where_they_part([row(cell(ADA, None, None))]) == (
        "No question has two verdicts to compare yet. Nobody has marked a cell yet."
    )
    assert where_they_part([]) == "Nothing is laid side by side yet."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], ""),
        (["yes"], "1 mark"),
        (["yes", "yes"], "2 marks"),
        (["no", "yes", "yes"], "3 marks, split 2 : 1"),
        (["no", "abstained"], "1 mark, one abstained"),
        (["abstained", "abstained"], "two abstained"),
    ],
)
def test_how_many_marked(values, words):
    assert tally([mark(f"Person {at}", value) for at, value in enumerate(values)]) == words


def test_absence_in_words():
    unasked = Asked("not_asked")
    assert absence("not_asked", cell(ADA, "not_asked")) == "Not asked. The prompt here was “Is it safe?”"
    assert absence("not_asked", cell(CLEO, "not_asked")) == "Not asked. The last prompt here was “And safety?”"
    assert absence("not_asked", cell(BERT, "not_asked")) == "Not asked. No prompt is known."
    assert absence("silent", cell(ADA, "silent")) == "Was asked, and says nothing on it."
    assert absence("silent", cell(BERT, "silent", asked=unasked)) == "Says nothing on it."
    assert absence("refused", cell(ADA, "refused")) == "Declines to answer."
    assert absence("yes", cell(ADA, "yes")) == ""


def test_how_it_was_asked():
    assert asked(cell(ADA, "yes")) == "Asked in the words of the question."
    assert asked(cell(ADA, "yes", asked=Asked("reworded"))) == "Asked in other words."
    assert asked(cell(ADA, "yes", asked=Asked("partly", led=True))) == (
        "Asked in part. The prompt leads: it states a view, and the answer goes along."
    )
    assert asked(cell(ADA, "yes", asked=Asked("not_asked"))) == "No prompt here asks this; it answers all the same."
    assert asked(cell(CLEO, "not_asked", asked=Asked("not_asked"))) == (
        "Not asked. The last prompt here was “And safety?”"
    )


def test_what_a_verdict_rests_on():
    marks = (mark("Bob", "no"), mark("Eve", "yes"))
    assert rests_on(cell(ADA, "no", "resolution", marks=marks, resolution=settled("no"))) == "Settled by Alice."
    assert rests_on(cell(ADA, None, split=True, marks=marks)) == (
        "The two marks are split: there is no middle between them."
    )
    assert rests_on(cell(ADA, "no", marks=(marks[0], mark("Dan", "abstained")))) == "One person’s mark."
    assert rests_on(cell(ADA, "no", marks=(*marks, mark("Dan", "no")))) == "Taken together from three people’s marks."
    assert rests_on(cell(ADA, "no", "suggestion", suggestion=Suggestion("no"))) == (
        "Suggested by the engine; nobody has marked it yet."
    )
    assert rests_on(cell(ADA, None, None)) == "Nobody has marked it, and the engine has nothing to suggest."

"""What the figures say, in words."""

from dataclasses import replace

import pytest

from collation.cells import AskedAs
from collation.record import Suggestion
from collation.wording import (
    absence,
    asked,
    counted,
    how_much_is_read,
    listed,
    looked_up,
    number,
    rests_on,
    several,
    shortened,
    stands,
    stands_at,
    suggested,
    tally,
    where_they_differ,
)
from collation.wording import unread as words_of_unread
from tests.collation.samples.answers import WORKS
from tests.collation.samples.rows import cell, mark, row, settled, undecided, unread, who

ADA, BERT, CLEO, DAVE = who("Ada", "Is it safe?"), who("Bert"), who("Cleo", "Hello.", "And safety?"), who("Dave")


def test_numbers_and_lists():
    assert [number(0), number(12), number(13)] == ["none", "twelve", "13"]
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert [several(1, "reply"), several(2, "reply"), several(3, "day"), several(2, "analysis")] == [
        "1 reply",
        "2 replies",
        "3 days",
        "2 analyses",
    ]


def test_the_result_of_a_look_up_in_the_paper():
    assert [looked_up(status, "full_text") for status in ("found", "not_found", "contradicted")] == [
        "found in the full text",
        "not found in the full text",
        "another value in the full text",
    ]
    assert looked_up("contradicted", "abstract", 4) == "another value on p. 4"


def test_a_long_text_is_cut_at_a_word():
    assert shortened("one  two\nthree", 20) == "one two three"
    assert shortened("one two, three", 10) == "one two…"


def test_who_stands_where():
    told = row(cell(ADA, "yes"), cell(BERT, "no"), cell(CLEO, "yes"), cell(DAVE, "not_asked"))
    assert stands(told) == "Bert no, Ada and Cleo yes; Dave not asked"
    split = cell(BERT, None, split=True, marks=(mark("Bob", "no"), mark("Eve", "yes")))
    assert stands(row(undecided(ADA), split, unread(CLEO))) == "Bert split, Ada undecided; Cleo unread"
    assert stands(row(cell(ADA, "yes"), unread(CLEO)), "marked") == "Ada yes; Cleo unmarked"


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (["no", "unclear", "yes"], "3 of 3 read"),
        (["no", "unclear", "not_asked"], "2 of 2 read; 1 not asked"),
        (["not_asked", "not_asked"], "not enough verdicts; 2 not asked"),
        (["no", None, None, "yes"], "2 of 4 read"),
        (["no", None, "silent", "not_asked", "yes"], "3 of 4 read: 2 verdicts, 1 silent; 1 not asked"),
        (["no", None, "silent", "silent", "yes"], "4 of 5 read: 2 verdicts, 2 silent"),
        (["no", "silent", None], "not enough verdicts; 2 of 3 read: 1 verdict, 1 silent"),
        (["no"], "not enough verdicts; 1 of 1 read"),
        ([None, None], "not enough verdicts; 0 of 2 read"),
    ],
)
def test_what_a_divergence_counts(verdicts, words):
    told = row(*(cell(ADA, verdict, "marks" if verdict else None) for verdict in verdicts))
    assert counted(told) == words
    assert counted(told, "marked") == words.replace("read", "marked")


def test_a_tie_counts_as_a_verdict_and_a_second_round_does_not():
    split = cell(BERT, None, split=True, marks=(mark("Bob", "no"), mark("Eve", "yes")))
    again = cell(replace(CLEO, round=2), "no")
    told = row(cell(ADA, "yes"), split, again)
    assert (told.divergence, told.counted, told.read, told.unread) == (0.5, 2, 2, 0)
    assert counted(told) == "2 of 2 read"
    assert stands_at(split) == "split between no and yes" and stands_at(again) == "no"


def test_where_they_differ_most_and_what_that_rests_on():
    works = row(cell(ADA, "yes"), cell(BERT, "qualified", marks=(mark("Bob", "yes"),)), question=WORKS)
    safe = row(cell(ADA, "yes", marks=(mark("Bob", "yes"),)), cell(BERT, "no", "resolution", resolution=settled("no")))
    assert where_they_differ([works, safe]) == (
        "They differ most on “Is it safe?” (1.00, 2 of 2 read): Bert no, Ada yes. 3 of 4 cells are marked."
    )


def test_suggestions_are_called_suggestions_and_what_is_unread_is_counted_apart():
    mixed = row(cell(ADA, "yes", "suggestion"), cell(BERT, "no", marks=(mark("Bob", "no"),)), unread(CLEO))
    assert where_they_differ([mixed]).endswith("1 of 3 cells is marked; 1 is suggested by rules, 1 is unread.")
    fresh = row(cell(ADA, "yes", "suggestion"), cell(BERT, "no", "suggestion"))
    assert where_they_differ([fresh]).endswith("Nobody has marked a cell yet; 2 are suggested by rules.")


def test_no_headline_while_less_than_half_is_read():
    apart = (cell(ADA, "yes", "suggestion"), cell(BERT, "no", "suggestion"))
    half = row(*apart, unread(CLEO), unread(DAVE))
    assert where_they_differ([half]) == (
        "They differ most on “Is it safe?” (1.00, 2 of 4 read): Bert no, Ada yes; Cleo and Dave unread. "
        "Nobody has marked a cell yet; 2 are suggested by rules, 2 are unread."
    )
    less = row(*apart, unread(CLEO), unread(DAVE), unread(who("Eve")))
    assert where_they_differ([less]) == (
        "2 of 5 cells are read: too few to say where they differ. "
        "Nobody has marked a cell yet; 2 are suggested by rules, 3 are unread."
    )
    wide = row(*(cell(one, "yes") for one in (ADA, BERT, CLEO, DAVE)), question=WORKS)
    assert where_they_differ([less, wide]).startswith("Where enough have a verdict, it is the same. ")


def test_who_was_not_asked_counts_neither_as_read_nor_for_a_headline():
    apart = cell(ADA, "yes"), cell(BERT, "no")
    told = row(*apart, unread(CLEO), cell(DAVE, "not_asked", "suggestion"))
    assert (told.read, told.asked, told.tells) == (2, 3, True)
    assert (
        row(*apart[:1], cell(DAVE, "not_asked")).tells,
        row(*apart, *map(unread, (CLEO, DAVE, who("Eve")))).tells,
    ) == (
        False,
        False,
    )
    nobody = row(*(cell(one, "not_asked", "suggestion") for one in (ADA, BERT)))
    assert how_much_is_read([*nobody.cells, *told.cells]) == (
        "2 of 3 cells are read. 3 of 6 cells are left out: their respondents were not asked."
    )
    assert how_much_is_read(told.cells) == (
        "2 of 3 cells are read. 1 of 4 cells is left out: its respondent was not asked."
    )
    assert how_much_is_read(told.cells[:3]) == "2 of 3 cells are read."


def test_among_rows_that_are_read_enough_the_widest_is_named():
    few = row(cell(ADA, "yes"), cell(BERT, "no"), unread(CLEO), unread(DAVE), unread(who("Eve")))
    well = row(*(cell(one, value) for one, value in ((ADA, "yes"), (BERT, "qualified"), (CLEO, "yes"))), question=WORKS)
    assert where_they_differ([few, well]).startswith("They differ most on “Does it work?” (0.22, 3 of 3 read)")


def test_an_abstention_is_no_mark():
    abstained = cell(ADA, "yes", "suggestion", marks=(mark("Bob", "abstained"),))
    assert where_they_differ([row(abstained)]).endswith("Nobody has marked a cell yet; 1 is suggested by rules.")


def test_agreement_and_emptiness_are_said_too():
    alike = row(*(cell(one, "yes", marks=(mark("Bob", "yes"),)) for one in (ADA, BERT)))
    assert where_they_differ([alike]) == (
        "So far nobody differs from anybody: wherever two have a verdict, it is the same. All two cells are marked."
    )
    assert where_they_differ([row(cell(ADA, "yes", "suggestion"))]) == (
        "No question has enough verdicts to compare yet. Nobody has marked a cell yet; 1 is suggested by rules."
    )
    assert where_they_differ([]) == "Nothing is laid side by side yet."


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
    unasked = AskedAs("not_asked")
    assert absence("not_asked", cell(ADA, "not_asked")) == "Not asked. The prompt here was “Is it safe?”"
    assert absence("not_asked", cell(CLEO, "not_asked")) == "Not asked. The last prompt here was “And safety?”"
    assert absence("not_asked", cell(BERT, "not_asked")) == "Not asked. No prompt is known."
    assert absence("silent", cell(ADA, "silent")) == "Was asked, and doesn’t address this."
    assert absence("silent", cell(BERT, "silent", asked=unasked)) == "Doesn’t address this."
    assert absence("refused", cell(ADA, "refused")) == "Declines to answer."
    assert absence("yes", cell(ADA, "yes")) == ""


def test_how_it_was_asked():
    assert asked(cell(ADA, "yes")) == "Asked in the words of the question."
    assert asked(cell(ADA, "yes", asked=AskedAs("reworded"))) == "Asked in other words."
    assert asked(cell(ADA, "yes", asked=AskedAs("partly", led=True))) == (
        "Asked in part. The prompt leads: it states a view, and the answer goes along."
    )
    assert asked(cell(ADA, "yes", asked=AskedAs("not_asked"))) == (
        "It is not known whether a prompt asks this; it answers all the same."
    )
    unasked = replace(unread(ADA), reading=replace(unread(ADA).reading, asked=AskedAs("not_asked")))
    assert asked(unasked) == "It is not known whether a prompt asks this."
    assert asked(cell(BERT, "yes", asked=AskedAs("not_asked"))) == "No prompt is known."
    assert asked(cell(CLEO, "not_asked", asked=AskedAs("not_asked"))) == (
        "Not asked. The last prompt here was “And safety?”"
    )


def test_what_a_verdict_rests_on():
    marks = (mark("Bob", "no"), mark("Eve", "yes"))
    assert rests_on(cell(ADA, "no", "resolution", marks=marks, resolution=settled("no"))) == "Settled by Alice."
    assert rests_on(cell(ADA, None, split=True, marks=marks)) == (
        "The two marks differ, and no single value is in the middle."
    )
    assert rests_on(cell(ADA, "no", marks=(marks[0], mark("Dan", "abstained")))) == "One person’s mark."
    assert rests_on(cell(ADA, "no", marks=(*marks, mark("Dan", "no")))) == "Taken together from three people’s marks."
    assert rests_on(cell(ADA, "no", "suggestion", suggestion=Suggestion("no"))) == (
        "Suggested by the built-in rules; nobody has marked it yet."
    )
    assert rests_on(undecided(ADA)) == "It was read, and has no verdict yet."


def test_what_nobody_has_read_says_so_and_why():
    welsh = "This answer is in Welsh. The built-in rules read English only."
    assert rests_on(unread(ADA)) == "Nobody has read this yet."
    assert rests_on(unread(ADA, welsh)) == f"Nobody has read this yet. {welsh}"
    abstained = replace(unread(ADA), marks=(mark("Bob", "abstained"),))
    assert rests_on(abstained) == "Nobody has given it a verdict yet; one abstained."
    assert words_of_unread(cell(ADA, "yes")) == ""


def test_of_three_readers_the_two_who_say_so_suggest_it():
    two = [Suggestion("yes", source=key, by=key.upper()) for key in ("gpt", "owl")]
    one = replace(cell(ADA, "yes", "suggestion"), suggestions=(*two, Suggestion("no", source="tit", by="TIT")))
    assert suggested(one) == "suggested by GPT and OWL, others differ"
    assert rests_on(one) == "The readers differ: GPT says yes, OWL says yes and TIT says no; nobody has marked it yet."

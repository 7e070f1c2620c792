"""The matrix laid out: what each cell shows, and what is left out on request."""

from dataclasses import replace

import pytest

from collation.cells import AskedAs
from collation.pages.matrix import MatrixFilter, carrying, cell_at, evidence, matrix, words_by
from collation.record import Suggestion
from tests.collation.samples.answers import SAFE, WORKS, plain_turn
from tests.collation.samples.rows import cell, collation, mark, row, settled, undecided, unread, who

ADA, BERT, CLEO = who("Ada", "Is it safe?"), who("Bert", "And safety?"), who("Cleo", "Is it safe?")
ENGINE = Suggestion("yes", "it is safe", "the answer affirms it", 7, 3, 13)


def test_a_cell_shows_its_verdict_and_the_words_that_carry_it():
    marks = (mark("Bob", "yes", "quite safe", 1), mark("Eve", "yes", "wholly safe", 3), mark("Dan", "no", "unsafe", 3))
    discussed = replace(cell(ADA, "yes", marks=marks), open_threads=2)
    table = matrix(collation(row(discussed, cell(BERT, "no"))))
    shown = table.rows[0].cells[0]
    assert (shown.question, shown.respondent, shown.name) == ("safe", "ada", "Ada")
    assert (shown.value, shown.word, shown.provisional, shown.settled) == ("yes", "yes", False, False)
    assert (shown.quote, shown.note, shown.tally, shown.threads) == ("wholly safe", "", "3 marks, split 2 : 1", 2)
    assert not shown.confirm_again


def test_a_row_says_where_they_stand():
    drawn = matrix(collation(row(cell(ADA, "yes", "suggestion"), cell(BERT, "not_asked")))).rows[0]
    assert [(dot.stand.initial, dot.stand.value, dot.stand.provisional) for dot in drawn.spread.dots] == [
        ("A", "yes", True)
    ]
    assert (drawn.divergence, drawn.counted, drawn.ends) == (
        "",
        "not enough verdicts; 1 of 1 read; 1 not asked",
        ("no", "yes"),
    )
    assert drawn.stands == "Ada yes; Bert not asked"


OURS, SURER, AGAINST = (
    mark("Bob", "yes", "quite safe", 1),
    mark("Eve", "yes", "wholly safe", 3),
    mark("Dan", "no", "no"),
)
BARE = mark("Bob", "yes"), mark("Dan", "no")


@pytest.mark.parametrize(
    ("one", "words", "rules"),
    [
        (cell(ADA, "yes", "suggestion", suggestion=ENGINE), ["it is safe"], False),
        (cell(ADA, "yes", marks=(OURS, SURER, AGAINST), suggestion=ENGINE), ["wholly safe", "quite safe"], False),
        (cell(ADA, "yes", marks=BARE[:1], suggestion=ENGINE), ["it is safe"], True),
        (cell(ADA, "no", marks=BARE[1:], suggestion=ENGINE), [], False),
        (cell(ADA, "no", marks=(AGAINST,), suggestion=ENGINE), ["no"], False),
        (cell(ADA, None, split=True, marks=BARE, suggestion=ENGINE), [], False),
        (cell(ADA, None, split=True, marks=(OURS, AGAINST), suggestion=ENGINE), ["quite safe", "no"], False),
        (cell(ADA, "no", "resolution", marks=(OURS,), resolution=settled("no"), suggestion=ENGINE), [], False),
        (
            cell(ADA, "yes", "resolution", marks=(AGAINST,), resolution=settled("yes"), suggestion=ENGINE),
            ["it is safe"],
            True,
        ),
        (cell(ADA, "no", "resolution", marks=(OURS, AGAINST), resolution=settled("no")), ["no"], False),
        (cell(ADA, "silent", marks=(mark("Bob", "silent"),), suggestion=ENGINE), [], False),
        (undecided(ADA), [], False),
    ],
)
def test_words_stand_under_a_verdict_that_they_carry_and_no_other(one, words, rules):
    assert [quoting.quote for quoting in carrying(one)] == words
    found_by = "the built-in rules" if rules else ""
    assert words_by(one) == found_by
    shown = matrix(collation(row(one))).rows[0].cells[0]
    assert (shown.quote, shown.words_by) == (words[0] if words and not one.verdict.split else "", found_by)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Unknown. The paper doesn't say.", "Unknown. The paper doesn", "Unknown. The paper doesn…"),
        ("Unknown. The paper doesn’t say.", "The paper doesn’t", "The paper doesn’t"),
        ("It is unsafe.", "safe", "…safe"),
        ("It is unsafe.", "It is unsafe.", "It is unsafe."),
        ("安全だと思います。", "安全", "安全"),
    ],
)
def test_a_quotation_cut_within_a_word_says_so(text, words, shown):
    read = replace(ADA, turns=(plain_turn(7, "Is it safe?", text),))
    start = text.index(words)
    quoting = replace(mark("Bob", "yes", words), response_id=7, start=start, end=start + len(words))
    assert matrix(collation(row(cell(read, "yes", marks=(quoting,))))).rows[0].cells[0].quote == shown


@pytest.mark.parametrize(
    ("marks", "by"),
    [
        ((OURS, SURER), "Eve"),
        ((OURS,), ""),
        ((OURS, mark("Eve", "yes", "quite safe")), ""),
        ((OURS, AGAINST), ""),
    ],
)
def test_words_have_their_reviewer_if_several_quote_others(marks, by):
    assert matrix(collation(row(cell(ADA, "yes", marks=marks)))).rows[0].cells[0].quoted_by == by


def test_a_note_stands_in_for_words():
    told = row(
        cell(ADA, "no", "resolution", resolution=settled("no", "By vote.")),
        cell(ADA, "not_asked", "suggestion"),
        cell(ADA, None, split=True, marks=(mark("Bob", "no"), mark("Eve", "yes"))),
        undecided(ADA, "It hedges."),
    )
    cells = matrix(collation(told)).rows[0].cells
    assert [(one.value, one.word, one.note) for one in cells] == [
        ("no", "no", "By vote."),
        ("not_asked", "not asked", "Not asked. The prompt here was “Is it safe?”"),
        ("split", "split", "Between no and yes."),
        ("", "no verdict yet", "It hedges."),
    ]


def test_what_is_to_be_confirmed_again_says_so():
    again = replace(mark("Bob", "yes"), confirm_again=True)
    reopened = replace(settled("yes"), confirm_again=True)
    told = row(cell(ADA, "yes", marks=(again,)), cell(BERT, "yes", "resolution", resolution=reopened))
    assert [one.confirm_again for one in matrix(collation(told)).rows[0].cells] == [True, True]


def test_only_what_diverges():
    works = row(cell(ADA, "yes"), cell(BERT, "yes"), question=WORKS)
    safe = row(cell(ADA, "yes"), cell(BERT, "no"))
    every, some = matrix(collation(works, safe)), matrix(collation(works, safe), MatrixFilter(diverging=True))
    assert [one.key for one in every.rows] == ["works", "safe"]
    assert [one.key for one in some.rows] == ["safe"]
    assert (some.asked, some.sentence) == (2, every.sentence)


def test_one_row_alone_is_the_same_as_among_all():
    works = row(cell(ADA, "yes"), cell(BERT, "yes"), question=WORKS)
    safe = row(cell(ADA, "yes"), unread(BERT))
    whole, alone = matrix(collation(works, safe)), matrix(collation(works, safe), only="works")
    assert (alone.rows, alone.sentence, alone.asked) == (whole.rows[:1], whole.sentence, 2)


def test_without_suggestions_every_figure_rests_on_people():
    told = row(cell(ADA, "yes", "suggestion", suggestion=ENGINE), cell(BERT, "no", marks=(mark("Bob", "no"),)))
    table = matrix(collation(told), MatrixFilter(decided=True))
    first, second = table.rows[0].cells
    assert (first.value, first.quote, first.note, first.provisional) == ("", "", "Nobody has marked it.", False)
    assert second.value == "no"
    assert (table.rows[0].divergence, table.rows[0].counted) == ("", "not enough verdicts; 1 of 2 marked")
    assert table.rows[0].stands == "Bert no; Ada unmarked"
    assert table.sentence == "No question has enough verdicts to compare yet. 1 of 2 cells is marked."


def test_a_cell_that_nobody_has_read_shows_how_its_words_begin():
    welsh = "This answer is in Welsh. The built-in rules read English only."
    told = row(cell(ADA, "yes"), unread(BERT, words="It depends " * 30), unread(CLEO, welsh))
    drawn = matrix(collation(told)).rows[0]
    assert [(one.value, one.word, one.provisional, one.quote, one.note) for one in drawn.cells[1:]] == [
        ("unread", "unread", False, "", "Nobody has read this yet."),
        ("unread", "unread", False, "", "Nobody has read this yet. This answer is in Welsh."),
    ]
    assert drawn.cells[1].excerpt == "It depends " * 12 + "It…"
    assert [one.excerpt for one in (drawn.cells[0], drawn.cells[2])] == ["", ""]
    assert (drawn.divergence, drawn.counted) == ("", "not enough verdicts; 1 of 3 read")
    assert drawn.stands == "Ada yes; Bert and Cleo unread"
    assert [dot.stand.name for dot in drawn.spread.dots] == ["Ada"]


def test_a_tie_is_shown_split_and_drawn_between():
    told = row(
        cell(ADA, "yes"),
        cell(BERT, None, split=True, marks=(mark("Bob", "no"), mark("Eve", "unclear"))),
        cell(CLEO, "no"),
    )
    drawn = matrix(collation(told)).rows[0]
    assert (drawn.cells[1].value, drawn.cells[1].note) == ("split", "Between no and unclear.")
    assert [(dot.stand.name, dot.stand.rank, dot.stand.told) for dot in drawn.spread.dots] == [
        ("Cleo", 0, "no"),
        ("Bert", 0.5, "split between no and unclear"),
        ("Ada", 3, "yes"),
    ]
    assert (drawn.divergence, drawn.counted) == ("0.67", "3 of 3 read")


def test_questions_that_are_not_scored_have_no_row():
    plain = replace(SAFE, key="why", scored=False, scale=())
    assert matrix(collation(row(cell(ADA, None, None, question=plain), question=plain))).asked == 0


def test_the_cells_in_reading_order():
    whole = collation(
        row(cell(ADA, "yes", question=WORKS), cell(BERT, "no", question=WORKS), question=WORKS),
        row(cell(ADA, "yes"), cell(BERT, "no")),
    )
    last = cell_at(whole, "safe", "bert")
    assert (last.question.key, last.respondent.key) == ("safe", "bert")
    assert cell_at(whole, "safe", "cleo") is None


def test_the_evidence_is_the_marks_else_the_engines():
    quoted = replace(mark("Bob", "yes", "quite safe"), response_id=7, start=20, end=30)
    assert evidence(cell(ADA, "yes", marks=(quoted, mark("Eve", "no")), suggestion=ENGINE)) == {7: [(20, 30)]}
    assert evidence(cell(ADA, "yes", marks=(mark("Eve", "no"),), suggestion=ENGINE)) == {7: [(3, 13)]}
    assert evidence(cell(ADA, None, None)) == {}


def test_what_is_shown_is_in_the_address():
    assert MatrixFilter.asked_by({}).query == ""
    assert MatrixFilter.asked_by({"diverging": "on", "page": "2"}) == MatrixFilter(diverging=True)
    assert MatrixFilter(diverging=True).turned("decided").query == "?diverging=on&decided=on"
    assert MatrixFilter(diverging=True).turned("diverging").query == ""


def test_what_a_prompt_leads_to_is_left_out_and_counted():
    led = AskedAs("reworded", "A child, then?", 0, led=True)
    told = row(cell(ADA, "yes"), cell(BERT, "no", marks=(mark("Bob", "no"),), asked=led), cell(CLEO, "no"))
    whole, without = matrix(collation(told)).rows[0], matrix(collation(told), MatrixFilter(unled=True)).rows[0]
    assert [(one.value, one.led) for one in whole.cells] == [("yes", False), ("no", True), ("no", False)]
    assert (whole.divergence, whole.counted) == ("0.67", "3 of 3 read")
    assert [one.value for one in without.cells] == ["yes", "led", "no"]
    assert without.cells[1].note == "Left out: the prompt leads, and the answer goes along."
    assert (without.divergence, without.counted) == ("1.00", "3 of 3 read: 2 verdicts, 1 led")
    assert [dot.stand.name for dot in without.spread.dots] == ["Cleo", "Ada"]


def test_what_is_shown_is_asked_by_an_address():
    shown = MatrixFilter.asked_by({"unled": "on", "diverging": ""})
    assert shown == MatrixFilter(diverging=True, unled=True)
    assert (shown.query, shown.turned("unled").query) == ("?diverging=on&unled=on", "?diverging=on")

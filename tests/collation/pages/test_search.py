"""What a search finds in what respondents say."""

from dataclasses import replace

import pytest

from collation.pages.search import search, tally, terms_of
from tests.collation.samples.answers import SAFE, turn
from tests.collation.samples.rows import cell, collation, row, unread, who

SAID = "It is safe. Owls like it.\n\nOwls are birds, and safe.\n\nThat is all."
ADA = replace(who("Ada"), turns=(turn(1, "", SAID),))
IN_ROW = "It is safe. Owls like it."
ROWS = collation(row(unread(ADA, words=IN_ROW))).rows


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", ()),
        ("  ", ()),
        ("owl", ("owl",)),
        ("owl safe owl", ("owl", "safe")),
        ('"like  it" owl', ("like it", "owl")),
        ("“like it”", ("like it",)),
        ('owl "unclosed', ("owl", "unclosed")),
        ('""', ()),
        (" ".join(map(str, range(20))), tuple(map(str, range(8)))),
    ],
)
def test_the_terms_of_a_query(query, terms):
    assert terms_of(query) == terms


def test_no_terms_look_for_nothing():
    assert search([ADA], ' "" ') is None


@pytest.mark.parametrize(
    ("query", "in_cell", "elsewhere"),
    [
        ("SAFE", [(1, 6, 10)], ["safe"]),
        ("owls", [(1, 12, 16)], ["Owls"]),
        ("birds like", [], []),  # never in one passage or paragraph
        ('"safe. owls"', [(1, 6, 16)], []),
        ("safe.-owls", [(1, 6, 16)], []),
        ("owl", [(1, 12, 15)], ["Owl"]),
        ("wls", [], []),  # within a word
        ("birds", [], ["birds"]),
        ("absent", [], []),
    ],
)
def test_a_cell_or_a_paragraph_holds_every_term(query, in_cell, elsewhere):
    found = search([ADA], query)
    assert found is not None
    assert list(found.in_cell(ROWS[0].cells[0])) == in_cell
    assert found.in_row(ROWS[0], ["ada"]) is bool(in_cell)
    assert not found.in_row(ROWS[0], ["bert"])
    told = tally(found, ROWS, [ADA])
    assert [words for excerpt in told.elsewhere for words, hit in excerpt.runs if hit] == elsewhere
    assert (told.total, told.of, told.rows) == (
        len(in_cell) + len(elsewhere),
        {"ada": len(in_cell) + len(elsewhere)},
        int(bool(in_cell)),
    )


def test_of_several_terms_the_passages_are_counted_that_hold_all():
    found = search([ADA], "owl safe")
    assert found is not None
    assert list(found.in_cell(ROWS[0].cells[0])) == [(1, 6, 10), (1, 12, 15)]
    told = tally(found, ROWS, [ADA])
    assert (told.unit, told.total, told.of, told.rows) == ("passage", 2, {"ada": 2}, 1)
    [excerpt] = told.elsewhere
    assert excerpt.runs[1:] == (("Owl", True), ("s are birds, and ", False), ("safe", True), (". That is all.", False))


def test_terms_in_two_passages_of_a_cell_are_not_found_together():
    ada = replace(who("Ada"), turns=(turn(1, "", SAID),))
    both = unread(ada, words=IN_ROW)
    [first] = both.reading.passages
    start = SAID.index("That")
    last = replace(first, start=start, end=len(SAID), text=SAID[start:])
    both = replace(both, reading=replace(both.reading, passages=(first, last)))
    found = search([ada], "owls all")
    assert found is not None
    assert found.in_cell(both) == ()


def test_a_place_in_two_rows_counts_once():
    both = (*ROWS, *collation(row(unread(ADA, words=IN_ROW, question=replace(SAFE, key="other")))).rows)
    found = search([ADA], "like")
    assert found is not None
    assert (tally(found, both, [ADA]).total, tally(found, both, [ADA]).rows) == (1, 2)


def test_an_excerpt_says_what_stands_around_the_words():
    found = search([ADA], "birds")
    assert found is not None
    [excerpt] = tally(found, ROWS, [ADA]).elsewhere
    assert excerpt.runs == (
        ("It is safe. Owls like it. Owls are ", False),
        ("birds", True),
        (", and safe. That is all.", False),
    )
    assert (excerpt.turn, ADA.turns[0].text[excerpt.start : excerpt.end]) == (1, "birds")


def test_of_many_places_outside_of_the_rows_the_first_are_listed():
    ada = replace(ADA, turns=(turn(1, "", "\n\n".join(["owl"] * 60)),))
    found = search([ada], "owl")
    assert found is not None
    told = tally(found, collation(row(cell(ada, "yes"))).rows, [ada])
    assert (len(told.elsewhere), told.left_out, told.total) == (40, 20, 60)


class WithoutOwls:
    """A text in which every "Owls" is hidden."""

    def __init__(self, stored: str) -> None:
        self.text = stored.replace("Owls", "****")

    def place(self, start: int, end: int) -> tuple[int, int]:
        return start, end


def test_a_word_that_is_hidden_from_a_viewer_is_not_found_by_them():
    hidden, open_to_all = search([ADA], "owls", WithoutOwls), search([ADA], "owls")
    assert hidden is not None and open_to_all is not None
    assert (hidden.places, len(open_to_all.places)) == ({}, 1)
    seen = search([ADA], "like", WithoutOwls)
    assert seen is not None
    assert seen.in_cell(ROWS[0].cells[0]) == ((1, 17, 21),)


def test_an_excerpt_begins_and_ends_with_whole_words():
    ada = replace(ADA, turns=(turn(1, "", "Claude " * 30 + "owl" + " Gemini" * 30),))
    found = search([ada], "owl")
    assert found is not None
    [excerpt] = tally(found, collation(row(cell(ada, "yes"))).rows, [ada]).elsewhere
    (before, _), owl, (after, _) = excerpt.runs
    assert (set(before.split()), owl) == ({"…", "Claude"}, ("owl", True))
    assert set(after.split()) == {"…", "Gemini"}

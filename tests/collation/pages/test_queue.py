"""A reviewer's queue: its order, what is left of it, and what it does not tell."""

from dataclasses import replace

from collation.pages.queue import LEFT, MARKED, SETTLED, Queue, extra_mark, for_marking, queue
from collation.record import Suggestion
from tests.collation.samples.answers import SAFE, WORKS
from tests.collation.samples.rows import cell, collation, mark, row, settled, who

NAMES = ("Ada", "Bert", "Cleo", "Dora", "Eve", "Finn")
PEOPLE = [who(name, "Is it safe?") for name in NAMES]


def two_rows() -> Queue:
    rows = [
        row(*[cell(one, None, None, question=question) for one in PEOPLE], question=question)
        for question in (WORKS, SAFE)
    ]
    return queue(collation(*rows), 1, None)


def names(shown: Queue, row: int) -> list[str]:
    return [one.name for one in shown.rows[row].cells]


def test_questions_in_order_and_respondents_in_an_order_of_ones_own():
    rows = [row(*[cell(one, None, None, question=asked) for one in PEOPLE], question=asked) for asked in (WORKS, SAFE)]
    whole = collation(*rows)
    first, second = queue(whole, 1, None), queue(whole, 2, None)
    assert [one.text for one in first.rows] == [WORKS.text, SAFE.text]
    assert sorted(names(first, 0)) == sorted(names(second, 1)) == list(NAMES)
    assert names(first, 0) != names(second, 0), "each reviewer has an order of their own"
    assert names(first, 0) != names(first, 1), "and each question"
    assert queue(whole, 1, None) == first
    turned = collation(*[row(*one.cells[::-1], question=one.question) for one in rows])
    assert names(queue(turned, 1, None), 0) == names(first, 0)


def test_only_what_is_assigned():
    shown = two_rows()
    mine = {shown.rows[0].cells[2].place, shown.rows[0].cells[4].place}
    rows = [row(*[cell(one, None, None, question=asked) for one in PEOPLE], question=asked) for asked in (WORKS, SAFE)]
    few = queue(collation(*rows), 1, mine)
    assert [len(one.cells) for one in few.rows] == [2]
    assert few.sentence == "2 of 2 left"
    assert queue(collation(*rows), 1, frozenset()).sentence == "nothing to mark"


OWN = replace(mark("Bob", "yes"), own=True)


def of_states() -> Queue:
    ada, bert, cleo, dora, eve, _ = PEOPLE
    return queue(
        collation(
            row(
                cell(ada, "yes", marks=(OWN,)),
                cell(bert, "yes", marks=(mark("Carol", "yes"),)),
                cell(cleo, "no", "resolution", resolution=settled("no")),
                cell(dora, "yes", marks=(replace(OWN, confirm_again=True),)),
                cell(eve, "no", "resolution", resolution=settled("no"), marks=(OWN,)),
            )
        ),
        1,
        None,
    )


def test_what_is_left_is_what_one_has_not_marked_and_the_team_not_settled():
    shown = {one.name: (one.state, one.value, one.confirm_again) for one in of_states().cells}
    assert shown == {
        "Ada": (MARKED, "yes", False),
        "Bert": (LEFT, "", False),
        "Cleo": (SETTLED, "", False),
        "Dora": (LEFT, "yes", True),
        "Eve": (MARKED, "yes", False),
    }
    mine = of_states()
    assert (mine.left, mine.done, mine.marked, mine.settled, mine.sentence) == (2, 3, 2, 1, "2 of 5 left")
    assert mine.rows[0].left == 2


def test_the_next_one_that_is_left_goes_round():
    mine = of_states()
    bert, dora = (next(one for one in mine.cells if one.name == name) for name in ("Bert", "Dora"))
    first = mine.next_left()
    assert first in (bert, dora)
    assert mine.next_left(bert.key) == dora
    assert mine.next_left(dora.key) == bert
    assert mine.next_left(("nowhere", "nobody")) == first
    alone = queue(collation(row(cell(PEOPLE[0], None, None))), 1, None)
    assert alone.next_left(alone.cells[0].key) is None


def test_what_stands_before_and_after():
    mine = of_states()
    keys = [one.key for one in mine.cells]
    assert mine.beside(keys[0]) == (None, mine.cells[1])
    assert mine.beside(keys[2]) == (mine.cells[1], mine.cells[3])
    assert mine.beside(keys[4]) == (mine.cells[3], None)
    assert mine.beside(("nowhere", "nobody")) == (None, None)
    assert (mine.at(keys[1]), mine.at(("nowhere", "nobody"))) == (mine.cells[1], None)


def test_no_other_opinion_is_told():
    ada = PEOPLE[0]
    suggestion = Suggestion("yes", "it is safe", "the answer affirms it", 7, 3, 13)
    whole = cell(
        ada, "yes", "resolution", resolution=settled("no"), marks=(OWN, mark("Carol", "no")), suggestion=suggestion
    )
    told = for_marking(replace(whole, suggestions=(suggestion,)))
    assert told.marks == (OWN,)
    assert (told.resolution, told.verdict.value, told.suggestions, told.suggestion.value) == (None, None, (), None)


def test_an_extra_mark_is_said():
    assert extra_mark(1) == "It is an extra mark: this cell has the 1 mark that is asked for."
    assert extra_mark(2) == "It is an extra mark: this cell has the 2 marks that are asked for."

from collation.kept import kept
from collation.record import Turn


def turn(number, text):
    return Turn(number, 0, "", text, ())


def test_one_turn_more_costs_one_analysis():
    asked = []

    def work(turn):
        asked.append(turn.text)
        return turn.text.upper()

    kept("work:1", [turn(1, "one"), turn(2, "two")], work)
    look_up = kept("work:1", [turn(1, "one"), turn(2, "two"), turn(3, "three")], work)

    assert asked == ["one", "two", "three"]
    assert [look_up(turn(number, "")) for number in (1, 2, 3)] == ["ONE", "TWO", "THREE"]


def test_a_new_version_of_the_work_is_done_anew():
    kept("work:1", [turn(1, "one")], lambda turn: "old")

    assert kept("work:2", [turn(1, "one")], lambda turn: "new")(turn(1, "one")) == "new"


def test_a_turn_that_was_not_named_is_worked_out():
    assert kept("work:1", [], lambda turn: turn.text)(turn(9, "late")) == "late"


def test_other_words_under_the_same_number_are_another_turn():
    kept("work:1", [turn(1, "one")], lambda turn: turn.text)

    assert kept("work:1", [turn(1, "another")], lambda turn: turn.text)(turn(1, "another")) == "another"

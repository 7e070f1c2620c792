"""The turns that stand in no row, and what of them will be published."""

import pytest

from collation.pages.other_turns import OtherTurn, OtherTurns
from tests.collation.samples.answers import plain_turn
from tests.collation.samples.rows import who

ADA = who("Ada")
TURN = plain_turn(1, "Thanks!", "You are welcome.")


def other(*, in_part: bool = False, chosen: bool = False, extent: str = "full") -> OtherTurn:
    return OtherTurn(TURN, TURN.text, in_part, chosen, extent)


@pytest.mark.parametrize(
    ("turn", "publication"),
    [
        (other(), "will not be published"),
        (other(chosen=True), "will be published whole"),
        (other(in_part=True), "will be published whole"),
        (other(in_part=True, extent="quotations"), "will be published in quotations"),
        (other(chosen=True, extent="quotations"), "will not be published"),
        (other(in_part=True, extent="nothing"), "will not be published"),
    ],
)
def test_what_of_a_turn_will_be_published(turn, publication):
    assert turn.publication == publication


@pytest.mark.parametrize(
    ("turns", "title", "standing"),
    [
        ((other(),), "1 other turn of Ada", "Nothing of it is set in a row. It will not be published."),
        ((other(in_part=True),), "1 turn of Ada", "Part of it stands in a row. It will be published whole."),
        ((other(), other()), "2 other turns of Ada", "Nothing of them is set in a row. None will be published."),
        (
            (other(), other(chosen=True), other(in_part=True)),
            "3 other turns of Ada",
            "Part of 1 stands in the rows, nothing of 2. 1 will not be published and 2 will be published whole.",
        ),
    ],
)
def test_the_other_turns_of_a_respondent(turns, title, standing):
    shown = OtherTurns(ADA, turns)
    assert (shown.title, shown.standing) == (title, standing)

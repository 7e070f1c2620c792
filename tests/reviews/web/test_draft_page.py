"""What a viewer of a draft is looking at is read from any address, however odd."""

import pytest
from django.http import QueryDict

from reviews.intake.document import Parsed, Piece, Voice
from reviews.intake.outline import PIECES_ON_A_PAGE
from reviews.web.draft_page import Looking


def of_pieces(number: int) -> Parsed:
    pieces = tuple(Piece(at, at + 1, "answer", 0, "marker") for at in range(number))
    return Parsed("x" * number, "plain", "pasted", pieces, (Voice("Owl"),))


@pytest.mark.parametrize(
    ("asked", "page", "opened"),
    [
        ("", 1, ()),
        ("page=3&open=5-9&open=20-30", 3, ((5, 9), (20, 30))),
        ("page=-1&open=5-&open=x", 1, ()),
        ("page=99999999999&open=0-99999999999", 1, ()),
    ],
)
def test_an_address_says_the_page_and_what_is_unfolded(asked, page, opened):
    assert Looking.of(QueryDict(asked)) == Looking(page, opened)


@pytest.mark.parametrize(
    ("page", "window"),
    [(0, (1, 2, 0, PIECES_ON_A_PAGE)), (2, (2, 2, PIECES_ON_A_PAGE, 90)), (999, (2, 2, PIECES_ON_A_PAGE, 90))],
)
def test_a_page_that_is_not_there_is_the_nearest_one(page, window):
    assert Looking(page, ()).window(of_pieces(90)) == window

"""What the next page offers to undo."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from reviews.domain.placements import move_passage, place_passage, withdraw_placements
from reviews.models import Comparison, Mark, Resolution, Support
from reviews.web.undo import JustPlaced, is_waiting, just_placed, remember, undone
from tests.factories import make_comparison, make_transcript

SAID = "It works. It is safe."


@pytest.fixture
def request_of_bob() -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = {}
    return request


@pytest.fixture
def response(comparison: Comparison):
    return make_transcript(comparison, "Ada", ("Well?", SAID)).responses.get()


def test_nothing_waits_at_first(request_of_bob, comparison):
    assert not is_waiting(request_of_bob)
    assert just_placed(request_of_bob, comparison) is None


def test_what_was_placed_is_offered_once(request_of_bob, comparison, bob, response):
    safe = comparison.questions.get(key="safe")
    placed = place_passage(response=response, start=0, end=9, question=safe, belongs=True, by=bob)
    remember(request_of_bob, [placed])
    assert is_waiting(request_of_bob)
    assert just_placed(request_of_bob, comparison) == JustPlaced("Placed under “Is it safe?”.", (placed.pk,))
    assert not is_waiting(request_of_bob)
    assert just_placed(request_of_bob, comparison) is None


def test_a_move_says_where_to_and_where_from(request_of_bob, comparison, bob, response):
    safe, works = (comparison.questions.get(key=key) for key in ("safe", "works"))
    moved = move_passage(response=response, start=0, end=9, away_from=safe, to=works, by=bob)
    remember(request_of_bob, moved)
    offered = just_placed(request_of_bob, comparison)
    assert offered == JustPlaced(
        "Placed under “Does it work?”, taken from “Is it safe?”.", tuple(placement.pk for placement in moved)
    )


def test_what_was_taken_back_since_or_is_anothers_is_not_offered(
    request_of_bob, comparison, alice, bob, team, response
):
    safe = comparison.questions.get(key="safe")
    placed = place_passage(response=response, start=0, end=9, question=safe, belongs=True, by=bob)
    remember(request_of_bob, [placed])
    assert just_placed(request_of_bob, make_comparison(alice, team, title="Kite-1")) is None
    remember(request_of_bob, [placed])
    withdraw_placements(comparison=comparison, placements=[placed], by=bob)
    assert just_placed(request_of_bob, comparison) is None


@pytest.mark.parametrize(
    ("judgement", "said"),
    [
        (None, "Undone."),
        (Mark(value="not_asked"), "Undone: your mark is not asked again."),
        (Resolution(value="no"), "Undone: it is settled as no again."),
        (Support(value="supported"), "Undone: it is supported again."),
    ],
)
def test_an_undo_says_what_is_so_again(judgement, said):
    assert undone(judgement) == said

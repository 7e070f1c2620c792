"""What only some responses of a comparison say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.own_words import OwnWords, _folded
from reviews.models import Response
from tests.factories import make_comparison, make_transcript


@pytest.fixture
def owl(comparison, alice, team) -> OwnWords:
    """What Owl says, beside Kite in the same comparison and Wren in another."""
    mine = make_transcript(
        comparison, "Owl", ("Does Strix hunt at night?", "It hunts by ear, and it **never** misses.")
    )
    make_transcript(comparison, "Kite", ("Does it hunt?", "It hunts by day alone; it sees."))
    other = make_comparison(alice, team, title="Elsewhere")
    make_transcript(other, "Wren", ("Does Strix hunt at night?", "It hunts by ear, and it never misses."))
    return OwnWords(comparison, Response.objects.filter(transcript=mine))


@pytest.mark.parametrize(
    ("text", "here_alone"),
    [
        ("It hunts by ear", True),
        ("it HUNTS, by ear -- and it", True),
        ("and it never misses", True),
        ("Strix hunt at night", True),
        ("never misses", False),
        ("It hunts by", False),
        ("It hunts by day", False),
        ("it hunts by nose", False),
        ("", False),
    ],
)
def test_four_words_that_stand_here_alone_are_quoted_from_here(owl, text, here_alone):
    assert owl.quotes(text) is here_alone


@pytest.mark.parametrize(
    ("text", "here_alone"), [("Strix", True), ("of the strix", True), ("It hunts", False), ("day", False), ("", False)]
)
def test_a_word_that_stands_here_alone_is_named_from_here(owl, text, here_alone):
    assert owl.names(text) is here_alone


def test_what_a_replaced_response_said_counts(comparison, owl):
    Response.objects.filter(transcript__respondent__identity__name="Kite").update(
        superseded_at="2026-03-01T12:00Z", text="It hunts by ear, too."
    )
    assert not OwnWords(comparison, owl.own).quotes("It hunts by ear")


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert _folded(_folded(text)) == _folded(text)

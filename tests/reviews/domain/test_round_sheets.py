"""Sheets of a later round: made, and found again by their ids."""

import pytest

from reviews.domain.round_sheets import make_round_sheet, new_token, sheet_named_in
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript


def made(comparison, by, respondent, token):
    return make_round_sheet(comparison=comparison, by=by, respondent=respondent, token=token, text="?", names={})


def test_a_sheet_is_found_by_the_id_that_comes_up_last(comparison, alice, django_assert_num_queries):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    first, second = (made(comparison, alice, ada.respondent, token) for token in ("round-aaaaaaaa", "round-bbbbbbbb"))
    assert sheet_named_in(comparison, f"{first}, then **Sheet: {second}**, and round-cccccccc") == second
    assert sheet_named_in(comparison, f"{second}, then {first}") == first
    assert sheet_named_in(comparison, f"{first}, then {second}, which looks back at {first}") == second
    assert sheet_named_in(comparison, f"x{first}x {second}a") is None
    with django_assert_num_queries(0):
        assert sheet_named_in(comparison, "the second round-about") is None


def test_another_comparison_has_no_such_sheet(comparison, alice, team):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    sheet = made(comparison, alice, ada.respondent, new_token())
    other = make_comparison(alice, team, title="Owl-3")
    assert sheet_named_in(other, sheet.token) is None
    with pytest.raises(Refused, match="another comparison"):
        made(other, alice, ada.respondent, new_token())

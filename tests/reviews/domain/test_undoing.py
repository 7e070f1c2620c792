"""Undoing one’s last act on a cell: what is so again, and what is refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.domain.blinding import set_blinding
from reviews.domain.marks import (
    mark_said,
    mark_says,
    place_mark,
    resolution_said,
    resolution_says,
    resolve_cell,
    say_support,
    support_said,
    unsettle_cell,
    withdraw_mark,
)
from reviews.domain.optimistic_lock import token
from reviews.domain.reanchoring import confirm_again
from reviews.domain.undoing import CHANGED_SINCE, CORRECTED_SINCE, undo_mark, undo_settlement, undo_support
from reviews.domain.unsaved_words import kept_words
from reviews.models import Cause, Comparison, Mark, Resolution, Response, Support
from reviews.refusal import Refused
from tests.factories import make_transcript

NO_MARK = token(mark_says())


@pytest.fixture
def cell(comparison):
    transcript = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe. It was tested."))
    return {"question": comparison.questions.get(key="safe"), "transcript": transcript}


def acts() -> list[str]:
    return list(Mark.history.order_by("history_id").values_list("history_type", flat=True))


def test_the_first_mark_goes_and_a_changed_one_is_what_it_was(cell, bob):
    first = place_mark(**cell, by=bob, value="no", confidence=2, rationale="So.", evidence="tested")
    before = mark_said(first)
    changed = place_mark(**cell, by=bob, value="yes")
    assert mark_said(undo_mark(**cell, form="mark-safe-ada", by=bob, seen=token(mark_said(changed)))) == before
    assert mark_said(Mark.objects.get()) == before
    assert acts() == ["+", "~", "~"]


def test_an_undone_first_mark_is_gone_and_cannot_be_undone_twice(cell, bob):
    seen = token(mark_said(place_mark(**cell, by=bob, value="no")))
    assert undo_mark(**cell, form="mark-safe-ada", by=bob, seen=seen) is None
    assert not Mark.objects.exists()
    with pytest.raises(Refused, match=CHANGED_SINCE):
        undo_mark(**cell, form="mark-safe-ada", by=bob, seen=seen)
    assert acts() == ["+", "-"]
    assert {row.history_user for row in Mark.history.all()} == {bob}


def test_what_an_undone_mark_said_is_offered_again(comparison, cell, alice, bob):
    mark = place_mark(**cell, by=bob, value="no", confidence=2, rationale="So.", evidence="It was tested.")
    undo_mark(**cell, form="mark-safe-ada", by=bob, seen=token(mark_said(mark)))
    said = {"value": "no", "evidence": "It was tested.", "rationale": "So.", "confidence": "2"}
    assert kept_words(comparison=comparison, by=bob, place="mark-safe-ada").said == said
    assert kept_words(comparison=comparison, by=alice, place="mark-safe-ada") is None


def test_what_is_offered_again_quotes_no_hidden_name(comparison, cell, alice, bob):
    cell["transcript"] = make_transcript(comparison, "ChatGPT", ("Is it safe?", "As ChatGPT says, it is safe."))
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    cell["question"].refresh_from_db()
    said = {"value": "no", "evidence": "ChatGPT says", "rationale": "ChatGPT, I guess."}
    seen = token(mark_said(place_mark(**cell, by=bob, **said)))
    undo_mark(**cell, form="mark-safe-ada", by=bob, seen=seen)
    offered = kept_words(comparison=comparison, by=bob, place="mark-safe-ada").said
    assert offered == {**said, "evidence": "[name] says"}


def test_taking_back_is_undone_with_what_was_marked_blind(comparison, cell, alice, bob):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    place_mark(**cell, by=bob, value="no")
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=False)
    cell["question"].refresh_from_db()
    revision = place_mark(**cell, by=bob, value="yes")
    stored = list(Mark.objects.order_by("pk").values())
    assert len(stored) == 2
    withdraw_mark(**cell, by=bob)
    assert undo_mark(**cell, form="mark-safe-ada", by=bob, seen=NO_MARK).value == "yes"
    assert list(Mark.objects.order_by("pk").values()) == stored
    withdraw_mark(**cell, by=bob)
    undo_mark(**cell, form="mark-safe-ada", by=bob, seen=NO_MARK)
    assert mark_said(Mark.objects.get(pk=revision.pk)) == mark_said(revision)


def test_undoing_a_revision_leaves_what_was_marked_blind(comparison, cell, alice, bob):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    blind = place_mark(**cell, by=bob, value="no")
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=False)
    cell["question"].refresh_from_db()
    seen = token(mark_said(place_mark(**cell, by=bob, value="yes")))
    assert undo_mark(**cell, form="mark-safe-ada", by=bob, seen=seen) is None
    assert Mark.objects.get() == blind


def test_what_was_changed_since_and_what_is_anothers_stays(cell, alice, bob):
    seen = token(mark_said(place_mark(**cell, by=bob, value="no")))
    place_mark(**cell, by=bob, value="yes")
    for who in (bob, alice):
        with pytest.raises(Refused, match=CHANGED_SINCE):
            undo_mark(**cell, form="mark-safe-ada", by=who, seen=seen)
    assert Mark.objects.get().value == "yes"


def test_a_mark_whose_words_were_corrected_since_stays_taken_back(cell, bob):
    place_mark(**cell, by=bob, value="no", evidence="tested")
    withdraw_mark(**cell, by=bob)
    Response.objects.update(superseded_at="2026-01-01T00:00Z")
    with pytest.raises(Refused, match=CORRECTED_SINCE):
        undo_mark(**cell, form="mark-safe-ada", by=bob, seen=NO_MARK)
    assert not Mark.objects.exists()


def test_closed_marks_stay(cell, bob):
    seen = token(mark_said(place_mark(**cell, by=bob, value="no")))
    Comparison.objects.update(phase="published")
    cell["question"].refresh_from_db()
    with pytest.raises(Refused, match="its marks are closed"):
        undo_mark(**cell, form="mark-safe-ada", by=bob, seen=seen)
    assert Mark.objects.get().value == "no"


def test_a_settlement_is_undone_by_who_made_it_alone(cell, alice, bob):
    seen = token(resolution_said(resolve_cell(**cell, by=alice, value="no", why="So.")))
    with pytest.raises(Refused, match=CHANGED_SINCE):
        undo_settlement(**cell, by=bob, seen=seen)
    assert undo_settlement(**cell, by=alice, seen=seen) is None
    resolve_cell(**cell, by=bob, value="yes", why="No, so.")
    unsettle_cell(**cell, by=alice)
    again = undo_settlement(**cell, by=alice, seen=token(resolution_says()))
    assert (again.value, again.created_by) == ("yes", bob)
    resolve_cell(**cell, by=bob, value="no", why="I looked.")
    with pytest.raises(Refused, match=CHANGED_SINCE):
        undo_settlement(**cell, by=alice, seen=token(resolution_says("yes", "No, so.")))
    assert Resolution.objects.get().value == "no"


def test_a_word_on_support_is_undone(cell, bob):
    say_support(**cell, by=bob, value="supported", quote="p. 2")
    seen = token(support_said(say_support(**cell, by=bob, value="contradicted")))
    assert support_said(undo_support(**cell, by=bob, seen=seen)) == {"value": "supported", "quote": "p. 2"}
    assert Support.objects.get().quote == "p. 2"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.sampled_from(["no", "yes", "silent", "back"]), min_size=1, max_size=5))
def test_undo_gives_what_stood_before_the_last_act(law, acted):
    law(acted)


@pytest.fixture
def law(cell, bob):
    """Does these acts on a fresh cell, undoes the last, and compares."""

    def holds(acted: list[str]) -> None:
        said = []
        for act in ["back", *acted]:
            if act == "back":
                withdraw_mark(**cell, by=bob)
            else:
                place_mark(**cell, by=bob, value=act)
            now = mark_said(Mark.objects.first())
            if not said or said[-1] != now:
                said.append(now)
        if len(said) > 1:
            undo_mark(**cell, form="mark-safe-ada", by=bob, seen=token(said[-1]))
            assert mark_said(Mark.objects.first()) == said[-2]

    return holds


@pytest.mark.parametrize("cause", Cause)
def test_a_mark_of_a_document_that_was_corrected_since_stays_to_be_confirmed(cell, alice, cause):
    mark = place_mark(**cell, by=alice, value="yes")
    settled = resolve_cell(**cell, by=alice, value="yes", why="So.")
    confirm_again(cell["transcript"], alice, cause)
    with pytest.raises(Refused, match=CORRECTED_SINCE):
        undo_mark(**cell, form="mark-safe-ada", by=alice, seen=token(mark_said(mark)))
    with pytest.raises(Refused, match=CORRECTED_SINCE):
        undo_settlement(**cell, by=alice, seen=token(resolution_said(settled)))
    assert Mark.objects.get().confirm_again
    assert Resolution.objects.get().confirm_again

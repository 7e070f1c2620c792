"""Settling: one cell, many at once, left open, undone; and what happened meanwhile."""

import pytest

from reviews.domain.marks import place_mark, resolution_says, unsettle_cell
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.settling import (
    UNANIMOUS,
    UnanimousCell,
    leave_open,
    marks_token,
    settle_conflict,
    settle_together,
    take_up_again,
    undo_settlements,
)
from reviews.models import Comparison, Deferral, Resolution
from reviews.refusal import Refused
from tests.factories import make_transcript

NOTHING = token(resolution_says())


@pytest.fixture
def cell(comparison):
    transcript = make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    return {"question": comparison.questions.get(key="safe"), "transcript": transcript}


@pytest.fixture
def differ(cell, alice, bob) -> str:
    """Alice and Bob mark the cell differently; the token of their marks."""
    place_mark(**cell, by=alice, value="yes")
    place_mark(**cell, by=bob, value="no")
    return marks_token([(alice.pk, "yes"), (bob.pk, "no")])


def test_a_conflict_is_settled_unless_it_was_marked_or_settled_since(cell, alice, bob, differ):
    place_mark(**cell, by=bob, value="qualified")
    with pytest.raises(Refused, match="Somebody marked this cell after you opened the page"):
        settle_conflict(**cell, by=alice, value="no", why="So.", seen=NOTHING, marks=differ)
    now = marks_token([(bob.pk, "qualified"), (alice.pk, "yes")])
    settle_conflict(**cell, by=alice, value="no", why="So.", seen=NOTHING, marks=now)
    with pytest.raises(Overtaken):
        settle_conflict(**cell, by=bob, value="yes", why="No, so.", seen=NOTHING, marks=now)
    assert Resolution.objects.values_list("value", "created_by").get() == ("no", alice.pk)
    assert Comparison.objects.get().phase == "reconcile"


def test_a_later_mark_leaves_a_settled_cell_settled(cell, alice, bob, differ):
    settle_conflict(**cell, by=alice, value="yes", why="So.", seen=NOTHING, marks=differ)
    place_mark(**cell, by=bob, value="unclear")
    assert Resolution.objects.get().value == "yes"


def agreed(comparison, alice, bob) -> list[UnanimousCell]:
    """Two cells of Ada that both mark yes."""
    transcript = comparison.transcripts.get()
    cells = []
    for question in comparison.questions.filter(scored=True)[:2]:
        for person in (alice, bob):
            place_mark(question=question, transcript=transcript, by=person, value="yes")
        cells.append(UnanimousCell(question, transcript, "yes", marks_token([(alice.pk, "yes"), (bob.pk, "yes")])))
    return cells


def test_unanimous_cells_are_settled_together_and_undone_together(comparison, cell, alice, bob):
    cells = agreed(comparison, alice, bob)
    settled = settle_together(comparison=comparison, by=alice, cells=cells)
    assert {(one.value, one.why) for one in settled} == {("yes", UNANIMOUS)}
    assert len({one.created_at for one in settled}) == 1
    at = settled[0].created_at
    assert undo_settlements(comparison=comparison, by=bob, at=at) == 0
    settled[0].why, settled[0].created_by = "I looked again.", bob
    settled[0].save()
    assert undo_settlements(comparison=comparison, by=alice, at=at) == 1
    assert Resolution.objects.get().why == "I looked again."
    assert Resolution.history.filter(history_type="-").get().history_user == alice


def test_all_or_none_are_settled(comparison, cell, alice, bob):
    cells = agreed(comparison, alice, bob)
    place_mark(question=cells[1].question, transcript=cells[1].transcript, by=bob, value="no")
    for chosen, words in ((cells, "Somebody marked this cell"), ([], "no unanimous cell left")):
        with pytest.raises(Refused, match=words):
            settle_together(comparison=comparison, by=alice, cells=chosen)
    differing = marks_token([(alice.pk, "yes"), (bob.pk, "no")])
    with pytest.raises(Refused, match="its marks differ by now"):
        settle_together(
            comparison=comparison,
            by=alice,
            cells=[UnanimousCell(cells[1].question, cells[1].transcript, "yes", differing)],
        )
    assert not Resolution.objects.exists()


def test_a_conflict_is_left_open_with_a_note_and_taken_up_again(comparison, cell, alice, bob, differ):
    with pytest.raises(Refused, match="Say what is missing") as refused:
        leave_open(**cell, by=alice, note=" ")
    assert refused.value.field == "note"
    leave_open(**cell, by=alice, note=" Ask the author. ", seen=token({"note": ""}))
    with pytest.raises(Overtaken):
        leave_open(**cell, by=bob, note="Ask Ada.", seen=token({"note": ""}))
    revision = Comparison.objects.get().revision
    leave_open(**cell, by=bob, note="Ask the author.")
    assert Comparison.objects.get().revision == revision
    assert Deferral.objects.values_list("note", "created_by").get() == ("Ask the author.", alice.pk)
    settle_conflict(**cell, by=alice, value="yes", why="So.", seen=NOTHING, marks=differ)
    unsettle_cell(**cell, by=alice)
    assert Deferral.objects.exists()
    take_up_again(**cell, by=bob)
    take_up_again(**cell, by=bob)
    assert not Deferral.objects.exists()
    assert [row.history_user for row in Deferral.history.filter(history_type="-")] == [bob]


def test_undoing_after_a_publication_opens_the_marks_again(comparison, cell, alice, bob):
    settled = settle_together(comparison=comparison, by=alice, cells=agreed(comparison, alice, bob))
    Comparison.objects.update(phase="published")
    assert undo_settlements(comparison=comparison, by=alice, at=settled[0].created_at) == 2
    assert Comparison.objects.get().phase == "reconcile"


def test_a_question_that_is_not_scored_has_nothing_to_leave_open(comparison, cell, alice):
    comparison.questions.filter(key="safe").update(scored=False, scale=None)
    cell["question"].refresh_from_db()
    with pytest.raises(Refused, match="not scored"):
        leave_open(**cell, by=alice, note="Later.")
    assert not Deferral.objects.exists()

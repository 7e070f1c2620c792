"""What is open in each phase, and how a comparison moves."""

import pytest

from collation.publish.freeze import freeze
from reviews.domain.marks import place_mark, resolve_cell, unsettle_cell, withdraw_mark
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.phases import next_phases, set_phase, standing
from reviews.models import Comparison, Guest, Mark, Phase, PhaseMove, Role
from reviews.refusal import Refused
from tests.factories import MembershipFactory, make_transcript


@pytest.fixture
def cell(comparison):
    transcript = make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    return {"question": comparison.questions.get(key="safe"), "transcript": transcript}


def moves(comparison) -> list[tuple]:
    """The moves, newest first: before, after, whether by an act."""
    return list(comparison.phase_moves.values_list("before", "after", "by_act"))


def test_the_phase_moves_to_one_that_there_is(comparison, alice):
    set_phase(comparison=comparison, by=alice, phase="mark")
    set_phase(comparison=comparison, by=alice, phase="mark")
    assert Comparison.objects.values_list("phase", "revision").get() == ("mark", 2)
    assert PhaseMove.objects.values_list("before", "after", "created_by", "by_act").get() == (
        "collect",
        "mark",
        alice.pk,
        False,
    )
    for phase, words in (("done", "There is no such phase."), ("published", "Nothing is published yet.")):
        with pytest.raises(Refused, match=f"^{words}") as refused:
            set_phase(comparison=comparison, by=alice, phase=phase)
        assert refused.value.field == "phase"
    with pytest.raises(Overtaken):
        set_phase(comparison=comparison, by=alice, phase="reconcile", seen=token({"phase": "collect"}))
    assert Comparison.objects.get().phase == comparison.phase == "mark"


def test_an_act_of_a_later_phase_begins_it(comparison, alice, bob, cell):
    place_mark(**cell, by=bob, value="yes")
    assert Comparison.objects.get().phase == "mark"
    place_mark(**cell, by=alice, value="no")
    resolve_cell(**cell, by=alice, value="no", why="It is not.")
    place_mark(**cell, by=bob, value="no")
    assert moves(comparison) == [("mark", "reconcile", True), ("collect", "mark", True)]
    unsettle_cell(**cell, by=alice)
    assert Comparison.objects.get().phase == "reconcile"


def test_a_refused_or_empty_act_moves_nothing(comparison, bob, cell):
    with pytest.raises(Refused):
        place_mark(**cell, by=bob, value="maybe")
    withdraw_mark(**cell, by=bob)
    assert (Comparison.objects.get().phase, moves(comparison)) == ("collect", [])


def test_published_closes_marks_until_somebody_settles_or_moves_it_back(comparison, alice, bob, cell):
    place_mark(**cell, by=bob, value="yes")
    freeze(comparison=comparison, by=alice, title="Owls", finding="Yes.")
    assert Comparison.objects.get().phase == "published"
    for act in (
        lambda: place_mark(**cell, by=bob, value="no"),
        lambda: place_mark(**cell, by=alice, value="no"),
        lambda: withdraw_mark(**cell, by=bob),
    ):
        with pytest.raises(Refused, match="An editor can open them again"):
            act()
    assert [mark.value for mark in Mark.objects.all()] == ["yes"]
    resolve_cell(**cell, by=alice, value="no", why="We read it again.")
    place_mark(**cell, by=bob, value="no")
    assert moves(comparison) == [
        ("published", "reconcile", True),
        ("mark", "published", True),
        ("collect", "mark", True),
    ]


def test_how_far_the_marks_are(comparison, team, alice, bob, cell):
    other = {**cell, "question": comparison.questions.exclude(key="safe").first()}
    for person, values in ((alice, ("yes", "yes")), (bob, ("no", "yes"))):
        for place, value in zip((cell, other), values, strict=True):
            place_mark(**place, by=person, value=value)
    MembershipFactory(team=team, role=Role.READER)
    Guest.objects.create(comparison=comparison, user=bob, role=Role.REVIEWER)
    now = standing(comparison)
    assert (now.marked, now.conflicts, now.unanimous, now.settled, now.reviewers) == (2, 1, 1, 0, 2)
    place_mark(**cell, by=bob, value="abstained")
    assert (standing(comparison).conflicts, standing(comparison).unanimous) == (0, 1)
    resolve_cell(**other, by=alice, value="no", why="So.")
    assert (standing(comparison).unanimous, standing(comparison).settled) == (0, 1)


def test_each_move_says_what_it_changes(comparison, alice, bob, cell):
    said = {one.value: one for one in next_phases(comparison)}
    cells = comparison.questions.filter(scored=True).count()
    assert list(said) == ["mark", "reconcile", "published"]
    assert said["mark"].changes[0] == f"Marking opens for 2 reviewers, on {cells} cells."
    assert said["published"].refused
    place_mark(**cell, by=alice, value="yes")
    place_mark(**cell, by=bob, value="no")
    comparison.refresh_from_db()
    said = {one.value: one for one in next_phases(comparison)}
    assert said["reconcile"].changes[0] == f"1 cell in conflict, 0 unanimous, {cells - 1} unmarked."
    assert [(one.value, one.back) for one in said.values()] == [
        ("collect", True),
        ("reconcile", False),
        ("published", False),
    ]
    assert said["collect"].changes[-1] == "1 marked cell and 0 settlements stay."


def test_a_comparison_marked_before_phases_moved_is_in_mark(comparison, bob, cell):
    place_mark(**cell, by=bob, value="yes")
    Comparison.objects.update(phase="collect")
    comparison.refresh_from_db()
    assert comparison.current_phase == Phase.MARK
    assert list(Comparison.objects.in_phase("mark")) == [comparison]
    assert not Comparison.objects.in_phase("collect").exists()
    place_mark(**cell, by=bob, value="no")
    assert Comparison.objects.get().phase == "mark"

"""Switches that hide names and others' marks, and what a mark says of what its reviewer could see."""

import pytest

from reviews.domain.assignments import set_assignment
from reviews.domain.blinding import blinding_says, set_blinding
from reviews.domain.comparisons import start_comparison
from reviews.domain.marks import place_mark, withdraw_mark
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.phases import set_phase
from reviews.lens import lens
from reviews.models import Blinding, Guest, Mark, Role
from tests.factories import MembershipFactory, TeamFactory, UserFactory, make_comparison, make_transcript


@pytest.fixture
def hidden(alice, team):
    """A comparison whose reviewers mark before they see others' marks."""
    return make_comparison(alice, team, title="Hidden", others_hidden=True)


@pytest.fixture
def ada(hidden):
    return make_transcript(hidden, "Ada", ("Is it safe?", "It is safe."))


def mark(comparison, transcript, by, value):
    comparison.refresh_from_db()
    return place_mark(question=comparison.questions.get(key="safe"), transcript=transcript, by=by, value=value)


def test_others_are_hidden_in_a_new_comparison_and_names_are_not(alice, team):
    started = start_comparison(team=team, by=alice, title="Owls")
    assert (started.names_hidden, started.others_hidden) == (False, True)


def test_a_change_of_the_switches_says_who_made_it(alice, hidden):
    set_blinding(comparison=hidden, by=alice, names_hidden=True, others_hidden=True)
    set_blinding(comparison=hidden, by=alice, names_hidden=True, others_hidden=True)
    set_blinding(comparison=hidden, by=alice, names_hidden=False, others_hidden=False)
    said = Blinding.objects.values_list("names_hidden", "others_hidden", "created_by__name")
    assert list(said) == [(True, True, "Alice"), (False, False, "Alice")]
    hidden.refresh_from_db()
    assert (hidden.names_hidden, hidden.others_hidden) == (False, False)


def test_a_stale_form_changes_nothing(alice, hidden):
    seen = token(blinding_says(names_hidden=True, others_hidden=True))
    with pytest.raises(Overtaken):
        set_blinding(comparison=hidden, by=alice, names_hidden=True, others_hidden=False, seen=seen)
    assert not Blinding.objects.exists()


def test_a_first_mark_is_blind_and_its_revision_is_not(alice, bob, hidden, ada):
    mark(hidden, ada, bob, "no")
    mark(hidden, ada, bob, "no")
    mark(hidden, ada, bob, "yes")
    mark(hidden, ada, bob, "qualified")
    said = Mark.objects.order_by("pk").values_list("value", "stage", "saw_others", "saw_names")
    assert list(said) == [("no", "blind", False, True), ("qualified", "revealed", True, True)]
    hidden.refresh_from_db()
    assert hidden.summary["marked"] == 1
    assert [one.value for one in lens(alice, hidden).marks()] == ["qualified"], "the revision counts"


def test_a_blind_mark_and_its_revision_are_one_mark_of_the_cell(alice, bob, team, hidden, ada):
    people = [bob, *(MembershipFactory(team=team, role="reviewer").user for _ in range(2))]
    mark(hidden, ada, bob, "no")
    mark(hidden, ada, bob, "yes")
    hidden.refresh_from_db()
    set_assignment(comparison=hidden, by=alice, marks_per_cell=2, reviewers=[person.pk for person in people])
    cell = Mark.objects.first().cell
    others = cell.assignments.exclude(reviewer=bob)
    assert others.count() == 1, "one more reviewer marks it"


def test_the_mark_of_an_owner_says_that_they_saw(alice, hidden, ada):
    made = mark(hidden, ada, alice, "no")
    assert (made.stage, made.saw_others, made.saw_names) == ("revealed", True, True)


def test_who_takes_a_mark_back_has_seen_the_others_all_the_same(bob, hidden, ada):
    mark(hidden, ada, bob, "no")
    mark(hidden, ada, bob, "yes")
    withdraw_mark(question=hidden.questions.get(key="safe"), transcript=ada, by=bob)
    assert not Mark.objects.exists()
    again = mark(hidden, ada, bob, "yes")
    assert (again.stage, again.saw_others) == ("revealed", True)


def test_after_the_reveal_a_mark_without_names_is_confirmed_by_a_row_of_its_own(alice, bob, hidden, ada):
    set_blinding(comparison=hidden, by=alice, names_hidden=True, others_hidden=False)
    mark(hidden, ada, bob, "no")
    mark(hidden, ada, bob, "unclear")
    set_phase(comparison=hidden, by=alice, phase="reconcile")
    mark(hidden, ada, bob, "unclear")
    mark(hidden, ada, bob, "unclear")
    said = Mark.objects.order_by("pk").values_list("value", "stage", "saw_names")
    assert list(said) == [("unclear", "blind", None), ("unclear", "revealed", True)]


def test_what_was_shown_once_may_have_been_seen(alice, bob, hidden, ada):
    set_phase(comparison=hidden, by=alice, phase="reconcile")
    mark(hidden, ada, alice, "no")
    set_phase(comparison=hidden, by=alice, phase="mark")
    made = mark(hidden, ada, bob, "no")
    assert (made.saw_others, made.saw_names) == (None, True)


def test_names_hidden_before_anybody_spoke_were_never_seen(alice, bob, hidden):
    set_blinding(comparison=hidden, by=alice, names_hidden=True, others_hidden=True)
    ada = make_transcript(hidden, "Ada", ("Is it safe?", "It is safe."))
    made = mark(hidden, ada, bob, "no")
    assert (made.stage, made.saw_others, made.saw_names) == ("blind", False, False)


@pytest.mark.parametrize(("joins", "saw"), [("before", None), ("after", False)])
def test_names_are_shown_to_reviewers_who_are_there_to_read_them(alice, joins, saw):
    """Owners who take texts in and hide their names before they invite anybody have shown them to nobody."""
    team = TeamFactory()
    MembershipFactory(team=team, user=alice, role=Role.OWNER)
    comparison = make_comparison(alice, team, title="Early", others_hidden=True)
    said = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))

    def join():
        dora = UserFactory(name="Dora")
        Guest.objects.create(comparison=comparison, user=dora, role=Role.REVIEWER)
        return dora

    dora = join() if joins == "before" else None
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    made = mark(comparison, said, dora or join(), "yes")
    assert made.saw_names is saw

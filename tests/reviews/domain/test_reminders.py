"""Reminders: once a day, and never to those who have nothing to do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.domain.blinding import set_blinding
from reviews.domain.marks import place_mark
from reviews.domain.reminders import cells_left, last_reminders, remind, remind_all
from reviews.domain.teams import remove_guest
from reviews.models import Comparison, Guest, Job, Phase, Reminder, Role
from reviews.refusal import Refused
from tests.factories import MembershipFactory, make_comparison, make_transcript


@pytest.fixture
def open_cells(comparison) -> Comparison:
    """Alice's comparison with three cells to mark."""
    make_transcript(comparison, "Owl", ("Is it safe?", "It is."))
    return comparison


def mark_all(comparison: Comparison, by) -> None:
    for question in comparison.questions.all():
        place_mark(question=question, transcript=comparison.transcripts.get(), by=by, value="yes")


def test_a_reviewer_is_reminded_once_a_day(open_cells, alice, bob, mailed, settings):
    settings.BASE_URL = "https://reviews.example.org"
    remind(comparison=open_cells, to=bob, by=alice)
    with pytest.raises(Refused, match="Bob was reminded less than a day ago"):
        remind(comparison=open_cells, to=bob, by=alice)
    (message,) = mailed()
    assert (message.to, message.subject) == (["bob@example.org"], "Waiting for your marks: Owl-2")
    assert "Alice is waiting for your marks in “Owl-2” at Triangulate. You have 3 of 3 cells left." in message.body
    assert "https://reviews.example.org/c/owl-2/matrix/" in message.body
    Reminder.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))
    remind(comparison=open_cells, to=bob, by=alice)
    assert len(mailed()) == 2
    assert last_reminders(open_cells).keys() == {bob.pk}


def test_a_reminder_holds_no_name_that_is_hidden(alice, bob, team, mailed):
    comparison = make_comparison(alice, team, title="Perplexity on owls")
    make_transcript(comparison, "Perplexity", ("Is it safe?", "Yes."))
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    remind(comparison=comparison, to=bob, by=alice)
    (message,) = mailed()
    assert message.subject == "Waiting for your marks: [name] on owls"
    assert "your marks in “[name] on owls” at" in message.body
    assert "Perplexity" not in message.body


def test_nobody_is_reminded_who_has_nothing_to_do(open_cells, alice, bob, charlie, team):
    erin = MembershipFactory(team=team, user__name="Erin", role=Role.READER).user
    mark_all(open_cells, bob)
    for person, why in (
        (alice, "You need no mail to remind yourself"),
        (bob, "Bob has nothing left to mark"),
        (charlie, "Charlie may not mark here"),
        (erin, "Erin may not mark here"),
    ):
        with pytest.raises(Refused, match=why):
            remind(comparison=open_cells, to=person, by=alice)
    with pytest.raises(Refused, match="There is nobody to remind"):
        remind_all(comparison=open_cells, people=[alice, bob, erin], by=alice)
    assert (Reminder.objects.count(), Job.objects.count()) == (0, 0)


def test_an_archived_comparison_reminds_nobody(open_cells, alice, bob):
    open_cells.archived_at = timezone.now()
    assert cells_left(open_cells, bob) is None
    with pytest.raises(Refused, match="Bob may not mark here"):
        remind(comparison=open_cells, to=bob, by=alice)


def test_all_who_may_be_are_reminded(open_cells, alice, bob, dana):
    remind(comparison=open_cells, to=bob, by=alice)
    assert [one.to for one in remind_all(comparison=open_cells, people=[alice, bob, dana], by=alice)] == [dana]


@pytest.mark.parametrize("meanwhile", ["marked", "removed"])
def test_what_was_done_while_the_mail_waited_keeps_it_back(open_cells, alice, dana, mailed, meanwhile: str):
    remind(comparison=open_cells, to=dana, by=alice)
    if meanwhile == "marked":
        mark_all(open_cells, dana)
    else:
        remove_guest(guest=Guest.objects.get())
    assert mailed() == []


def test_nobody_is_reminded_of_marks_that_are_closed(open_cells, alice, bob):
    Comparison.objects.update(phase=Phase.PUBLISHED)
    open_cells.refresh_from_db()
    with pytest.raises(Refused, match="its marks are closed"):
        remind(comparison=open_cells, to=bob, by=alice)
    with pytest.raises(Refused, match="its marks are closed"):
        remind_all(comparison=open_cells, people=[bob], by=alice)
    assert cells_left(open_cells, bob) is None  # a letter that is on its way is not sent, either
    assert not Reminder.objects.exists()

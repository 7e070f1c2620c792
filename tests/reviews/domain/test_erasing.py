"""Rows are erased with what refers to them and with their history, and nothing else is."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reviews.domain.erasing import erase
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.questions import ask_question, reword_question
from reviews.domain.teams import invite
from reviews.models import (
    Cell,
    Comparison,
    Guest,
    Invitation,
    Mark,
    Question,
    Reminder,
    Response,
    Scale,
    Transcript,
    User,
)
from tests.factories import make_transcript


@pytest.fixture
def marked(comparison, alice, bob) -> list[Transcript]:
    """Two respondents, each with two marks, one of them changed, and a resolution."""
    safe = comparison.questions.get(key="safe")
    transcripts = [make_transcript(comparison, name, ("Is it safe?", "It is.")) for name in ("Owl", "Kite")]
    for transcript in transcripts:
        for by, value in ((alice, "no"), (alice, "yes"), (bob, "yes")):
            place_mark(question=safe, transcript=transcript, by=by, value=value)
        resolve_cell(question=safe, transcript=transcript, by=alice, value="yes", why="All say so.")
    return transcripts


def test_what_refers_to_a_row_goes_with_it_protected_or_not(marked):
    owl, kite = marked
    with transaction.atomic():
        erase(Transcript.objects.filter(pk=owl.pk))
    assert list(Transcript.objects.all()) == [kite]
    assert set(Response.objects.values_list("transcript", flat=True)) == {kite.pk}
    assert set(Cell.objects.values_list("transcript", flat=True)) == {kite.pk}
    assert Mark.objects.count() == 2
    assert Mark.history.count() == 3, "two marks, and a change of one"
    assert set(Mark.history.values_list("cell__transcript", flat=True)) == {kite.pk}


def test_a_reference_that_may_be_empty_is_emptied(comparison, alice):
    first = ask_question(comparison=comparison, by=alice, text="Does it hunt?")
    make = make_transcript(comparison, "Owl", ("Does it hunt?", "It does."))
    place_mark(question=first, transcript=make, by=alice, value="yes")
    successor = reword_question(question=first, text="Does it hunt at night?", by=alice)
    assert successor.predecessor == first
    with transaction.atomic():
        erase(Question.objects.filter(pk=first.pk))
    successor.refresh_from_db()
    assert successor.predecessor is None
    assert set(Question.history.filter(id=successor.pk).values_list("predecessor", flat=True)) == {None}
    assert not Question.history.filter(id=first.pk).exists()


def test_the_history_writes_nothing_of_it_down(marked):
    with transaction.atomic():
        erase(Mark.objects.all())
    assert (Mark.objects.count(), Mark.history.count()) == (0, 0)
    assert Cell.objects.count() == 2


def test_no_rows_erase_nothing(marked):
    before = Mark.objects.count(), Scale.objects.count()
    with transaction.atomic():
        erase(Transcript.objects.none())
    assert (Mark.objects.count(), Scale.objects.count()) == before


def test_the_queries_depend_on_the_tables_alone(marked):
    owl, kite = marked
    for number in range(3):
        make_transcript(kite.comparison, f"Wren {number}", ("Is it safe?", "It is."))
    costs = []
    for rows in (Transcript.objects.filter(pk=owl.pk), Transcript.objects.all()):
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            erase(rows)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_guest_goes_with_the_person_and_with_the_comparison(comparison, alice, dana):
    Reminder.objects.create(comparison=comparison, to=dana, created_by=alice, created_at=comparison.created_at)
    invite(team=comparison.team, comparison=comparison, role="reader", by=alice)
    with transaction.atomic():
        erase(User.objects.filter(pk=dana.pk))
    assert (Guest.objects.count(), Reminder.objects.count(), Invitation.objects.count()) == (0, 0, 1)
    Guest.objects.create(comparison=comparison, user=alice, role="reader")
    with transaction.atomic():
        erase(Comparison.objects.filter(pk=comparison.pk))
    assert (Guest.objects.count(), Invitation.objects.count(), User.objects.count()) == (0, 0, 1)

"""The history of the rows of a table."""

import pytest

from reviews.domain.marks import place_mark
from reviews.models import Mark, Resolution
from tests.factories import make_transcript


@pytest.fixture
def mark(comparison, bob) -> Mark:
    transcript = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    question = comparison.questions.get(key="safe")
    return place_mark(question=question, transcript=transcript, by=bob, value="yes", rationale="First.")


def test_each_change_of_a_row_leaves_a_row_of_history(mark, bob):
    mark.rationale = "Second."
    mark.save()
    rows = mark.history.values_list("history_type", "rationale", "history_user")
    assert list(rows.order_by("history_id")) == [("+", "First.", bob.pk), ("~", "Second.", bob.pk)]


def test_rows_tables_and_classes_have_histories_of_their_own(mark, bob):
    assert mark.history.model is Mark.history.model is not Resolution.history.model
    assert Mark.history.count() == 1
    assert Resolution.history.count() == 0
    assert Mark().history.count() == 0


def test_the_class_of_the_manager_is_made_once(mark):
    assert type(mark.history) is type(Mark.history)

"""What is read for the panel of one cell."""

import pytest

from collation.assemble.cell_panel import history_of, passages_of
from collation.assemble.collation import collate
from collation.cells import Cell
from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.lens import lens
from reviews.models import Comparison, User


def cell_of_bert(comparison: Comparison, viewer: User) -> tuple:
    """The viewer's lens, and what they see of Bert's answer on safety."""
    now = Comparison.objects.get(pk=comparison.pk)
    view = lens(viewer, now)
    (row,) = [row for row in collate(now, view).rows if row.question.key == "safe"]
    (cell,) = [cell for cell in row.cells if cell.respondent.key == "bert"]
    assert isinstance(cell, Cell)
    return now, view, cell


def test_passages_are_painted_with_what_marks_quote(comparison, bert, safe, alice, bob):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="Owl-2 is safe")
    now, view, cell = cell_of_bert(comparison, alice)
    ((passage, html, size),) = passages_of(now, view, cell)
    assert passage.text == "Is it safe?\nYes, Owl-2 is safe. It was tested by five people for a year."
    assert html == (
        "<h2>Is it safe?</h2><p>Yes, <mark>Owl-2 is safe</mark>. It was tested <strong>by five people</strong> "
        "for a year.</p>"
    )
    assert size == len("".join(passage.text.split()))


def test_other_evidence_in_the_same_words_asks_for_nothing_anew(
    comparison, bert, safe, alice, bob, django_assert_num_queries
):
    now, view, cell = cell_of_bert(comparison, alice)
    with django_assert_num_queries(1):
        passages_of(now, view, cell)
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="for a year")
    now, view, cell = cell_of_bert(comparison, alice)
    with django_assert_num_queries(0):
        ((_, html, _),) = passages_of(now, view, cell)
    assert "<mark>for a year</mark>" in html


def test_the_history_is_one_query_and_begins_with_the_newest(
    comparison, bert, safe, alice, bob, django_assert_num_queries
):
    place_mark(question=safe, transcript=bert, by=bob, value="no", rationale="It bites.")
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="It does not.")
    say_support(question=safe, transcript=bert, by=alice, value="not_found")
    resolve_cell(question=safe, transcript=bert, by=alice, value="yes", why="All say so.")
    _, view, cell = cell_of_bert(comparison, alice)
    with django_assert_num_queries(1):
        events = history_of(view, cell)
    assert [event.who for event in events] == ["Alice", "Alice", "Bob", "Bob"]


def test_another_cell_has_a_history_of_its_own(comparison, bert, safe, alice, bob):
    place_mark(question=comparison.questions.get(key="works"), transcript=bert, by=bob, value="yes")
    _, view, cell = cell_of_bert(comparison, alice)
    assert history_of(view, cell) == []
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert len(history_of(view, cell)) == 1


@pytest.mark.parametrize("times", [1, 3])
def test_the_queries_do_not_grow_with_the_acts(comparison, bert, safe, alice, bob, times, django_assert_num_queries):
    for number in range(times):
        place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale=f"Because {number}.")
    now, view, cell = cell_of_bert(comparison, alice)
    with django_assert_num_queries(2):
        passages_of(now, view, cell)
        assert len(history_of(view, cell)) == times

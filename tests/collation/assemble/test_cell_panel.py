"""What is read for the panel of one cell."""

from collation.assemble.cell_panel import passages_of
from collation.assemble.collation import collate
from collation.cells import Cell
from reviews.domain.marks import place_mark
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
    ((passage, html, size, prompt),) = passages_of(now, view, cell)
    assert passage.text == "Is it safe?\nYes, Owl-2 is safe. It was tested by five people for a year."
    assert html == (
        "<h2>Is it safe?</h2><p>Yes, <mark>Owl-2 is safe</mark>. It was tested <strong>by five people</strong> "
        "for a year.</p>"
    )
    assert (size, prompt) == (len("".join(passage.text.split())), "")


def test_other_evidence_in_the_same_words_asks_for_nothing_anew(
    comparison, bert, safe, alice, bob, django_assert_num_queries
):
    now, view, cell = cell_of_bert(comparison, alice)
    with django_assert_num_queries(1):
        passages_of(now, view, cell)
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="for a year")
    now, view, cell = cell_of_bert(comparison, alice)
    with django_assert_num_queries(0):
        ((_, html, *_),) = passages_of(now, view, cell)
    assert "<mark>for a year</mark>" in html

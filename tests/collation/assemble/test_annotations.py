"""Annotations as pages show them."""

import pytest

from collation.assemble.annotations import annotations_in, on_response, painted_elsewhere, painted_on_page
from collation.assemble.collation import collate
from reviews.domain.annotations import annotate
from reviews.domain.placements import place_passage
from reviews.lens import lens
from reviews.models import Annotation
from tests.factories import make_transcript


@pytest.fixture
def response(comparison):
    return make_transcript(comparison, "Ada", ("What?", "Owls see well. They bite.")).responses.get()


def test_an_annotation_knows_whose_words_it_is_on_and_the_cells_that_they_answer(comparison, response, alice, bob):
    question = comparison.questions.get(key="works")
    place_passage(response=response, start=0, end=14, question=question, belongs=True, by=alice)
    made = annotate(response=response, by=bob, quote="see", label="claim")
    annotate(response=response, by=alice, quote="bite", note="Ouch")
    view = lens(bob, comparison)
    (first, second), lost = on_response(comparison, view, response, collate(comparison, view))
    assert (first.number, first.label, first.slot, first.by, first.own) == (made.pk, "claim", 1, "Bob", True)
    assert (first.name, first.respondent, first.turn) == ("Ada", "ada", 1)
    assert first.shown_at == f"/c/{comparison.slug}/responses/{response.pk}/"
    assert [cell.question.key for cell in first.cells] == ["works"]
    assert (second.label, second.slot, second.own, second.cells, lost) == ("", 0, False, (), [])
    assert first.says == {"label": "claim", "note": ""}


def test_lost_annotations_of_the_conversation_stand_apart(comparison, response, bob):
    annotate(response=response, by=bob, quote="see", label="claim")
    Annotation.objects.update(orphaned=True)
    other = make_transcript(comparison, "Bert", ("What?", "They bite."))
    view = lens(bob, comparison)
    collation = collate(comparison, view)
    assert on_response(comparison, view, other.responses.get(), collation) == ([], [])
    assert [one.state for one in on_response(comparison, view, response, collation)[0]] == ["lost"]


def test_what_is_painted_says_who_and_where_the_list_is(comparison, response, bob):
    made = annotate(response=response, by=bob, quote="see", label="hedge")
    view = lens(bob, comparison)
    (here,) = painted_on_page(view, [made])
    assert (here.said, here.to, here.anchor) == (
        f"Annotation {made.pk}, hedge, by Bob",
        f"#a-{made.pk}",
        f"a-{made.pk}-at",
    )
    (there,) = painted_elsewhere(comparison, view, [response.pk])[response.pk]
    assert (there.to, there.anchor) == (f"/c/{comparison.slug}/responses/{response.pk}/#a-{made.pk}", "")
    assert list(annotations_in(view, response.pk, 0, 6)) == [made]
    assert list(annotations_in(view, response.pk, 0, 5)) == []

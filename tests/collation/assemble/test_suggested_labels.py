"""Suggested labels as the page of annotations shows them."""

import pytest

from collation.assemble.suggested_labels import suggested_labels
from reviews.domain.blinding import set_blinding
from reviews.domain.marks import place_mark
from reviews.domain.readers import NewQuotation, NewReply, NewStatement, take_reply
from reviews.lens import lens
from tests.factories import make_transcript


@pytest.fixture
def response(comparison, alice):
    response = make_transcript(comparison, "Ada", ("What?", "Owls see well. They bite.")).responses.get()
    said = [
        NewStatement(what="label", label="hedge", quotations=(NewQuotation(response, 15, 25),)),
        NewStatement(what="label", label="claim", quotations=(NewQuotation(response, 0, 14),)),
        NewStatement(what="label", label="evidence", quotations=(NewQuotation(response, 0, 4),), suspect=True),
    ]
    take_reply(comparison=comparison, by=alice, name="GPT-5.2", reply=NewReply("{}", tuple(said)))
    return response


def test_they_stand_in_the_order_of_the_words_without_what_addresses_the_reader(
    comparison, response, bob, django_assert_num_queries
):
    view = lens(bob, comparison)
    with django_assert_num_queries(2):  # and the names of the respondents
        first, second = suggested_labels(comparison, view)
    assert (first.label, first.label_key, first.slot, first.by) == ("claim", "claim", 1, "suggested by GPT-5.2")
    assert (first.name, first.respondent, first.turn, first.state) == ("Ada", "ada", 1, "here")
    assert first.shown_at == f"/c/{comparison.slug}/responses/{response.pk}/"
    assert second.label == "hedge"
    assert [one.stored.quotation for one in (first, second)] == ["Owls see well.", "They bite."]


def test_a_blind_reviewer_sees_them_once_every_cell_is_marked_and_without_names(comparison, response, alice, bob):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    comparison.refresh_from_db()
    assert suggested_labels(comparison, lens(bob, comparison)) == []
    assert len(suggested_labels(comparison, lens(alice, comparison))) == 2
    *most, last = comparison.questions.filter(scored=True)
    for question in most:
        place_mark(question=question, transcript=response.transcript, by=bob, value="yes")
    assert suggested_labels(comparison, lens(bob, comparison)) == []
    place_mark(question=last, transcript=response.transcript, by=bob, value="yes")
    assert {one.name for one in suggested_labels(comparison, lens(bob, comparison))} == {"Response A"}

"""Annotations from files of other programs."""

import pytest

from reviews.domain.annotations import annotate
from reviews.domain.importing import (
    HERE_ALREADY,
    NO_WORDS,
    NOT_FOUND,
    NOT_THERE,
    SAYS_NOTHING,
    SEVERAL,
    TOO_LONG,
    ForeignAnnotation,
    import_annotations,
)
from reviews.domain.labels import archive_label
from reviews.domain.sources import correct_source
from reviews.models import Annotation
from tests.factories import make_transcript
from tests.reviews.domain.two_voices import split

SAID = "Owls see well at night, and so do cats. They see.\n\n- They bite."


@pytest.fixture
def response(comparison):
    make_transcript(comparison, "Bert", ("What?", "Owls see well at night, and they hunt."))
    return make_transcript(comparison, "Ada", ("What?", SAID)).responses.get()


def taken(comparison, by, *annotations: ForeignAnnotation) -> tuple[list[str], list[tuple[int, str]]]:
    came = import_annotations(comparison=comparison, by=by, source="notes.jsonld", annotations=annotations)
    return [one.quotation for one in came.taken], [(one.place, one.why) for one in came.dropped]


def test_words_are_found_again_in_the_response_that_is_named(comparison, response, bob):
    foreign = ForeignAnnotation(
        words="see well", response_id=response.pk, label="Claim", note="*Hm*", creator="Cleo\x07 of elsewhere"
    )
    assert taken(comparison, bob, foreign) == (["see well"], [])
    made = Annotation.objects.get()
    assert (made.response, made.label.key, made.note_html, made.created_by) == (
        response,
        "claim",
        "<p><em>Hm</em></p>",
        bob,
    )
    assert (made.imported_from, made.imported_creator) == ("notes.jsonld", "Cleo of elsewhere")
    assert made.history.get().history_user == bob


def test_without_a_name_the_words_are_searched_everywhere(comparison, response, bob):
    assert taken(comparison, bob, ForeignAnnotation(words="and so do cats", note="a"))[0] == ["and so do cats"]
    context = {"prefix": "well at night, ", "suffix": " they hunt."}
    assert taken(comparison, bob, ForeignAnnotation(words="and", note="b", **context))[0] == ["and"]
    assert {one.response.transcript.key for one in Annotation.objects.filter(note="b")} == {"bert"}


def test_what_is_dropped_is_told_with_the_reason(comparison, response, alice, bob):
    archive_label(comparison=comparison, key="hedge")
    here = annotate(response=response, by=alice, quote="cats", label="claim")
    of_ada = {"response_id": response.pk, "note": "x"}
    assert taken(
        comparison,
        bob,
        ForeignAnnotation(words=" ", **of_ada),
        ForeignAnnotation(words="they hunt", **of_ada),
        ForeignAnnotation(words="penguins", note="x"),
        ForeignAnnotation(words="They", **of_ada),
        ForeignAnnotation(words="bite", note="x"),
        ForeignAnnotation(words="cats", response_id=response.pk),
        ForeignAnnotation(words="cats", response_id=response.pk, note="x" * 5_001),
        ForeignAnnotation(words="cats", response_id=response.pk, label="claim", number=here.pk),
        ForeignAnnotation(words="They", start=response.text.rindex("They"), **of_ada),
        ForeignAnnotation(words="They", start=response.text.rindex("They"), **of_ada),
        ForeignAnnotation(words="cats", response_id=response.pk, label="hedge"),
    ) == (
        ["They", "cats"],
        [
            (1, NO_WORDS),
            (2, NOT_THERE),
            (3, NOT_FOUND),
            (4, SEVERAL),
            (5, SEVERAL),
            (6, SAYS_NOTHING),
            (7, TOO_LONG),
            (8, HERE_ALREADY),
            (10, HERE_ALREADY),
        ],
    )
    assert Annotation.objects.latest("pk").note == "Labelled “hedge” there."


def test_a_response_that_was_corrected_leads_to_what_replaced_it(comparison, recorded, alice, bob):
    owl = recorded[0]
    before = owl.responses.first()
    correct_source(source=owl.source, parsed=split(), by=alice)
    foreign = ForeignAnnotation(words="works", prefix="It ", suffix=" at night", response_id=before.pk, note="x")
    assert taken(owl.comparison, bob, foreign) == (["works"], [])
    assert Annotation.objects.get().response == owl.responses.current().first()


def test_one_that_is_torn_grows_and_nothing_at_all_changes_nothing(comparison, response, bob):
    assert taken(comparison, bob, ForeignAnnotation(words="ee wel", response_id=response.pk, note="x"))[0] == [
        "see well"
    ]
    comparison.refresh_from_db()
    before = comparison.revision
    assert taken(comparison, bob, ForeignAnnotation(words="penguins", note="x")) == ([], [(1, NOT_FOUND)])
    comparison.refresh_from_db()
    assert comparison.revision == before


def test_the_number_of_queries_does_not_depend_on_that_of_annotations(
    comparison, response, bob, django_assert_num_queries
):
    words = ("night", "cats", "bite")
    taken(comparison, bob, ForeignAnnotation(words="well", response_id=response.pk, note="x"))
    for count in (1, 2):
        with django_assert_num_queries(12):
            foreign = [ForeignAnnotation(words=one, response_id=response.pk, note=str(count)) for one in words[:count]]
            taken(comparison, bob, *foreign)

"""The verbs of publications: a version is kept, withdrawn, buried."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.comparisons import rename_comparison
from reviews.domain.publications import bury, canonical, next_number, record_publication, unnumbered, withdraw
from reviews.models import Comparison, Publication
from reviews.refusal import Refused

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def drawn_up(comparison: Comparison, **words: str) -> dict:
    """A document of the comparison as it is now."""
    revision = Comparison.objects.get(pk=comparison.pk).revision
    return {
        "publication": {"title": "Owls", "finding": "They part.", "number": None, **words},
        "comparison": {"revision": revision, "phase": "collect", "slug": comparison.slug},
    }


def keep(comparison: Comparison, by, **words: str) -> Publication | None:
    return record_publication(comparison=comparison, by=by, document=drawn_up(comparison, **words))


@given(VALUES)
def test_the_canonical_text_holds_the_document_and_is_one(document):
    text = canonical(document)
    assert json.loads(text) == document
    assert canonical(json.loads(text)) == text


def test_the_canonical_text_is_sorted_and_dense():
    assert canonical({"b": [1, "ö"], "a": None}) == '{"a":null,"b":[1,"ö"]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))


def test_without_number_date_revision_and_phase_two_that_say_the_same_are_equal(comparison):
    first = drawn_up(comparison)
    second = {
        "publication": {**first["publication"], "number": 2, "published_at": "2026-03-01"},
        "comparison": {**first["comparison"], "revision": 9, "phase": "published"},
    }
    assert unnumbered(first) == unnumbered(second)
    assert unnumbered(first) != unnumbered(drawn_up(comparison, finding="They agree."))


def test_a_version_is_numbered_dated_and_hashed(comparison, alice):
    version = keep(comparison, alice)
    document = json.loads(version.document)
    assert (document["publication"]["number"], version.number, version.created_by) == (1, 1, alice)
    assert document["publication"]["published_at"] == version.created_at.isoformat(timespec="seconds")
    assert version.document == canonical(document)
    assert version.sha256 == hashlib.sha256(version.document.encode()).hexdigest()
    assert (version.title, version.finding) == ("Owls", "They part.")
    assert Comparison.objects.values_list("phase", "revision").get() == ("published", 2)


def test_the_same_again_is_the_version_that_stands(comparison, alice):
    first = keep(comparison, alice)
    assert keep(comparison, alice) == first
    assert Comparison.objects.get().revision == 2
    assert keep(comparison, alice, finding="They agree.").number == 2


def test_a_document_of_an_earlier_revision_is_not_kept(comparison, alice):
    document = drawn_up(comparison)
    rename_comparison(comparison=comparison, title="Kites")
    assert record_publication(comparison=comparison, by=alice, document=document) is None
    assert not Publication.objects.exists()
    assert Comparison.objects.get().revision == 2


def test_a_document_needs_a_title(comparison, alice):
    with pytest.raises(Refused, match=r"^Give the publication a title\.$") as refused:
        keep(comparison, alice, title=" ")
    assert refused.value.field == "title"
    assert Comparison.objects.values_list("phase", "revision").get() == ("collect", 1)


def test_one_or_all_are_withdrawn_for_good(comparison, alice):
    for finding in ("One.", "Two.", "Three."):
        keep(comparison, alice, finding=finding)
    (second,) = withdraw(comparison=comparison, by=alice, why=" It was wrong. ", number=2)
    assert (second.number, second.withdrawn_by, second.withdrawn_why) == (2, alice, "It was wrong.")
    assert Comparison.objects.get().phase == "published"
    assert [one.number for one in withdraw(comparison=comparison, by=alice, why="")] == [3, 1]
    assert Comparison.objects.get().phase == "reconcile"
    revision = Comparison.objects.get().revision
    assert withdraw(comparison=comparison, by=alice, why="Again.") == []
    assert Comparison.objects.get().revision == revision
    assert next_number(comparison) == 4
    assert Publication.objects.get(number=2).document != ""


def test_a_buried_version_keeps_what_its_tombstone_says(comparison, alice, bob):
    for finding in ("One.", "Two."):
        keep(comparison, alice, finding=finding)
    (first,) = withdraw(comparison=comparison, by=alice, why="It was wrong.", number=1)
    bury(comparison=comparison, by=bob, numbers=[1, 2], why="A document was deleted.")
    kept = [
        (one.title, one.document, one.finding, one.withdrawn_why, one.withdrawn_by)
        for one in Publication.objects.order_by("number")
    ]
    assert kept == [
        ("Owls", "", "", "It was wrong.", alice),
        ("Owls", "", "", "A document was deleted.", bob),
    ]
    assert Publication.objects.get(number=1).withdrawn_at == first.withdrawn_at
    assert len(Publication.objects.get(number=2).sha256) == 64

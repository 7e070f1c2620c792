"""Documents: what they read as, and how one relates to what is stored."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.documents import Document, StoredMatch, as_read, match_stored, pack, stored_source, unpack
from reviews.domain.sources import correct_source, record_document
from reviews.intake import corrections
from reviews.intake.document import ROLES, is_partition
from reviews.intake.parse import parse
from reviews.models import Source
from tests.exports import export_of, talk
from tests.factories import make_comparison
from tests.reviews.domain.two_voices import document, read, split


def test_a_document_is_known_by_its_bytes():
    assert document().sha256 == document().sha256
    assert document(data=b"others").sha256 != document().sha256
    assert document(data=b"").sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_stored_document_reads_as_people_corrected_it(recorded, alice):
    source = recorded[0].source
    assert as_read(source) == read()
    correct_source(source=source, parsed=split(), by=alice)
    assert as_read(Source.objects.get()).pieces == split().pieces


def test_bytes_are_found_in_their_comparison_alone(comparison, recorded, alice, team):
    source = stored_source(comparison, document().sha256)
    assert source == recorded[0].source
    assert {"data", "text", "pieces", "voices", "messages"} <= source.get_deferred_fields()
    assert stored_source(comparison, document(data=b"others").sha256) is None
    assert stored_source(make_comparison(alice, team, title="Kite"), document().sha256) is None


def exported(turns: int) -> Document:
    """The export of one conversation of so many turns."""
    data = export_of(talk(1, turns=turns))
    return Document(data, "conversations.json", "application/json", parse(data, name="conversations.json"))


def test_an_export_matches_its_conversation(comparison, alice):
    (transcript,) = record_document(comparison=comparison, document=exported(2), by=alice)
    matches = [match_stored(comparison, exported(turns).parsed) for turns in (1, 2, 3)]
    assert [(one.source, one.relation, one.shared) for one in matches] == [
        (transcript.source, "shorter", 1),
        (transcript.source, "same", 2),
        (transcript.source, "goes_on", 2),
    ]
    assert matches[2].merged == exported(3).parsed
    assert matches[0].merged == exported(1).parsed
    assert match_stored(comparison, replace(exported(2).parsed, conversation="another")) is None


def test_what_is_no_conversation_matches_nothing(comparison, recorded):
    assert match_stored(comparison, read()) is None


@pytest.mark.parametrize(
    ("relation", "shared", "words"),
    [
        ("same", 1, "Nothing is new here: this conversation is stored since 1 March 2026, with its only turn."),
        (
            "shorter",
            1_234,
            "Nothing is new here: this conversation is stored since 1 March 2026, with all of its 1,234 turns.",
        ),
        ("parts", 0, "Another branch of this conversation is stored since 1 March 2026: they part at the first turn."),
        (
            "parts",
            1,
            "Another branch of this conversation is stored since 1 March 2026: the first turn is the same in both.",
        ),
        (
            "parts",
            3,
            "Another branch of this conversation is stored since 1 March 2026: the first 3 turns are the same in both.",
        ),
    ],
)
def test_what_is_stored_is_told_in_words(relation, shared, words):
    source = Source(created_at=datetime(2026, 3, 1, tzinfo=UTC))
    match = StoredMatch(source, read(), read(), relation, shared)
    assert match.in_words == words
    assert (match.nothing_new, match.goes_on) == (relation != "parts", False)


@given(cuts=st.lists(st.tuples(st.integers(0, 140), st.sampled_from(ROLES)), max_size=12))
def test_packing_loses_nothing(cuts):
    parsed = read()
    for offset, role in cuts:
        if 0 < offset < len(parsed.text):
            parsed = corrections.carve(parsed, offset, len(parsed.text), role)
    assert unpack(parsed.text, pack(parsed)) == parsed
    assert is_partition(parsed)

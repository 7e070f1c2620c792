"""The verbs of transcripts: columns go and come back, and how much of each is published."""

import pytest

from reviews.domain.transcripts import archive_transcript, choose_publishing, publish_turn, restore_transcript
from reviews.models import Comparison, Response, Transcript
from reviews.refusal import Refused
from tests.factories import make_transcript


@pytest.fixture
def owl(comparison) -> Transcript:
    return make_transcript(comparison, "Owl", ("Is it safe?", "It is."))


def revisions() -> tuple[int, int]:
    return Comparison.objects.values_list("revision", "text_revision").get()


def test_a_column_goes_and_comes_back(comparison, owl):
    before = revisions()
    archive_transcript(transcript=owl)
    first = Transcript.objects.get().archived_at
    archive_transcript(transcript=owl)
    assert (list(Transcript.objects.current()), Transcript.objects.get().archived_at) == ([], first)
    assert Response.objects.current().count() == 1
    assert revisions() == (before[0] + 1, before[1] + 1), "the second time changes nothing"
    restore_transcript(transcript=owl)
    restore_transcript(transcript=owl)
    assert list(Transcript.objects.current()) == [owl]
    assert revisions() == (before[0] + 2, before[1] + 2)


def test_a_column_without_words_stays_away(owl):
    archive_transcript(transcript=owl)
    Response.objects.update(superseded_at="2026-03-01T12:00Z")
    with pytest.raises(Refused, match=r"^A correction left this respondent nothing to say"):
        restore_transcript(transcript=owl)
    assert Transcript.objects.get().archived_at is not None


def test_how_much_is_published_is_one_of_three(owl):
    before = revisions()
    for publish in ("quotations", "quotations", "nothing"):
        choose_publishing(transcript=owl, publish=publish)
        assert Transcript.objects.get().publish == publish
    assert revisions() == (before[0] + 2, before[1]), "no word has changed"
    with pytest.raises(Refused, match=r"^Choose full text, quotations only, or nothing\.$") as refused:
        choose_publishing(transcript=owl, publish="all")
    assert refused.value.field == "publish"
    assert Transcript.objects.get().publish == "nothing"


def test_a_turn_is_published_anyway(owl):
    response, before = owl.responses.get(), revisions()
    for anyway in (True, True, False):
        publish_turn(response=response, anyway=anyway)
        assert Response.objects.get().publish_anyway is anyway
    assert revisions() == (before[0] + 2, before[1])

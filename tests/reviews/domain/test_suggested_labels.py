"""Labels that readers suggest: taken over, dismissed, suggested again."""

import pytest

from reviews.domain.annotations import delete_annotation
from reviews.domain.labels import archive_label
from reviews.domain.readers import NewQuotation, NewReply, NewStatement, take_reply
from reviews.domain.suggested_labels import dismiss_label, suggest_again, take_label
from reviews.lens import lens
from reviews.models import Annotation
from reviews.refusal import Refused
from tests.factories import make_transcript


@pytest.fixture
def response(comparison):
    return make_transcript(comparison, "Ada", ("What?", "Owls see well. They bite.")).responses.get()


def suggest(response, by, label="claim", *, name="GPT-5.2", raw="{}"):
    """Let a reader suggest a label for the first sentence."""
    comparison = response.transcript.comparison
    said = NewStatement(what="label", label=label, quotations=(NewQuotation(response, 0, 14),))
    take_reply(comparison=comparison, by=by, name=name, reply=NewReply(raw, (said,)))


def suggested(comparison, *, dismissed=False):
    return list(lens(None, comparison).suggested_labels(dismissed=dismissed))


def test_one_click_makes_it_the_persons_own_and_says_whose_suggestion_it_was(comparison, response, alice, bob):
    suggest(response, alice)
    (one,) = suggested(comparison)
    made = take_label(suggestion=one, by=bob)
    assert (made.quotation, made.label.key, made.created_by, made.suggested_by) == (
        "Owls see well.", "claim", bob, "GPT-5.2",
    )  # fmt: skip
    assert (made.prefix, made.suffix) == ("", " They bite.")
    assert [(was.suggested_by, was.history_user) for was in made.history.all()] == [("GPT-5.2", bob)]
    revision = type(comparison).objects.get().revision
    assert take_label(suggestion=one, by=bob) == made
    assert (Annotation.objects.count(), type(comparison).objects.get().revision) == (1, revision)
    assert suggested(comparison) == []
    delete_annotation(annotation=made, by=bob)
    assert suggested(comparison) == [one]


def test_what_is_dismissed_is_suggested_by_no_reader_until_it_is_restored(comparison, response, alice, bob):
    suggest(response, alice)
    (one,) = suggested(comparison)
    dismiss_label(suggestion=one, by=bob)
    one.statement.refresh_from_db()
    assert one.statement.dismissed_by == bob
    suggest(response, alice, name="Skimmer")
    suggest(response, alice, raw="{ }")
    assert suggested(comparison) == []
    assert {again.statement.reply.reader.name for again in suggested(comparison, dismissed=True)} == {
        "GPT-5.2", "Skimmer",
    }  # fmt: skip
    suggest(response, alice, "hedge", name="Third")
    assert [other.statement.label.key for other in suggested(comparison)] == ["hedge"]
    suggest_again(suggestion=one)
    assert len(suggested(comparison)) == 3


def test_a_label_that_was_archived_and_a_turn_that_was_corrected_meanwhile_are_refused(
    comparison, response, alice, bob
):
    suggest(response, alice)
    (one,) = suggested(comparison)
    archive_label(comparison=comparison, key="claim")
    assert suggested(comparison) == []
    with pytest.raises(Refused, match="“claim” was archived"):
        take_label(suggestion=one, by=bob)
    response.superseded_at = response.transcript.comparison.created_at
    response.save()
    with pytest.raises(Refused, match="corrected since"):
        take_label(suggestion=one, by=bob)
    assert not Annotation.objects.exists()

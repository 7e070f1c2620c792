"""Words that are kept out of publications, by whom and when."""

import pytest

from reviews.domain.redactions import redact, undo_redaction
from reviews.models import Comparison, Redaction
from reviews.refusal import Refused


def test_words_are_redacted_once_and_that_is_undone(comparison, alice, bob):
    one = redact(comparison=comparison, by=bob, words="  bob@example.org ")
    assert (one.words, one.created_by, one.undone_at) == ("bob@example.org", bob, None)
    assert redact(comparison=comparison, by=alice, words="bob@example.org") == one
    undo_redaction(redaction=one, by=alice)
    undo_redaction(redaction=one, by=bob)
    assert (one.undone_by, Comparison.objects.get().revision) == (alice, 3)
    redact(comparison=comparison, by=alice, words="bob@example.org")
    kept = Redaction.objects.values_list("created_by__name", "undone_by__name")
    assert list(kept) == [("Bob", "Alice"), ("Alice", None)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (" a ", "Give at least 3 characters: fewer would take out half of the page."),
        ("", "Give at least 3 characters: fewer would take out half of the page."),
        ("x" * 501, "Give at most 500 characters at a time."),
    ],
)
def test_words_that_are_too_short_or_long_are_refused(comparison, alice, words, said):
    with pytest.raises(Refused) as refused:
        redact(comparison=comparison, by=alice, words=words)
    assert (str(refused.value), refused.value.field) == (said, "words")
    assert not Redaction.objects.exists()


def test_there_are_not_too_many(comparison, alice, monkeypatch):
    monkeypatch.setattr("reviews.domain.redactions.MOST", 1)
    redact(comparison=comparison, by=alice, words="one")
    with pytest.raises(Refused, match=r"^A comparison has at most 1 redactions\.$"):
        redact(comparison=comparison, by=alice, words="two")

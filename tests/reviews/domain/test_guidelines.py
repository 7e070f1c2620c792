"""Guidelines in versions: a mark freezes what it was made under, and remembers it."""

from __future__ import annotations

import pytest

from reviews.domain.guidelines import MOST_CHARS, guidelines_say, is_frozen, versions, write_guidelines
from reviews.domain.marks import place_mark, withdraw_mark
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.questions import archive_question
from reviews.models import GuidelineVersion, Mark
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))


def told(comparison, question=None) -> list[tuple[int, str, str]]:
    return [(one.number, one.markdown, str(one.created_by)) for one in versions(comparison, question)]


def test_until_the_first_mark_there_is_one_version(comparison, alice, bob, safe):
    assert write_guidelines(comparison=comparison, by=alice, question=safe, markdown="  ") is None
    version = write_guidelines(comparison=comparison, by=alice, question=safe, markdown="Only what it *says*.")
    assert version.html == "<p>Only what it <em>says</em>.</p>"
    write_guidelines(comparison=comparison, by=bob, question=safe, markdown="What it says.")
    assert told(comparison, safe) == [(1, "What it says.", "Bob")]
    assert told(comparison) == []


def test_a_mark_freezes_a_version_for_good(comparison, alice, bob, safe, ada):
    general = write_guidelines(comparison=comparison, by=alice, markdown="Read all of it.")
    first = write_guidelines(comparison=comparison, by=alice, question=safe, markdown="What it says.")
    assert not is_frozen(first)
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    mark = Mark.objects.get()
    assert (mark.guideline, mark.general_guideline) == (first, general)
    withdraw_mark(question=safe, transcript=ada, by=bob)
    assert is_frozen(first) and is_frozen(general)
    second = write_guidelines(comparison=comparison, by=bob, question=safe, markdown="What it claims.")
    assert told(comparison, safe) == [(1, "What it says.", "Alice"), (2, "What it claims.", "Bob")]
    write_guidelines(comparison=comparison, by=alice, question=safe, markdown="")
    assert told(comparison, safe) == [(1, "What it says.", "Alice"), (2, "", "Alice")]
    assert second.number == 2


def test_the_same_mark_again_is_made_under_the_new_version(comparison, alice, bob, safe, ada):
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    assert Mark.objects.get().guideline is None
    version = write_guidelines(comparison=comparison, by=alice, question=safe, markdown="What it says.")
    assert Mark.objects.get().guideline is None
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    assert Mark.objects.get().guideline == version


def test_the_same_words_are_no_version(comparison, alice, safe):
    write_guidelines(comparison=comparison, by=alice, markdown="Read.")
    revision = comparison.revision
    write_guidelines(comparison=comparison, by=alice, markdown=" Read. ")
    assert (comparison.revision, GuidelineVersion.objects.count()) == (revision, 1)


def test_what_is_refused(comparison, alice, bob, team, safe):
    with pytest.raises(Refused, match=r"^Guidelines hold at most 20,000 characters; these have 20,001\.$"):
        write_guidelines(comparison=comparison, by=alice, markdown="a" * (MOST_CHARS + 1))
    other = make_comparison(alice, team, title="Kite").questions.get(key="safe")
    with pytest.raises(Refused, match=r"^This question is not asked here\.$"):
        write_guidelines(comparison=comparison, by=alice, question=other, markdown="Read.")
    seen = token(guidelines_say(None))
    write_guidelines(comparison=comparison, by=alice, markdown="Read.", seen=seen)
    with pytest.raises(Overtaken):
        write_guidelines(comparison=comparison, by=bob, markdown="Read twice.", seen=seen)
    archive_question(question=safe, by=alice)
    with pytest.raises(Refused, match=r"^This question is no longer asked"):
        write_guidelines(comparison=comparison, by=alice, question=safe, markdown="Read.")

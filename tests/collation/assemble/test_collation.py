"""The reading of a comparison that changes while it is being read."""

from contextlib import suppress

import pytest
from django.db import transaction

from collation.assemble.collation import collate, record_of
from collation.publish.public_lens import public_lens
from reviews.domain.changes import changing
from reviews.domain.marks import place_mark
from reviews.domain.placements import place_passage, withdraw_placements
from reviews.domain.questions import archive_question, reword_question
from reviews.domain.transcripts import archive_transcript, choose_publishing, restore_transcript
from reviews.lens import lens
from reviews.models import Comparison, Question
from tests.factories import make_transcript


def names(comparison: Comparison) -> list[str]:
    return [respondent.name for respondent in collate(comparison).respondents]


def test_a_change_between_the_look_at_the_comparison_and_at_its_record(comparison, alice):
    make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    bert = make_transcript(comparison, "Bert", ("Is it safe?", "It is not."))
    seen_before = Comparison.objects.get(pk=comparison.pk)
    assert names(seen_before) == ["Ada", "Bert"]
    archive_transcript(transcript=bert)
    archive_question(question=comparison.questions.get(key="works"), by=alice)
    assert names(seen_before) == ["Ada"]
    rows = collate(seen_before).rows
    assert [(row.question.key, len(row.cells)) for row in rows] == [("safe", 1), ("code_safe", 1)]
    restore_transcript(transcript=bert)
    assert names(seen_before) == names(Comparison.objects.get(pk=comparison.pk)) == ["Ada", "Bert"]


# The words come from the cache


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is."))


def record(comparison: Comparison):
    """What a request reads that begins now."""
    now = Comparison.objects.get(pk=comparison.pk)
    return record_of(now, lens(None, now))


def test_words_are_read_once_and_after_every_change_of_them(comparison, ada, alice, bob, django_assert_num_queries):
    safe, works = comparison.questions.get(key="safe"), comparison.questions.get(key="works")
    response = ada.responses.get()
    words = {"response": response, "start": 0, "end": 6, "by": bob}
    placed = []
    for change in (
        lambda: placed.append(place_passage(**words, question=safe, belongs=True)),
        lambda: withdraw_placements(comparison=comparison, placements=placed, by=bob),
        lambda: reword_question(question=safe, text="Is it safe at all?", by=alice),
        lambda: archive_question(question=works, by=alice),
        lambda: make_transcript(comparison, "Bert", ("Is it safe?", "It is not.")),
        lambda: archive_transcript(transcript=ada),
    ):
        before = record(comparison)
        with django_assert_num_queries(1 + 3):
            assert record(comparison) == before
        change()
        after = record(comparison)
        assert (after.questions, after.respondents, after.placements) != (
            before.questions,
            before.respondents,
            before.placements,
        )
    now = record(comparison)
    assert [question.text for question in now.questions] == ["Is it safe at all?", "Is the code it produces safe?"]
    assert [(one.name, one.turns[0].text) for one in now.respondents] == [("Bert", "It is not.")]
    assert now.placements == ()


def test_a_mark_leaves_the_words_in_the_cache_and_is_never_read_from_it(
    comparison, ada, bob, django_assert_num_queries
):
    record(comparison)
    place_mark(question=comparison.questions.get(key="safe"), transcript=ada, by=bob, value="no")
    with django_assert_num_queries(1 + 3):
        assert [mark.value for mark in record(comparison).marks] == ["no"]


def test_words_that_were_rolled_back_are_in_no_later_record(comparison, ada):
    seen = Comparison.objects.get(pk=comparison.pk)
    with suppress(RuntimeError), transaction.atomic():
        with changing(seen, words=True):
            Question.objects.filter(key="safe").update(text="Half a word")
        assert "Half a word" in [question.text for question in record_of(seen, lens(None, seen)).questions]
        raise RuntimeError("What was around it is refused.")
    with changing(comparison, words=True):
        Question.objects.filter(key="safe").update(text="Is it safe now?")
    assert record(comparison).questions[1].text == "Is it safe now?"


def test_the_public_gets_no_words_from_the_teams_record(comparison, ada):
    make_transcript(comparison, "Bert", ("Is it safe?", "It is not."))
    choose_publishing(transcript=ada, publish="nothing")
    assert [one.name for one in record(comparison).respondents] == ["Ada", "Bert"]
    public = record_of(comparison, public_lens(comparison))
    assert [(one.name, len(one.turns)) for one in public.respondents] == [("Bert", 1)]
    assert [one.name for one in record(comparison).respondents] == ["Ada", "Bert"]

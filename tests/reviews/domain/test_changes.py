"""Every change raises the counters and keeps the summary."""

import json
from contextlib import suppress

import pytest
from django.db import transaction

from reviews.domain.changes import changing, summarise
from reviews.domain.comparisons import archive_comparison, rename_comparison, restore_comparison
from reviews.domain.findings import NewPoint, gather_finding, rate_finding
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.papers import describe_paper
from reviews.domain.phases import set_phase
from reviews.domain.placements import withdraw_placements
from reviews.domain.questions import archive_question, move_question, restore_question
from reviews.domain.threads import open_thread, resolve_thread
from reviews.domain.transcripts import archive_transcript, choose_publishing, publish_turn, restore_transcript
from reviews.models import Comparison
from tests.factories import make_transcript


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", "It is."))


@pytest.fixture
def bert(comparison):
    return make_transcript(comparison, "Bert", ("Is it safe?", "It is not."))


def test_a_change_raises_the_revision_and_one_of_words_both(comparison):
    before = (comparison.revision, comparison.text_revision)
    with changing(comparison):
        pass
    assert (comparison.revision, comparison.text_revision) == (before[0] + 1, before[1])
    with changing(comparison, words=True):
        pass
    assert (comparison.revision, comparison.text_revision) == (before[0] + 2, before[1] + 1)
    assert comparison.changed_at > comparison.created_at


def test_the_state_of_the_words_is_another_after_every_change_of_them(comparison):
    states = {comparison.state_of_words}
    with changing(comparison):
        pass
    assert {comparison.state_of_words} == states, "a mark leaves the words as they are"
    for _ in range(2):
        with changing(comparison, words=True):
            pass
        states.add(comparison.state_of_words)
    with suppress(RuntimeError), transaction.atomic():
        with changing(comparison, words=True):
            pass
        states.add(comparison.state_of_words)
        raise RuntimeError("The verb around it is refused.")
    comparison.refresh_from_db()
    with changing(comparison, words=True):
        pass
    states.add(comparison.state_of_words)
    assert len(states) == 5, "the number of what was rolled back comes again, its state does not"


def test_what_raises_inside_leaves_everything_as_it_was(comparison):
    before = Comparison.objects.values().get()
    with pytest.raises(RuntimeError), changing(comparison, words=True):
        Comparison.objects.update(title="Half done")
        raise RuntimeError
    assert Comparison.objects.values().get() == before


def test_the_summary_of_a_comparison(alice, bob, comparison, ada, bert):
    works, safe, _code = comparison.questions.all()
    place_mark(question=safe, transcript=ada, by=alice, value="yes")
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    place_mark(question=safe, transcript=bert, by=alice, value="yes")
    resolve_cell(question=safe, transcript=bert, by=alice, value="no", why="It says so.")
    resolve_cell(question=works, transcript=ada, by=alice, value="silent", why="Not a word.")
    place_mark(question=works, transcript=bert, by=alice, value="abstained")
    open_thread(comparison=comparison, by=bob, body="One.")
    resolve_thread(thread=open_thread(comparison=comparison, by=bob, body="Two.").thread, by=bob)
    comparison.refresh_from_db()
    assert comparison.summary == {
        "respondents": ["Ada", "Bert"],
        "questions": 3,
        "cells": 6,
        "marked": 3,
        "divergence": 1.0,
        "rows": {str(works.pk): [1, None], str(safe.pk): [2, 1.0]},
        "open_threads": 1,
        "words": comparison.state_of_words,
    }


def test_nothing_marked_has_no_divergence(comparison, ada, bert):
    assert summarise(comparison) == {
        "respondents": ["Ada", "Bert"],
        "questions": 3,
        "cells": 6,
        "marked": 0,
        "divergence": None,
        "rows": {},
        "open_threads": 0,
    }


def test_what_is_archived_counts_no_longer(alice, comparison, ada, bert):
    safe = comparison.questions.get(key="safe")
    place_mark(question=safe, transcript=ada, by=alice, value="yes")
    ada.archived_at = comparison.changed_at
    ada.save()
    assert summarise(comparison)["respondents"] == ["Bert"]
    assert (summarise(comparison)["cells"], summarise(comparison)["marked"]) == (3, 0)


def test_a_change_that_turns_out_to_be_nothing_raises_no_counter(comparison):
    before = Comparison.objects.values().get()
    with changing(comparison, words=True) as change:
        change.nothing = True
    assert Comparison.objects.values().get() == before
    assert comparison.revision == before["revision"]


def test_what_a_verb_finds_done_already_raises_no_counter(alice, comparison, ada, bert):
    works, safe, code = comparison.questions.all()
    response = ada.responses.get()
    span = NewPoint(response, 0, len(response.text))
    gathered = {"by": alice, "title": "A point", "kind": "risk", "spans": [span], "candidate": "c" * 64}
    finding = gather_finding(comparison=comparison, **gathered)
    rate_finding(finding=finding, by=alice, value="major")
    archive_question(question=code, by=alice)
    archive_transcript(transcript=bert)
    thread = open_thread(comparison=comparison, by=alice, body="One.").thread
    resolve_thread(thread=thread, by=alice)
    before = Comparison.objects.values().get()
    assert gather_finding(comparison=comparison, **gathered) == finding
    rate_finding(finding=finding, by=alice, value="major")
    archive_question(question=code, by=alice)
    restore_question(question=safe, by=alice)
    archive_transcript(transcript=bert)
    restore_transcript(transcript=ada)
    move_question(question=works, by=alice, up=True)
    choose_publishing(transcript=ada, publish="full")
    publish_turn(response=response, anyway=False)
    set_phase(comparison=comparison, by=alice, phase="collect")
    restore_comparison(comparison=comparison)
    withdraw_placements(comparison=comparison, placements=[], by=alice)
    resolve_thread(thread=thread, by=alice)
    assert Comparison.objects.values().get() == before
    rate_finding(finding=finding, by=alice, value="")
    archive_comparison(comparison=comparison)
    assert comparison.revision == before["revision"] + 2
    rate_finding(finding=finding, by=alice, value="")
    archive_comparison(comparison=comparison)
    assert comparison.revision == before["revision"] + 2


def test_the_same_title_and_the_same_paper_again_change_nothing(comparison):
    describe_paper(comparison=comparison, paper={"doi": "10.1/owl", "abstract": "Owls."})
    before = Comparison.objects.values().get()
    rename_comparison(comparison=comparison, title=comparison.title)
    describe_paper(comparison=comparison, paper={"doi": "10.1/owl", "abstract": "Owls."})
    assert Comparison.objects.values().get() == before
    describe_paper(comparison=comparison, paper={"doi": "10.1/owls"})
    assert comparison.revision == before["revision"] + 1


def test_a_mark_sums_up_its_own_row_and_the_sum_is_the_one_of_all(alice, bob, comparison, ada, bert):
    works, safe, _code = comparison.questions.all()
    place_mark(question=works, transcript=ada, by=alice, value="yes")
    comparison.refresh_from_db()
    del comparison.summary["rows"]  # as it was kept before there were rows
    comparison.save(update_fields=["summary"])
    for question, transcript, by, value in (
        (safe, ada, alice, "yes"),
        (safe, bert, bob, "unclear"),
        (works, bert, bob, "no"),
        (works, ada, alice, "abstained"),
    ):
        place_mark(question=question, transcript=transcript, by=by, value=value)
        comparison.refresh_from_db()
        summed = json.loads(json.dumps(summarise(comparison)))
        assert {name: comparison.summary[name] for name in summed} == summed

"""A stored document, or a comparison, is deleted for good: no word of it stays, and nothing else goes."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collation.publish.freeze import proposal
from reviews.domain.comparisons import rename_comparison
from reviews.domain.deletion import (
    TITLE_GONE,
    WHY_BURIED,
    comparison_deletion,
    delete_comparison,
    delete_source,
    source_deletion,
)
from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft, reopen_source
from reviews.domain.facts import review_fact, strike_value
from reviews.domain.files import forget_orphans
from reviews.domain.marks import place_mark
from reviews.domain.papers import store_pages
from reviews.domain.placements import AskedAlike, place_passage
from reviews.domain.publications import withdraw
from reviews.domain.questions import reword_question
from reviews.domain.redactions import redact
from reviews.domain.sources import record_document
from reviews.domain.storing import store_draft
from reviews.domain.threads import open_thread
from reviews.domain.transcripts import choose_publishing
from reviews.domain.unsaved_words import keep_words
from reviews.intake.parse import parse
from reviews.models import (
    Comment,
    Comparison,
    ExportedConversation,
    Finding,
    Identity,
    IntakeDraft,
    IntakeExport,
    Mark,
    Paper,
    Phase,
    Placement,
    Publication,
    Question,
    Source,
    Thread,
    Transcript,
    UnsavedWords,
)
from reviews.models.stored_bytes import private_files
from reviews.refusal import Refused
from tests.everything_held import holders
from tests.exports import export_of, talk
from tests.factories import make_comparison, make_transcript
from tests.private_chat import MARK, SAFE, paste_chat, publish, work_on
from tests.races import at_once
from tests.reviews.domain.test_sources_exported_again import LONG, SHORT, TALK, export

pytestmark = pytest.mark.django_db


@pytest.fixture
def bert(comparison) -> Transcript:
    return make_transcript(comparison, "Bert", ("Is it safe?", SAFE))


@pytest.fixture
def safe(comparison) -> Question:
    return comparison.questions.get(key="safe")


@pytest.fixture
def chat(comparison, bert) -> Transcript:
    return paste_chat(comparison)


@pytest.fixture
def worked_on(comparison, bert, chat, alice, bob) -> Transcript:
    work_on(chat, bert.responses.get(), alice, bob)
    return chat


def said_by(comparison: Comparison) -> list[tuple]:
    """What everybody else said, asked and decided, row by row."""
    tables = [
        comparison.transcripts,
        comparison.sources.defer("data"),
        comparison.questions,
        Mark.objects.filter(cell__comparison=comparison),
        Mark.history.filter(cell__comparison=comparison),
        Placement.objects.filter(question__comparison=comparison),
        Thread.objects.filter(comparison=comparison),
        Comment.objects.filter(thread__comparison=comparison),
        Question.history.filter(comparison=comparison),
        UnsavedWords.objects.filter(comparison=comparison),
        comparison.redactions,
    ]
    return [row for table in tables for row in table.order_by("pk").values_list()]


class TestADocument:
    def test_no_word_of_it_stays(self, comparison, worked_on, alice):
        publish(comparison, alice)
        assert len(holders(MARK)) > 45, "it is everywhere before"
        delete_source(source=worked_on.source, by=alice)
        assert holders(MARK) == []

    def test_nothing_else_goes(self, comparison, bert, safe, alice, bob):
        place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="Lid.", evidence="It is safe")
        place_mark(question=safe, transcript=bert, by=bob, value="no", rationale="No lid.", evidence="It is safe")
        response = bert.responses.get()
        place_passage(response=response, start=0, end=5, question=safe, belongs=True, by=bob)
        open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=bert)
        open_thread(comparison=comparison, by=bob, body="All in all.")
        keep_words(comparison=comparison, by=bob, place="mark-safe-bert", said={"rationale": SAFE})
        redact(comparison=comparison, by=alice, words="Qzxmally")
        reworded = reword_question(question=safe, by=alice, text="Is it really safe?")
        before = said_by(comparison)
        assert len(before) > 15
        chat = paste_chat(comparison)
        work_on(chat, response, alice, bob)
        delete_source(source=chat.source, by=alice)
        assert said_by(comparison) == before
        assert reworded.history.get().predecessor_id == safe.pk
        assert [sheet.names for sheet in comparison.round_sheets.all()] == [{"B": "bert"}]

    def test_one_is_told_what_goes(self, comparison, worked_on, alice, bob):
        place_mark(question=comparison.questions.get(key="safe"), transcript=worked_on, by=alice, value="no")
        told = source_deletion(worked_on.source)
        assert told.goes == (
            "1 transcript",
            "1 turn",
            "2 marks by 2 reviewers",
            "1 settled cell",
            "1 check against the paper",
            "2 placements",
            "1 annotation",
            "4 quotations under findings",
            "2 findings without any other quotation",
            "2 titles of findings that quote it",
            "1 question adopted from its prompts",
            "2 decisions on facts that it alone states",
            "1 thread with 2 comments",
            "1 draft that is not stored yet",
        )
        assert told.findings == ("qzxfound 0", "qzxtaken qzxapart 0")
        assert told.questions == ("What else did it say?",)
        assert (told.versions, told.branches, told.elsewhere) == ((), 0, ())
        assert delete_source(source=worked_on.source, by=alice, seen=told.token) == told

    def test_a_finding_that_others_raise_stays_in_their_words(self, comparison, worked_on, bert, alice):
        delete_source(source=worked_on.source, by=alice)
        kept = Finding.objects.get(merged_into=None)
        assert kept.title == f"“{SAFE}”"
        assert [point.quotation for point in kept.points.all()] == [SAFE]
        assert [finding.title for finding in kept.merged.all()] == [TITLE_GONE]
        assert kept.history.first().history_user == alice

    def test_a_prompt_that_others_were_given_stays_a_question(self, comparison, alice, bob):
        transcripts = [make_transcript(comparison, name, ("And why not a kite?", SAFE)) for name in ("Ada", "Bert")]
        response = transcripts[0].responses.get()
        asked = AskedAlike("And why not a kite?", "0" * 64)
        place_passage(response=response, start=0, end=5, question=asked, belongs=True, by=bob)
        delete_source(source=transcripts[0].source, by=alice)
        assert comparison.questions.get(prompt_key="0" * 64).text == "And why not a kite?"
        assert not Placement.objects.exists()

    def test_a_fact_that_others_state_stays_decided(self, comparison, bert, chat, alice):
        make_transcript(comparison, "Cleo", ("Is it safe?", "DSA stands for Dense Slow Attention."))
        ada = make_transcript(comparison, "Ada", ("Is it safe?", "DSA stands for Quick Owl."))
        fact = {"comparison": comparison, "by": alice, "kind": "acronym", "topic": "dsa"}
        review_fact(**fact, decision="confirmed")
        strike_value(**fact, value="quick owl", text="Quick Owl")
        strike_value(**fact, value="dense slow attention", text="Dense Slow Attention")
        assert source_deletion(ada.source).goes[-1] == "1 decision on a fact that it alone states"
        delete_source(source=ada.source, by=alice)
        assert [review.topic for review in comparison.fact_reviews.all()] == ["dsa"]
        assert [struck.text for struck in comparison.struck_values.all()] == ["Dense Slow Attention"]

    def test_the_name_stays_if_somebody_else_has_it(self, comparison, alice, team):
        elsewhere = make_comparison(alice, team, title="Other")
        make_transcript(elsewhere, "Ada", ("Is it safe?", SAFE))
        ada = make_transcript(comparison, "Ada", ("Is it safe?", SAFE))
        bert = make_transcript(comparison, "Bert", ("Is it safe?", SAFE))
        assert source_deletion(ada.source).elsewhere == ("Other",)
        delete_source(source=ada.source, by=alice)
        delete_source(source=bert.source, by=alice)
        assert list(Identity.objects.values_list("name", flat=True)) == ["Ada"]
        assert not comparison.respondents.exists()
        comparison.refresh_from_db()
        assert (comparison.summary["respondents"], comparison.summary["cells"]) == ([], 0)

    def test_the_same_document_can_come_in_again(self, comparison, chat, alice):
        delete_source(source=chat.source, by=alice)
        assert paste_chat(comparison).key == chat.key

    def test_a_stale_confirmation_asks_again(self, comparison, chat, safe, alice, bob):
        told = source_deletion(chat.source)
        place_mark(question=safe, transcript=chat, by=bob, value="yes")
        with pytest.raises(Refused, match="What would go has changed"):
            delete_source(source=chat.source, by=alice, seen=told.token)
        assert Mark.objects.count() == 1
        delete_source(source=chat.source, by=alice, seen=source_deletion(chat.source).token)
        assert not Mark.objects.exists()

    def test_what_others_do_elsewhere_changes_no_confirmation(self, comparison, bert, chat, safe, alice, bob):
        told = source_deletion(chat.source)
        place_mark(question=safe, transcript=bert, by=bob, value="yes")
        assert delete_source(source=chat.source, by=alice, seen=told.token) == told

    def test_a_second_time_is_refused(self, comparison, chat, alice):
        source = Source.objects.get(pk=chat.source_id)
        delete_source(source=chat.source, by=alice)
        for again in (lambda: delete_source(source=source, by=alice), lambda: source_deletion(source)):
            with pytest.raises(Refused, match="deleted meanwhile"):
                again()


class TestAConversation:
    def test_its_earlier_exports_go_with_it(self, comparison, alice):
        for document in (SHORT, LONG):
            record_document(comparison=comparison, document=document, by=alice)
        source = Source.objects.get(continued_by=None)
        assert source_deletion(source).goes[0] == "1 earlier export of this conversation"
        delete_source(source=source, by=alice)
        assert not Source.objects.exists()
        assert holders("wind") == []

    def test_drafts_and_uploads_that_hold_it_go_too(self, client, comparison, alice, bob):
        client.force_login(alice)
        intake = f"/c/{comparison.slug}/intake/"
        upload = SimpleUploadedFile("conversations.json", export_of(talk(1, "qzx"), talk(2)))
        client.post(f"{intake}files/", {"files": [upload]})
        export = IntakeExport.objects.get()
        client.post(f"{intake}exports/{export.pk}/read/")
        chosen = ExportedConversation.objects.get(title="qzx")
        client.post(f"{intake}exports/{export.pk}/take/{chosen.pk}/")
        (transcript,) = store_draft(draft=IntakeDraft.objects.get(), by=alice)
        longer = SimpleUploadedFile("conversations.json", export_of(talk(1, "qzx", turns=3)))
        client.post(f"{intake}files/", {"files": [longer]})
        assert IntakeDraft.objects.get().continues == transcript.source
        told = source_deletion(transcript.source)
        assert told.goes[-2:] == ("1 draft that is not stored yet", "1 upload of many conversations")
        delete_source(source=transcript.source, by=alice)
        assert holders("qzx") == []
        assert not IntakeDraft.objects.exists()
        assert not IntakeExport.objects.exists()

    def test_another_branch_stays_and_is_told_of(self, comparison, alice):
        (transcript,) = record_document(comparison=comparison, document=SHORT, by=alice)
        other = export(TALK[0], ("c", "Another way."), TALK[2], TALK[3])
        (branch,) = record_document(comparison=comparison, document=other, by=alice)
        assert branch != transcript
        assert source_deletion(transcript.source).branches == 1
        delete_source(source=transcript.source, by=alice)
        assert list(Source.objects.all()) == [branch.source]


class TestPublications:
    def test_one_that_shows_it_under_an_alias_is_emptied_too(self, comparison, bert, alice):
        chat = paste_chat(comparison)
        redact(comparison=comparison, by=alice, words="Qzxmally")
        shown = publish(comparison, alice)
        assert "qzxmally" not in shown.document
        assert f"redacted-r{chat.pk}" in shown.document
        delete_source(source=chat.source, by=alice)
        shown.refresh_from_db()
        assert (shown.withdrawn_why, f"redacted-r{chat.pk}" in shown.document) == (WHY_BURIED, False)

    def test_one_that_shows_it_is_withdrawn_and_emptied(self, comparison, bert, alice):
        before = publish(comparison, alice, "They differ.")
        chat = paste_chat(comparison)
        shows, withdrawn = publish(comparison, alice), publish(comparison, alice, "qzxonce qzxmore")
        withdraw(comparison=comparison, by=alice, why="A slip.", number=withdrawn.number)
        bytes_before = before.document
        told = source_deletion(chat.source)
        assert [(version.number, version.is_public) for version in told.versions] == [(3, False), (2, True)]
        delete_source(source=chat.source, by=alice, seen=told.token)
        versions = {version.number: version for version in Publication.objects.all()}
        assert versions[1].document == bytes_before
        assert versions[1].withdrawn_at is None
        for number, why in ((2, WHY_BURIED), (3, "A slip.")):
            version = versions[number]
            assert (version.title, version.finding, version.document) == ("Owls", "", "")
            assert (version.withdrawn_why, version.withdrawn_by) == (why, alice)
        assert versions[2].sha256 == shows.sha256
        assert Comparison.objects.get().phase == Phase.PUBLISHED
        assert publish(comparison, alice, "They differ again.").number == 4

    def test_one_that_shows_it_as_an_answer_of_a_later_round_goes_too(self, comparison, bert, alice):
        before = publish(comparison, alice, "They differ.")
        again = make_transcript(comparison, "Bert", ("Is it safe?", "No, it is not safe. Qzxagain."))
        Transcript.objects.filter(pk=again.pk).update(round=2, first=bert)
        shows = publish(comparison, alice)
        assert "Qzxagain" in shows.document
        told = source_deletion(again.source)
        assert [version.number for version in told.versions] == [shows.number]
        delete_source(source=again.source, by=alice, seen=told.token)
        assert [(one.number, one.document == "") for one in Publication.objects.order_by("number")] == [
            (before.number, False),
            (shows.number, True),
        ]

    def test_if_nothing_is_public_any_more_the_phase_goes_back(self, comparison, chat, alice):
        publish(comparison, alice)
        delete_source(source=chat.source, by=alice)
        assert Comparison.objects.get().phase == Phase.RECONCILE

    def test_the_next_one_takes_its_words_from_one_that_is_whole(self, comparison, bert, alice):
        publish(comparison, alice, "They differ.")
        chat = paste_chat(comparison)
        publish(comparison, alice)
        delete_source(source=chat.source, by=alice)
        words, document = proposal(Comparison.objects.get())
        assert (words.title, words.finding) == ("Owls", "They differ.")
        assert [each["key"] for each in document["respondents"]] == ["bert"]

    def test_one_that_shows_its_prompt_as_a_question_goes_though_it_leaves_the_chat_out(
        self, comparison, bert, chat, alice, bob
    ):
        response = bert.responses.get()
        asked = AskedAlike(chat.responses.get().prompt, "0" * 64)
        place_passage(response=response, start=0, end=5, question=asked, belongs=True, by=bob)
        choose_publishing(transcript=chat, publish="nothing")
        publish(comparison, alice, "They differ.")
        assert "Publication.document" in holders(MARK)
        delete_source(source=chat.source, by=alice)
        assert holders(MARK) == []


class TestAComparison:
    def test_no_word_of_it_stays(self, comparison, worked_on, alice, team):
        other = make_comparison(alice, team, title="Other")
        make_transcript(other, "Bert", ("Is it safe?", "Surely."))
        store_pages(comparison=comparison, text="qzxpaper")
        publish(comparison, alice)
        told = comparison_deletion(comparison)
        assert told.goes[:5] == ("2 documents", "2 transcripts", "2 turns", "4 questions", "1 mark by 1 reviewer")
        assert [version.number for version in told.versions] == [1]
        delete_comparison(comparison=comparison, seen=told.token)
        assert holders(MARK) == []
        assert holders(comparison.title) == []
        assert Comparison.objects.get() == other
        assert [paper.title for paper in Paper.objects.all()] == ["Other"]
        assert [identity.name for identity in Identity.objects.all()] == ["Bert"]
        assert other.respondents.get().name == "Bert"

    def test_all_of_it_goes_and_nothing_else(self, things, comparison, charlie):
        theirs = make_comparison(charlie, charlie.memberships.get().team, title="Theirs")
        delete_comparison(comparison=comparison)
        left = {model.__name__ for model in apps.get_app_config("reviews").get_models() if model.objects.exists()}
        assert left == {
            "User",
            "Team",
            "Membership",
            "Invitation",
            "Scale",
            "Paper",
            "Comparison",
            "Question",
            "HistoricalQuestion",
            "Job",  # the letter to whom a comment named: it holds an address and no word, and is not sent any more
        }
        assert set(Question.objects.values_list("comparison", flat=True)) == {theirs.pk}
        assert set(Question.history.values_list("comparison", flat=True)) == {theirs.pk}

    def test_a_stale_confirmation_asks_again(self, comparison, alice):
        told = comparison_deletion(comparison)
        paste_chat(comparison)
        with pytest.raises(Refused, match="What would go has changed"):
            delete_comparison(comparison=comparison, seen=told.token)
        assert Transcript.objects.count() == 1

    def test_what_comes_later_is_refused(self, comparison, alice, bob):
        delete_comparison(comparison=Comparison.objects.get())
        for late in (
            lambda: delete_comparison(comparison=comparison),
            lambda: rename_comparison(comparison=comparison, title="Owls"),
        ):
            with pytest.raises(Refused, match="This comparison was deleted meanwhile"):
                late()


@pytest.mark.parametrize("whole", [False, True], ids=["a document", "a comparison"])
def test_three_of_everything_cost_the_queries_of_one(team, alice, bob, whole):
    counts = []
    for number, times in enumerate((1, 3)):
        comparison = make_comparison(alice, team, title=f"Comparison {number}")
        bert = make_transcript(comparison, f"Bert {number}", ("Is it safe?", SAFE))
        chat = paste_chat(comparison, turns=times)
        work_on(chat, bert.responses.get(), alice, bob, times=times)
        publish(comparison, alice)
        chat.source.refresh_from_db()
        with CaptureQueriesContext(connection) as counted:
            if whole:
                delete_comparison(comparison=comparison)
            else:
                delete_source(source=chat.source, by=alice)
        counts.append(len(counted))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_a_mark_goes_with_the_document_or_is_refused(self, comparison, chat, safe, alice, bob):
        deleted, _ = at_once(
            lambda: delete_source(source=Source.objects.get(pk=chat.source_id), by=alice),
            lambda: place_mark(question=safe, transcript=chat, by=bob, value="yes", rationale="qzxlate"),
        )
        assert not isinstance(deleted, Exception)
        assert holders(MARK) == []

    def test_a_draft_goes_with_the_document_or_does_not_begin(self, comparison, chat, alice, bob):
        deleted, _ = at_once(
            lambda: delete_source(source=Source.objects.get(pk=chat.source_id), by=alice),
            lambda: reopen_source(source=chat.source, by=bob),
        )
        assert not isinstance(deleted, Exception)
        assert holders(MARK) == []

    def test_what_is_made_meanwhile_goes_with_the_comparison_or_is_refused(self, comparison, chat, safe, alice, bob):
        deleted, *_ = at_once(
            lambda: delete_comparison(comparison=Comparison.objects.get()),
            lambda: reopen_source(source=chat.source, by=bob),
            lambda: place_mark(question=safe, transcript=chat, by=bob, value="yes", rationale="qzxlate"),
            lambda: begin_draft(comparison=comparison, by=bob, document=SHORT),
        )
        assert not isinstance(deleted, Exception)
        assert not Comparison.objects.exists()
        assert holders(MARK) == []
        assert not IntakeDraft.objects.exists()

    def test_two_owners_delete_it_once(self, comparison, chat, alice):
        sources = [Source.objects.get(pk=chat.source_id) for _ in range(2)]
        results = at_once(*(partial(delete_source, source=source, by=alice) for source in sources))
        refused = [str(result) for result in results if isinstance(result, Exception)]
        assert refused == ["This document was deleted meanwhile."]

    def test_its_file_goes_with_the_next_sweep(self, comparison, alice):
        text = b"User: Is it safe?\n\nClaude: qzxYes. " + b"It has wings. " * 80_000
        parsed = parse(text, name="chat.txt")
        document = Document(text, "chat.txt", "text/plain", parsed)
        (transcript,) = record_document(comparison=comparison, document=document, by=alice)
        source = transcript.source
        path = Path(private_files().path(source.file_name))
        assert b"qzx" in path.read_bytes()
        delete_source(source=source, by=alice)
        os.utime(path, (0, 0))
        forget_orphans()
        assert not path.exists()
        assert holders(MARK) == []

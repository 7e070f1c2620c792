"""A draft becomes transcripts, unless others stored more of it meanwhile."""

from functools import partial

import pytest

from reviews.domain.documents import parsed_of
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.drafts import reopen_source
from reviews.domain.ended_drafts import discard_draft, ended_draft
from reviews.domain.marks import place_mark
from reviews.domain.placements import place_passage
from reviews.domain.publications import record_publication
from reviews.domain.sources import record_document
from reviews.domain.storing import store_draft, unstore_draft
from reviews.domain.transcripts import archive_transcript
from reviews.intake import corrections
from reviews.models import Comparison, EndedDraft, Identity, IntakeDraft, Respondent, Response, Source, Transcript
from reviews.refusal import Refused
from tests.reviews.domain.one_paste import TEXT, as_prompt, document, read
from tests.reviews.domain.test_publications import drawn_up


def test_a_draft_is_stored_and_gone(draft, alice):
    correct_draft(draft=draft, correction=as_prompt)
    (owl,) = store_draft(draft=draft, by=alice, round=2)
    assert list(owl.responses.values_list("prompt", "text")) == [("", "It works."), ("Does it sleep?", "By day.")]
    assert (owl.round, bytes(owl.source.data), owl.source.created_by) == (2, TEXT.encode(), alice)
    assert IntakeDraft.objects.count() == 0


def test_a_draft_in_which_nobody_answers_stays(draft, alice):
    correct_draft(draft=draft, correction=partial(corrections.carve, start=0, end=len(TEXT), role="prompt"))
    with pytest.raises(Refused, match="Nobody answers anything here"):
        store_draft(draft=draft, by=alice)
    assert (IntakeDraft.objects.count(), Source.objects.count()) == (1, 0)


def test_what_is_stored_can_be_opened_again_and_corrected(comparison, alice):
    (owl,) = record_document(comparison=comparison, document=document(), by=alice)
    draft = reopen_source(source=owl.source, by=alice)
    assert parsed_of(draft).pieces == read().pieces
    assert reopen_source(source=owl.source, by=alice) == draft
    correct_draft(draft=draft, correction=as_prompt)
    assert owl.responses.current().count() == 1
    assert store_draft(draft=draft, by=alice) == [owl]
    assert owl.responses.current().count() == 2
    assert IntakeDraft.objects.count() == 0


def test_a_draft_that_began_before_another_correction_does_not_undo_it(comparison, alice, bob):
    (owl,) = record_document(comparison=comparison, document=document(), by=alice)
    forgotten = reopen_source(source=owl.source, by=alice)
    draft = reopen_source(source=owl.source, by=bob)
    correct_draft(draft=draft, correction=as_prompt)
    store_draft(draft=draft, by=bob)
    words = list(owl.responses.current().values_list("text", flat=True))
    with pytest.raises(Refused, match="corrected since this draft began"):
        store_draft(draft=forgotten, by=alice)
    assert list(owl.responses.current().values_list("text", flat=True)) == words
    discard_draft(draft=forgotten)
    again = reopen_source(source=owl.source, by=alice)
    correct_draft(draft=again, correction=lambda parsed: corrections.carve(parsed, 11, len(TEXT), "answer"))
    assert store_draft(draft=again, by=alice) == [owl]


class TestUnstore:
    """The storing of a draft is undone as if it had never been, while nobody has worked on it."""

    @pytest.fixture
    def stored(self, draft, alice) -> EndedDraft:
        """What became of a corrected draft that was stored."""
        correct_draft(draft=draft, correction=as_prompt)
        number = draft.pk
        store_draft(draft=draft, by=alice)
        ended = ended_draft(user=alice, comparison=draft.comparison, draft=number)
        assert ended is not None
        return ended

    def test_nothing_of_it_stays_and_the_draft_is_back(self, stored, comparison, alice):
        comparison.refresh_from_db()
        assert comparison.summary["respondents"] == ["Owl"]
        draft = unstore_draft(ended=stored, by=alice)
        again = IntakeDraft.objects.get()
        assert (again.pk, again.name, bytes(again.data), again.owner) == (stored.draft, "", TEXT.encode(), alice)
        assert parsed_of(again).pieces == as_prompt(read()).pieces
        for model in (Source, Transcript, Response, Respondent, Identity, EndedDraft):
            assert not model.objects.exists()
        comparison.refresh_from_db()
        assert comparison.summary["respondents"] == []
        (owl,) = store_draft(draft=draft, by=alice)
        assert owl.responses.count() == 2

    def test_a_respondent_who_said_more_stays(self, stored, comparison, alice):
        record_document(comparison=comparison, document=document(b"more"), by=alice)
        unstore_draft(ended=stored, by=alice)
        assert [one.name for one in Respondent.objects.all()] == ["Owl"]
        assert Transcript.objects.count() == 1

    def test_a_column_that_was_taken_out_hinders_nothing(self, stored, alice):
        archive_transcript(transcript=Transcript.objects.get())
        unstore_draft(ended=stored, by=alice)
        assert not Transcript.objects.exists()

    @pytest.mark.parametrize("how", ["mark", "placement", "correction", "open correction", "publication"])
    def test_what_somebody_worked_on_stays(self, stored, comparison: Comparison, alice, bob, how):
        owl, question = Transcript.objects.get(), comparison.questions.first()
        response = owl.responses.first()
        if how == "mark":
            place_mark(question=question, transcript=owl, by=bob, value="yes")
        elif how == "placement":
            place_passage(response=response, start=0, end=3, question=question, belongs=True, by=bob)
        elif how == "publication":
            record_publication(comparison=comparison, by=alice, document=drawn_up(comparison))
        else:
            open_draft = reopen_source(source=owl.source, by=bob)
            if how == "correction":
                correct_draft(draft=open_draft, correction=lambda parsed: corrections.split_at(parsed, 15, "answer"))
                store_draft(draft=open_draft, by=bob)
        with pytest.raises(Refused, match="Somebody has worked on it since it was stored"):
            unstore_draft(ended=stored, by=alice)
        assert Source.objects.count() == 1

    def test_a_correction_is_not_undone_so(self, stored, comparison, alice):
        draft = reopen_source(source=Source.objects.get(), by=alice)
        correct_draft(draft=draft, correction=lambda parsed: corrections.split_at(parsed, 15, "answer"))
        number = draft.pk
        store_draft(draft=draft, by=alice)
        ended = ended_draft(user=alice, comparison=comparison, draft=number)
        assert ended is not None and not ended.made_its_source
        with pytest.raises(Refused, match="This draft corrected what was stored before"):
            unstore_draft(ended=ended, by=alice)

    def test_of_two_presses_the_second_is_told(self, stored, alice):
        same = EndedDraft.objects.select_related("source").get()
        unstore_draft(ended=stored, by=alice)
        with pytest.raises(Refused, match="What was stored is gone already"):
            unstore_draft(ended=same, by=alice)
        assert IntakeDraft.objects.count() == 1

"""A draft becomes transcripts, unless others stored more of it meanwhile."""

from functools import partial

import pytest

from reviews.domain.documents import parsed_of
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.drafts import reopen_source
from reviews.domain.ended_drafts import discard_draft
from reviews.domain.sources import record_document
from reviews.domain.storing import store_draft
from reviews.intake import corrections
from reviews.models import IntakeDraft, Source
from reviews.refusal import Refused
from tests.reviews.domain.one_paste import TEXT, as_prompt, document, read


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

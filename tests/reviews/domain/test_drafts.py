"""A draft is begun from a document, and is its owner’s alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.domain.documents import parsed_of
from reviews.domain.draft_corrections import correct_draft
from reviews.domain.drafts import begin_draft, drafts_of
from reviews.domain.storing import store_draft
from reviews.models import IntakeDraft, Source, Transcript
from reviews.refusal import Refused
from tests.reviews.domain.one_paste import TEXT, as_prompt, document, read


def test_a_draft_holds_what_was_read_and_stores_nothing(draft, comparison, alice):
    draft = IntakeDraft.objects.get()
    assert parsed_of(draft) == read()
    assert (bytes(draft.data), draft.owner, draft.source) == (TEXT.encode(), alice, None)
    assert Source.objects.count() == Transcript.objects.count() == 0
    comparison.refresh_from_db()
    assert comparison.revision == 1


def test_drafts_are_private_and_expire(draft, comparison, alice, bob):
    assert list(drafts_of(alice, comparison)) == [draft]
    assert list(drafts_of(bob, comparison)) == []
    IntakeDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert list(drafts_of(alice, comparison)) == []
    begin_draft(comparison=comparison, by=alice, document=document(b"more"))
    assert not IntakeDraft.objects.filter(pk=draft.pk).exists()


def test_the_same_bytes_give_the_same_draft(draft, comparison, alice):
    correct_draft(draft=draft, correction=as_prompt)
    assert begin_draft(comparison=comparison, by=alice, document=document()).pk == draft.pk
    assert len(IntakeDraft.objects.get().parsed["pieces"]) == 4


def test_what_is_stored_is_not_begun_again(draft, comparison, alice):
    other = begin_draft(comparison=comparison, by=alice, document=document(b"other bytes"))
    store_draft(draft=draft, by=alice)
    stored = Source.objects.get(sha256=document().sha256).created_at
    words = f"This is stored already, since {stored:%-d %B %Y}, as Owl. Nothing was stored twice."
    with pytest.raises(Refused) as refused:
        begin_draft(comparison=comparison, by=alice, document=document())
    assert str(refused.value) == words
    IntakeDraft.objects.filter(pk=other.pk).update(sha256=document().sha256)
    other.refresh_from_db()
    with pytest.raises(Refused):
        store_draft(draft=other, by=alice)
    assert (Source.objects.count(), IntakeDraft.objects.count()) == (1, 1)

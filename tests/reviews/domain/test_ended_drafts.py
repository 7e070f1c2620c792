"""What becomes of a draft is kept, for its owner."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from reviews.domain.ended_drafts import (
    DRAFT_DAYS,
    DraftEnded,
    discard_draft,
    end_drafts,
    ended_draft,
    expiry,
    lock_draft,
)
from reviews.models import DraftEnd, EndedDraft, IntakeDraft, Source


def test_a_discarded_draft_leaves_the_record_alone(draft):
    discard_draft(draft=draft)
    assert IntakeDraft.objects.count() == Source.objects.count() == 0


def test_what_became_of_a_draft_is_told_to_its_owner_alone(draft, comparison, alice, bob):
    assert ended_draft(user=alice, comparison=comparison, draft=draft.pk) is None
    number = draft.pk
    discard_draft(draft=draft)
    ended = ended_draft(user=alice, comparison=comparison, draft=number)
    assert (ended.end, ended.name, ended.owner, ended.source) == (DraftEnd.DISCARDED, "", alice, None)
    assert ended_draft(user=bob, comparison=comparison, draft=number) is None
    assert ended_draft(user=alice, comparison=comparison, draft=number + 1) is None


def test_a_draft_expires(draft, comparison, alice):
    left = expiry() - timezone.now()
    assert timedelta(days=DRAFT_DAYS, seconds=-5) < left <= timedelta(days=DRAFT_DAYS)
    IntakeDraft.objects.update(expires_at=timezone.now())
    assert ended_draft(user=alice, comparison=comparison, draft=draft.pk).end == DraftEnd.EXPIRED
    assert not IntakeDraft.objects.exists()


def test_a_draft_that_ended_cannot_be_locked_or_ended_again(draft):
    same = IntakeDraft.objects.get()
    with transaction.atomic():
        lock_draft(same)
    discard_draft(draft=draft)
    with pytest.raises(DraftEnded), transaction.atomic():
        lock_draft(same)
    with pytest.raises(DraftEnded):
        discard_draft(draft=same)
    assert EndedDraft.objects.count() == 1


def test_the_end_that_came_first_stays(draft):
    other = IntakeDraft.objects.get()
    end_drafts([draft], DraftEnd.DISCARDED)
    end_drafts([other], DraftEnd.EXPIRED)
    assert EndedDraft.objects.get().end == DraftEnd.DISCARDED

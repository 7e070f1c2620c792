"""Struck values: those that stand are those that nobody put back."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.models import StruckValue


def test_a_value_stands_until_it_is_put_back_and_only_once(comparison, alice):
    given = {
        "comparison": comparison,
        "kind": "acronym",
        "topic": "dsa",
        "value": "d",
        "text": "D",
        "created_by": alice,
    }
    first = StruckValue.objects.create(**given, created_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        StruckValue.objects.create(**given, created_at=timezone.now())
    StruckValue.objects.update(restored_by=alice, restored_at=timezone.now())
    assert not StruckValue.objects.standing().exists()
    second = StruckValue.objects.create(**given, created_at=timezone.now())
    assert list(StruckValue.objects.standing()) == [second]
    assert first != second

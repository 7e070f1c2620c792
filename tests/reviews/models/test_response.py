"""Responses: the current ones, of which two have no place in common."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.models import Response
from tests.factories import make_transcript


def test_a_replaced_response_is_not_current_and_leaves_its_place(comparison):
    owl = make_transcript(comparison, "Owl", ("Is it safe?", "It is."), ("Does it work?", "It does."))
    first, second = owl.responses.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=second.pk).update(position=0)
    Response.objects.filter(pk=first.pk).update(superseded_at=timezone.now())
    assert list(owl.responses.current()) == [second]
    Response.objects.filter(pk=second.pk).update(position=0)
    assert owl.responses.current().get().position == 0

"""Drafts that one request began are remembered together."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from reviews.web.batch import batch_of, remember_batch


@pytest.fixture
def request_of_alice() -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = {}
    return request


def drafts(*numbers: int) -> list[SimpleNamespace]:
    return [SimpleNamespace(pk=number) for number in numbers]


def test_a_batch_is_told_of_each_of_its_drafts(request_of_alice):
    remember_batch(request_of_alice, drafts(7, 5, 9))
    assert batch_of(request_of_alice, 5) == (7, 5, 9)
    assert batch_of(request_of_alice, 6) == ()


def test_one_alone_is_no_batch_and_forgets_none(request_of_alice):
    remember_batch(request_of_alice, drafts(7, 5))
    remember_batch(request_of_alice, drafts(9))
    assert (batch_of(request_of_alice, 9), batch_of(request_of_alice, 7)) == ((), (7, 5))

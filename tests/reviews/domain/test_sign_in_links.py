"""Sign-in links: used once, and never by two at the same time."""

from __future__ import annotations

import pytest
from django.test import Client

from reviews.domain.sign_in_links import sign_in_path, tokens
from tests.factories import UserFactory
from tests.races import at_once


@pytest.mark.django_db(transaction=True)
def test_of_eight_presses_at_once_one_signs_in():
    link = sign_in_path(UserFactory(name="Alice"))
    statuses = at_once(*[lambda: Client().post(link).status_code for _ in range(8)])
    assert sorted(statuses) == [302] + [410] * 7


def test_a_link_of_the_same_second_is_used_up_too(db, client):
    alice = UserFactory()
    client.force_login(alice)
    alice.refresh_from_db()
    link = sign_in_path(alice)
    assert client.post(link).status_code == 302
    assert client.post(link).status_code == 410


@pytest.mark.parametrize("change", [{"password": "!another"}, {"email": "other@example.org"}, {"last_login": None}])
def test_what_ends_a_link(db, client, change):
    alice = UserFactory()
    client.force_login(alice)
    alice.refresh_from_db()
    token = tokens.make_token(alice)
    assert tokens.check_token(alice, token)
    for name, value in change.items():
        setattr(alice, name, value)
    assert not tokens.check_token(alice, token)

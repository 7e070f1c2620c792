"""Sign-in links: used once, and never by two at the same time."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client

from reviews.signing_in import sign_in_path, tokens
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_of_eight_presses_at_once_one_signs_in():
    link = sign_in_path(UserFactory(name="Alice"))
    ready = threading.Barrier(8)
    statuses: list[int] = []

    def press() -> None:
        client = Client()
        ready.wait()
        statuses.append(client.post(link).status_code)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(8)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
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

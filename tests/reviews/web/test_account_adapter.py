"""Who signs up, and how often a password may be wrong."""

import time

import pytest
from django.core.cache import cache
from pytest_django.asserts import assertContains, assertRedirects

from reviews.models import User


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def sign_in(client, email: str, password: str, **headers: str):
    return client.post("/accounts/login/", {"login": email, "password": password}, headers=headers)


def test_wrong_passwords_from_elsewhere_lock_nobody_out(client, alice, settings):
    """Behind one proxy: an attacker's address is locked for one person, the person's own is not."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(6):
        refused = sign_in(client, alice.email, "wrong", x_forwarded_for="198.51.100.7")
    assertContains(refused, "Too many failed login attempts")
    refused = sign_in(client, alice.email, "a long password", x_forwarded_for="192.0.2.1, 198.51.100.7")
    assertContains(refused, "Too many failed login attempts")
    own = sign_in(client, alice.email, "a long password", x_forwarded_for="198.51.100.7, 192.0.2.1")
    assertRedirects(own, "/", fetch_redirect_response=False)


@pytest.mark.slow
def test_one_address_that_goes_on_for_an_hour_locks_nobody_out(client, alice, settings, monkeypatch):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    began = time.time()
    for number in range(60):
        monkeypatch.setattr(time, "time", lambda number=number: began + number // 5 * 301)
        sign_in(client, alice.email, "wrong", x_forwarded_for="198.51.100.7")
    own = sign_in(client, alice.email, "a long password", x_forwarded_for="192.0.2.1")
    assertRedirects(own, "/", fetch_redirect_response=False)


def test_without_a_trusted_proxy_the_header_is_anybodys_word(client, alice):
    for number in range(6):
        refused = sign_in(client, alice.email, "wrong", x_forwarded_for=f"192.0.2.{number}")
    assertContains(refused, "Too many failed login attempts")


@pytest.mark.slow
def test_a_person_is_not_guessed_from_many_addresses_either(client, alice, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(100):
        sign_in(client, alice.email, "wrong", x_forwarded_for=f"198.51.100.{number}")
    refused = sign_in(client, alice.email, "a long password", x_forwarded_for="192.0.2.1")
    assertContains(refused, "Too many failed login attempts")
    client.force_login(alice)
    assert client.get("/account/").status_code == 200


def test_right_passwords_do_not_count_as_guesses(client, alice):
    for _ in range(6):
        assertRedirects(sign_in(client, alice.email, "a long password"), "/", fetch_redirect_response=False)
        client.logout()


def test_the_spelling_of_an_address_is_no_way_around_the_limit(client, alice):
    for email in ("alice@example.org", "ALICE@example.org", " alice@example.org ") * 2:
        sign_in(client, email, "wrong")
    assertContains(sign_in(client, alice.email, "a long password"), "Too many failed login attempts")


def test_nobody_signs_up_uninvited(client, db):
    answer = client.post(
        "/accounts/signup/", {"email": "eve@example.org", "password1": "x7!kkQzz", "password2": "x7!kkQzz"}
    )
    assertContains(answer, "Accounts come by invitation")
    assert not User.objects.exists()

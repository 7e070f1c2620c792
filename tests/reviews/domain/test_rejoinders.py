"""Replies of the criticised: checked once, kept without an address, decided by the team."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from reviews.domain import rejoinders
from reviews.domain.rejoinders import (
    check_rejoinder,
    decide_rejoinder,
    forget_unchecked,
    rejoinder_of_link,
    rejoinder_path,
    send_rejoinder,
    take_rejoinders,
)
from reviews.models import Rejoinder
from reviews.refusal import Refused
from tests.everything_held import holders

GIVEN = {"says": "author", "name": "Ada", "email": "ada@Owls.example", "text": "That is *wrong*."}


@pytest.fixture
def open_to_all(comparison):
    take_rejoinders(comparison=comparison, taken=True)
    return comparison


def token_of(rejoinder):
    return rejoinder_path(rejoinder).split("/")[-2]


def test_by_default_none_are_taken(comparison):
    with pytest.raises(Refused, match="No replies are taken"):
        send_rejoinder(comparison=comparison, **GIVEN)
    assert not Rejoinder.objects.exists()


def test_a_link_works_once_and_leaves_the_domain_alone(open_to_all, mailed):
    sent = send_rejoinder(comparison=open_to_all, **GIVEN)
    mailed()
    (letter,) = mail.outbox
    assert letter.to == ["ada@Owls.example"]
    assert holders("ada@") == ["Rejoinder.email"]
    token = token_of(sent)
    assert "/reply/" in letter.body
    assert rejoinder_of_link(token) == sent
    checked = check_rejoinder(token=token)
    assert (checked.email, checked.domain, checked.html) == ("", "owls.example", "<p>That is <em>wrong</em>.</p>")
    assert holders("ada@") == []
    assert check_rejoinder(token=token) is None
    assert check_rejoinder(token=f"{token}x") is None


def test_a_link_expires_and_what_was_not_checked_goes(open_to_all, settings):
    sent = send_rejoinder(comparison=open_to_all, **GIVEN)
    token = token_of(sent)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert check_rejoinder(token=token) is None
    settings.PASSWORD_RESET_TIMEOUT = 60
    Rejoinder.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    other = send_rejoinder(comparison=open_to_all, **GIVEN)
    assert list(Rejoinder.objects.all()) == [other]
    Rejoinder.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    forget_unchecked()
    assert not Rejoinder.objects.exists()


def test_a_link_is_void_once_no_replies_are_taken(open_to_all):
    sent = send_rejoinder(comparison=open_to_all, **GIVEN)
    take_rejoinders(comparison=open_to_all, taken=False)
    assert check_rejoinder(token=token_of(sent)) is None


def test_too_much_is_refused(open_to_all, monkeypatch):
    with pytest.raises(Refused, match="between one and 5,000"):
        send_rejoinder(comparison=open_to_all, **{**GIVEN, "text": "o" * 5_001})
    monkeypatch.setattr(rejoinders, "MOST_WAITING", 1)
    send_rejoinder(comparison=open_to_all, **GIVEN)
    with pytest.raises(Refused, match="Too many"):
        send_rejoinder(comparison=open_to_all, **GIVEN)


def test_only_a_checked_one_is_decided(open_to_all, alice):
    sent = send_rejoinder(comparison=open_to_all, **GIVEN)
    with pytest.raises(Refused, match="was not checked"):
        decide_rejoinder(rejoinder=sent, by=alice, publish=True)
    check_rejoinder(token=token_of(sent))
    decide_rejoinder(rejoinder=sent, by=alice, publish=True)
    sent.refresh_from_db()
    assert (sent.published, sent.decided_by) == (True, alice)

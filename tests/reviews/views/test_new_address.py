"""Another e-mail address: asked for with the password, confirmed from the new one, told to the old one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from reviews.domain.email_addresses import RECENT
from reviews.models import User

PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def alices(client, alice):
    """A browser in which Alice is signed in."""
    client.force_login(alice)
    return client


@pytest.fixture
def asked(alices, mailed):
    """Asks for an address; gives the answer and the mail that was sent, by recipient."""

    def ask(email: str, password: str = PASSWORD):
        mail.outbox.clear()
        answer = alices.post("/account/address/", {"email": email, "password": password})
        assert mail.outbox == [], "mail is a worker's"
        return answer, {message.to[0]: message for message in mailed()}

    return ask


def link_in(message) -> str:
    return re.search(r"^http://localhost:8000(/account/address/\S+)$", message.body, re.MULTILINE)[1]


def press(link: str):
    return Client().post(link)


def test_it_changes_when_the_new_address_confirms(alices, alice, asked, mailed):
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    answer, mails = asked("A@Example.org")
    assertRedirects(answer, "/account/")
    assert mails.keys() == {"a@example.org", "alice@example.org"}
    assert "Someone who is signed in as you asked to change your address" in mails["alice@example.org"].body
    assert "/account/address/" not in mails["alice@example.org"].body
    assertContains(alices.get("/account/"), "We sent a link to <strong>a@example.org</strong>.")
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"

    link = link_in(mails["a@example.org"])
    page = Client().get(link)
    assertContains(page, "Alice will sign in with a@example.org instead of alice@example.org.")
    assert User.objects.get(pk=alice.pk).email == "alice@example.org", "a look changes nothing"
    mail.outbox.clear()
    assert press(link).status_code == 302
    assert User.objects.values_list("email", "new_email").get(pk=alice.pk) == ("a@example.org", "")
    (told,) = mailed()
    assert told.to == ["alice@example.org"]
    assert "Your address at Triangulate is now a@example.org" in told.body

    assert not EmailAddress.objects.filter(email="alice@example.org").exists()
    stranger = Client()
    stranger.post("/accounts/login/", {"login": "alice@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in stranger.session, "the old address signs nobody in"
    assertContains(Client().get(link), "This link no longer works", status_code=410)
    assert press(link).status_code == 410


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [
        ("a@example.org", "a wrong password", "This is not your password."),
        ("a@example.org", "", "This field is required."),
        ("alice@EXAMPLE.org", PASSWORD, "This is your address already."),
        ("no address", PASSWORD, "Enter a valid email address."),
    ],
)
def test_what_is_refused_changes_and_mails_nothing(alice, asked, email: str, password: str, words: str):
    answer, mails = asked(email, password)
    assertContains(answer, words, status_code=422)
    assert mails == {}
    assert User.objects.get(pk=alice.pk).new_email == ""


def test_an_address_of_somebody_else_is_told_to_its_owner_alone(alices, alice, bob, asked):
    answer, mails = asked("BOB@example.org")
    assertRedirects(answer, "/account/")
    assert mails.keys() == {"bob@example.org", "alice@example.org"}
    assert "You have an account there with this address, so nothing has changed." in mails["bob@example.org"].body
    assert "http" not in mails["bob@example.org"].body
    assertContains(alices.get("/account/"), "We sent a link to <strong>bob@example.org</strong>.")
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"


def test_a_wish_that_is_taken_back_before_its_mail_is_sent_mails_no_link(alices, alice, mailed):
    alices.post("/account/address/", {"email": "new@example.org", "password": PASSWORD})
    alices.post("/account/address/forget/")
    assert [message.to for message in mailed()] == [["alice@example.org"]]


def test_an_address_that_was_taken_meanwhile(alice, bob, asked):
    _, mails = asked("new@example.org")
    User.objects.filter(pk=bob.pk).update(email="new@example.org")
    answer = press(link_in(mails["new@example.org"]))
    assertContains(answer, "Someone else has this address.", status_code=422)
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"


@pytest.mark.parametrize("how", ["another wish", "withdrawn", "another password", "switched off"])
def test_what_makes_a_link_void(alices, alice, asked, how: str):
    _, mails = asked("new@example.org")
    link = link_in(mails["new@example.org"])
    if how == "another wish":
        asked("newer@example.org")
    elif how == "withdrawn":
        assertRedirects(alices.post("/account/address/forget/"), "/account/")
        assertNotContains(alices.get("/account/"), "new@example.org")
    elif how == "another password":
        alice.refresh_from_db()
        alice.set_password("night flight 7")
        alice.save()
    else:
        User.objects.filter(pk=alice.pk).update(is_active=False)
    assertContains(Client().get(link), "This link no longer works", status_code=410)
    assert press(link).status_code == 410
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"


def test_someone_without_a_password_signs_in_again_first(alices, alice, asked):
    alice.set_unusable_password()
    alice.last_login = timezone.now() - RECENT
    alice.save()
    alices.force_login(alice)
    User.objects.filter(pk=alice.pk).update(last_login=timezone.now() - RECENT)
    page = alices.get("/account/")
    assertContains(page, "sign in again by a link</a>: you have no password")
    assertNotContains(page, "Send a confirmation link")
    answer, mails = asked("new@example.org", "")
    assertContains(answer, "sign in again by a link</a>: you have no password", status_code=422)
    assert mails == {}

    User.objects.filter(pk=alice.pk).update(last_login=timezone.now())
    assertNotContains(alices.get("/account/"), "Your password")
    answer, mails = asked("new@example.org", "")
    assertRedirects(answer, "/account/")
    assert "new@example.org" in mails


@pytest.mark.parametrize("path", ["/account/address/", "/account/address/forget/"])
def test_only_whoever_is_signed_in_and_only_by_post(alices, path: str):
    assertRedirects(Client().post(path), f"/accounts/login/?next={path}")
    assert alices.get(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/account/address/1/x/", "/account/address/!/!/", "/account/address/zzzzzzzzzzzzzz/c-0/"]
)
def test_a_wrong_link_is_a_page_in_words(db, path: str):
    assertContains(Client().get(path), "This link no longer works", status_code=410)


def test_the_confirmation_page_of_the_library_is_ours(db):
    assertContains(Client().get("/accounts/confirm-email/abc:def/"), "This link no longer works", status_code=410)


def test_the_password_is_guessed_ten_times_a_minute(alices, asked):
    statuses = [asked("new@example.org", "wrong")[0].status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]

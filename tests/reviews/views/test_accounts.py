"""Signing in by link, and one's own account."""

import logging
import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects, assertTemplateUsed

from config.logs import HideSecrets
from reviews.domain.sign_in_links import sign_in_path
from reviews.domain.threads import open_thread
from reviews.domain.users import rename_person
from reviews.models import User


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def test_a_link_comes_by_mail_and_signs_in_once(client, alice, mailed):
    assertRedirects(client.post("/in/", {"email": "Alice@Example.org"}), "/in/?sent")
    (message,) = mailed()
    assert message.to == ["alice@example.org"]
    assert message.subject == "Your sign-in link for Triangulate"
    link = re.search(r"^http://localhost:8000(/in/\S+)$", message.body, re.MULTILINE)[1]

    assertContains(client.get(link), "<h1>Sign in as Alice</h1>")
    assert "_auth_user_id" not in client.session
    assertRedirects(client.post(link), "/")
    assert client.session["_auth_user_id"] == str(alice.pk)

    client.logout()
    for answer in (client.get(link), client.post(link)):
        assertContains(answer, "This link no longer works", status_code=410)
    assert "_auth_user_id" not in client.session


def test_the_answer_does_not_say_whether_someone_has_the_address(client, alice, mailed):
    known, unknown = (
        client.post("/in/", {"email": email}, follow=True) for email in (alice.email, "nobody@example.org")
    )
    assertContains(known, "Check your email")
    assertContains(known, '<a href="/in/">Ask for another</a>')
    assert re.sub(r"\w{64}", "", known.content.decode()) == re.sub(r"\w{64}", "", unknown.content.decode())
    assert [message.to for message in mailed()] == [[alice.email]]


def test_someone_inactive_gets_no_link(client, alice, mailed):
    User.objects.update(is_active=False)
    client.post("/in/", {"email": alice.email})
    assert mailed() == []


def test_an_address_gets_three_links_a_minute(client, alice, mailed):
    statuses = [client.post("/in/", {"email": alice.email}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]
    assert len(mailed()) == 3


def test_what_is_no_address_is_refused_in_the_form(client, db):
    assertContains(client.post("/in/", {"email": "alice"}), "Enter a valid email address.", status_code=422)


@pytest.mark.parametrize("path", ["/in/1/x/", "/in/!/!/", "/in/zzzzzzzzzzzzzz/c0ffee-00/"])
def test_a_wrong_link_is_a_page_in_words(client, db, path: str):
    assertContains(client.get(path), "A sign-in link works once", status_code=410)


def test_a_link_for_someone_else_says_whose_session_ends(client, alice, bob):
    client.force_login(bob)
    link = sign_in_path(alice)
    assertContains(client.get(link), "You are signed in as Bob now; this signs Bob out")
    client.post(link)
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_a_password_signs_in(client, alice):
    page = client.get("/accounts/login/")
    assertTemplateUsed(page, "base.html")
    assertContains(page, "Send me a sign-in link")
    answer = client.post("/accounts/login/", {"login": alice.email, "password": "a long password"})
    assertRedirects(answer, "/", fetch_redirect_response=False)
    assertContains(client.get("/"), "Signed in as Alice.")


def test_a_one_time_link_does_not_get_into_the_log(alice, caplog):
    handler = next(one for one in logging.getLogger().handlers if any(isinstance(f, HideSecrets) for f in one.filters))
    link = sign_in_path(alice)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link).status_code == 403
    (record,) = [one for one in caplog.records if one.name == "django.security.csrf"]
    assert handler.filter(record)
    uid = link.split("/")[2]
    assert handler.format(record).endswith(f"Forbidden (CSRF cookie not set.): /in/{uid}/…/")
    assertRedirects(Client().post(link), "/")


def test_signing_out_is_confirmed(client, alice):
    client.force_login(alice)
    assertContains(client.get("/accounts/logout/"), "You are signed in as Alice, alice@example.org.")
    assert "_auth_user_id" in client.session
    assertRedirects(client.post("/accounts/logout/"), "/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    ["password/reset/", "password/reset/done/", "password/reset/key/1-set-password/", "login/", "inactive/", "signup/"],
)
def test_every_page_for_someone_not_signed_in_is_ours(client, db, path: str):
    answer = client.get(f"/accounts/{path}")
    assertTemplateUsed(answer, "base.html")
    assertContains(answer, "<h1>")


@pytest.mark.parametrize("path", ["password/change/", "logout/", "reauthenticate/"])
def test_every_page_for_someone_signed_in_is_ours(client, alice, path: str):
    client.force_login(alice)
    assertTemplateUsed(client.get(f"/accounts/{path}"), "base.html")


def test_one_changes_ones_name(client, alice):
    client.force_login(alice)
    assertContains(client.get("/account/"), "You sign in with <strong>alice@example.org</strong>")
    assertRedirects(client.post("/account/", {"name": " Alice A. ", "email": "a@example.org"}), "/account/")
    alice.refresh_from_db()
    assert (alice.name, alice.email) == ("Alice A.", "alice@example.org")
    assertContains(client.post("/account/", {"name": " "}), "This field is required.", status_code=422)


def test_nobody_takes_the_name_that_pages_have_for_their_reader(client, alice):
    client.force_login(alice)
    refused = "“You” is what these pages call whoever reads them. Give another name."
    assertContains(client.post("/account/", {"name": " You "}), refused, status_code=422)
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_the_account_asks_for_a_sign_in(client, db):
    assertRedirects(client.get("/account/"), "/accounts/login/?next=/account/")


def test_addresses_are_managed_on_the_account_page(client, alice):
    client.force_login(alice)
    assertRedirects(client.get("/accounts/email/"), "/account/")


def test_a_forgotten_password_is_replaced_by_mail(client, alice, mailed):
    sent = client.post("/accounts/password/reset/", {"email": alice.email}, follow=True)
    assertContains(sent, "Check your email")
    assertContains(sent, '<a href="/accounts/password/reset/">Ask for another</a>')
    link = re.search(r"/accounts/password/reset/key/\S+", mailed()[0].body)[0]
    page = client.get(link, follow=True)
    assertContains(page, "<h1>Choose a new password</h1>")
    words = {"password1": "night flight 7", "password2": "night flight 7"}
    done = client.post(page.redirect_chain[-1][0], words, follow=True)
    assertContains(done, "<h1>Your password has changed</h1>")
    assert User.objects.get(pk=alice.pk).check_password("night flight 7")
    assertContains(client.get(link, follow=True), "This link no longer works")


def test_someone_without_a_password_sets_one(client, alice):
    alice.set_unusable_password()
    alice.save()
    client.force_login(alice)
    assertContains(client.get("/account/"), "Set a password")
    assertContains(client.get("/accounts/password/set/"), "<h1>Set a password</h1>")


def test_a_new_name_is_seen_on_pages_that_were_kept(client, alice, bob, comparison):
    open_thread(comparison=comparison, by=bob, body="What of it?")
    client.force_login(alice)
    address = f"/c/{comparison.slug}/threads/"
    kept = client.get(address).headers["ETag"]
    rename_person(user=bob, name="Bob")
    assert client.get(address, headers={"If-None-Match": kept}).status_code == 304
    rename_person(user=bob, name="Robert")
    assertContains(client.get(address, headers={"If-None-Match": kept}), "Robert")

"""Every error is a page in words."""

from unittest.mock import patch

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django.asserts import assertContains

from reviews.domain.blinding import set_blinding
from reviews.domain.comparisons import archive_comparison
from tests.factories import make_comparison, make_transcript


def test_what_is_not_there_and_what_is_not_ones_own_look_alike(client, charlie, comparison):
    client.force_login(charlie)
    missing, hidden = client.get("/c/missing/ask/"), client.get(f"/c/{comparison.slug}/ask/")
    for answer in (missing, hidden, client.get("/nowhere")):
        assertContains(answer, "<h1>There is nothing here</h1>", status_code=404)
        assertContains(answer, "it belongs to a team that you are not in", status_code=404)
    assert comparison.title not in hidden.content.decode()


def test_what_ones_role_does_not_allow_says_who_can_help(client, bob, comparison):
    client.force_login(bob)
    answer = client.get(f"/c/{comparison.slug}/settings/")
    assertContains(answer, "Your role here doesn’t allow that.", status_code=403)
    assertContains(answer, "An owner of the team can change your role.", status_code=403)


def test_the_page_of_an_archived_comparison_holds_no_hidden_name(client, alice, bob, team):
    comparison = make_comparison(alice, team, title="Perplexity or ChatGPT")
    make_transcript(comparison, "Perplexity", ("Is it safe?", "Yes."))
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    archive_comparison(comparison=comparison)
    for person, title in ((bob, "[name] or ChatGPT"), (alice, "Perplexity or ChatGPT")):
        client.force_login(person)
        answer = client.post(f"/c/{comparison.slug}/threads/open/", {"body": "So?"})
        assertContains(answer, f"<title>Archived · {title}", status_code=403)


def test_a_form_from_before_signing_in_is_explained(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assertContains(client.post("/new/", {"title": "Owl"}), "This page was open too long", status_code=403)


@pytest.mark.django_db
def test_a_malformed_request_is_explained(client):
    answer = client.get("/", headers={"host": "else.where"})
    assertContains(answer, "We couldn’t understand that request", status_code=400)


def test_a_fault_of_ours_is_a_page_that_needs_nothing():
    client = Client(raise_request_exception=False)
    with patch("reviews.views.health.MigrationExecutor", side_effect=ZeroDivisionError):
        answer = client.get("/healthz")
    assertContains(answer, "<h1>Something went wrong</h1>", status_code=500)
    assert render_to_string("500.html") == answer.content.decode()

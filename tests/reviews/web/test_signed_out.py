"""A session that ended while a page of it was open."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects


@pytest.mark.parametrize("ask", ["get", "post"])
def test_a_request_of_a_script_is_refused_instead_of_being_sent_to_sign_in(client, comparison, ask):
    address = f"/c/{comparison.slug}/threads/open/"
    response = getattr(client, ask)(address, headers={"HX-Request": "true", "HX-Target": "panel"})
    assert (response.status_code, response.content) == (401, b"")
    plain = getattr(client, ask)(address)
    assertRedirects(plain, f"/accounts/login/?next={address}")


def test_other_redirects_are_followed_by_scripts_too(client, comparison):
    client.force_login(comparison.created_by)
    response = client.post(f"/c/{comparison.slug}/settings/phase/", {"phase": "mark"}, headers={"HX-Request": "true"})
    assertRedirects(response, f"/c/{comparison.slug}/settings/#phase", fetch_redirect_response=False)


def test_a_form_from_before_signing_in_is_refused_likewise(comparison):
    client = Client(enforce_csrf_checks=True)
    client.force_login(comparison.created_by)
    address = f"/c/{comparison.slug}/threads/open/"
    response = client.post(address, {"body": "Is it so?"}, headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"")
    assertContains(client.post(address, {"body": "Is it so?"}), "This page was open too long", status_code=403)

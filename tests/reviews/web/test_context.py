"""The context of a comparison's views: who is let in, by which method, and when a page is sent again."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from reviews.access import EDIT, MARK
from reviews.domain.comparisons import archive_comparison, rename_comparison
from reviews.models import Role
from reviews.refusal import Gone
from reviews.web.context import comparison_act, comparison_page, comparison_view
from tests.factories import MembershipFactory


def seen(context, **address) -> HttpResponse:
    """A view that tells what it was given."""
    told = (context.comparison.slug, context.seat.role, context.lens.viewer_id, context.here, address)
    return HttpResponse(repr(told))


@pytest.fixture
def ask(comparison):
    """Asks a view as somebody who is signed in."""

    def asked(view, user, method="get", **address):
        request = getattr(RequestFactory(), method)("/")
        request.user = user
        return view(request, comparison.slug, **address)

    return asked


def test_a_view_is_given_the_comparison_and_what_its_viewer_may_do_and_know(ask, comparison, bob):
    view = comparison_view("facts")(seen)
    assert ask(view, bob).text == repr((comparison.slug, Role.REVIEWER, bob.pk, "facts", {}))


def test_the_rest_of_the_address_is_passed_on(ask, comparison, bob):
    answer = ask(comparison_view("facts")(seen), bob, question="safe")
    assert answer.text == repr((comparison.slug, Role.REVIEWER, bob.pk, "facts", {"question": "safe"}))


def test_whoever_is_signed_out_is_sent_to_sign_in_even_with_a_wrong_method(client, comparison):
    for method in (client.get, client.post):
        answer = method(f"/c/{comparison.slug}/settings/phase/")
        assert (answer.status_code, answer.url) == (
            302,
            f"/accounts/login/?next=/c/{comparison.slug}/settings/phase/",
        )


def test_another_method_is_refused(ask, bob):
    assert ask(comparison_page("facts")(seen), bob, "post").status_code == 405
    assert ask(comparison_act("facts", EDIT)(seen), bob).status_code == 405


def test_an_outsider_finds_nothing_and_a_reader_may_not_change(client, comparison, team, charlie):
    address = f"/c/{comparison.slug}/settings/phase/"
    client.force_login(charlie)
    assert client.post(address).status_code == 404
    client.force_login(MembershipFactory(team=team, role=Role.READER).user)
    assert client.post(address).status_code == 403


def test_an_archived_comparison_is_read_and_not_changed(client, comparison, alice):
    archive_comparison(comparison=comparison)
    client.force_login(alice)
    assert client.get(f"/c/{comparison.slug}/facts/").status_code == 200
    assert client.post(f"/c/{comparison.slug}/settings/phase/", {"phase": "mark"}).status_code == 403


def test_a_page_is_sent_again_only_after_a_change(client, comparison, bob):
    address = f"/c/{comparison.slug}/agreement/"
    client.force_login(bob)
    first = client.get(address)
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "private, no-cache")
    assert {"Cookie", "HX-Request"} <= set(first.headers["Vary"].split(", "))
    held = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=held)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    rename_comparison(comparison=comparison, title="Other owls")
    assert client.get(address, headers=held).status_code == 200


def test_a_refusal_that_no_form_shows_is_a_page(ask, bob):
    def refuse(context) -> HttpResponse:
        raise Gone("It was <b>deleted</b> meanwhile.")

    for view, method in ((comparison_view()(refuse), "get"), (comparison_act("facts", MARK)(refuse), "post")):
        answer = ask(view, bob, method)
        assert (answer.status_code, "It was &lt;b&gt;deleted&lt;/b&gt; meanwhile." in answer.text) == (409, True)

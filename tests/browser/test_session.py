"""A session that ends while its pages are open: nothing on them is lost, and work goes on after signing in again."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from reviews.domain.sign_in_links import sign_in_path
from reviews.models import Mark
from tests.collation.samples.two_answers import ADA, ASKED, BERT
from tests.factories import make_comparison, make_transcript


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    make_transcript(comparison, "Ada", (ASKED, ADA))
    make_transcript(comparison, "Bert", (ASKED, BERT))
    return comparison


def sign_in(page: Page, live_server, user) -> None:
    page.goto(f"{live_server.url}{sign_in_path(user)}")
    page.get_by_role("button", name="Sign in as").click()
    page.wait_for_url(f"{live_server.url}/")


@pytest.fixture
def bobs(context: BrowserContext, live_server, bob) -> Page:
    page = context.new_page()
    sign_in(page, live_server, bob)
    return page


def test_what_was_typed_outlives_the_session(bobs: Page, context, live_server, comparison, bob):
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/matrix/safe/bert/")
    bobs.locator(".mark-form input[name=value][value=no]").check()
    bobs.get_by_label("Why you read it so").fill("It says so twice.")
    Session.objects.all().delete()
    bobs.get_by_role("button", name="Save mark").click()
    failure = bobs.get_by_role("alert").filter(has_text="You have been signed out.")
    expect(failure).to_contain_text("what you wrote is still here")
    expect(bobs.get_by_label("Why you read it so")).to_have_value("It says so twice.")

    bob.refresh_from_db()
    with context.expect_page() as opened:
        failure.get_by_role("link", name="Sign in").click()
    sign_in(opened.value, live_server, bob)
    bobs.get_by_role("button", name="Save mark").click()
    expect(bobs.locator("#panel-title")).to_contain_text("no")
    expect(failure).to_be_hidden()
    assert Mark.objects.get().rationale == "It says so twice."


def test_the_table_stays_when_the_session_ends(bobs: Page, live_server, comparison):
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/")
    table = bobs.locator("#compare-table")
    before = table.inner_html()
    Session.objects.all().delete()
    passage = bobs.locator(".passage").first
    passage.get_by_text("Why here").click()
    passage.get_by_role("button", name="Answers no question here").click()
    expect(bobs.get_by_role("alert").filter(has_text="You have been signed out.")).to_be_visible()
    expect(bobs.locator("#compare-table details.why[open]")).to_have_count(1)
    table.locator("details.why[open]").evaluate("details => details.removeAttribute('open')")
    assert table.inner_html().replace(' data-apart=""', "") == before, "but for the columns that a selection leaves out"

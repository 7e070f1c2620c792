"""The back button: what was typed is there again, and after a log-out nothing is."""

import re

from playwright.sync_api import BrowserContext, expect

from tests.browser.pages import sign_in
from tests.factories import make_transcript


def test_what_was_typed_is_there_again_on_a_page_that_is_kept_nowhere(
    context: BrowserContext, live_server, alice, comparison
):
    sign_in(context, live_server, alice)
    page = context.new_page()
    for path, field in (("/new/", "[name=title]"), (f"/c/{comparison.slug}/threads/open/", "[name=body]")):
        page.goto(live_server.url + path)
        page.locator(field).fill("Half a thought")
        page.get_by_role("link", name="Teams").first.click() if path == "/new/" else page.get_by_role(
            "link", name="Matrix"
        ).click()
        page.wait_for_url(re.compile("/teams/|/matrix/"))
        page.go_back()
        expect(page.locator(field)).to_have_value("Half a thought")


def test_after_a_log_out_the_back_button_shows_no_page_of_ones_own(
    context: BrowserContext, live_server, alice, comparison
):
    make_transcript(comparison, "Claude", ("Does it work?", "It does."))
    sign_in(context, live_server, alice)
    page = context.new_page()
    for path in (f"/c/{comparison.slug}/", "/teams/"):
        page.goto(live_server.url + path)
    page.goto(f"{live_server.url}/accounts/logout/")
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(f"{live_server.url}/")
    for _ in range(2):
        page.go_back()
        page.wait_for_load_state()
    for _ in range(2):
        expect(page).to_have_url(re.compile("/accounts/(login|logout)/|/$"))
        expect(page.get_by_text("It does.")).to_have_count(0)
        page.go_back()
        page.wait_for_load_state()

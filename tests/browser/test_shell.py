"""The frame of every page, in a browser: themes, keyboard, narrow screens, no script, and what axe finds."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reviews.domain.comparisons import archive_comparison
from reviews.domain.sign_in_links import sign_in_path
from reviews.domain.teams import invite
from reviews.models import Role
from tests.browser.pages import faults, sign_in
from tests.factories import UserFactory, make_comparison, make_transcript


@pytest.fixture
def figures(alice, team, comparison):
    """Three comparisons with different figures; the first is the fixture's."""
    make_transcript(comparison, "Claude", ("Does it work?", "It does."))
    for title, share in (("Barn owls at night", 0.67), ("A reading of the snowy owl", 0.22)):
        other = make_comparison(alice, team, title=title)
        other.summary.update(respondents=["Claude", "ChatGPT"], cells=6, marked=3, divergence=share, open_threads=2)
        other.save(update_fields=["summary"])
    return comparison


def test_every_page_of_the_shell_is_accessible_and_fits(browser: Browser, live_server, alice, team, figures):
    slug = figures.slug
    _, secret = invite(team=team, role=Role.REVIEWER, by=alice, note="Dora")
    owners = [
        "/",
        "/?q=nothing+like+it",
        "/new/",
        f"/c/{slug}/ask/",
        f"/c/{slug}/settings/",
        "/teams/",
        "/teams/triangle/",
    ]
    owners += ["/account/", "/accounts/logout/", "/accounts/password/change/", "/c/nothing/ask/"]
    strangers = ["/", "/accounts/login/", "/in/", "/in/?sent", sign_in_path(alice), "/in/1/used/", "/accounts/signup/"]
    strangers += ["/accounts/password/reset/", f"/invitation/{secret}/", "/invitation/used/"]
    found = []
    for user, paths in ((None, strangers), (alice, owners), (UserFactory(name="Nora"), ["/", "/teams/"])):
        context = browser.new_context()
        if user:
            sign_in(context, live_server, user)
        page = context.new_page()
        for path in paths:
            page.goto(live_server.url + path)
            found += [(path, *fault) for fault in faults(page)]
        context.close()
    assert found == []


def test_the_theme_is_the_systems_until_one_is_chosen_and_then_stays(alices: Page, live_server):
    alices.emulate_media(color_scheme="dark")
    alices.goto(live_server.url)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = alices.evaluate(paper)
    alices.get_by_role("group", name="Theme").get_by_text("Light").click()
    body = alices.locator("body")
    expect(body).not_to_have_css("background-color", dark)
    light = alices.evaluate(paper)
    alices.reload()
    expect(body).to_have_css("background-color", light)
    expect(alices.get_by_label("Light")).to_be_checked()
    alices.get_by_role("group", name="Theme").get_by_text("Auto").click()
    expect(body).to_have_css("background-color", dark)


def test_the_list_sorts_and_searches_in_place_and_goes_back(alices: Page, live_server, figures):
    alices.goto(live_server.url)
    names = alices.locator(".comparisons .name")
    alices.evaluate("window.here = true")
    alices.get_by_role("link", name="Divergence").click()
    expect(names).to_have_text(["Barn owls at night", "A reading of the snowy owl", "Owl-2"])
    alices.get_by_label("Search").fill("chatgpt owl")
    expect(names).to_have_text(["Barn owls at night", "A reading of the snowy owl"])
    expect(alices).to_have_url(re.compile(r"\?q=chatgpt%20owl&phase=&sort=-divergence$"))
    assert alices.evaluate("window.here"), "the page was not loaded again"
    alices.go_back()
    expect(names).to_have_count(3)
    expect(alices.get_by_role("banner")).to_have_count(1)


def test_without_script_the_list_sorts_and_searches_too(browser: Browser, live_server, alice, figures):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="Divergence").click()
    expect(page.locator(".comparisons .name")).to_have_text(
        ["Barn owls at night", "A reading of the snowy owl", "Owl-2"]
    )
    page.get_by_label("Search").fill("snowy")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".comparisons .name")).to_have_text(["A reading of the snowy owl"])
    expect(page.get_by_role("group", name="Theme")).to_be_hidden()
    context.close()


def test_an_archived_comparison_is_one_click_away(alices: Page, live_server, figures):
    archive_comparison(comparison=figures)
    alices.goto(live_server.url)
    alices.get_by_label("Archived").check()
    expect(alices.locator(".comparisons .name")).to_have_text(["Owl-2"])


def test_the_keyboard_skips_to_the_content_and_opens_the_menu(alices: Page, live_server, figures):
    alices.goto(live_server.url)
    alices.keyboard.press("Tab")
    expect(alices.get_by_role("link", name="Skip to the content")).to_be_focused()
    alices.keyboard.press("Enter")
    expect(alices.locator("main")).to_be_focused()
    alices.get_by_role("button", name="Account of Alice").press("Enter")
    expect(alices.get_by_role("link", name="Sign out")).to_be_visible()
    alices.keyboard.press("Escape")
    expect(alices.get_by_role("link", name="Sign out")).to_be_hidden()


def test_the_sheet_is_copied(alices: Page, live_server, comparison):
    alices.context.grant_permissions(["clipboard-read", "clipboard-write"])
    alices.goto(f"{live_server.url}/c/{comparison.slug}/ask/")
    alices.get_by_role("button", name="Copy").click()
    expect(alices.get_by_role("button", name="Copied")).to_be_visible()
    assert "## 1. Does it work?" in alices.evaluate("navigator.clipboard.readText()")


def test_a_request_that_fails_says_so_in_words(context: BrowserContext, live_server, alice, figures):
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(live_server.url)
    page.route("**/?sort=*", lambda route: route.fulfill(status=500, body="no"))
    page.get_by_role("link", name="Phase").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Something went wrong here, and nothing was changed.")
    expect(page.locator(".comparisons .name")).to_have_count(3)
    alert.get_by_role("button", name="Close").click()
    expect(alert).to_be_hidden()
    page.route("**/?sort=*", lambda route: route.abort())
    page.get_by_role("link", name="Phase").click()
    expect(alert).to_contain_text("The server cannot be reached.")


def test_a_first_comparison_starts_in_four_steps(browser: Browser, live_server, db):
    dora = UserFactory(name="Dora")
    page = browser.new_page()
    page.goto(live_server.url + sign_in_path(dora))
    page.get_by_role("button", name="Sign in as Dora").click()
    page.get_by_role("link", name="Start a comparison").click()
    page.get_by_label("Title of the comparison").fill("Does the owl see?")
    page.get_by_label("The paper", exact=False).first.fill("2602.00001")
    page.get_by_role("button", name="Start").click()
    expect(page).to_have_url(re.compile("/c/does-the-owl-see/intake/"))
    page.close()

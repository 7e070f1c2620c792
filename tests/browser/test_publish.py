"""Publishing in a browser: the static site from the file system, the room, and what axe finds."""

from io import StringIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from collation.publish.demo import show_demo
from reviews.models import Comparison, User

SIZES = [{"width": 1440, "height": 900}, {"width": 390, "height": 844}]
SCHEMES = ["light", "dark"]


@pytest.fixture
def demo(alice: User) -> Comparison:
    """Alice's demo, published once."""
    cache.clear()
    return show_demo(by=alice)


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds, and whether the page is wider than the screen."""
    found = [(one["id"], [node["html"] for node in one["nodes"]]) for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(("wider than the screen", []))
    return found


def sign_in(context: BrowserContext, live_server, user: User) -> None:
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


@pytest.fixture
def site(demo, tmp_path: Path) -> str:
    """The address of the static site's index on the file system."""
    call_command("publish", "--all", "--out", str(tmp_path / "site"), stdout=StringIO())
    return (tmp_path / "site" / "index.html").as_uri()


def test_the_static_site_opens_from_the_file_system_and_asks_for_nothing_else(browser: Browser, site: str):
    context = browser.new_context(offline=True)
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(site)
    page.get_by_role("link", name="One paper, five readings").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One paper, five readings")
    expect(page.locator(".matrix tbody tr")).to_have_count(3)
    assert page.evaluate("getComputedStyle(document.querySelector('.article')).maxWidth") != "none", "it is dressed"
    page.locator("summary", has_text="All that Claude says about this").first.click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="1", exact=True).click()
    page.get_by_role("link", name="The newest version").click()
    expect(page.get_by_text("Versions:")).to_be_visible()
    context.close()
    assert complaints == []
    assert len(asked) > 4
    assert [url for url in asked if not url.startswith("file:")] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_static_site_is_accessible_and_fits(browser: Browser, site: str, scheme: str):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    found = []
    for path in (site, site.replace("index.html", "glm-5/index.html")):
        page.goto(path)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        for size in SIZES:
            page.set_viewport_size(size)
            found += [(path, size["width"], *fault) for fault in faults(page)]
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_room_preview_page_and_embed_are_accessible_and_fit(browser: Browser, live_server, alice, demo, scheme: str):
    context = browser.new_context(color_scheme=scheme)
    sign_in(context, live_server, alice)
    page = context.new_page()
    found = []
    room = f"/c/{demo.slug}/publish/"
    for path in (room, f"{room}preview/", f"/p/{demo.slug}/", f"/p/{demo.slug}/v1/", f"/p/{demo.slug}/embed/"):
        page.goto(live_server.url + path)
        for size in SIZES:
            page.set_viewport_size(size)
            found += [(path, size["width"], *fault) for fault in faults(page)]
    context.close()
    assert found == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_a_choice_to_a_version_that_a_stranger_reads(browser: Browser, live_server, alice, demo, script: bool):
    context = browser.new_context(java_script_enabled=script)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(f"{live_server.url}/c/{demo.slug}/publish/")
    gemini = page.get_by_role("group", name="Gemini")
    gemini.get_by_label("Nothing").check(force=True)
    if not script:
        gemini.get_by_role("button", name="Save").click()
    expect(page.locator("#outlook")).to_contain_text("Nothing of Gemini.")
    expect(page.locator("#outlook")).to_contain_text("No longer there: Gemini.")
    page.get_by_label("Title").fill("Four readings")
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_role("heading", name="Version 2 is public")).to_be_visible()
    stranger = browser.new_context().new_page()
    stranger.goto(f"{live_server.url}/p/{demo.slug}/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Four readings")
    expect(stranger.locator("thead .name")).to_have_text(["Claude", "ChatGPT", "Mara Lindqvist", "The Weekly Preprint"])
    expect(stranger.locator("h3", has_text="Gemini")).to_have_count(0)
    stranger.goto(f"{live_server.url}/p/{demo.slug}/v1/")
    expect(stranger.locator("thead .name")).to_have_count(5)
    stranger.context.close()
    context.close()

"""Publishing in a browser: the static site from the file system, the room, and what axe finds."""

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from collation.publish.demo import show_demo
from collation.publish.freeze import freeze
from collation.publish.pages import embed_code
from reviews.models import Comparison, User
from tests.browser.pages import faults, sign_in, unfold
from tests.factories import make_comparison, make_transcript


@pytest.fixture
def demo(alice: User) -> Comparison:
    """Alice's demo, published once."""
    cache.clear()
    return show_demo(by=alice)


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
    newest = page.url
    page.get_by_role("link", name="1", exact=True).click()
    expect(page).to_have_url(re.compile(r"/v1/index\.html$"))
    page.get_by_role("link", name="The newest version").click()
    expect(page).to_have_url(newest)
    expect(page.get_by_text("Versions:")).to_be_visible()
    context.close()
    assert complaints == []
    assert len(asked) > 4
    assert [url for url in asked if not url.startswith("file:")] == []


def test_a_link_to_an_answer_or_to_words_shows_them_without_script(browser: Browser, site: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    address = site.replace("index.html", "glm-5/index.html")
    page.goto(address)
    whole = page.locator("#safe-gemini .passage").first
    words = page.locator("#findings p[id]").first
    anchor = words.get_attribute("id")
    for folded in (whole, words):
        expect(folded).not_to_be_in_viewport()
    page.locator("#standing a[href='#safe-gemini']").click()
    expect(whole).to_be_in_viewport()
    expect(page.locator("#safe-gemini mark").first).to_be_visible()
    for place, shown in (("safe-gemini", whole), (anchor, words)):
        page.goto("about:blank")
        page.goto(f"{address}#{place}")
        expect(shown).to_be_in_viewport()
    page.context.close()


def test_the_index_of_a_static_site_is_searched_without_a_server(browser: Browser, demo, alice: User, tmp_path: Path):
    other = make_comparison(alice, demo.team, title="Kite")
    make_transcript(other, "Ärger", ("Is it safe?", "It is safe."))
    freeze(comparison=other, by=alice, title="Kites", finding="")
    call_command("publish", "--all", "--out", str(tmp_path / "site"), stdout=StringIO(), stderr=StringIO())
    context = browser.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    expect(page.locator(".listing")).to_have_count(2)
    page.get_by_role("searchbox", name="Search").fill("ARGER safe")
    expect(page.get_by_role("status")).to_have_text("1 of 2 found")
    expect(page.locator(".listing:visible h2")).to_have_text(["Kites"])
    page.get_by_role("searchbox", name="Search").fill("red-teaming")
    expect(page.locator(".listing:visible h2")).to_have_count(1)
    expect(page.locator(".listing:visible h2")).to_contain_text("five readings")
    context.close()
    assert complaints == []


def test_a_published_page_needs_no_script_and_asks_nobody_else(browser: Browser, live_server, demo):
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{live_server.url}/p/{demo.slug}/", wait_until="networkidle")
    expect(page.locator(".matrix tbody tr")).to_have_count(3)
    data = json.loads(page.locator("script").text_content() or "")
    assert [thing["@type"] for thing in data["@graph"]][:3] == ["Dataset", "Review", "ClaimReview"]
    assert complaints == [], "the policy lets a block of data be"
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert [url.removeprefix(live_server.url).split("?")[0] for url in asked if "favicon" not in url] == [
        f"/p/{demo.slug}/",
        "/style.css",
    ]
    assert context.cookies() == []
    context.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of a server of somebody else, which serves the folder of the test."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_frame_gets_the_height_of_what_is_in_it(browser: Browser, live_server, demo, elsewhere: str, tmp_path: Path):
    code = embed_code(demo.publications.get()).replace(settings.BASE_URL, live_server.url)
    (tmp_path / "post.html").write_text(f"<!doctype html><title>A post</title>{code}")
    context = browser.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    page.goto(f"{elsewhere}/post.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".matrix tbody tr")).to_have_count(3)
    inside = frame.locator("html").evaluate("html => Math.ceil(html.getBoundingClientRect().height)")
    expect(page.locator("iframe")).to_have_attribute("height", str(inside))
    assert inside != 560
    assert context.cookies() == []
    context.close()


def test_the_static_site_is_accessible_and_fits(page: Page, site: str):
    found = []
    for path in (site, site.replace("index.html", "glm-5/index.html")):
        page.goto(path)
        unfold(page)
        found += [(path, *fault) for fault in faults(page)]
    assert found == []


def test_room_preview_page_and_embed_are_accessible_and_fit(alices: Page, live_server, demo):
    found = []
    room = f"/c/{demo.slug}/publish/"
    for path in (room, f"{room}preview/", f"/p/{demo.slug}/", f"/p/{demo.slug}/v1/", f"/p/{demo.slug}/embed/"):
        alices.goto(live_server.url + path)
        found += [(path, *fault) for fault in faults(alices)]
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
    page.get_by_role("button", name="Go on: see what changes").click()
    expect(page.get_by_role("heading", name="What changes since version 1")).to_be_visible()
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

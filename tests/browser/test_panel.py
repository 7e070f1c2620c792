"""The panel opens where one looks: at any place of the page, with any number of rows, at any width."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Locator, Page, expect

from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.questions import keyed_questions
from reviews.models import Comparison
from tests.browser.pages import DESK, PHONE
from tests.factories import make_comparison, make_transcript

TABLET = {"width": 1024, "height": 768}


def make(alice, team, rows: int) -> Comparison:
    cache.clear()
    questions = [f"Is part {number} of Owl-2 any good?" for number in range(1, rows + 1)]
    comparison = make_comparison(alice, team, questions=keyed_questions(questions))
    answer = "\n\n".join(
        f"## {text}\n\nYes, part {number} is good. {'It was tried. ' * 12}" for number, text in enumerate(questions, 1)
    )
    for name in ("Ada", "Bert"):
        make_transcript(comparison, name, ("What of it?", answer))
    responses = [transcript.responses.get() for transcript in comparison.transcripts.all()]
    for number in range(1, rows + 1):
        words = f"Yes, part {number} is good."
        spans = [NewPoint(one, one.text.index(words), one.text.index(words) + len(words)) for one in responses]
        gather_finding(comparison=comparison, by=alice, title=f"Part {number} is good", kind="strength", spans=spans)
    return comparison


def links(page: Page, where: str) -> Locator:
    return page.locator("#matrix .cell a.open" if where == "matrix" else "#findings a.finding-title")


def seen_open(page: Page, address: str) -> None:
    """The panel of that address is open, has the focus, and lies within the window, or from edge to edge of it."""
    expect(page).to_have_url(address)
    expect(page.locator("#panel .panel")).to_be_focused()
    seen_whole(page)


def seen_whole(page: Page) -> None:
    page.wait_for_function(
        """() => {
          const box = document.querySelector("#panel .panel").getBoundingClientRect();
          return box.height > 200 && box.top >= -1 && box.bottom <= innerHeight + 1 && box.left >= -1 && box.right <= innerWidth + 1;
        }"""
    )


@pytest.mark.parametrize(
    ("where", "rows", "size"),
    [
        ("matrix", 5, DESK),
        ("matrix", 20, TABLET),
        ("matrix", 20, PHONE),
        ("findings", 20, DESK),
        ("findings", 5, TABLET),
        ("findings", 5, PHONE),
    ],
)
def test_the_panel_is_in_sight_wherever_it_is_opened(bobs: Page, live_server, alice, team, where, rows, size):
    comparison = make(alice, team, rows)
    bobs.emulate_media(reduced_motion="reduce")
    bobs.set_viewport_size(size)
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/{where}/")
    hrefs = links(bobs, where).evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    addresses = [live_server.url + href.removesuffix("#panel") for href in hrefs]
    assert len(addresses) >= rows
    for at in (0, len(addresses) // 2, len(addresses) - 1):
        link = links(bobs, where).nth(at)
        link.scroll_into_view_if_needed()
        link.click()
        seen_open(bobs, addresses[at])
        bobs.keyboard.press("k")
        seen_open(bobs, addresses[at - 1])
        bobs.keyboard.press("j")
        seen_open(bobs, addresses[at])
        bobs.keyboard.press("Escape")
        expect(bobs.locator("#panel .panel")).to_have_count(0)
        expect(links(bobs, where).nth(at)).to_be_focused()
        expect(links(bobs, where).nth(at)).to_be_in_viewport()


@pytest.mark.parametrize("where", ["matrix", "findings"])
def test_it_stays_in_sight_while_one_scrolls_to_the_foot_of_the_page(bobs: Page, live_server, alice, team, where):
    comparison = make(alice, team, 20)
    bobs.set_viewport_size({"width": 1440, "height": 900})
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/{where}/")
    links(bobs, where).first.click()
    expect(bobs.locator("#panel .panel")).to_be_focused()
    for share in (0.3, 0.6, 0.9):
        bobs.evaluate("(share) => scrollTo(0, share * (document.body.scrollHeight - innerHeight))", share)
        seen_whole(bobs)

"""Compare is arranged, searched, copied and linked in a browser: by mouse, by keyboard, and without a script."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from reviews.models import RememberedView, Response, User
from tests.browser.pages import faults, sign_in
from tests.factories import make_transcript
from tests.made_once import made_once

ASKED = "Does it work? Is it safe? Is the code it produces safe?"
SAYS = "## Does it work?\n\nYes, it works, says {0}.\n\n## Is it safe?\n\nNo, it is not safe, says {0}. {1}\n"
NAMES = ("Claude", "ChatGPT", "Gemini", "Grok")


@made_once
def fill(comparison) -> None:
    for name in NAMES:
        more = "It may bite. " * 150 + "A zeppelin." if name == "ChatGPT" else ""
        make_transcript(comparison, name, (ASKED, SAYS.format(name, more)))


@pytest.fixture
def address(live_server, context: BrowserContext, bob: User, comparison) -> str:
    """The page of a comparison with four respondents, Bob signed in."""
    cache.clear()
    fill(comparison)
    sign_in(context, live_server, bob)
    return f"{live_server.url}/c/{comparison.slug}/"


def names(page: Page, *expected: str) -> None:
    expect(page.locator("#compare-table > thead .name")).to_have_text(list(expected))


def test_columns_are_dragged_and_moved_by_keys_and_the_way_back_is_the_browsers(page: Page, address: str):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    head = page.locator("#compare-table > thead th[data-key=grok]")
    head.drag_to(page.locator("#compare-table > thead th[data-key=claude]"), target_position={"x": 5, "y": 20})
    names(page, "Grok", "Claude", "ChatGPT", "Gemini")
    expect(page).to_have_url(f"{address}?columns=grok,claude,chatgpt,gemini")
    right = page.get_by_role("button", name="Move Grok to the right")
    right.focus()
    page.keyboard.press("Enter")
    names(page, "Claude", "Grok", "ChatGPT", "Gemini")
    expect(right).to_be_focused()
    page.keyboard.press("Enter")
    names(page, "Claude", "ChatGPT", "Grok", "Gemini")
    page.go_back()
    names(page, "Claude", "Grok", "ChatGPT", "Gemini")
    assert RememberedView.objects.count() == 1
    page.goto(address)
    names(page, "Claude", "ChatGPT", "Grok", "Gemini")
    page.get_by_role("link", name="Show the standard arrangement").click()
    names(page, *NAMES)


def test_two_are_read_beside_each_other_and_the_next_comes_by_a_key(page: Page, address: str):
    page.goto(address)
    page.get_by_role("button", name="Two side by side").click()
    names(page, "Claude", "ChatGPT", "The others")
    page.keyboard.press("]")
    names(page, "Claude", "Gemini", "The others")
    page.keyboard.press("[")
    names(page, "Claude", "ChatGPT", "The others")
    strip = page.locator("#strip-safe-grok")
    strip.locator("summary").press("Enter")
    expect(strip.locator(".said")).to_contain_text("No, it is not safe, says Grok.")
    strip.get_by_role("button", name="Read Grok on the left").click()
    names(page, "Grok", "ChatGPT", "The others")
    expect(page).to_have_url(f"{address}?density=pinned&pinned=grok,chatgpt")
    assert faults(page) == []


def test_hits_are_gone_through_by_keys_and_unfold_what_hides_them(page: Page, address: str):
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("zeppelin")
    page.keyboard.press("Enter")
    expect(page.locator(".tally")).to_contain_text("1 hit in 1 row.")
    page.locator("tr#q-safe .more input").uncheck()
    page.keyboard.press("n")
    hit = page.locator("mark.hit[data-current]")
    expect(hit).to_have_text("zeppelin")
    expect(hit).to_be_in_viewport()
    expect(page.locator("[data-hit-number]")).to_have_text("1 of 1 shown")
    assert faults(page) == []


def test_what_the_browser_finds_in_a_cell_that_is_cut_is_shown(page: Page, address: str):
    page.goto(address)
    passages = page.locator("tr#q-safe > td[data-who=ChatGPT] .passages")
    passages.evaluate("element => { element.scrollTop = 200 }")  # as the search of the browser does
    expect(page.locator("tr#q-safe > td[data-who=ChatGPT] .more input")).to_be_checked()


def test_a_selection_down_a_column_takes_nothing_of_its_neighbours(page: Page, address: str):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    first = page.locator("tr#q-works > td[data-who=Gemini] .said p").bounding_box()
    last = page.locator("tr#q-safe > td[data-who=Gemini] .said p").bounding_box()
    page.mouse.move(first["x"] + 2, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 2, last["y"] + last["height"] - 3, steps=8)
    page.mouse.up()
    copied = page.evaluate("String(getSelection())")
    assert "Yes, it works, says Gemini" in copied
    assert "No, it is not safe, says Gemini" in copied
    assert not re.search("Claude|ChatGPT|Grok|Does it work|Why here", copied)


def test_an_address_of_words_leads_to_them(page: Page, address: str):
    response = Response.objects.get(transcript__key="gemini")
    start = response.text.index("is not safe")
    words = f"{response.pk}-{start}-{start + len('is not safe')}"
    page.goto(f"{address}#r-{words}")  # no element of this page has that id: the server knows where they are
    expect(page).to_have_url(f"{address}?words={words}&row=safe#r-{words}")
    expect(page.locator("mark.linked")).to_have_text("is not safe")
    expect(page.locator("mark.linked")).to_be_in_viewport()


def test_highlights_are_switched_off(page: Page, address: str):
    page.goto(address)
    assert page.locator("#compare-table td mark").count() > 0
    page.get_by_text("Highlights").click()
    page.get_by_label("the words that carry the verdict").uncheck()
    expect(page.locator("#compare-table td mark")).to_have_count(0)
    expect(page).to_have_url(f"{address}?off=evidence")
    expect(page.get_by_label("the words that carry the verdict")).to_be_focused()


def test_what_a_screen_reader_is_told(page: Page, address: str):
    page.goto(address)
    expect(page.locator("#compare-table")).to_match_aria_snapshot("""
      - table "What each respondent says to each question":
        - caption: What each respondent says to each question
        - rowgroup:
          - row:
            - cell "Question"
            - columnheader /Claude/
            - columnheader /ChatGPT/
            - columnheader /Gemini/
            - columnheader /Grok/
        - rowgroup:
          - row:
            - rowheader:
              - link "Does it work?"
            - cell:
              - paragraph:
                - link "yes"
              - heading "Does it work?" [level=2]
              - paragraph:
                - mark: Yes, it works, says Claude.
    """)
    expect(page.locator("#compare-controls")).to_match_aria_snapshot("""
      - search:
        - searchbox "Search the answers"
        - button "Search"
      - group "Density":
        - button "Whole answers" [pressed]
        - button "Key sentences"
        - button "Two side by side"
      - group "Rows":
        - button "All rows" [pressed]
        - button "Diverging rows"
    """)


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_all_of_it_works_by_buttons_and_links(self, page: Page, address: str):
        page.goto(address)
        page.get_by_text("Columns 4 of 4").click()
        page.get_by_role("button", name="Move Grok to the left").click()
        names(page, "Claude", "ChatGPT", "Grok", "Gemini")
        page.get_by_label("Search the answers").fill("bite")
        page.get_by_role("button", name="Search").click()
        expect(page.locator("mark.hit")).to_have_count(150)
        expect(page.locator("#compare-table > tbody > tr[id]")).to_have_count(1)
        names(page, "Claude", "ChatGPT", "Grok", "Gemini")
        page.get_by_role("link", name="Clear the search").click()
        page.get_by_text("Highlights").click()
        page.get_by_label("the words that carry the verdict").uncheck()
        page.get_by_role("button", name="Show these", exact=True).click()
        expect(page.locator("#compare-table td mark")).to_have_count(0)
        page.goto(address)
        expect(page).to_have_url(f"{address}?columns=claude,chatgpt,grok,gemini&off=evidence")

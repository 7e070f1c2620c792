"""Compare by the keyboard alone: search, arrange, fold, select, label and discuss."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from reviews.models import Annotation, Thread
from tests.factories import make_transcript

NAMED = """() => { const e = document.activeElement;
  return (e.ariaLabel || e.labels?.[0]?.innerText || e.innerText || "").replace(/\\s+/g, " ").trim(); }"""
ASKED = "Does it work? Is it safe?"
ANSWER = (
    "## Does it work?\n\nYes, it works.\n\n## Is it safe?\n\nNo, it is not safe. {} says that it bites. Nobody minds."
)


@pytest.fixture
def page(bobs: Page, live_server, comparison) -> Page:
    cache.clear()
    for name in ("Claude", "ChatGPT", "Gemini", "Grok", "Qwen", "Llama"):
        make_transcript(comparison, name, (ASKED, ANSWER.format(name)))
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/")
    return bobs


def tab_to(page: Page, name: str, *, key: str = "Tab") -> None:
    """Goes on until what is so called has the focus."""
    seen = []
    for _ in range(60):
        page.keyboard.press(key)
        seen.append(page.evaluate(NAMED))
        if seen[-1].startswith(name):
            return
    pytest.fail(f"{name} was not reached: {seen}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_all_of_it(page: Page):
    heads = page.locator("#compare-table > thead .name")
    table = page.locator("#compare-table")

    press(page, "/")
    page.keyboard.type("bites")
    press(page, "Enter")
    expect(page.get_by_role("status").filter(has_text="hits")).to_contain_text("6 hits in 1 row.")
    tab_to(page, "Next hit")
    press(page, "Enter", "n")
    expect(page.locator("mark.hit[data-current]")).to_have_count(1)
    expect(page.locator("[data-hit-number]")).to_have_text("2 of 6 shown")
    tab_to(page, "Clear the search")
    press(page, "Enter")
    expect(page.locator("mark.hit")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()

    tab_to(page, "Two side by side")
    press(page, "Enter")
    expect(heads).to_have_text(["Claude", "ChatGPT", "The others"])
    press(page, "]")
    expect(heads).to_have_text(["Claude", "Gemini", "The others"])
    tab_to(page, "Key sentences", key="Shift+Tab")
    press(page, "Enter")
    expect(heads).to_have_count(6)

    tab_to(page, "Columns 6 of 6")
    press(page, "Enter")
    tab_to(page, "Move Gemini to the left")
    press(page, "Enter")
    expect(heads).to_have_text(["Claude", "Gemini", "ChatGPT", "Grok", "Qwen", "Llama"])

    cell = page.locator("tr#q-safe > td[data-who=Claude]")
    tab_to(page, "No, it is not safe.")
    expect(cell.locator("summary").first).to_be_focused()
    press(page, "Enter")
    expect(cell.locator(".passage")).to_be_visible()

    press(page, ".", ".", ">", "x", "l")
    expect(page.get_by_role("button", name="claim")).to_be_focused()
    press(page, "1")
    expect(page.locator("#annotated [role=status]")).to_have_text("Annotated: claim.")
    assert Annotation.objects.get().quotation == "No, it is not safe. Claude says that it bites."
    expect(table.locator("mark[data-annotations]").first).to_contain_text("No, it is not safe.")
    press(page, ".")
    assert page.evaluate("getSelection().toString()") == "Nobody minds."
    press(page, "x", "d")
    expect(page.get_by_role("textbox", name="What is there to discuss?")).to_be_focused()
    page.keyboard.type("Does it?")
    press(page, "Control+Enter")
    expect(page.locator("#annotated [role=status]")).to_contain_text("The thread is started.")
    assert Thread.objects.get().annotation.note == "Does it?"
    press(page, "o")
    expect(page).to_have_url(re.compile(r"/threads/\d+/$"))

"""The pages with keys: a key acts on the page, and neither in a text field nor while an input method composes."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from reviews.domain.findings import NewPoint, gather_finding
from tests.factories import make_comparison, make_transcript

ADA = "The owl works. AHS means Adaptive Hunting Schedule."
BERT = "The owl works. AHS means Ambient Humidity Sensor."
PAGES = ("matrix", "facts", "findings", "draft")

STATE = """() => [location.href, document.activeElement.id || document.activeElement.outerHTML.slice(0, 200),
  document.querySelectorAll("details[open]").length, document.querySelector("[name=at]:checked")?.value]"""
"""What a key could change: the address, the focus, what is unfolded, and the chosen paragraph."""

SEND = """(given) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key: "j", bubbles: true, cancelable: true, ...given}))"""
"""Sends a "j" to what has the focus; whether the browser is left to do with it what it always does."""


@pytest.fixture
def open_page(page: Page, context: BrowserContext, live_server, alice, team) -> Callable[[str], Page]:
    """Opens one of the pages with keys, as Alice."""

    def open_page(name: str) -> Page:
        comparison = make_comparison(alice, team)
        for respondent, said in (("Ada", ADA), ("Bert", BERT)):
            make_transcript(comparison, respondent, ("Does it work?", said))
        response = comparison.transcripts.all()[0].responses.get()
        gather_finding(
            comparison=comparison, by=alice, title="It works", kind="strength", spans=[NewPoint(response, 0, 14)]
        )
        client = Client()
        client.force_login(alice)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}/c/{comparison.slug}/{'intake' if name == 'draft' else name}/")
        if name == "draft":
            page.get_by_label("The conversation, or one answer").fill("Claude says:\n\nIt works.\n\nIt always does.")
            page.get_by_role("button", name="Read it").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
            page.wait_for_load_state()  # the keys
        return page

    return open_page


def open_field(page: Page, name: str) -> None:
    """Put the focus into a text field of the page. A panel that opens takes it first."""
    if name == "matrix":
        page.locator("#matrix a.open").first.click()
        expect(page.locator("#panel .panel")).to_be_focused()
        page.get_by_label("Why you read it so").click()
    elif name == "facts":
        page.locator(".fact summary[data-key=e]").first.click()
        page.get_by_label("Its name").first.click()
    elif name == "findings":
        page.locator("a.finding-title").first.click()
        expect(page.locator("#panel .panel")).to_be_focused()
        page.get_by_text("Rename it, or change its kind").click()
        page.locator("#panel [name=title]").first.click()
    else:
        page.locator("#voice-0 summary").click()
        page.locator("#voice-0 [name=name]").click()


@pytest.mark.parametrize("name", PAGES)
def test_letters_typed_into_a_text_field_are_written_and_do_nothing_else(open_page, name: str):
    page = open_page(name)
    open_field(page, name)
    before = page.evaluate(STATE)
    page.keyboard.press("End")
    page.keyboard.type("jks1")
    assert page.evaluate("document.activeElement.value").endswith("jks1")
    assert page.evaluate(STATE) == before


@pytest.mark.parametrize("name", PAGES)
def test_a_key_of_an_input_method_or_of_the_browser_does_nothing(open_page, name: str):
    page = open_page(name)
    before = page.evaluate(STATE)
    for held in ("isComposing", "ctrlKey", "metaKey", "altKey"):
        assert page.evaluate(SEND, {held: True}) is True, held
        assert page.evaluate(STATE) == before, held
    assert page.evaluate(SEND, {}) is False
    assert page.evaluate(STATE) != before


@pytest.mark.parametrize("name", PAGES)
def test_escape_leaves_a_text_field(open_page, name: str):
    page = open_page(name)
    open_field(page, name)
    page.keyboard.press("Escape")
    left = page.evaluate("document.activeElement.matches('.panel, .fact, summary')")
    assert left is True


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("matrix", {"Next cell", "Previous cell", "All keys"}),
        ("facts", {"Next fact", "Confirm the fact", "Dismiss it"}),
        ("findings", {"Next finding", "Previous finding"}),
        (
            "draft",
            {
                "Next paragraph",
                "Make it a prompt",
                "Split here",
                "Make the whole piece an answer",
                "Somebody else says this",
            },
        ),
    ],
)
def test_the_help_tells_the_keys_that_work_there_and_no_others(open_page, name: str, told: set[str]):
    page = open_page(name)
    page.locator("main").focus()
    if name == "draft":
        page.keyboard.press("j")
    page.keyboard.press("?")
    lines = page.get_by_role("dialog", name="Keys on this page").locator("dl > div")
    words = lines.locator("dd").all_inner_texts()
    assert told <= set(words) and len(words) == len(set(words))
    assert "Cell beside, above or below" not in words, "nothing is there to go from yet"
    assert not any(word.startswith("Selected words") for word in words), "no words of an answer are on the page"

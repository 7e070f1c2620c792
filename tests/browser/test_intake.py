"""The intake pages in a browser: one click puts a boundary right, with the mouse, the keyboard, and without script."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reviews.models import IntakeDraft, Transcript
from tests.browser.pages import faults, sign_in
from tests.factories import make_transcript

PAGE = """\
Claude says:

favicon
favicon

The owl works at night. I only read the abstract.

Does it sleep by day, then?

By day it sleeps, and that is most of what it does.

It has been seen awake at noon, once.

Gemini responds:

The owl is safe enough for a barn.
"""


@pytest.fixture
def address(live_server, context: BrowserContext, alice, comparison) -> str:
    """The intake page, Alice signed in."""
    sign_in(context, live_server, alice)
    return f"{live_server.url}/c/{comparison.slug}/intake/"


def paste(page: Page, address: str, text: str = PAGE) -> None:
    page.goto(address)
    page.get_by_label("The conversation, or one answer").fill(text)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    page.wait_for_load_state()  # the keys


def row(page: Page, words: str):
    return page.locator(".row", has_text=words)


def piece(page: Page, words: str):
    return page.locator(".piece", has=row(page, words))


def role_of(page: Page, words: str) -> str | None:
    return piece(page, words).get_attribute("data-role")


def as_answer(page: Page, words: str) -> None:
    """Whatever was detected, the paragraph is part of the answer now."""
    if role_of(page, words) != "answer":
        row(page, words).hover()
        row(page, words).get_by_role("button", name="Answer").click()
        expect(piece(page, words)).to_have_attribute("data-role", "answer")


def test_paste_correct_one_boundary_and_store(page: Page, address: str):
    failures: list[str] = []
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: failures.append(str(error)))
    paste(page, address)
    as_answer(page, "Does it sleep")
    row(page, "Does it sleep").hover()
    row(page, "Does it sleep").get_by_role("button", name="Prompt").click()
    expect(piece(page, "Does it sleep")).to_have_attribute("data-role", "prompt")
    expect(page.locator("#voice-0")).to_contain_text("1 prompt, 2 answers")
    page.reload()
    expect(piece(page, "Does it sleep")).to_have_attribute("data-role", "prompt")
    expect(page.locator("#voice-1")).to_contain_text("0 prompts, 1 answer")
    page.get_by_role("button", name="Store 2 transcripts").click()
    page.wait_for_url(re.compile(r"/c/owl-2/$"))
    claude, gemini = Transcript.objects.all()
    assert [(one.prompt, one.text) for one in claude.responses.all()] == [
        ("", "The owl works at night. I only read the abstract."),
        (
            "Does it sleep by day, then?",
            "By day it sleeps, and that is most of what it does.\nIt has been seen awake at noon, once.",
        ),
    ]
    assert (claude.evidence_basis, gemini.responses.count()) == ("abstract_only", 1)
    assert failures == []


def test_the_keyboard_alone(page: Page, address: str):
    paste(page, address)
    as_answer(page, "Does it sleep")
    page.reload()
    for _ in range(20):
        page.keyboard.press("j")
        if "It has been seen awake" in page.locator(".row", has=page.locator(":checked")).inner_text():
            break
    page.keyboard.press("p")
    expect(piece(page, "It has been seen awake")).to_have_attribute("data-role", "prompt")
    expect(page.locator("[name=at]:focus")).to_have_count(1)
    page.keyboard.press("u")
    expect(piece(page, "It has been seen awake")).to_have_attribute("data-role", "answer")
    page.keyboard.press("Shift+F")
    expect(piece(page, "By day it sleeps")).to_have_attribute("data-role", "furniture")
    page.keyboard.press("j")
    expect(page.locator(".row", has=page.locator(":checked"))).to_have_text(re.compile(r"^\s*Gemini responds:"))
    page.keyboard.press("u")
    expect(piece(page, "By day it sleeps")).to_have_attribute("data-role", "answer")
    page.keyboard.press("Shift+J")
    page.keyboard.press("v")
    expect(page.get_by_label("Name of a new one")).to_be_focused()
    page.keyboard.type("Wren")
    page.keyboard.press("Enter")
    expect(page.locator("#voice-2 .name")).to_have_text("Wren")
    page.keyboard.press("r")
    expect(page.locator("#draft-side [name=name]:focus")).to_have_count(1)


def test_a_place_that_cannot_be_split_is_said(page: Page, address: str):
    paste(page, address)
    row(page, "The owl works").locator("label").click()
    page.get_by_role("button", name="Split here").click()
    expect(page.locator("#draft-error")).to_have_text("There is nothing to split at that place.")
    page.get_by_role("button", name="Furniture f").click()
    expect(page.locator("#draft-error")).to_be_empty()


def test_a_fold_opens_and_stays_open_over_a_correction(page: Page, address: str):
    answer = "".join(f"Paragraph {n} of the answer speaks of the owl and of its night.\n\n" for n in range(40))
    paste(page, address, f"Claude says:\n\n{answer}")
    expect(row(page, "Paragraph 20 of")).to_have_count(0)
    page.get_by_role("link", name="paragraphs more").click()
    row(page, "Paragraph 20 of").hover()
    row(page, "Paragraph 20 of").get_by_role("button", name="Prompt").click()
    expect(piece(page, "Paragraph 20 of")).to_have_attribute("data-role", "prompt")
    expect(page.locator("[name=at]:focus")).to_have_count(1)
    expect(row(page, "Paragraph 19 of")).to_be_visible()
    expect(row(page, "Paragraph 21 of")).to_be_in_viewport()


def test_the_clipboards_html_comes_with_the_paste(page: Page, address: str):
    page.goto(address)
    page.evaluate(
        """() => {
          const clipboard = new DataTransfer();
          clipboard.setData("text/plain", "Verdict\\nOwl\\tworks");
          clipboard.setData("text/html", "<h2>Verdict</h2><table><tr><th>Owl</th><td>works</td></tr></table>");
          const text = document.querySelector("[name=text]");
          text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true }));
          text.value = "Verdict\\nOwl\\tworks";
          text.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )
    expect(page.get_by_text("Tables and headings came with your paste.")).to_be_visible()
    page.get_by_label("Who said this?").fill("Owl")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    assert IntakeDraft.objects.get().media_type == "text/html"


def test_what_is_typed_later_voids_the_clipboards_html(page: Page, address: str):
    page.goto(address)
    text = page.get_by_label("The conversation, or one answer")
    text.fill("Verdict: it works.")
    page.evaluate("document.querySelector('[name=html]').value = '<p>Verdict: it works.</p>'")
    text.press_sequentially(" Or not.")
    expect(page.locator("[name=html]")).to_have_value("")


def test_a_dropped_file_is_read(page: Page, address: str):
    page.goto(address)
    page.evaluate(
        """(text) => {
          const files = new DataTransfer();
          files.items.add(new File([text], "owl.txt", { type: "text/plain" }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }""",
        PAGE,
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    assert IntakeDraft.objects.get().name == "owl.txt"


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_the_same_journey(self, page: Page, address: str):
        paste(page, address)
        row(page, "It has been seen awake").locator("label").click()
        page.locator(".tools").get_by_role("button", name="Prompt").click()
        expect(piece(page, "It has been seen awake")).to_have_attribute("data-role", "prompt")
        page.locator(".draft-bar").get_by_role("button", name="Undo").click()
        expect(piece(page, "It has been seen awake")).to_have_attribute("data-role", "answer")
        page.get_by_role("button", name="Store 2 transcripts").click()
        page.wait_for_url(re.compile(r"/c/owl-2/$"))
        assert Transcript.objects.count() == 2


def test_nothing_stands_in_anyones_way(page: Page, address: str, comparison):
    page.goto(address)
    assert faults(page) == []
    make_transcript(comparison, "Owl", ("Does it work?", "Yes."))
    paste(page, address)
    row(page, "The owl works").locator("label").click()
    assert faults(page) == []
    page.locator("#voice-0 summary").click()
    page.locator("#who-says summary").click()
    assert faults(page) == []
    page.goto(address)
    assert faults(page) == []


def test_a_page_that_another_tab_made_stale_is_drawn_again(page: Page, context: BrowserContext, address: str):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    paste(page, address)
    as_answer(page, "Does it sleep")
    other = context.new_page()
    other.goto(page.url)
    row(other, "seen awake").hover()
    row(other, "seen awake").get_by_role("button", name="Prompt").click()
    expect(piece(other, "seen awake")).to_have_attribute("data-role", "prompt")

    row(page, "Does it sleep").hover()
    row(page, "Does it sleep").get_by_role("button", name="Prompt").click()
    expect(page.get_by_role("alert").filter(has_text="changed in another tab")).to_be_visible()
    expect(piece(page, "seen awake")).to_have_attribute("data-role", "prompt")
    expect(piece(page, "Does it sleep")).to_have_attribute("data-role", "prompt")

    row(page, "seen awake").hover()
    row(page, "seen awake").get_by_role("button", name="Answer").click()
    expect(piece(page, "seen awake")).to_have_attribute("data-role", "answer")
    expect(page.get_by_role("alert").filter(has_text="changed in another tab")).to_have_count(0)
    assert errors == []


def test_someone_else_opens_and_closes_by_key_with_an_empty_name(page: Page, address: str):
    paste(page, address)
    name = page.get_by_label("Name of a new one")
    row(page, "Does it sleep").get_by_role("radio").check()
    page.keyboard.press("v")
    expect(name).to_be_focused()
    expect(name).to_have_value("")
    page.keyboard.press("Escape")
    expect(name).to_be_hidden()
    page.keyboard.press("v")
    expect(name).to_be_focused()
    expect(name).to_have_value("")


def test_the_button_says_that_it_is_reading(page: Page, address: str):
    page.goto(address)
    page.get_by_label("The conversation, or one answer").fill(PAGE)
    page.evaluate(
        "document.querySelector('[data-paste]').addEventListener('submit', (event) => event.preventDefault())"
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("button", name="Reading…")).to_be_disabled()
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    expect(page.get_by_role("button", name="Read it")).to_be_enabled()


def test_back_after_store_says_that_it_is_stored(page: Page, address: str):
    paste(page, address, "Owl says:\n\nIt works at night.")
    draft = page.url
    store = page.get_by_role("button", name="Store 1 transcript")
    store.click()
    page.wait_for_url(lambda address: "/intake/" not in address)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stored already")
    expect(page).to_have_url(draft)
    expect(page.locator("main li")).to_have_text("Owl, a person")
    page.get_by_role("link", name="Read it side by side").click()
    expect(page.locator("main")).to_contain_text("It works at night.")

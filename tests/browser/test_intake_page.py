"""The intake page in a browser: the box has the focus, a paste anywhere lands in it, and nothing pasted is lost."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reviews.models import IntakeDraft
from tests.browser.pages import PHONE, faults

TEXT = "Claude Opus 4.5\n\nIt works at night, as far as I can tell."
BOX = "The conversation, or one answer"


@pytest.fixture
def page(alices: Page, live_server, comparison) -> Page:
    """The intake page, Alice signed in."""
    alices.goto(f"{live_server.url}/c/{comparison.slug}/intake/")
    alices.wait_for_load_state()
    return alices


def paste(page: Page, text: str = TEXT, html: str = "") -> None:
    """What the browser does at Ctrl+V: a paste where the focus is, and the text there unless a script prevents it."""
    page.evaluate(
        """([text, html]) => {
          const clipboard = new DataTransfer();
          clipboard.setData("text/plain", text);
          if (html) clipboard.setData("text/html", html);
          const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
          if (document.activeElement.dispatchEvent(event)) document.execCommand("insertText", false, text);
        }""",
        [text, html],
    )


def test_the_box_has_the_focus_and_the_keys_are_told(page: Page):
    expect(page.get_by_label(BOX)).to_be_focused()
    expect(page.locator("#paste [data-keys]")).to_have_text(
        re.compile(r"Ctrl\s+V\s+pastes here from anywhere on this page\.\s+Ctrl\s+Enter\s+reads the text\.")
    )
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    expect(page.get_by_label(BOX)).to_be_in_viewport()


def test_a_paste_anywhere_lands_in_the_box_and_ctrl_enter_reads_it(page: Page):
    page.locator("h1").click()
    expect(page.get_by_label(BOX)).not_to_be_focused()
    paste(page)
    expect(page.get_by_label(BOX)).to_be_focused()
    expect(page.get_by_label(BOX)).to_have_value(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    draft = IntakeDraft.objects.get()
    assert [(voice["name"], voice["version"]) for voice in draft.parsed["voices"]] == [("Claude", "Opus 4.5")]


def test_the_clipboard_itself(page: Page, context: BrowserContext):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", TEXT)
    page.get_by_role("button", name="Read it").focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_label(BOX)).to_have_value(TEXT)
    page.keyboard.press("Meta+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")


def test_a_second_paste_from_elsewhere_goes_below_the_first(page: Page):
    page.get_by_label(BOX).fill("It works.")
    page.locator("h1").click()
    paste(page, "It is safe.")
    expect(page.get_by_label(BOX)).to_have_value("It works.\n\nIt is safe.")


def test_the_clipboards_html_comes_along_from_anywhere(page: Page):
    page.get_by_role("button", name="Read it").focus()
    paste(page, "Owl\tworks", "<table><tr><td>Owl</td><td>works</td></tr></table>")
    expect(page.locator("[name=html]")).to_have_value("<table><tr><td>Owl</td><td>works</td></tr></table>")
    expect(page.get_by_text("Tables and headings came with your paste.")).to_be_visible()


def test_keys_are_silent_in_other_fields_and_while_a_word_is_composed(page: Page):
    name = page.get_by_label("Who said this?")
    name.focus()
    paste(page, "Wren")
    expect(name).to_have_value("Wren")
    expect(page.get_by_label(BOX)).to_have_value("")
    page.get_by_label("Model or person").focus()
    page.keyboard.press("Control+Enter")
    page.get_by_label(BOX).focus()
    page.evaluate(
        """document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {
          key: "Enter", ctrlKey: true, isComposing: true, bubbles: true }))"""
    )
    expect(page.get_by_role("button", name="Read it")).to_be_enabled()
    assert not IntakeDraft.objects.exists()


def test_a_text_that_was_not_read_is_not_left_unasked(page: Page):
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label(BOX).click()
    page.keyboard.type("It works.")
    page.get_by_role("link", name="Settings").click(no_wait_after=True)
    page.wait_for_function("document.readyState === 'complete'")
    assert asked == ["beforeunload"]
    expect(page.get_by_label(BOX)).to_have_value("It works.")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who says what")
    assert asked == ["beforeunload"]


def test_a_large_text_shows_that_it_is_read(page: Page):
    page.evaluate("document.querySelector('#paste').addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_label(BOX).fill("It works. " * 150_000)
    expect(page.locator("#reading")).to_be_hidden()
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#paste [data-progress]")).to_have_text(re.compile(r"Sending and reading\s+1\.5 MB"))
    expect(page.get_by_role("progressbar", name="Sending and reading")).to_be_visible()
    assert page.evaluate("document.querySelector('#reading').position") == -1


def test_what_is_stored_already_is_linked_and_can_be_renamed(page: Page):
    intake = page.url
    paste(page)
    page.get_by_label("Who said this?").fill("Wren")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Store 1 transcript").click()
    page.wait_for_url(lambda address: "/intake/" not in address)
    page.goto(intake)
    paste(page)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#paste .errorlist")).to_contain_text("This is stored already")
    expect(page.locator(".stored-already").get_by_role("link", name="Wren")).to_be_visible()
    page.get_by_label("Who said this?").fill("Lark")
    page.get_by_role("button", name="Read it").click()
    assert faults(page) == []
    page.get_by_role("button", name="Correct the name to Lark…").click()
    page.get_by_role("button", name="Store the correction of 1 transcript").click()
    expect(page.locator("#messages")).to_contain_text("Corrected 1 transcript: Lark.")


def test_after_one_draft_comes_the_next_and_storing_is_undone(page: Page):
    files = [
        {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": f"{name} says:\n\nIt works.".encode()}
        for name in ("Owl", "Lark")
    ]
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Read the files").click()
    page.get_by_role("link", name="Owl.txt").click()
    page.get_by_role("button", name="Store 1 transcript").click()
    expect(page.locator("#messages")).to_contain_text("Stored 1 transcript: Owl. 1 of 2 left: here is the next.")
    expect(page.locator(".document")).to_have_text("Lark.txt")
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Nothing of it is stored any more.")
    expect(page.locator(".document")).to_have_text("Owl.txt")
    assert faults(page) == []
    page.get_by_role("button", name="Store 1 transcript").click()
    expect(page.locator(".document")).to_have_text("Lark.txt")
    page.get_by_role("button", name="Store 1 transcript").click()
    page.wait_for_url(lambda address: "/intake/" not in address)
    expect(page.locator("#messages")).to_contain_text("Stored 1 transcript: Lark.")

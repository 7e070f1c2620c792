"""The page of readers in a browser: from a sheet to suggestions, and back."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from reviews.models import Reader, ReaderReply
from tests.browser.pages import PHONE, faults, sign_in, unfold
from tests.collation.samples.replies import ADA, BERT, cell, reply, written
from tests.factories import make_transcript

HOSTILE = '<img src="x" onerror="document.title = 1"> [here](https://evil.test) '


@pytest.fixture
def comparison(comparison):
    make_transcript(comparison, "Ada", ("Is it safe?", ADA))
    make_transcript(comparison, "Bert", ("Is it safe?", BERT))
    return comparison


@pytest.fixture
def address(live_server, comparison) -> str:
    return f"{live_server.url}/c/{comparison.slug}/readers/"


def fill(page: Page, raw: str, name: str = "GPT-5.2") -> None:
    page.get_by_label("The reply").fill(raw)
    page.get_by_label("Who read it").fill(name)


def test_from_a_sheet_to_suggestions_and_back(alices: Page, address: str, comparison, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    alices.goto(address)
    expect(alices.locator("[data-size]")).to_have_text(re.compile(r"^About [\d,]+ tokens\.$"))
    alices.get_by_role("button", name="Make the sheet").click()
    alices.get_by_role("button", name="Copy").click()
    expect(alices.get_by_role("button", name="Copied")).to_be_visible()
    sheet = alices.evaluate("navigator.clipboard.readText()")
    assert ADA in sheet
    token = re.search(r'"sheet": "(\w+)"', sheet)[1]

    wrong = cell("ada", "works", "answered", "yes", f"{HOSTILE} It works for all.")
    fill(alices, f"Here it is:\n```json\n{written(sheet=token, cells=[*reply()['cells'][1:], wrong])}\n```")
    alices.get_by_label("Its maker").fill("OpenAI")
    alices.get_by_role("button", name="See what it comes to").click()
    expect(alices.locator("h1")).to_have_text("What the reply of GPT-5.2 comes to")
    expect(alices.locator(".dropped q")).to_have_text(f"{HOSTILE} It works for all.")
    expect(alices.locator(".panel")).to_contain_text("1 cell is missing.")
    assert not Reader.objects.exists()

    alices.get_by_role("button", name="Take it in").click()
    expect(alices.locator("#just-placed")).to_contain_text("GPT-5.2 is taken in: 5 cells")
    alices.get_by_role("link", name="matrix", exact=True).click()
    expect(alices.locator("#cell-safe-ada")).to_contain_text("suggested by GPT-5.2")
    alices.go_back()
    alices.get_by_role("button", name="Undo").click()
    expect(alices.locator(".messages")).to_contain_text("The reply of GPT-5.2 is removed.")
    expect(alices.locator(".reader")).to_have_count(0)
    assert not ReaderReply.objects.exists()


def test_with_the_keyboard_alone(alices: Page, address: str, comparison):
    alices.goto(address)
    alices.locator("[name=respondents]").last.focus()
    alices.keyboard.press("Space")
    expect(alices.locator("[name=respondents]:checked")).to_have_count(1)
    alices.get_by_label("The reply").focus()
    alices.keyboard.insert_text(written())
    alices.get_by_label("Who read it").focus()
    alices.keyboard.type("GPT-5.2")
    alices.get_by_label("The reply").focus()
    alices.keyboard.press("Control+Enter")
    expect(alices.locator(".panel h2")).to_have_text("GPT-5.2")
    alices.get_by_role("button", name="Take it in").press("Enter")
    expect(alices.locator(".reader h3")).to_have_text("GPT-5.2")


def test_a_reply_from_a_file(alices: Page, address: str, tmp_path):
    (tmp_path / "reply.json").write_text(written())
    alices.goto(address)
    alices.locator("[type=file]").set_input_files(tmp_path / "reply.json")
    expect(alices.get_by_label("The reply")).to_have_value(written())
    expect(alices.get_by_label("Who read it")).to_be_focused()
    alices.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(["dropped"], "reply.txt"));
          document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: carried}));
        }"""
    )
    expect(alices.get_by_label("The reply")).to_have_value("dropped")


def test_the_size_says_when_the_sheet_is_split(alices: Page, address: str):
    alices.goto(address)
    alices.get_by_label("Largest sheet").fill("1000")
    expect(alices.locator("[data-size]")).to_contain_text("each respondent gets a sheet of its own")
    alices.get_by_role("button", name="Make the sheet").click()
    expect(alices.locator(".made-sheet")).to_have_count(2)
    with alices.expect_download() as download:
        alices.get_by_role("link", name="Download").first.click()
    assert re.fullmatch(r"owl-2-sheet-\w+-1\.txt", download.value.suggested_filename)


def test_without_script(browser: Browser, live_server, alice, address: str):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Make the sheet").click()
    expect(page.get_by_label("The sheet")).to_have_value(re.compile("^You read for a comparison."))
    fill(page, written())
    page.get_by_role("button", name="See what it comes to").click()
    page.get_by_role("button", name="Take it in").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("The reply of GPT-5.2 is removed.")
    context.close()


def test_nothing_stands_in_anyones_way(alices: Page, address: str, comparison, page_of, bob):
    make_transcript(comparison, "Mara", ("Is it safe?", "I tried it myself, and I am well."), kind="person")
    alices.goto(address, wait_until="networkidle")
    assert faults(alices) == []
    alices.get_by_role("button", name="Make the sheet").click()
    assert faults(alices) == []
    for name, value in (("Kite", "yes"), ("Wren", "no"), ("Finch", "qualified")):
        alices.goto(address)
        said = cell("ada", "safe", "answered", value, "It is safe for everyone.")
        dropped = cell("bert", "safe", "answered", value, "Nothing like this was ever said.")
        fill(alices, json.dumps({**reply(cells=[said, dropped]), "facts": [], "x": name}), name)
        alices.get_by_role("button", name="See what it comes to").click()
        unfold(alices)
        assert faults(alices) == []
        alices.set_viewport_size(PHONE)
        alices.get_by_role("button", name="Take it in").click()
    expect(alices.locator(".disputed li")).to_have_count(1)
    unfold(alices)
    assert faults(alices) == []
    bobs = page_of(bob)
    bobs.goto(address)
    unfold(bobs)
    assert faults(bobs) == []

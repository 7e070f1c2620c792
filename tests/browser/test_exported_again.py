"""A conversation that went on, and one that went several ways, in a browser."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reviews.models import IntakeDraft, Transcript
from tests.browser.pages import faults, sign_in
from tests.browser.test_intake import row
from tests.reviews.intake.exports.test_branches import TREE
from tests.reviews.management.test_ingest_exported_again import talk


@pytest.fixture
def address(live_server, context: BrowserContext, alice, comparison) -> str:
    """The intake page, Alice signed in."""
    sign_in(context, live_server, alice)
    return f"{live_server.url}/c/{comparison.slug}/intake/"


def give(page: Page, address: str, folder: Path, document: dict[str, Any]) -> None:
    file = folder / "chat.json"
    file.write_text(json.dumps(document))
    page.goto(address)
    page.get_by_label("Files", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the files").click()


def test_exported_again_only_the_new_turns_are_added(page: Page, address: str, tmp_path: Path):
    give(page, address, tmp_path, talk(2))
    page.get_by_role("button", name="Store 1 transcript").click()
    page.wait_for_url(re.compile(r"/c/owl-2/$"))
    first = list(Transcript.objects.get().responses.values_list("pk", flat=True))

    give(page, address, tmp_path, talk(4))
    expect(page.get_by_role("heading", level=1)).to_have_text("What is new")
    expect(page.locator("#draft-additions")).to_contain_text("2 are new: only those are added.")
    expect(page.locator(".piece[data-new]")).to_have_count(8)
    page.get_by_role("link", name="2 are new").click()
    expect(page.locator(".piece[data-new]").first).to_be_in_viewport()

    row(page, "Answer 3.").hover()
    row(page, "Answer 3.").get_by_role("button", name="Furniture").click()
    expect(page.locator(".piece[data-role=furniture]", has=row(page, "Answer 3."))).to_be_visible()
    row(page, "Question 3?").hover()
    row(page, "Question 3?").get_by_role("button", name="Furniture").click()
    expect(page.locator("#draft-additions")).to_contain_text("1 is new: only that is added.")
    page.get_by_role("button", name="Add 1 turn").click()
    page.wait_for_url(re.compile(r"/c/owl-2/$"))
    expect(page.get_by_text("Added 1 turn to ChatGPT.")).to_be_visible()
    kept = list(Transcript.objects.get().responses.current())
    assert [response.pk for response in kept[:2]] == first
    assert [response.prompt for response in kept] == ["Question 0?", "Question 1?", "Question 2?"]

    page.goto(address)
    expect(page.get_by_text(re.compile("goes on from the export of"))).to_be_visible()
    give(page, address, tmp_path, talk(3, title="Renamed"))
    expect(page.get_by_text(re.compile(": Nothing is new here: this conversation is stored since"))).to_be_visible()
    assert not IntakeDraft.objects.exists()


def test_another_way_is_read_instead_and_beside(page: Page, address: str, tmp_path: Path):
    give(page, address, tmp_path, TREE)
    ways = page.locator(".branches")
    ways.get_by_text("This conversation went 4 ways: you see one of them").click()
    magic = ways.get_by_role("listitem").filter(has_text="By magic.")
    magic.get_by_role("button", name="Read this one instead").click()
    expect(row(page, "By magic.")).to_be_visible()

    row(page, "By magic.").hover()
    row(page, "By magic.").get_by_role("button", name="Prompt").click()
    expect(page.locator(".piece[data-role=prompt]")).to_have_count(2)
    ways.get_by_text("This conversation went 4 ways").click()
    other = ways.get_by_role("listitem").filter(has_text="They sleep.")
    other.get_by_role("button", name="Read this one instead").click()
    expect(page.get_by_text("What you corrected here would be lost: say that you want that.")).to_be_visible()
    other.get_by_text("Read this one instead…").click()
    other.get_by_role("button", name="Read it all the same").click()
    expect(row(page, "They sleep.")).to_be_visible()

    ways.get_by_text("This conversation went 4 ways").click()
    magic.get_by_role("button", name="Add as another").click()
    expect(page.get_by_text("A second draft, beside the first")).to_be_visible()
    expect(row(page, "By magic.")).to_be_visible()
    assert IntakeDraft.objects.count() == 2


def test_nothing_stands_in_anyones_way(page: Page, address: str, tmp_path: Path):
    give(page, address, tmp_path, {**TREE, "current_node": "c"})
    page.locator(".branches > summary").click()
    assert faults(page) == []
    page.get_by_role("button", name="Store 1 transcript").click()
    page.wait_for_url(re.compile(r"/c/owl-2/$"))
    give(page, address, tmp_path, TREE)
    expect(page.get_by_role("heading", level=1)).to_have_text("What is new")
    page.locator(".branches > summary").click()
    page.wait_for_load_state()  # the keys
    row(page, "As by day.").locator("label").click()
    page.keyboard.press("f")
    expect(page.locator(".piece[data-role=furniture]", has=row(page, "As by day."))).to_be_visible()
    page.reload()
    page.locator(".branches > summary").click()
    page.locator(".branches details > summary").first.click()
    assert faults(page) == []

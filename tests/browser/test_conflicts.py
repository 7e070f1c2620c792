"""The conflict queue in a browser: two tabs, the keyboard alone, its accessibility tree, and what axe finds."""

import os

import pytest
from playwright.sync_api import Page, expect

from reviews.domain.marks import place_mark
from reviews.domain.threads import open_thread
from reviews.models import Comment, Resolution, Role, Thread
from tests.browser.pages import faults
from tests.factories import MembershipFactory, make_transcript

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TREE = """
- main:
  - heading "Conflicts" [level=1]
  - region "In conflict 1":
    - heading "In conflict 1" [level=2]
    - list "Cells in conflict, the widest first":
      - listitem:
        - article "Bert · Is it safe?":
          - heading "Bert · Is it safe?" [level=3]:
            - link "Bert · Is it safe?"
          - list "What each reviewer marked"
          - 'button "Take the majority: no 2 of 3"'
  - region "Unanimous 1":
    - heading "Unanimous 1" [level=2]
    - group:
      - list:
        - listitem:
          - checkbox "Ada · Is it safe? yes 2 reviewers" [checked]
    - paragraph:
      - button "Settle them together"
"""


@pytest.fixture
def differ(comparison, team, alice, bob):
    eve = MembershipFactory(team=team, user__name="Eve", role=Role.EDITOR).user
    safe = comparison.questions.get(key="safe")
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    bert = make_transcript(comparison, "Bert", ("Is it safe?", "It is not safe at all."))
    place_mark(question=safe, transcript=bert, by=bob, value="no", rationale="It says so.", evidence="not safe")
    place_mark(question=safe, transcript=bert, by=alice, value="yes", confidence=2)
    place_mark(question=safe, transcript=bert, by=eve, value="no")
    for person in (alice, bob):
        place_mark(question=safe, transcript=ada, by=person, value="yes")
    open_thread(comparison=comparison, by=bob, body="At all?", question=safe, transcript=bert)


def picture(page: Page, name: str) -> None:
    """Keep a picture where TRIANGULATE_PICTURES says."""
    if folder := os.environ.get("TRIANGULATE_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_conflicts_are_settled_by_keyboard_while_another_tab_is_told(page_of, alice, comparison, differ, live_server):
    queue = f"{live_server.url}/c/{comparison.slug}/conflicts/"
    other = page_of(alice)
    other.goto(queue)
    alices = page_of(alice)
    alices.goto(queue)
    expect(alices.locator("main")).to_match_aria_snapshot(TREE)
    assert faults(alices) == []
    picture(alices, "conflicts")
    alices.keyboard.press("j")
    expect(alices.locator(".conflict")).to_be_focused()
    alices.keyboard.press("d")
    expect(alices.get_by_label("Verdict")).to_be_focused()
    alices.keyboard.press("Escape")
    expect(alices.locator(".conflict")).to_be_focused()
    alices.keyboard.press("m")
    expect(alices.locator("#settled")).to_have_text("Settled 1")
    assert Resolution.objects.get().why == "The majority: 2 of 3 say no."
    other.locator(".decide summary").first.click()
    other.get_by_label("Verdict").select_option("yes")
    other.get_by_label("Why").fill("I read it so.")
    other.get_by_role("button", name="Settle", exact=True).click()
    expect(other.locator(".refused-at")).to_contain_text("This was changed after you opened it")
    alices.get_by_role("button", name="Settle them together").click()
    expect(alices.locator("#settled")).to_have_text("Settled 2")
    alices.get_by_role("button", name="Undo").click()
    expect(alices.locator("#settled")).to_have_text("Settled 1")
    alices.get_by_role("button", name="Reopen").click()
    expect(alices.locator(".conflict")).to_have_count(1)
    assert not Resolution.objects.exists()


@pytest.mark.parametrize("path", ["conflicts", "threads"])
def test_a_reply_is_written_at_once_and_sent_by_keys(page_of, alice, comparison, differ, live_server, path):
    page = page_of(alice)
    page.goto(f"{live_server.url}/c/{comparison.slug}/{path}/")
    if path == "conflicts":
        page.get_by_text("1 thread", exact=True).click()
    page.get_by_text("Reply", exact=True).first.click()
    expect(page.get_by_label("Reply")).to_be_focused()
    hint = page.locator(".thread-tools .keys")
    expect(hint).to_have_text("Ctrl Enter sends it")
    expect(hint).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(hint).not_to_be_visible()
    page.keyboard.type("Not at all.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".written")).to_have_text(["At all?", "Not at all."])
    assert list(Comment.objects.values_list("markdown", flat=True)) == ["At all?", "Not at all."]


def test_a_new_thread_is_shown_with_its_cell_and_leads_back(page_of, alice, comparison, differ, live_server):
    Thread.objects.all().delete()
    page = page_of(alice)
    page.goto(f"{live_server.url}/c/{comparison.slug}/conflicts/")
    page.get_by_role("link", name="Discuss it").click()
    expect(page.locator("textarea[name=body]")).to_be_focused()
    page.keyboard.type("Says who?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment")).to_be_focused()
    expect(page.locator(".written")).to_have_text("Says who?")
    expect(page.locator(".said")).to_have_text("It is not safe at all.")
    expect(page.locator(".marks > li")).to_have_count(3)
    assert faults(page) == []
    picture(page, "new-thread")
    page.set_viewport_size({"width": 390, "height": 844})
    picture(page, "new-thread-390")
    page.get_by_role("link", name="Back to where you came from").click()
    expect(page.locator(".conflict")).to_be_focused()

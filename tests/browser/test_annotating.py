"""Words of an answer are selected and annotated: with the mouse, by touch and with the keyboard alone."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from reviews.domain.annotations import annotate
from reviews.models import Annotation, Finding, Placement, Thread
from tests.browser.pages import PHONE, faults
from tests.browser.test_selecting import select
from tests.factories import make_comparison, make_transcript

ANSWER = """\
## Is it safe?

The owl is 🦉 safe at night. It hunts mice, and nothing else. Some say that it sleeps by day.

Nobody has seen it swim.

The last word is a hedge, perhaps."""

BOXES = """() => {
  const range = getSelection().getRangeAt(0), bar = document.getElementById("selecting").getBoundingClientRect();
  const covers = [...range.getClientRects()].some((box) => box.left < bar.right && bar.left < box.right && box.top < bar.bottom && bar.top < box.bottom);
  return [covers, bar.top >= 0 && bar.left >= 0 && bar.right <= innerWidth && bar.bottom <= innerHeight + 1];
}"""


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    make_transcript(comparison, "Ada", ("Is it safe?", ANSWER))
    return comparison


@pytest.fixture
def response(comparison):
    return comparison.transcripts.get().responses.get()


@pytest.fixture
def turn(bobs: Page, live_server, comparison, response) -> Page:
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/responses/{response.pk}/")
    return bobs


def tools(page: Page):
    return page.get_by_role("toolbar", name="Selected words")


def test_a_label_by_mouse(turn: Page, response):
    page = turn
    words = page.locator(".said").get_by_text("hunts mice").bounding_box()
    page.mouse.dblclick(words["x"] + 20, words["y"] + 12)
    expect(tools(page)).to_be_visible()
    assert page.evaluate(BOXES) == [False, True]
    page.get_by_role("button", name="Label").click()
    page.get_by_role("button", name="claim").click()
    expect(page.locator("#annotated [role=status]")).to_have_text("Annotated: claim.")
    stored = Annotation.objects.get()
    assert stored.quotation == "The" and stored.label.key == "claim"
    expect(page.locator(f"mark[data-annotations='{stored.pk}']")).to_have_text("The")
    expect(page.locator(f"#annotations #a-{stored.pk}")).to_contain_text("claim")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#annotations li")).to_have_count(0)
    expect(page.locator("mark[data-annotations]")).to_have_count(0)
    assert Annotation.objects.current().count() == 0


def test_a_note_with_the_keyboard_alone(turn: Page, response):
    page = turn
    for key in (".", ".", ">"):
        page.keyboard.press(key)
    expect(tools(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tools(page)).to_be_hidden()
    page.keyboard.press("x")
    expect(tools(page)).to_match_aria_snapshot("""
      - toolbar "Selected words":
        - button "Label"
        - button "Note"
        - button "Evidence for a cell"
        - button "Place under a question"
        - button "Gather into a finding"
        - button "Discuss"
        - button "Copy with source"
    """)
    expect(page.get_by_role("button", name="Label")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Copy with source")).to_be_focused()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys on this page")
    expect(keys.locator("dl > div").filter(has_text="Selected words: discuss")).to_have_text(
        re.compile(r"^x\s+d\s+Selected")
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Copy with source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tools(page)).to_be_hidden()
    both = "The owl is 🦉 safe at night. It hunts mice, and nothing else."
    assert page.evaluate("getSelection().toString()") == both
    page.keyboard.press("x")
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    assert page.evaluate("[...CSS.highlights.get('selected')].join('')") == both
    page.keyboard.type("x n 1: at night only?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#annotated [role=status]")).to_have_text("Annotated with a note.")
    stored = Annotation.objects.get()
    assert (stored.quotation, stored.note, stored.label) == (both, "x n 1: at night only?", None)
    assert not page.evaluate("document.getElementById('selecting').contains(document.activeElement)")
    page.keyboard.press("u")
    expect(page.locator("mark[data-annotations]")).to_have_count(0)


def test_words_are_gathered_placed_and_copied(turn: Page, context: BrowserContext, comparison, response, live_server):
    page = turn
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    select(page, "Nobody has", 1, "form.whole", to="it swi")
    page.keyboard.press("x")
    page.keyboard.press("c")
    expect(page.locator("#annotated [role=status]")).to_have_text("Copied with its source.")
    start = response.text.index("Nobody")
    end = start + len("Nobody has seen it swim")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Nobody has seen it swim” (Ada; turn 1; ")
    assert copied.endswith(f"/c/{comparison.slug}/said/{response.pk}-{start}-{end}/")
    page.keyboard.press("g")
    page.get_by_label("Title of the new finding").fill("It cannot swim")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open the finding")).to_be_visible()
    assert Finding.objects.get().points.get().quotation == "Nobody has seen it swim"
    page.keyboard.press("u")
    expect(page.locator("#annotated [role=status]")).to_have_text("The words are where they were.")
    assert not Finding.objects.exists()
    select(page, "sleeps", 1, "form.whole")
    expect(tools(page)).to_be_visible()
    page.get_by_role("button", name="Place under a question").click()
    page.get_by_role("button", name="Does it work?").click()
    expect(page.locator("#annotated [role=status]")).to_have_text("Placed under “Does it work?”.")
    placed = Placement.objects.get()
    assert response.text[placed.start : placed.end] == "sleeps"
    page.keyboard.press("u")
    expect(page.locator("#annotated [role=status]")).to_have_text("The words are where they were.")
    assert not Placement.objects.exists()


def test_selected_words_become_evidence_on_the_page_of_a_cell(turn: Page, comparison, live_server):
    page = turn
    select(page, "perhaps", 1, "form.whole")
    page.keyboard.press("x")
    page.keyboard.press("e")
    page.get_by_role("group", name="Evidence for a cell").get_by_role("link").first.click()
    field = page.get_by_label("The words that carry it")
    expect(field).to_have_value("perhaps")
    page.locator("#panel-title").click()
    select(page, "hunts mice")
    expect(tools(page)).to_be_visible()
    page.get_by_role("button", name="Evidence").click()
    page.get_by_role("link", name="Is it safe? holds these words").click()
    expect(field).to_have_value("hunts mice")


def test_where_annotations_overlap_each_is_reached(turn: Page, bob, response):
    outer = annotate(response=response, by=bob, quote="hunts mice, and nothing", label="claim")
    inner = annotate(response=response, by=bob, quote="mice", note="Only mice?")
    page = turn
    page.goto(f"{page.url}#a-{outer.pk}")
    page.reload()
    expect(page.locator(f"mark[data-annotations~='{outer.pk}'][data-lit]")).to_have_count(3)
    words = page.locator(f"mark[data-annotations='{inner.pk} {outer.pk}']")
    expect(words).to_have_text("mice")
    words.click()
    expect(page.locator(f"#a-{inner.pk}")).to_be_focused()
    words.click()
    expect(page.locator(f"#a-{outer.pk}")).to_be_focused()
    page.locator(f"#a-{inner.pk}").hover()
    expect(page.locator("mark[data-lit]")).to_have_text(["mice"])
    page.get_by_role("link", name=f"Annotation {outer.pk}, claim, by").press("Enter")
    expect(page.locator(f"#a-{outer.pk}")).to_be_focused()
    page.get_by_role("link", name="hunts mice, and nothing").press("Enter")
    expect(page.get_by_role("link", name=f"Annotation {outer.pk}, claim, by")).to_be_focused()
    select(page, "Nobody", 1, "form.whole")
    expect(tools(page)).to_be_visible()
    page.get_by_role("button", name="Note").click()
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    assert faults(page) == []


def test_on_compare_the_reader_stays_where_they_are(bobs: Page, live_server, comparison, response):
    page = bobs
    page.goto(f"{live_server.url}/c/{comparison.slug}/")
    select(page, "hunts mice", 1, "#compare-table")
    expect(tools(page)).to_be_visible()
    page.get_by_role("button", name="Label").click()
    expect(page.get_by_role("button", name="hedge")).to_be_visible()
    assert faults(page) == []
    place = page.evaluate("scrollY")
    page.get_by_role("button", name="hedge").click()
    words = page.locator("#compare-table mark[data-annotations]")
    expect(words).to_have_text("hunts mice")
    assert page.evaluate("scrollY") == place
    expect(page.locator("#annotated [role=status]")).to_have_text("Annotated: hedge.")
    words.click()
    entry = page.get_by_role("list", name="Annotations of these words").get_by_role("listitem")
    expect(entry).to_contain_text("hedge by Bob")
    assert faults(page) == []
    page.locator("#compare-table h2").first.click()
    expect(entry).to_be_hidden()
    page.locator(".annotation-ref").focus()
    page.keyboard.press("Enter")
    expect(entry.get_by_role("button", name="Discuss")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".annotation-ref")).to_be_focused()
    words.click()
    entry.get_by_role("button", name="Discuss").click()
    page.keyboard.type("Why?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#annotated [role=status]")).to_contain_text("The thread is started.")
    words.click()
    expect(entry.get_by_role("link", name="1 thread")).to_be_visible()
    entry.get_by_role("button", name="Remove").click()
    expect(words).to_have_count(0)
    assert Thread.objects.get().annotation.label.key == "hedge"


@pytest.mark.parametrize("where", ["responses", "compare"])
def test_words_are_selected_by_dragging_from_their_sign(turn: Page, bob, comparison, response, where):
    note = annotate(response=response, by=bob, quote="hunts mice", label="claim")
    page = turn
    page.goto(page.url if where == "responses" else page.url.partition("responses/")[0])
    box = page.locator(f"mark[data-annotations='{note.pk}']").bounding_box()
    sign = page.get_by_role("link", name=f"Annotation {note.pk}, claim, by").bounding_box()
    middle, last = sign["x"] + sign["width"] / 2, box["x"] + box["width"] - 1
    address, line = page.url, box["y"] + box["height"] / 2
    for start, end in ((last, middle), (middle, last)):
        page.mouse.click(5, 5)
        page.mouse.move(start, line)
        page.mouse.down()
        page.mouse.move((start + end) / 2, line, steps=5)
        page.mouse.move(end, line, steps=5)
        page.mouse.up()
        assert page.evaluate("String(getSelection())").strip() == "hunts mice"
    expect(tools(page)).to_be_visible()
    assert page.url == address
    page.mouse.click(middle, sign["y"] + sign["height"] / 2)
    if where == "responses":
        expect(page.locator(f"#a-{note.pk}")).to_be_focused()
    else:
        expect(page.get_by_role("list", name="Annotations of these words")).to_contain_text("claim by Bob")


class TestByTouch:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "viewport": PHONE, "has_touch": True, "is_mobile": True}

    def test_a_label_at_the_foot_of_the_screen_and_the_list_as_a_sheet(self, turn: Page):
        page = turn
        select(page, "hunts mice", 1, "form.whole")
        expect(tools(page)).to_be_visible()
        assert page.evaluate(BOXES) == [False, True]
        page.get_by_role("button", name="Label").tap()
        page.get_by_role("button", name="omission").tap()
        expect(page.locator("#annotated [role=status]")).to_have_text("Annotated: omission.")
        expect(page.locator("#annotations")).to_be_hidden()
        page.get_by_role("button", name="Annotations 1").tap()
        expect(page.get_by_role("dialog", name="Annotations")).to_be_visible()
        address = page.url
        page.go_back()
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert page.url == address

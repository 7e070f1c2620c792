"""The draft in a browser: what is left to look at is one key away, text can be copied, and a phone has all in reach."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from reviews.domain.documents import Document, parsed_of
from reviews.domain.drafts import begin_draft
from reviews.intake.document import Parsed, Piece, Voice
from reviews.models import IntakeDraft, Transcript
from tests.browser.pages import DESK, PHONE, faults

SAID = [
    ("prompt", "Does the owl work at night?"),
    ("answer", "Yes, the owl works at night, as three people saw."),
    ("prompt", "And what of the day, then?"),
    ("answer", "By day it sleeps, and nobody has tried to wake it."),
    ("prompt", "Is it safe near children?"),
    ("answer", "\n\n".join(f"Paragraph {n} of the answer on children." for n in range(9))),
]


def begin(comparison, alice, *, warnings: tuple[str, ...] = (), name: str = "Owl", said=SAID) -> IntakeDraft:
    text, pieces = "", []
    for role, words in said:
        start, text = len(text), f"{text}{words}\n\n"
        pieces.append(Piece(start, len(text), role, 0, "heuristic", "by its wording"))
    parsed = Parsed(text, "plain", "pasted", tuple(pieces), (Voice(name),), warnings=warnings, title=said[0][1])
    document = Document(text.encode(), "", "text/plain", parsed)
    return begin_draft(comparison=comparison, by=alice, document=document)


@pytest.fixture
def draft(comparison, alice) -> IntakeDraft:
    return begin(comparison, alice, warnings=("Pictures are left out.",))


@pytest.fixture
def page(alices: Page, live_server, comparison, draft) -> Page:
    """The draft, Alice signed in."""
    show(alices, live_server, draft)
    return alices


def show(page: Page, live_server, draft: IntakeDraft) -> None:
    page.goto(f"{live_server.url}/c/{draft.comparison.slug}/intake/{draft.pk}/")
    page.wait_for_load_state()


def count(page: Page, number: int) -> None:
    """The list and the bar agree on how much is left."""
    if number:
        expect(page.locator("#to-look-at h2")).to_have_text(f"To look at {number}")
        expect(page.locator("#to-look-at .doubt")).to_have_count(number)
        expect(page.locator("#look-bar .count")).to_have_text(re.compile(rf"{number}$"))
    else:
        expect(page.locator("#to-look-at h2")).to_have_text("Nothing left to look at")
        expect(page.locator("#look-bar")).to_have_text("Nothing left to look at")


def current(page: Page) -> Locator:
    return page.locator(".doubt[aria-current=true]")


def chosen(page: Page) -> Locator:
    return page.locator(".row", has=page.locator(":checked")).locator(".text")


def roles() -> list[str]:
    return [piece.role for piece in parsed_of(IntakeDraft.objects.get()).pieces]


def test_each_is_one_key_away_and_one_key_from_being_right(page: Page):
    count(page, 4)
    expect(page.locator("#to-look-at .keys")).to_be_visible()
    page.keyboard.press("n")
    expect(current(page)).to_contain_text("Pictures are left out.")
    page.keyboard.press("c")
    count(page, 3)
    expect(current(page)).to_contain_text("Does the owl work")
    expect(chosen(page)).to_have_text("Does the owl work at night?")
    page.keyboard.press("c")
    count(page, 2)
    expect(chosen(page)).to_have_text("And what of the day, then?")
    page.keyboard.press("n")
    expect(chosen(page)).to_have_text("Is it safe near children?")
    expect(chosen(page)).to_be_in_viewport()
    page.keyboard.press("n")
    expect(chosen(page)).to_have_text("And what of the day, then?")
    page.keyboard.press("Shift+N")
    expect(chosen(page)).to_have_text("Is it safe near children?")
    page.keyboard.press("x")
    count(page, 1)
    page.keyboard.press("c")
    count(page, 0)
    assert roles() == ["prompt", "answer", "prompt", "answer"]
    page.keyboard.press("u")
    count(page, 1)
    page.keyboard.press("Control+z")
    count(page, 2)
    page.reload()
    count(page, 2)


def test_the_list_follows(alices: Page, live_server, comparison, alice):
    said = [(SAID[n % 2][0], f"{SAID[n % 2][1]} ({n})") for n in range(60)]
    show(alices, live_server, begin(comparison, alice, said=said))
    alices.set_viewport_size(DESK)
    for key in ("n", "Shift+N"):
        alices.keyboard.press(key)
        expect(current(alices)).to_be_in_viewport(ratio=1)
        expect(chosen(alices)).to_be_in_viewport()


def test_the_list_leads_to_the_place_and_its_buttons_settle(page: Page):
    page.get_by_role("link", name="Is it safe near children?").click()
    expect(chosen(page)).to_have_text("Is it safe near children?")
    expect(chosen(page)).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/\d+/$"))
    current(page).get_by_role("button", name="Not a prompt").click()
    count(page, 3)
    page.locator(".doubt", has_text="Pictures").get_by_role("button", name="Seen").click()
    count(page, 2)
    assert roles() == ["prompt", "answer", "prompt", "answer"]
    assert faults(page) == []


def test_what_is_corrected_in_the_text_is_settled_too(page: Page):
    row = page.locator(".row", has_text="And what of the day")
    row.hover()
    row.get_by_role("button", name="Answer").click()
    count(page, 3)


def test_keys_are_those_of_the_place_on_another_keyboard_and_silent_in_fields(page: Page):
    page.evaluate(
        """document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "т", code: "KeyN", bubbles: true }))"""
    )
    expect(current(page)).to_contain_text("Pictures are left out.")
    page.locator("#voice-0 summary").click()
    page.locator("#voice-0 [name=name]").fill("")
    page.locator("#voice-0 [name=name]").press_sequentially("nancx")
    expect(page.locator("#voice-0 [name=name]")).to_have_value("nancx")
    count(page, 4)


def test_a_missing_name_leads_to_its_field(alices: Page, live_server, comparison, alice):
    show(alices, live_server, begin(comparison, alice, name="Unnamed model"))
    alices.keyboard.press("n")
    expect(current(alices)).to_contain_text("Who answers here is not named yet")
    alices.keyboard.press("c")
    expect(alices.get_by_label("Who says this?")).to_be_focused()
    alices.keyboard.type("Wren")
    count(alices, 4)
    alices.get_by_role("button", name="Store 1 transcript").click()
    alices.wait_for_url(lambda address: "/intake/" not in address)
    assert Transcript.objects.get().respondent.name == "Wren"


def test_what_lies_on_another_page_is_opened_there(alices: Page, live_server, comparison, alice):
    said = [(SAID[n % 2][0], f"{SAID[n % 2][1]} ({n})") for n in range(180)]
    draft = begin(comparison, alice, said=said)
    show(alices, live_server, draft)
    alices.keyboard.press("Shift+N")
    alices.wait_for_url(re.compile(r"page=3"))
    expect(chosen(alices)).to_have_text("Does the owl work at night? (178)")
    expect(chosen(alices)).to_be_in_viewport()


def test_text_can_be_selected_and_copied_and_a_click_still_chooses(page: Page, context: BrowserContext):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = page.locator(".row .text", has_text="By day it sleeps")
    page.set_viewport_size(DESK)
    text.evaluate("(element) => element.scrollIntoView({ block: 'center' })")
    box = text.bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    selected = page.evaluate("getSelection().toString()")
    assert selected and SAID[3][1].startswith(selected.strip())
    expect(page.locator("[name=at]:checked")).to_have_count(0)
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == selected
    text.dblclick()
    assert page.evaluate("getSelection().toString()").strip() in SAID[3][1].split()
    page.mouse.click(box["x"] + 300, box["y"] + box["height"] / 2)
    expect(chosen(page)).to_have_text(SAID[3][1])


def test_a_selection_over_several_paragraphs_holds_words_alone(page: Page):
    first = page.locator(".row .text", has_text="Does the owl work").bounding_box()
    last = page.locator(".row .text", has_text="And what of the day").bounding_box()
    assert first and last
    page.mouse.move(first["x"] + 2, first["y"] + 8)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"], last["y"] + 8, steps=10)
    page.mouse.up()
    copied = page.evaluate("getSelection().toString()")
    assert [line for line in copied.split("\n") if line.strip()] == [words for _, words in SAID[:3]]


def test_what_is_refused_is_said_where_the_tools_are(page: Page):
    page.set_viewport_size(PHONE)
    row = page.locator(".row", has_text="Paragraph 0")
    row.locator(".text").click()
    page.get_by_role("button", name="Split here").click()
    expect(page.get_by_role("alert").get_by_text("There is nothing to split at that place.")).to_be_in_viewport()


def test_on_a_tablet_all_is_in_reach(page: Page):
    page.set_viewport_size({"width": 900, "height": 700})
    page.mouse.wheel(0, 300)
    for name in ("Undo", "Store 1 transcript", "Next to look at"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last, store = page.locator(".discard summary"), page.get_by_role("button", name="Store 1 transcript")
    words, button = last.bounding_box(), store.bounding_box()
    assert words and button
    assert words["y"] + words["height"] <= button["y"] or words["x"] + words["width"] <= button["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


class TestOnAPhone:
    @pytest.fixture(autouse=True)
    def phone(self, page: Page):
        page.set_viewport_size(PHONE)

    def test_all_is_in_reach_and_nothing_is_hidden(self, page: Page):
        bar = page.locator(".draft-bar")
        for name in ("Undo", "Store 1 transcript", "Next to look at", "Before"):
            button = page.get_by_role("button", name=name)
            expect(button).to_be_in_viewport()
            size, around = button.bounding_box(), bar.bounding_box()
            assert size and around
            assert min(size["width"], size["height"]) >= 44
            assert around["y"] < size["y"] and size["y"] + size["height"] < around["y"] + around["height"]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        foot, top = page.locator(".foot").bounding_box(), bar.bounding_box()
        assert foot and top
        assert foot["y"] + foot["height"] <= top["y"] + 1
        assert faults(page) == []

    def test_what_to_look_at_is_settled_by_the_bar(self, page: Page):
        bar = page.locator(".draft-bar")
        bar.get_by_role("button", name="Next to look at").click()
        bar.get_by_role("button", name="Seen").click()
        count(page, 3)
        for left in (2, 1, 0):
            expect(chosen(page)).to_be_in_viewport()
            place, top = chosen(page).bounding_box(), bar.bounding_box()
            assert place and top
            assert place["y"] + place["height"] <= top["y"]
            bar.get_by_role("button", name="It is a prompt").click()
            count(page, left)
        bar.get_by_role("button", name="Undo").click()
        count(page, 1)
        page.get_by_role("button", name="Store 1 transcript").click()
        page.wait_for_url(lambda address: "/intake/" not in address)
        assert Transcript.objects.get().responses.count() == 3

    def test_a_chosen_paragraph_brings_its_tools(self, page: Page):
        tools = page.locator(".draft-bar .tools")
        expect(tools).to_be_hidden()
        page.locator(".row .text", has_text="By day it sleeps").click()
        tools.get_by_role("button", name="Prompt").click()
        expect(page.locator(".piece", has_text="By day it sleeps").first).to_have_attribute("data-role", "prompt")


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_the_list_and_its_forms_work(self, page: Page):
        page.get_by_role("link", name="Is it safe near children?").click()
        expect(page).to_have_url(re.compile(r"#piece-\d+$"))
        page.locator(".doubt", has_text="Is it safe").get_by_role("button", name="Not a prompt").click()
        expect(page.locator("#to-look-at h2")).to_have_text("To look at 3")
        page.locator(".doubt", has_text="Pictures").get_by_role("button", name="Seen").click()
        expect(page).to_have_url(re.compile(r"#to-look-at$"))
        expect(page.locator("#to-look-at h2")).to_have_text("To look at 2")
        expect(page.locator(".draft-bar").get_by_role("button", name="Next to look at")).to_be_hidden()

"""The matrix in a browser: marking and talking, with the mouse, the keyboard, and without script."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, Route, expect

from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.threads import open_thread, resolve_thread
from reviews.models import Comment, Mark, Thread
from tests.browser.pages import faults, unfold
from tests.collation.samples.two_answers import ADA, ASKED, BERT
from tests.factories import make_comparison, make_transcript

AZERTY = {1: {"key": "&", "code": "Digit1"}, 4: {"key": "'", "code": "Digit4"}}
SEND = """(given) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...given }))"""


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    make_transcript(comparison, "Ada", (ASKED, ADA), evidence_basis="abstract_only")
    make_transcript(comparison, "Bert", (ASKED, BERT))
    return comparison


@pytest.fixture
def matrix(live_server, comparison) -> str:
    return f"{live_server.url}/c/{comparison.slug}/matrix/"


def cell(page: Page, question: str, respondent: str):
    return page.locator(f"#cell-{question}-{respondent}")


def title(page: Page):
    return page.locator("#panel-title")


def check(page: Page, value: str) -> None:
    page.locator(f".mark-form input[name=value][value={value}]").check()


def test_a_mark_swaps_the_panel_the_row_and_the_sentence(bobs: Page, matrix: str):
    bobs.goto(matrix)
    expect(cell(bobs, "safe", "bert")).to_contain_text("suggested")
    cell(bobs, "safe", "bert").click()
    expect(title(bobs)).to_contain_text("yes")
    expect(bobs).to_have_url(f"{matrix}safe/bert/")
    expect(cell(bobs, "safe", "bert")).to_have_attribute("data-open", "")
    check(bobs, "no")
    bobs.get_by_role("button", name="Use the suggested words").click()
    expect(bobs.get_by_label("The words that carry it")).to_have_value("Yes, Owl-2 is safe.")
    bobs.get_by_role("button", name="Save mark").click()
    expect(title(bobs)).to_contain_text("no")
    expect(cell(bobs, "safe", "bert")).to_contain_text("1 mark")
    expect(cell(bobs, "safe", "bert")).to_have_attribute("data-open", "")
    expect(bobs.locator("#row-safe .where p")).to_have_text("divergence 0.00, 2 of 2 read")
    expect(bobs.locator("#where-they-part")).to_contain_text("1 of 6 cells is marked")
    bobs.get_by_label("The words that carry it").fill("never said")
    bobs.get_by_role("button", name="Save mark").click()
    expect(bobs.locator(".mark-form .errorlist")).to_have_text(
        "These words are not in the answer. Copy them as they stand there."
    )
    expect(bobs.get_by_label("The words that carry it")).to_have_value("never said")
    assert Mark.objects.get().quotation == "Yes, Owl-2 is safe."
    bobs.once("dialog", lambda dialog: dialog.accept())
    bobs.get_by_label("Close").click()
    expect(bobs.locator(".panel")).to_have_count(0)
    expect(bobs.locator("[data-open]")).to_have_count(0)
    expect(bobs).to_have_url(matrix)
    bobs.go_back()
    expect(title(bobs)).to_contain_text("no")
    expect(bobs.locator("h1")).to_have_text("Where they stand")


def test_each_cell_takes_two_keys_on_any_keyboard(bobs: Page, matrix: str):
    """A value, then Enter. On a French keyboard the digits of the upper row need no Shift."""
    bobs.goto(f"{matrix}works/ada/")
    marked = (
        (AZERTY[1], "no"),
        (AZERTY[4], "yes"),
        ("s", "silent"),
        ("n", "not_asked"),
        ("R", "refused"),
        ("a", "abstained"),
    )
    for key, _ in marked:
        shown = title(bobs).text_content() or ""
        if isinstance(key, str):
            bobs.keyboard.press(key)
        else:
            bobs.evaluate(SEND, key)
        bobs.keyboard.press("Enter")
        expect(title(bobs)).not_to_have_text(shown)
    assert [mark.value for mark in Mark.objects.all()] == [value for _, value in marked]


def test_the_keyboard_alone(bobs: Page, matrix: str):
    bobs.goto(matrix)
    bobs.keyboard.press("j")
    bobs.keyboard.press("ArrowDown")
    bobs.keyboard.press("ArrowRight")
    bobs.keyboard.press("Enter")
    expect(title(bobs)).to_have_text("Bert, Is it safe? yes")
    expect(bobs.locator(".panel")).to_be_focused()
    bobs.keyboard.press("ArrowLeft")
    expect(title(bobs)).to_have_text("Ada, Is it safe? no")
    bobs.keyboard.press("ArrowRight")
    expect(title(bobs)).to_have_text("Bert, Is it safe? yes")
    bobs.keyboard.press("?")
    told = bobs.get_by_role("dialog").locator("dl > div")
    expect(told.filter(has_text="Cell beside")).to_have_text(["← → Cell beside"])
    expect(told.filter(has_text="Selected words:")).to_have_text(
        [
            "x l Selected words: label",
            "x n Selected words: note",
            "x e Selected words: evidence for a cell",
            "x p Selected words: place under a question",
            "x g Selected words: gather into a finding",
            "x d Selected words: discuss",
            "x c Selected words: copy with source",
        ]
    )
    bobs.keyboard.press("Escape")
    bobs.keyboard.press("2")
    expect(bobs.get_by_role("radio", name="unclear")).to_be_checked()
    for key, absence in zip("snra", ("silent", "not asked", "refused", "abstain"), strict=True):
        bobs.keyboard.press(key)
        expect(bobs.get_by_role("radio", name=absence)).to_be_checked()
    bobs.keyboard.press("4")
    bobs.locator(".passage .said").get_by_text("tested").evaluate(
        "(node) => getSelection().setBaseAndExtent(node.childNodes[1], 4, node.childNodes[1], 14)"
    )
    bobs.keyboard.press("q")
    expect(bobs.get_by_label("The words that carry it")).to_have_value("was tested")
    bobs.get_by_label("Why you read it so").fill("just a 1, and a q")
    bobs.keyboard.type(" and j")
    expect(bobs.get_by_role("radio", name="yes")).to_be_checked()
    bobs.get_by_role("button", name="Save and next").press("Enter")
    expect(title(bobs)).to_have_text("Ada, Is the code it produces safe? no")
    expect(bobs).to_have_url(f"{matrix}code_safe/ada/")
    expect(cell(bobs, "safe", "bert")).to_contain_text("1 mark")
    mark = Mark.objects.get()
    assert (mark.value, mark.quotation, mark.rationale) == ("yes", "was tested", "just a 1, and a q and j")
    bobs.keyboard.press("k")
    expect(title(bobs)).to_have_text("Bert, Is it safe? yes")
    bobs.keyboard.press("Escape")
    expect(bobs.locator(".panel")).to_have_count(0)
    expect(cell(bobs, "safe", "bert").locator("a")).to_be_focused()


def test_the_page_stays_at_its_top_and_what_is_marked_at_the_top_of_the_panel(bobs: Page, matrix: str):
    bobs.set_viewport_size({"width": 1440, "height": 900})
    bobs.goto(f"{matrix}safe/ada/#panel")
    expect(title(bobs)).to_be_visible()
    expect(bobs.get_by_role("button", name="Save and next")).to_be_in_viewport(ratio=1)
    assert bobs.evaluate("scrollY") == 0
    bobs.locator("#panel .panel").evaluate("(panel) => panel.scrollTo(0, 150)")
    expect(bobs.locator("#panel header").get_by_text("Ada · Is it safe?")).to_be_in_viewport(ratio=1)


def test_of_cells_opened_quickly_the_last_one_stays(bobs: Page, matrix: str):
    late: list[Route] = []
    bobs.route(re.compile(r"/matrix/safe/bert/"), lambda route: late.append(route))
    bobs.goto(f"{matrix}code_safe/ada/")
    bobs.keyboard.press("k")
    bobs.keyboard.press("k")
    expect(title(bobs)).to_have_text("Ada, Is it safe? no")
    [route] = late
    route.continue_()
    bobs.wait_for_timeout(300)
    expect(title(bobs)).to_have_text("Ada, Is it safe? no")
    expect(bobs).to_have_url(f"{matrix}safe/ada/")


def test_nothing_written_is_lost_without_a_question(bobs: Page, matrix: str):
    asked: list[str] = []
    answers = iter((False, True))
    bobs.on(
        "dialog", lambda dialog: (asked.append(dialog.message), dialog.accept() if next(answers) else dialog.dismiss())
    )
    bobs.goto(f"{matrix}safe/bert/")
    bobs.get_by_label("Why you read it so").fill("half a thought")
    bobs.keyboard.press("Escape")
    expect(bobs.locator(".panel")).to_be_focused()
    bobs.keyboard.press("Escape")
    expect(bobs.get_by_label("Why you read it so")).to_have_value("half a thought")
    bobs.keyboard.press("4")
    bobs.keyboard.press("Enter")
    expect(cell(bobs, "safe", "bert")).to_contain_text("1 mark")
    expect(title(bobs)).to_have_text("Ada, Is the code it produces safe? no")
    bobs.keyboard.press("k")
    bobs.keyboard.press("k")
    expect(title(bobs)).to_have_text("Ada, Is it safe? no")
    bobs.keyboard.press("1")
    bobs.keyboard.press("Escape")
    expect(bobs.locator(".panel")).to_have_count(0)
    assert asked == ["What you wrote here is not saved. Leave it?"] * 2
    assert Mark.objects.get().rationale == "half a thought"


def test_talking_in_the_panel_counts_in_the_matrix(bobs: Page, matrix: str):
    bobs.goto(f"{matrix}safe/bert/")
    bobs.get_by_label("Why you read it so").fill("half a thought")
    bobs.get_by_label("Start a thread on this cell").fill("Who are *the five*?")
    bobs.get_by_role("button", name="Start the thread").click()
    expect(bobs.locator(".thread .written em")).to_have_text("the five")
    expect(bobs.locator(".thread")).to_be_focused()
    expect(bobs.get_by_label("Start a thread on this cell")).to_have_value("")
    expect(cell(bobs, "safe", "bert")).to_contain_text("1 open thread")
    expect(bobs.locator("#comparison-bar")).to_contain_text("Threads 1")
    bobs.get_by_text("Reply", exact=True).first.click()
    bobs.locator(".thread").get_by_label("Reply").fill("Nobody says.")
    bobs.locator(".thread").get_by_role("button", name="Reply").click()
    expect(bobs.locator(".written")).to_have_text(["Who are the five?", "Nobody says."])
    expect(bobs.locator(".comment").last).to_be_focused()
    bobs.get_by_role("button", name="Resolve").click()
    expect(bobs.locator(".resolved")).to_have_text("Resolved by Bob, just now")
    expect(cell(bobs, "safe", "bert")).not_to_contain_text("open thread")
    expect(bobs.locator("#comparison-bar")).not_to_contain_text("Threads 1")
    expect(bobs.get_by_label("Why you read it so")).to_have_value("half a thought")


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_two_marks_a_comment_and_a_settled_thread(self, bobs: Page, matrix: str):
        bobs.goto(matrix)
        cell(bobs, "works", "ada").get_by_role("link").click()
        expect(title(bobs)).to_have_text("Ada, Does it work? yes")
        check(bobs, "qualified")
        bobs.get_by_label("The words that carry it").fill("Owl-2 works")
        bobs.get_by_role("button", name="Save and next").click()
        expect(title(bobs)).to_have_text("Bert, Does it work? yes")
        check(bobs, "yes")
        bobs.get_by_role("button", name="Save mark").click()
        expect(cell(bobs, "works", "ada")).to_contain_text("Owl-2 works")
        assert [mark.value for mark in Mark.objects.all()] == ["qualified", "yes"]
        bobs.get_by_label("Start a thread on this cell").fill("So *flatly*?")
        bobs.get_by_role("button", name="Start the thread").click()
        expect(bobs.locator("#panel .written em")).to_have_text("flatly")
        expect(bobs).to_have_url(re.compile(rf"/works/bert/#comment-{Comment.objects.get().pk}$"))
        bobs.get_by_role("button", name="Resolve").click()
        expect(bobs.locator("#panel .resolved")).to_have_text("Resolved by Bob, just now")
        assert not Thread.objects.get().is_open
        bobs.get_by_text("Take your mark back").click()
        bobs.get_by_role("button", name="Take it back").click()
        expect(cell(bobs, "works", "bert")).to_contain_text("suggested")


def test_nothing_stands_in_anyones_way(bobs: Page, matrix: str, live_server, comparison, alice, bob):
    bert = comparison.transcripts.get(key="bert")
    safe = comparison.questions.get(key="safe")
    evidence = "by five people"
    for person, value in ((alice, "yes"), (bob, "no")):
        place_mark(question=safe, transcript=bert, by=person, value=value, confidence=2, evidence=evidence)
    resolve_cell(question=safe, transcript=bert, by=alice, value="yes", why="By vote.")
    thread = open_thread(comparison=comparison, by=bob, body="> A line\n\nWell?", question=safe, transcript=bert).thread
    resolve_thread(thread=open_thread(comparison=comparison, by=bob, body="Done.").thread, by=alice)
    base = f"{live_server.url}/c/{comparison.slug}"
    found = []
    for path in ("matrix/", "matrix/safe/bert/", "threads/", f"threads/{thread.pk}/", "threads/open/"):
        bobs.goto(f"{base}/{path}")
        unfold(bobs)
        found += [(path, *fault) for fault in faults(bobs)]
    assert found == []


def test_a_post_keeps_what_is_written_elsewhere_in_the_panel_and_says_what_it_did(bobs: Page, matrix: str):
    bobs.goto(f"{matrix}safe/bert/")
    comment = bobs.get_by_label("Start a thread on this cell")
    comment.fill("Is that so?")
    check(bobs, "no")
    bobs.get_by_role("button", name="Save mark").click()
    expect(bobs.get_by_role("status").filter(has_text="Marked ")).to_be_visible()
    expect(comment).to_have_value("Is that so?")

    questions: list[str] = []
    bobs.once("dialog", lambda dialog: (questions.append(dialog.message), dialog.dismiss()))
    bobs.get_by_role("button", name="Save and next").click()
    assert questions == ["What you wrote here is not saved. Leave it?"]
    expect(comment).to_have_value("Is that so?")

    bobs.get_by_label("Why you read it so").fill("It says no.")
    bobs.get_by_role("button", name="Start the thread").click()
    expect(bobs.get_by_role("status").filter(has_text="The thread is started.")).to_be_visible()
    expect(bobs.get_by_label("Why you read it so")).to_have_value("It says no.")
    bobs.get_by_role("button", name="Resolve").click()
    expect(bobs.get_by_role("status").filter(has_text="Resolved.")).to_be_visible()
    bobs.get_by_role("button", name="Save mark").press("Enter")
    expect(bobs.get_by_role("status").filter(has_text="Marked ")).to_be_visible()
    assert Mark.objects.get().rationale == "It says no."


def test_leaving_the_page_asks_only_when_something_is_unsaved(bobs: Page, matrix: str):
    bobs.goto(f"{matrix}safe/bert/")
    asked = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert not bobs.evaluate(asked)
    bobs.get_by_label("Start a thread on this cell").fill("Is that so?")
    assert bobs.evaluate(asked)
    bobs.get_by_label("Start a thread on this cell").fill("")
    assert not bobs.evaluate(asked)

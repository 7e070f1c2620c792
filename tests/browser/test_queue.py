"""The queue in a browser: two keys a cell, resumable, without script, and told to a screen reader."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, Route, expect

from reviews.domain.guidelines import write_guidelines
from reviews.domain.questions import rescale_question
from reviews.models import Mark, UnsavedWords
from tests.browser.pages import DESK, PHONE, faults, sign_in, unfold
from tests.collation.samples.two_answers import ADA, ASKED, BERT
from tests.factories import make_comparison, make_transcript


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    make_transcript(comparison, "Ada", (ASKED, ADA), evidence_basis="abstract_only")
    make_transcript(comparison, "Bert", (ASKED, BERT))
    make_transcript(comparison, "Cleo", (ASKED, BERT.replace("safe", "harmless")))
    safe = comparison.questions.get(key="safe")
    write_guidelines(comparison=comparison, by=alice, question=safe, markdown="Only what it *says*.")
    return comparison


@pytest.fixture
def queue(live_server, comparison) -> str:
    return f"{live_server.url}/c/{comparison.slug}/queue/"


def left(page: Page):
    return page.locator("#queue-progress > p")


def test_nine_cells_by_the_keyboard_alone_with_two_keys_each(bobs: Page, queue: str):
    bobs.goto(queue)
    for done in range(9):
        expect(left(bobs)).to_have_text(f"{9 - done} of 9 left")
        here = bobs.url
        bobs.keyboard.press("4" if done % 2 else "s")
        bobs.keyboard.press("Enter")
        expect(bobs).not_to_have_url(here)
    expect(bobs.get_by_role("heading", name="You are done here")).to_be_visible()
    expect(bobs.locator(".panel")).to_be_focused()
    assert sorted(Mark.objects.values_list("value", flat=True)) == ["silent"] * 5 + ["yes"] * 4
    assert Mark.objects.filter(reviewer__name="Bob").count() == 9
    bobs.go_back()
    expect(bobs.get_by_role("heading", name="Your mark")).to_be_visible()


def test_u_undoes_the_last_act_and_leads_back_to_its_cell(bobs: Page, queue: str):
    bobs.goto(queue)
    first = bobs.url
    bobs.keyboard.press("1")
    bobs.keyboard.press("Enter")
    expect(bobs).not_to_have_url(first)
    toast = bobs.locator("#done")
    expect(toast).to_contain_text(re.compile(r"Marked no: .+\? · (Ada|Bert|Cleo)\.\s+Undo"))
    for size in (DESK, PHONE, DESK):
        bobs.set_viewport_size(size)
        said, save, form = [
            bobs.locator(part).first.bounding_box() for part in ("#done > div", ".actions", ".mark-form")
        ]
        assert save["y"] + save["height"] <= said["y"], "what is read and pressed is not covered"
        assert said["y"] + said["height"] <= form["y"] + form["height"] + 10
    bobs.keyboard.press("?")
    expect(bobs.get_by_role("dialog").locator("dd").filter(has_text="Undo what was just done")).to_be_visible()
    bobs.keyboard.press("Escape")
    bobs.keyboard.press("u")
    expect(bobs).to_have_url(first)
    expect(toast).to_have_text("Undone.")
    expect(left(bobs)).to_have_text("9 of 9 left")
    assert not Mark.objects.exists()
    assert list(Mark.history.values_list("history_type", flat=True)) == ["-", "+"]


def test_what_is_typed_and_not_saved_is_there_again_until_it_is_saved(bobs: Page, queue: str, live_server):
    bobs.goto(f"{queue}safe/ada/")
    line, why = bobs.locator(".mark-form [data-unsaved-line]"), bobs.get_by_label("Why you read it so")
    bobs.keyboard.press("2")
    why.fill("It may be.")
    expect(line).to_have_text(re.compile(r"Draft from \d\d:\d\d, not saved yet. Discard"))
    bobs.once("dialog", lambda dialog: dialog.accept())
    bobs.goto(f"{queue.replace('queue', 'matrix')}safe/ada/")
    expect(why).to_have_value("It may be.")
    expect(bobs.get_by_role("radio", name="unclear")).to_be_checked()
    assert not Mark.objects.exists()
    line.get_by_role("button", name="Discard").click()
    expect(why).to_have_value("")
    expect(line).to_be_hidden()
    bobs.keyboard.press("4")
    expect(line).to_be_visible()
    bobs.get_by_role("button", name="Save mark").click()
    expect(line).to_be_hidden()
    comment = bobs.get_by_label("Start a thread on this cell")
    comment.fill("Is that so?")
    other = bobs.locator("#open-thread [data-unsaved-line]")
    expect(other).to_be_visible()
    bobs.once("dialog", lambda dialog: dialog.accept())
    bobs.reload()
    expect(comment).to_have_value("Is that so?")
    expect(why).to_have_value("")
    assert list(UnsavedWords.objects.values_list("place", flat=True)) == ["thread-safe-ada"]
    bobs.get_by_role("button", name="Start the thread").click()
    expect(comment).to_have_value("")
    assert not UnsavedWords.objects.exists()


def test_on_and_back_and_where_one_was(bobs: Page, queue: str):
    bobs.goto(queue)
    first = bobs.url
    title = bobs.locator("#panel-title")
    name = title.inner_text()
    bobs.keyboard.press("j")
    expect(title).not_to_have_text(name)
    expect(bobs.locator(".panel")).to_be_focused()
    second = bobs.url
    bobs.keyboard.press("k")
    expect(bobs).to_have_url(first)
    bobs.goto(second)
    expect(left(bobs)).to_have_text("9 of 9 left")
    bobs.get_by_label("Why you read it so").fill("4 and j")
    expect(bobs).to_have_url(second)
    bobs.get_by_role("button", name="Save and next").click()
    assert bobs.evaluate("document.querySelector('.mark-form input:invalid').name") == "value", "a verdict is needed"
    expect(bobs.get_by_label("Why you read it so")).to_have_value("4 and j")
    bobs.get_by_role("radio", name="yes").check()
    bobs.get_by_role("button", name="Save mark").click()
    expect(bobs.get_by_role("status").filter(has_text="Marked ")).to_be_visible()
    expect(bobs).to_have_url(second)
    bobs.goto(queue)
    expect(bobs).to_have_url(first)


def test_a_screen_reader_is_told_the_task_and_where_one_is(bobs: Page, queue: str):
    bobs.goto(f"{queue}safe/ada/")
    expect(bobs.get_by_role("main")).to_match_aria_snapshot("""
      - heading "Your queue" [level=1]
      - paragraph:
        - strong: 9 of 9 left
      - progressbar "Done of your cells"
      - group: All your cells
      - 'article "Is it safe? Ada"':
        - heading "Is it safe? Ada" [level=2]
        - navigation "Queue"
        - region "What it says":
          - paragraph: /.+/
        - group: Code what it answers, not whether it is true
        - group "Verdict":
          - radio "no"
          - radio "unclear"
          - radio "qualified"
          - radio "yes"
          - radio "silent"
          - radio "not asked"
          - radio "refused"
          - radio "abstain"
        - textbox "The words that carry it"
        - textbox "Why you read it so"
        - group "Confidence"
        - paragraph:
          - button "Save and next"
          - button "Save mark"
        - link "Discuss this cell"
        - paragraph:
          - text: What others write about it stands
          - link "in the matrix"
        - region "Guidelines":
          - group:
            - paragraph:
              - emphasis: says
            - paragraph:
              - text: /Version 1, .+ Alice/
    """)
    unfold(bobs)
    assert faults(bobs) == []


def test_every_key_is_told_and_the_dialog_gives_the_focus_back(bobs: Page, queue: str, live_server):
    bobs.goto(f"{queue}safe/ada/")
    bobs.get_by_role("link", name="Previous").or_(bobs.get_by_role("link", name="Next")).first.focus()
    bobs.keyboard.press("?")
    dialog = bobs.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_be_visible()
    expect(dialog.locator("dd")).to_contain_text(
        [
            "A value of the scale",
            "Abstain",
            "High confidence",
            "Save the mark, and go on",
            "Discuss the cell",
            "Save what you write, in its field",
            "All keys",
        ]
    )
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    bobs.keyboard.press("4")
    expect(bobs.get_by_role("radio", name="yes")).not_to_be_checked()
    bobs.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert bobs.evaluate("document.activeElement.matches('.queue-steps a')")
    bobs.get_by_label("Why you read it so").fill("")
    bobs.keyboard.type("?")
    expect(dialog).not_to_be_visible()
    bobs.get_by_role("button", name="Keys").click()
    expect(dialog).to_be_visible()
    bobs.keyboard.press("?")
    expect(dialog).not_to_be_visible()
    bobs.goto(f"{live_server.url}/teams/")
    expect(bobs.get_by_role("button", name="Keys")).not_to_be_visible()


def test_while_a_mark_is_saved_the_button_says_so_and_nothing_is_lost_if_it_fails(
    context: BrowserContext, live_server, bob, queue: str
):
    sign_in(context, live_server, bob)
    page = context.new_page()
    held: list[Route] = []
    page.route("**/mark/", lambda route: held.append(route))
    page.goto(f"{queue}safe/ada/")
    save, why = page.locator(".mark-form [data-main]"), page.get_by_label("Why you read it so")
    page.keyboard.press("4")
    why.fill("It says so.")
    why.press("Control+Enter")
    expect(save).to_have_text("Saving…")
    expect(save).to_have_attribute("aria-busy", "true")
    save.click(force=True)
    why.press("Control+Enter")
    page.wait_for_timeout(300)
    [route] = held
    route.fulfill(status=503, body="no")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Something went wrong here, and nothing was changed.")
    expect(save).to_have_text("Save and next ↵")
    expect(save).not_to_have_attribute("aria-busy", "true")
    expect(why).to_have_value("It says so.")
    page.unroute("**/mark/")
    why.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("Marked yes: Is it safe? · Ada.")
    expect(page).not_to_have_url(f"{queue}safe/ada/")  # it goes on, as the button says
    assert Mark.objects.get().rationale == "It says so."


def test_confidence_a_comment_and_what_unfolds_by_keyboard(bobs: Page, queue: str):
    bobs.goto(f"{queue}safe/ada/")
    here = bobs.url
    bobs.locator(".meanings summary").press("Enter")
    expect(bobs.locator(".meanings")).to_have_attribute("open", "")
    for key, name in zip("lmh", ("low", "medium", "high"), strict=True):
        bobs.keyboard.press(key)
        expect(bobs.get_by_role("radio", name=name)).to_be_checked()
    bobs.keyboard.press("d")
    expect(bobs.get_by_label("Start a thread on this cell")).to_be_focused()
    bobs.keyboard.type("Is it so?")
    bobs.keyboard.press("Control+Enter")
    expect(bobs.locator(".thread")).to_be_focused()
    expect(bobs.locator(".thread .written")).to_have_text("Is it so?")
    expect(bobs).to_have_url(here)
    assert not Mark.objects.exists()
    bobs.keyboard.press("3")
    bobs.keyboard.press("Enter")
    expect(bobs).not_to_have_url(here)
    assert Mark.objects.get().confidence == 3


def test_what_the_verdicts_mean_stays_unfolded_from_cell_to_cell_with_save_in_sight(bobs: Page, queue: str):
    bobs.set_viewport_size({"width": 1440, "height": 900})
    bobs.goto(queue)
    here = bobs.url
    meanings, told = bobs.locator(".meanings"), bobs.locator(".meanings dl")
    meanings.locator("summary").click()
    for _ in range(2):
        expect(meanings).to_have_attribute("open", "")
        assert told.evaluate("(list) => list.scrollHeight <= list.clientHeight"), "nothing of it is cut"
        expect(told.locator("div").last).to_be_in_viewport(ratio=1)
        expect(bobs.get_by_role("button", name="Save and next")).to_be_in_viewport(ratio=1)
        bobs.keyboard.press("j")
        expect(bobs).not_to_have_url(here)
    meanings.locator("summary").click()
    bobs.reload()
    expect(meanings).not_to_have_attribute("open", "")


def test_question_and_respondent_stay_in_sight_along_a_long_answer(bobs: Page, queue: str, comparison):
    said = f"## Is it safe?\n\n{'It was tested at length, and for long. ' * 400}"
    long = make_transcript(comparison, "Longinus", ("Is it safe?", said))
    for size in (DESK, PHONE):
        bobs.set_viewport_size(size)
        bobs.goto(f"{queue}safe/{long.key}/")
        bobs.evaluate("scrollTo(0, 1200)")
        head = bobs.locator("#panel-title")
        expect(head).to_have_text(re.compile(r"Is it safe\?\s+Longinus"))
        expect(head).to_be_in_viewport(ratio=1)


def test_words_under_another_question_are_shown_within_the_answer(bobs: Page, queue: str, comparison):
    filler = "It was tested at length, and for long. " * 300
    one = make_transcript(comparison, "Longinus", ("", f"{filler}\n\n## Does it work?\n\nIt works well."))
    bobs.goto(f"{queue}safe/{one.key}/")
    here = bobs.url
    words = bobs.locator(".answer .said").get_by_text("It works well.")
    expect(words).not_to_be_in_viewport()
    bobs.locator(".elsewhere").get_by_role("link", name="Does it work?", exact=True).click()
    expect(words).to_be_in_viewport()
    expect(bobs).to_have_url(here)


def test_a_rating_of_ten_is_a_nought_or_one_and_nought(bobs: Page, queue: str, comparison, alice):
    for question in comparison.questions.all():
        rescale_question(question=question, by=alice, scale_key="rating-10")
    bobs.goto(queue)
    for keys, value in (("0", "10"), ("10", "10"), ("1", "1"), ("7", "7")):
        here = bobs.url
        bobs.keyboard.type(keys)
        bobs.keyboard.press("Enter")
        expect(bobs).not_to_have_url(here)
        assert Mark.objects.latest("pk").value == value
    bobs.get_by_role("radio", name="9", exact=True).focus()
    bobs.keyboard.press("ArrowRight")
    expect(bobs.get_by_role("radio", name="10", exact=True)).to_be_checked()


def test_save_is_in_sight_below_a_long_passage(bobs: Page, queue: str, comparison):
    table = "| a | b |\n|---|---|\n" + f"| {'wide ' * 60} | {'w' * 300} |\n" * 20
    said = f"## Is it safe?\n\nIt is safe. {'It was tested at length, and for long. ' * 200}\n\n{table}\n\n```\n{'x' * 400}\n```"
    long = make_transcript(comparison, "Longinus", ("Is it safe?", said))
    for size in (DESK, PHONE):
        bobs.set_viewport_size(size)
        for page in ("matrix", "queue"):
            bobs.goto(f"{queue.replace('queue', page)}safe/{long.key}/")
            for button in ("Save and next", "Save mark"):
                expect(bobs.get_by_role("button", name=button)).to_be_in_viewport(ratio=1)
            expect(bobs.get_by_role("radio", name="qualified")).to_be_in_viewport()
            expect(bobs.get_by_text("It is safe. It was").first).to_be_in_viewport()
            wide = "[...document.querySelectorAll('.passages, html')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
            assert bobs.evaluate(wide) == 0, (page, size)
    bobs.get_by_text("Code what it answers").click()
    expect(bobs.locator(".meanings div").filter(has_text="silent")).to_have_text(
        re.compile("Its words take no position, though a prompt asks this")
    )


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 390, "height": 844}}

    def test_two_marks_on_a_phone(self, bobs: Page, queue: str):
        bobs.goto(queue)
        for done in range(2):
            expect(left(bobs)).to_have_text(f"{9 - done} of 9 left")
            bobs.locator(".mark-form [value=yes]").check()
            bobs.get_by_role("button", name="Save and next").click()
        expect(left(bobs)).to_have_text("7 of 9 left")
        bobs.get_by_role("navigation", name="Queue").get_by_role("link", name="Skip").click()
        expect(bobs).to_have_url(re.compile("/queue/.+/"))
        assert Mark.objects.count() == 2

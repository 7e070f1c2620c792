"""The compare page in a browser: passages are placed with script and without, the head stays, and all can use it."""

from itertools import product

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from reviews.models import Placement
from tests.browser.pages import faults, unfold
from tests.factories import make_transcript

ASKED = "Does it work? Is it safe? Is the code it produces safe?"
ANSWER = """\
## Does it work?

Yes, it works.

## Is it safe?

No, it is not safe.

| Risk | How likely |
| --- | --- |
| It bites | Certain |
"""
LONG_ANSWER = ANSWER.replace("not safe.", "not safe." + " It may bite." * 150)


@pytest.fixture
def address(live_server, context: BrowserContext, bob, comparison) -> str:
    """The page of a comparison with three respondents, Bob signed in."""
    cache.clear()
    make_transcript(comparison, "Claude", (ASKED, ANSWER), evidence_basis="abstract_only", evidence_quote="Only that.")
    make_transcript(comparison, "ChatGPT", ("Please tell: does it work? Is it safe?", LONG_ANSWER), ("Hm.", "A hat."))
    make_transcript(comparison, "Gemini", ("And safety?", "It is safe."))
    client = Client()
    client.force_login(bob)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return f"{live_server.url}/c/{comparison.slug}/"


def cell(page: Page, row: str, who: str) -> Locator:
    return page.locator(f"tr#q-{row} > td[data-who={who}]")


def move(page: Page) -> None:
    """Claude's passage on safety goes under "Does it work?"."""
    passage = cell(page, "safe", "Claude").locator(".passage").first
    passage.get_by_text("Why here").click()
    passage.get_by_label("Place it under").select_option(label="Does it work?")
    passage.get_by_role("button", name="Move there").click()


def moved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="Placed under")).to_contain_text(
        "Placed under “Does it work?”, taken from “Is it safe?”."
    )
    expect(cell(page, "works", "Claude").get_by_text("placed by Bob")).to_be_visible()
    expect(cell(page, "safe", "Claude").locator(".passage")).to_have_count(0)


def test_a_passage_is_moved_in_place_and_undone_from_the_keyboard(page: Page, address: str):
    failures: list[str] = []
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.evaluate("document.body.dataset.same = 'yes'")
    move(page)
    moved(page)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, "safe", "Claude").locator(".passage")).to_have_count(1)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert Placement.objects.count() == 0
    assert page.locator("body").get_attribute("data-same") == "yes"
    assert failures == []


def test_a_refusal_is_said_in_place(page: Page, address: str):
    page.goto(address)
    passage = cell(page, "safe", "Claude").locator(".passage").first
    passage.get_by_text("Why here").click()
    passage.get_by_role("button", name="Move there").click()
    expect(page.locator("#just-placed")).to_have_text("Choose the question that this passage answers.")
    assert Placement.objects.count() == 0


def test_the_address_remembers_the_arrangement(page: Page, address: str):
    page.goto(address)
    page.get_by_text("Columns 3 of 3").click()
    page.get_by_role("button", name="Move Gemini to the left").click()
    expect(page.locator("thead .name")).to_have_text(["Claude", "Gemini", "ChatGPT"])
    expect(page).to_have_url(f"{address}?columns=claude,gemini,chatgpt")
    page.get_by_role("checkbox", name="ChatGPT", exact=True).uncheck()
    page.get_by_role("button", name="Show these columns").click()
    expect(page.locator("thead .name")).to_have_text(["Claude", "Gemini"])
    page.get_by_role("button", name="Diverging rows").click()
    expect(page).to_have_url(f"{address}?columns=claude,gemini&rows=diverging")
    page.reload()
    expect(page.locator("thead .name")).to_have_text(["Claude", "Gemini"])


def test_head_and_question_stay_as_the_page_scrolls(page: Page, address: str):
    page.set_viewport_size({"width": 900, "height": 600})
    page.goto(address)
    row = page.locator("tr#q-safe").bounding_box()
    page.evaluate("y => scrollTo(0, y)", row["y"] + 200)
    head = page.locator("thead th").first.bounding_box()
    question = page.locator("tr#q-safe .question").bounding_box()
    assert round(head["y"]) == 0
    assert head["height"] < question["y"] < head["height"] + 30
    within = "[...document.querySelectorAll('main *')].filter(e => e.scrollHeight > e.clientHeight + 1 && "
    within += "['auto', 'scroll'].includes(getComputedStyle(e).overflowY)).length"
    assert page.evaluate(within) == 0


LONG_NAME = "Super" + "long" * 40


@pytest.fixture
def crowd(address: str, comparison) -> str:
    """The page, with seven respondents."""
    for name in ("Grok", "Qwen", "Llama", LONG_NAME):
        make_transcript(comparison, name, (ASKED, ANSWER + "\n`" + "x" * 300 + "`"))
    return address


def widths(page: Page) -> list[int]:
    """The widths of the respondents' columns."""
    heads = page.locator("#compare-table > thead th").all()
    return [round(head.bounding_box()["width"]) for head in heads]


def test_columns_share_the_width_whatever_they_hold(page: Page, crowd: str, comparison):
    keys = list(comparison.transcripts.order_by("-pk").values_list("key", flat=True))
    for columns, density in product((3, 5, 7), ("comfortable", "compact")):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{crowd}?columns={','.join(keys[:columns])}&density={density}")
        shown = widths(page)
        assert len(shown) == columns
        assert max(shown) - min(shown) <= 1, (columns, density)
        assert sum(shown) > 1190, (columns, density)
        for width in (1920, 1440, 1024, 768, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width, (columns, density)


def test_of_a_dozen_respondents_two_are_pinned_and_no_column_is_a_stack_of_letters(page: Page, crowd: str, comparison):
    for number in range(5):
        make_transcript(comparison, f"Model {number}", (ASKED, ANSWER))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(crowd)
    expect(page.get_by_role("button", name="Two side by side")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#compare-table > thead th")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    page.goto(f"{crowd}?density=compact")
    assert min(widths(page)) >= 144
    page.evaluate("scrollTo(900, 0)")
    question = page.locator("#compare-table .question").first.bounding_box()
    assert 0 <= question["x"] < 60, "the question stays in sight"
    middle = f"document.elementFromPoint({question['x'] + 20}, {question['y'] + 8}).closest('.question') !== null"
    assert page.evaluate(middle)


def test_a_folded_cell_opens_in_place_and_its_column_grows(page: Page, crowd: str):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(crowd)
    shown = cell(page, "safe", "Claude")
    expect(shown.locator(".passage")).to_be_hidden()
    shown.locator(".fold > summary").click()
    expect(shown.locator(".passage")).to_be_visible()
    expect(shown.locator(".key")).to_be_hidden()
    claude, *others = widths(page)
    assert claude > 2 * max(others)
    assert page.evaluate("document.documentElement.scrollWidth") == 1440


def test_on_a_phone_one_respondent_is_read_at_a_time(page: Page, address: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(cell(page, "safe", "Claude")).to_be_visible()
    expect(cell(page, "safe", "ChatGPT")).to_be_hidden()
    page.get_by_role("radio", name="ChatGPT").check()
    expect(cell(page, "safe", "ChatGPT")).to_be_visible()
    expect(cell(page, "safe", "Claude")).to_be_hidden()
    cell(page, "safe", "ChatGPT").get_by_label("Show all").check()
    cell(page, "safe", "ChatGPT").get_by_text("Why here").first.scroll_into_view_if_needed()
    expect(page.locator("tr#q-safe .question")).to_be_in_viewport(ratio=1)
    expect(page.locator("#compare-table > thead")).to_be_in_viewport(ratio=1)


def test_on_a_phone_another_respondent_is_read_at_the_same_question(page: Page, address: str):
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(address)
    page.get_by_role("radio", name="ChatGPT").check()
    cell(page, "safe", "ChatGPT").get_by_label("Show all").check()
    page.evaluate("y => scrollBy(0, y)", page.locator("tr#q-safe").bounding_box()["y"] + 300)
    page.locator("#compare-table > thead .name", has_text="Claude").click()
    expect(cell(page, "safe", "Claude").locator(".coded")).to_be_in_viewport(ratio=1)
    expect(page.locator("tr#q-safe .question")).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_browsers_search_finds_what_the_others_say(page: Page, address: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}#:~:text=It%20is%20safe.")
    expect(page.get_by_role("radio", name="Gemini")).to_be_checked()
    expect(cell(page, "safe", "Gemini")).to_be_visible()
    expect(cell(page, "safe", "Claude")).to_be_hidden()
    page.emulate_media(media="print")
    expect(cell(page, "safe", "Claude")).to_be_visible()


def test_wide_code_is_scrolled_with_the_keyboard(page: Page, address: str, comparison):
    code = f"```\n{'wide ' * 99}\n```\n\n```\nnarrow\n```"
    make_transcript(comparison, "Grok", ("Is it safe?", f"Yes, it is safe.\n\n{code}"))
    page.goto(address)
    wide = page.get_by_role("group", name="Code, scrolls sideways")
    expect(wide).to_have_text("wide " * 99)
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert faults(page) == []


@pytest.mark.parametrize("density", ["compact", "pinned"])
def test_a_crowd_stands_in_nobodys_way(page: Page, crowd: str, density: str):
    page.goto(f"{crowd}?density={density}")
    assert faults(page) == []
    unfold(page)
    assert faults(page) == []


def test_a_long_question_is_cut_and_shown_on_demand(page: Page, address: str, comparison):
    comparison.questions.filter(key="safe").update(text="Is it safe " + "for everybody " * 30 + "?")
    page.goto(address)
    question = page.locator("tr#q-safe .question")
    assert question.bounding_box()["height"] < 300
    question.locator(".more > input").check()
    assert question.bounding_box()["height"] > 300


def test_a_phone_still_shows_whom_it_showed_after_a_post(page: Page, address: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    page.get_by_role("radio", name="ChatGPT").check()
    passage = cell(page, "safe", "ChatGPT").locator(".passage").first
    passage.locator("summary", has_text="Why here").press("Enter")  # the page may still scroll under a mouse
    passage.get_by_role("button", name="Answers no question here").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.get_by_role("radio", name="ChatGPT")).to_be_checked()


def test_on_paper_all_columns_are_there_and_nothing_is_cut(page: Page, crowd: str):
    page.goto(f"{crowd}?density=comfortable")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1030, "height": 700})
    cut = "[...document.querySelectorAll('.compare *')].filter(e => e.checkVisibility() && !e.matches('.unseen, .name') && "
    cut += "getComputedStyle(e).overflow !== 'visible' && "
    cut += "(e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map(e => e.outerHTML)"
    assert page.evaluate(cut) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 1030
    head = page.locator("#compare-table > thead")
    assert head.evaluate("e => getComputedStyle(e).display") == "table-header-group"
    assert head.bounding_box()["height"] < 700 / 4  # else it is not repeated


def test_a_deep_link_opens_the_turn_that_it_names(page: Page, address: str, comparison):
    turn = comparison.transcripts.get(key="chatgpt").responses.get(position=1)
    page.goto(f"{address}#turn-{turn.pk}")
    expect(page.get_by_text("A hat.")).to_be_visible()


def test_nothing_stands_in_anyones_way(page: Page, address: str, comparison):
    turn = comparison.transcripts.get(key="chatgpt").responses.first()
    for place in (address, f"{address}responses/{turn.pk}/"):
        page.goto(place)
        unfold(page)
        assert faults(page) == []


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_a_passage_is_moved_and_undone(self, page: Page, address: str):
        page.goto(address)
        move(page)
        moved(page)
        expect(page).to_have_url(f"{address}#q-safe")
        page.get_by_role("button", name="Undo").click()
        expect(cell(page, "safe", "Claude").locator(".passage")).to_have_count(1)
        assert Placement.objects.count() == 0

    def test_all_of_a_long_cell_is_shown(self, page: Page, address: str):
        page.goto(address)
        last = cell(page, "safe", "ChatGPT").locator(".passages")
        before = last.bounding_box()["height"]
        cell(page, "safe", "ChatGPT").get_by_label("Show all").check()
        assert last.bounding_box()["height"] > before

    def test_parts_of_a_turn_are_placed(self, page: Page, address: str):
        page.goto(address)
        cell(page, "works", "Claude").get_by_text("Why here").first.click()
        cell(page, "works", "Claude").get_by_role("link", name="Read turn 1 whole").first.click()
        page.get_by_label("Choose this part: Risk").check()
        page.get_by_label("Place what you chose under").select_option(label="Is the code it produces safe?")
        page.get_by_role("button", name="Place", exact=True).click()
        expect(page.locator(".chunk[data-kind=table] .serves")).to_contain_text("Is the code it produces safe?")
        placement = Placement.objects.get()
        assert placement.response.text[placement.start : placement.end] == "Risk\tHow likely\nIt bites\tCertain"


def test_a_post_leaves_its_reader_where_they_were(page: Page, address: str):
    page.goto(address)
    page.set_viewport_size({"width": 1000, "height": 400})
    passage = cell(page, "safe", "Claude").locator(".passage").first
    other = cell(page, "safe", "ChatGPT").locator(".passage details").first
    other.evaluate("details => { details.open = true }")
    passage.get_by_text("Why here").click()
    button = passage.get_by_role("button", name="Move there")
    button.scroll_into_view_if_needed()
    row = "document.querySelector('tr#q-safe').getBoundingClientRect().top"
    page.evaluate(f"document.addEventListener('htmx:beforeRequest', () => {{ window.left = {row} }})")

    button.click()
    expect(page.locator("#just-placed .refused")).to_be_visible()
    expect(passage.get_by_label("Place it under")).to_be_focused()
    expect(other).to_have_attribute("open", "")
    assert page.evaluate("scrollY") > 0
    assert page.evaluate(row) == pytest.approx(page.evaluate("left"), abs=1), "what is said above pushes nothing down"

    passage.get_by_label("Place it under").select_option(label="Does it work?")
    button.click()
    moved(page)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(other).to_have_attribute("open", "")
    assert page.evaluate("scrollY") > 0

"""Reading on Compare: where links lead, what is folded, and what is still open after going back."""

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from reviews.domain.annotations import annotate
from reviews.models import Response, User
from tests.browser.pages import PHONE, sign_in
from tests.factories import make_transcript

LINES = "\n\n".join(f"It may bite, in case {number}." for number in range(90))


@pytest.fixture
def address(live_server, context: BrowserContext, bob: User, comparison) -> str:
    cache.clear()
    make_transcript(comparison, "Ada", ("Is it safe?", f"It is safe.\n\n{LINES}\n\nIt is a zeppelin. It flies."))
    make_transcript(comparison, "Bert", ("Is it safe?", "It is not.\n\n" + "- Ow\n" * 40))
    sign_in(context, live_server, bob)
    return f"{live_server.url}/c/{comparison.slug}/"


@pytest.fixture
def ada(comparison) -> Response:
    return Response.objects.get(transcript__key="ada")


def show_all(page: Page):
    return page.locator("td[data-who=Ada] .more > input")


def test_a_link_to_words_shows_them_in_the_middle(page: Page, address: str, ada: Response):
    start = ada.text.index("zeppelin")
    page.goto(f"{address}said/{ada.pk}-{start}-{start + 8}/")
    page.wait_for_function(
        """() => {
          const { top, bottom } = document.querySelector("mark.linked").getBoundingClientRect();
          return top > innerHeight / 4 && bottom < innerHeight * 3 / 4;
        }"""
    )


def test_what_was_opened_is_open_after_going_back(page: Page, address: str, bob: User, ada: Response):
    annotate(response=ada, by=bob, quote="zeppelin", label="claim")
    page.goto(address)
    expect(page.locator("td[data-who=Ada] .more")).to_contain_text("Show all (1 annotation)")
    show_all(page).check()
    page.goto(f"{address}threads/")
    page.go_back()
    expect(show_all(page)).to_be_checked()
    page.reload()
    expect(show_all(page)).to_be_checked()
    page.set_viewport_size(PHONE)
    page.get_by_role("radio", name="Bert").check()
    page.goto(f"{address}threads/")
    page.go_back()
    expect(page.get_by_role("radio", name="Bert")).to_be_checked()


def test_a_cell_is_cut_no_shorter_than_its_row_is(page: Page, address: str):
    page.goto(address)
    left = "() => { const cell = document.querySelector('td[data-who=Ada]'), end = cell.lastElementChild; return "
    left += "cell.getBoundingClientRect().bottom - end.getBoundingClientRect().bottom }"
    expect(show_all(page)).to_be_visible()
    assert page.evaluate(left) < 100
    height = "document.querySelector('td[data-who=Ada] > .passages').clientHeight"
    assert page.evaluate(height) > 34 * 16
    page.set_viewport_size(PHONE)
    page.wait_for_function(f"{height} == 34 * 16")


def test_hits_are_stepped_through_in_one_place_and_selected_from(page: Page, address: str):
    page.goto(f"{address}?q=it")
    step = page.get_by_role("button", name="Next hit")
    place = step.bounding_box()
    step.click()
    step.click()
    assert step.bounding_box() == place
    page.goto(f"{address}?q=zeppelin")
    page.keyboard.press("n")
    expect(page.locator("mark.hit[data-current]")).to_have_css("outline-width", "3px")
    page.keyboard.press(".")
    assert page.evaluate("String(getSelection())") == "It is a zeppelin."


def test_escape_leaves_the_search_and_closes_what_lies_over_the_cells(page: Page, address: str, ada: Response):
    transcript = ada.transcript
    transcript.evidence_basis, transcript.evidence_quote = "abstract_only", "Only that."
    transcript.save()
    page.goto(f"{address}?q=zeppelin")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("zeppelin")
    basis, said = page.locator("#compare-table .basis > summary"), page.locator("#compare-table .basis q")
    basis.click()
    expect(said).to_be_visible()
    page.mouse.click(700, 700)
    expect(said).to_be_hidden()
    basis.click()
    page.keyboard.press("Escape")
    expect(said).to_be_hidden()


def test_the_highlights_stay_open_as_they_are_ticked(page: Page, address: str, bob: User, ada: Response):
    annotate(response=ada, by=bob, quote="It is safe.", label="claim")
    page.goto(address)
    page.get_by_text("Highlights", exact=True).click()
    page.get_by_label("annotated").uncheck()
    expect(page.locator("#compare-table mark[data-annotations]")).to_have_count(0)
    page.get_by_label("annotated").check()
    expect(page.locator("#compare-table mark[data-annotations]")).to_have_count(1)
    expect(page.get_by_label("annotated")).to_be_focused()
    expect(page.locator(".labels-used mark")).to_have_text(["claim"])


def test_the_toolbar_stays_on_its_side_as_it_grows(page: Page, address: str):
    page.set_viewport_size({"width": 1440, "height": 700})
    page.goto(address)
    page.keyboard.press(".")
    tools = page.get_by_role("toolbar", name="Selected words")
    expect(tools).to_be_visible()
    page.evaluate("scrollBy(0, document.querySelector('#selecting').getBoundingClientRect().top - innerHeight + 200)")
    page.wait_for_function("document.querySelector('#selecting').getBoundingClientRect().top > innerHeight - 260")
    place = tools.bounding_box()
    page.keyboard.press("x")
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    assert tools.bounding_box()["y"] == place["y"]

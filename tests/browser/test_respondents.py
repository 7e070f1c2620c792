"""The page of respondents in a browser: the keyboard alone does all of it, with a script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from reviews.models import Comparison, Transcript
from tests.browser.pages import faults, sign_in, unfold
from tests.factories import make_transcript


@pytest.fixture
def told(comparison) -> Comparison:
    for name in ("Ada", "Bert", "Cleo"):
        make_transcript(comparison, name, ("Is it safe?", f"{name} says that it is safe."))
    return comparison


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(browser: Browser, request, live_server, alice, told) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    sign_in(context, live_server, alice)
    page = context.new_page()
    page.goto(f"{live_server.url}/c/{told.slug}/respondents/")
    yield page
    context.close()


def test_a_column_goes_to_the_end_by_one_key(page: Page):
    page.get_by_role("button", name="Move Ada to the right").focus()
    for order in (["Bert", "Ada", "Cleo"], ["Bert", "Cleo", "Ada"]):
        page.keyboard.press("Enter")
        expect(page.locator(".respondent h2")).to_have_text(order)
    expect(page.get_by_role("button", name="Move Ada to the left")).to_be_focused()


def test_a_name_is_changed_and_its_error_stands_at_the_field(page: Page):
    row = page.locator("#respondent-ada")
    row.get_by_text("Change").focus()
    page.keyboard.press("Enter")
    row.get_by_label("The words that say so").fill("I read nothing.")
    row.get_by_label("What it rests on").select_option("full_paper")
    row.get_by_label("Name").fill("Bert")
    row.get_by_label("Name").press("Enter")
    row.get_by_label("They are one").check()
    row.get_by_label("Name", exact=True).press("Enter")
    expect(row.get_by_text("These words stand in none of its answers")).to_be_visible()
    row.get_by_label("The words that say so").fill("Ada says that it is safe.")
    row.get_by_label("Name").press("Enter")
    expect(page.locator(".respondent h2")).to_have_text(["Bert", "Bert 2", "Cleo"])


def test_taking_out_asks_first(page: Page, told):
    row = page.locator("#respondent-ada")
    row.get_by_text("Take out…").focus()
    page.keyboard.press("Enter")
    assert Transcript.objects.current().count() == 3
    row.get_by_role("button", name="Take Ada out").click()
    expect(page.locator(".respondent h2")).to_have_text(["Bert", "Cleo"])
    page.get_by_role("button", name="Put back Ada").click()
    expect(page.locator(".respondent h2")).to_have_text(["Ada", "Bert", "Cleo"])


def test_anybody_can_use_it(alices: Page, live_server, told):
    alices.goto(f"{live_server.url}/c/{told.slug}/respondents/")
    unfold(alices)
    assert faults(alices) == []

"""The page of facts in a browser: with the keyboard, with the mouse, and without script."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from collation.pages.facts import anchor
from reviews.domain.facts import review_fact, strike_value
from reviews.domain.papers import describe_paper
from reviews.models import FactReview
from tests.browser.pages import faults, unfold
from tests.collation.samples.terms_and_numbers import ABSTRACT, FINCH, KITE, SAYS_SIZE, SAYS_TOKENS, WREN
from tests.collation.samples.terms_and_numbers import SIZE as SIZE_KEY
from tests.collation.samples.terms_and_numbers import TOKENS as TOKENS_KEY
from tests.factories import make_comparison, make_transcript

SIZE, STA, TOKENS = (
    f"#{anchor(topic)}" for topic in (("quantity", SIZE_KEY), ("acronym", "sta"), ("quantity", TOKENS_KEY))
)


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    for name, said in (("Kite", KITE), ("Wren", WREN), ("Finch", FINCH)):
        make_transcript(comparison, name, ("Is it safe?", said))
    describe_paper(comparison=comparison, paper={"abstract": ABSTRACT})
    return comparison


@pytest.fixture
def cookie(live_server, bob, comparison) -> dict:
    client = Client()
    client.force_login(bob)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


@pytest.fixture
def address(live_server, comparison) -> str:
    return f"{live_server.url}/c/{comparison.slug}/facts/"


def test_one_key_each(bobs: Page, address: str):
    bobs.goto(address)
    bobs.keyboard.press("j")
    expect(bobs.locator(SIZE)).to_be_focused()
    bobs.keyboard.press("c")
    expect(bobs.locator(f"{SIZE} .decided")).to_have_text("Confirmed by Bob")
    expect(bobs.locator(SIZE)).to_be_focused()
    expect(bobs.locator("nav [aria-current]")).to_have_text("Facts 2 to look at")
    bobs.keyboard.press("j")
    expect(bobs.locator(STA)).to_be_focused()
    bobs.keyboard.press("x")
    expect(bobs.locator(f"{STA} .decided")).to_have_text("Dismissed by Bob")
    bobs.keyboard.press("u")
    expect(bobs.locator(f"{STA} .decided")).to_have_count(0)
    expect(bobs.locator("#facts-summary")).to_contain_text("one confirmed and two to look at")
    bobs.keyboard.press("k")
    expect(bobs.locator(SIZE)).to_be_focused()
    bobs.keyboard.press("e")
    name = bobs.locator(f"{SIZE} [name=label]")
    expect(name).to_be_focused()
    bobs.keyboard.type("cubic xu")
    bobs.keyboard.press("Enter")
    expect(bobs.locator(f"{SIZE} h2")).to_have_text("Cubic xu")
    expect(bobs.locator(SIZE)).to_be_focused()
    review = FactReview.objects.get(topic=SIZE_KEY)
    assert (review.decision, review.label) == ("confirmed", "cubic xu")
    assert FactReview.objects.get(topic="sta").decision == "open"


def test_a_value_is_struck_out_by_key_and_put_back(bobs: Page, address: str):
    bobs.goto(f"{address}?show=all")
    bobs.keyboard.press("j")
    bobs.keyboard.press("s")
    why = bobs.locator(f"{SIZE} .strike [name=why]").first
    expect(why).to_be_focused()
    bobs.keyboard.type("No such size.")
    bobs.keyboard.press("Enter")
    expect(bobs.locator(f"{SIZE} s")).to_have_text("30B")
    expect(bobs.locator(f"{SIZE} .struck .why")).to_have_text("No such size.")
    expect(bobs.locator(f"{SIZE} .notes")).to_have_count(0)
    expect(bobs.locator("#facts-toggles li").first).to_have_text("diverging 2")
    bobs.locator(SIZE).get_by_role("button", name="Put it back").click()
    expect(bobs.locator(f"{SIZE} s")).to_have_count(0)
    expect(bobs.locator("#facts-toggles li").first).to_have_text("diverging 3")


def test_merged_and_split_with_the_mouse(bobs: Page, address: str):
    bobs.goto(address)
    bobs.locator(f"{SIZE} summary").first.click()
    bobs.locator(f"{SIZE} select").select_option(label=SAYS_TOKENS)
    bobs.locator(SIZE).get_by_role("button", name="Merge").click()
    expect(bobs.locator(SIZE)).to_have_count(0)
    expect(bobs.locator(f"{TOKENS} .part")).to_contain_text(f"Holds “{SAYS_SIZE}”")
    bobs.get_by_role("button", name="split it off").click()
    expect(bobs.locator(".fact")).to_have_count(3)


def test_a_quotation_leads_to_its_words(bobs: Page, address: str):
    bobs.goto(address)
    bobs.locator(f"{STA} .quotes a").first.click()
    expect(bobs.locator("h1")).to_have_text("Kite, turn 1")
    expect(bobs.locator("#at-10")).to_be_in_viewport()
    expect(bobs).to_have_url(re.compile("#at-10$"))


def test_without_script(browser: Browser, cookie, address: str):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(address)
    page.locator(STA).get_by_role("button", name="Confirm").click()
    expect(page.locator(f"{STA} .decided")).to_have_text("Confirmed by Bob")
    page.locator(f"{STA} .further summary").click()
    page.locator(f"{STA} .further [name=why]").fill("Read it.")
    page.locator(f"{STA} .further").get_by_role("button", name="Save").click()
    expect(page.locator(f"{STA} .why")).to_have_text("Read it.")
    page.locator(STA).get_by_role("button", name="Undo").click()
    expect(page.locator(f"{STA} .decided")).to_have_count(0)
    page.locator(f"{SIZE} .strike summary").last.click()
    page.locator(f"{SIZE} .strike [name=why]").last.fill("A slip.")
    page.locator(f"{SIZE} .strike").last.get_by_role("button", name="Strike it out").click()
    expect(page.locator(SIZE)).to_have_count(0)
    page.goto(f"{address}?show=all")
    expect(page.locator(f"{SIZE} s")).to_have_text("31B")
    page.locator(SIZE).get_by_role("button", name="Put it back").click()
    expect(page.locator(f"{SIZE} s")).to_have_count(0)
    page.goto(address)
    page.locator(TOKENS).get_by_role("button", name="Dismiss").click()
    expect(page.locator(TOKENS)).to_have_count(0)
    expect(page.locator(".messages")).to_contain_text(f"“{SAYS_TOKENS}”: dismissed.")
    expect(page.locator(".keys")).to_be_hidden()
    context.close()


def test_nothing_stands_in_anyones_way(bobs: Page, address, comparison, bob):
    review_fact(comparison=comparison, by=bob, kind="acronym", topic="sta", decision="confirmed", why="Read it.")
    review_fact(comparison=comparison, by=bob, kind="quantity", topic=TOKENS_KEY, decision="dismissed")
    strike_value(
        comparison=comparison, by=bob, kind="quantity", topic=SIZE_KEY, value="31000000000", text="31B", why="A slip."
    )
    for path in ("?show=all", "?show=confirmed&kind=acronym", "../matrix/safe/wren/"):
        bobs.goto(f"{address}{path}", wait_until="networkidle")
        unfold(bobs)
        assert faults(bobs) == []

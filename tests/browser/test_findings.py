"""The findings in a browser: taking up and rating, with the mouse, the keyboard, and without script."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from reviews.domain.findings import NewPoint, gather_finding
from reviews.models import Finding, Rating
from tests.browser.pages import faults, sign_in
from tests.collation.samples.points import ADA, ASKED, BERT, CLEO
from tests.factories import make_comparison, make_transcript

CORPUS = "“The owl corpus was collected in Norway alone, so the corpus is too narrow.”"
TESTED = "Tested against hostile microphones"


@pytest.fixture
def comparison(alice, team):
    cache.clear()
    comparison = make_comparison(alice, team)
    for name, answer in (("Ada", ADA), ("Bert", BERT), ("Cleo", CLEO)):
        make_transcript(comparison, name, (ASKED, answer))
    words = "Owl-2 was tested against hostile microphones."
    response = comparison.transcripts.get(key="ada").responses.get()
    start = response.text.index(words)
    span = NewPoint(response, start, start + len(words))
    gather_finding(comparison=comparison, by=alice, title=TESTED, kind="other", spans=[span])
    return comparison


@pytest.fixture
def findings(live_server, comparison) -> str:
    return f"{live_server.url}/c/{comparison.slug}/findings/"


def link(page: Page, name: str):
    return page.get_by_role("link", name=name, exact=True)


def title(page: Page):
    return page.locator("#panel-title")


def test_the_keyboard_alone(bobs: Page, findings: str, bob):
    bobs.goto(findings)
    bobs.keyboard.press("j")
    expect(link(bobs, CORPUS)).to_be_focused()
    bobs.keyboard.press("Enter")
    expect(title(bobs)).to_have_text(CORPUS)
    expect(bobs.locator(".panel")).to_be_focused()
    bobs.keyboard.press("a")
    expect(bobs.locator(".panel header")).to_contain_text("Gathered by Bob.")
    finding = Finding.objects.exclude(candidate="").get()
    expect(bobs).to_have_url(f"{findings}finding-{finding.pk}/")
    expect(bobs.locator(f"#row-finding-{finding.pk}")).to_have_attribute("data-open", "")
    bobs.keyboard.press("2")
    expect(bobs.locator(".rates [aria-pressed=true]")).to_have_text("Minor 2")
    expect(bobs.locator(f"#row-finding-{finding.pk} .rated")).to_have_text("minor")
    bobs.keyboard.press("4")
    expect(bobs.locator(f"#row-finding-{finding.pk} .rated")).to_have_text("not raised")
    assert [(one.reviewer, one.value) for one in Rating.objects.all()] == [(bob, "not_raised")]
    bobs.keyboard.press("0")
    expect(bobs.locator(f"#row-finding-{finding.pk} .rated")).to_have_count(0)
    bobs.keyboard.press("k")
    expect(title(bobs)).to_have_text(TESTED)
    bobs.keyboard.press("Escape")
    expect(bobs.locator(".panel")).to_have_count(0)
    expect(link(bobs, TESTED)).to_be_focused()
    expect(bobs).to_have_url(findings)


def test_typing_rates_nothing(bobs: Page, findings: str):
    bobs.goto(findings)
    link(bobs, CORPUS).click()
    expect(bobs.locator(".panel")).to_be_focused()
    bobs.get_by_text("Rename it, or change its kind").click()
    bobs.locator("#name-title").fill("")
    bobs.locator("#name-title").press_sequentially("1 a j")
    bobs.get_by_role("button", name="Save").click()
    expect(title(bobs)).to_have_text("1 a j")
    assert not Rating.objects.exists()


def test_written_quoted_and_opposed(bobs: Page, findings: str):
    bobs.goto(findings)
    bobs.get_by_role("link", name="Write a finding").click()
    bobs.get_by_label("Title").fill("Power")
    bobs.get_by_label("Who says it").select_option("Cleo")
    bobs.get_by_label("Their words").fill("Training took forty megawatt hours of electricity.")
    bobs.get_by_role("button", name="Write it").click()
    expect(title(bobs)).to_have_text("Power")
    bobs.get_by_text("Quote somebody here").click()
    bobs.get_by_label("Who says it").select_option("Bert")
    bobs.get_by_label("Their words").fill("Owl-2 was never tested")
    bobs.get_by_role("button", name="Quote it").click()
    expect(bobs.locator(".voice")).to_have_count(2)
    bobs.locator(".voice", has_text="Bert").get_by_role("button", name="Mark as against it").click()
    expect(bobs.locator(".voice .stance")).to_have_text(["against it", "quoted here"])
    expect(bobs.locator(".panel header")).to_contain_text("Disputed")


def test_a_suggestion_is_dismissed(bobs: Page, findings: str):
    bobs.goto(findings)
    link(bobs, CORPUS).click()
    bobs.get_by_role("button", name="Dismiss the suggestion").click()
    expect(link(bobs, CORPUS)).to_have_count(0)
    bobs.get_by_text("Dismissed suggestions").click()
    bobs.get_by_role("button", name="Suggest it again").click()
    expect(link(bobs, CORPUS)).to_have_count(1)


def test_splitting_and_merging_by_mouse(bobs: Page, findings: str):
    bobs.goto(findings)
    link(bobs, CORPUS).click()
    bobs.get_by_text("Split it", exact=True).click()
    bobs.get_by_role("checkbox", name="so that the corpus").check()
    bobs.locator("#split-title").fill("Every owl")
    bobs.get_by_role("button", name="Split", exact=True).click()
    expect(title(bobs)).to_have_text("Every owl")
    bobs.get_by_text("Merge it into another").click()
    bobs.get_by_label("Merge into").select_option(label=CORPUS)
    bobs.get_by_role("button", name="Merge", exact=True).click()
    expect(title(bobs)).to_have_text(CORPUS)
    expect(bobs.locator(".voice")).to_have_count(2)


def test_without_script(browser: Browser, live_server, bob, findings: str):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, bob)
    page = context.new_page()
    page.goto(findings)
    link(page, CORPUS).click()
    page.get_by_role("button", name="Major").click()
    expect(title(page)).to_have_text(CORPUS)
    expect(page.locator(".rates [aria-pressed=true]")).to_contain_text("Major")
    expect(page).to_have_url(f"{findings}finding-{Finding.objects.exclude(candidate='').get().pk}/#panel")
    page.get_by_text("Take it apart").first.click()
    page.get_by_role("button", name="Take it apart").click()
    expect(page).to_have_url(findings)
    assert Finding.objects.get().title == TESTED
    context.close()


def test_nothing_stands_in_anyones_way(alices: Page, findings: str):
    for path in ("", "?pattern=single", "new/"):
        alices.goto(findings + path)
        assert faults(alices) == []
    alices.goto(findings)
    link(alices, CORPUS).click()
    alices.get_by_role("button", name="Wrong").click()
    expect(alices.locator(".rated-by")).to_contain_text("Alice wrong")
    for summary in alices.locator(".panel summary").all():
        summary.click()
    assert faults(alices) == []
    alices.goto(findings.replace("findings", "agreement"))
    assert faults(alices) == []

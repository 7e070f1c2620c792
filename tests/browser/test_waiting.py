"""The page that is there while texts are read: it tells how far they are, and gives way, without being loaded anew."""

from django.core.cache import cache
from playwright.sync_api import Page, expect

from reviews.models import Job
from reviews.tasks.running import sweep
from tests.browser.pages import faults
from tests.factories import make_comparison, make_transcript


def test_it_tells_how_far_it_is_every_five_seconds_and_then_shows_the_page(
    bobs: Page, live_server, alice, team, monkeypatch
):
    cache.clear()
    comparison = make_comparison(alice, team)
    for name in ("ChatGPT", "Claude"):
        make_transcript(comparison, name, ("Does it work?", "Yes, it works."))
    monkeypatch.setattr("collation.assemble.collation.MUCH", 0)
    bobs.clock.install()
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/matrix/")
    told = bobs.locator("#still-reading p").first
    expect(told).to_contain_text("0 of 6 cells are read.")
    assert faults(bobs) == []
    bobs.evaluate("window.here = true")
    Job.objects.update(progress=50)
    bobs.clock.run_for(5_000)
    expect(told).to_contain_text("3 of 6 cells are read.")
    assert bobs.evaluate("window.here"), "the page was not loaded anew"
    sweep()
    bobs.clock.run_for(5_000)
    expect(bobs.get_by_role("heading", name="Where they stand")).to_be_visible()

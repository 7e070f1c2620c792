"""Names are completed after an "@" by the keyboard, and whoever is named sees it."""

from playwright.sync_api import Page, expect

from reviews.domain.threads import open_thread
from reviews.models import CommentMention
from tests.browser.pages import faults


def test_a_name_is_completed_and_its_person_is_told(bobs: Page, alice, comparison, live_server):
    open_thread(comparison=comparison, by=alice, body="@Bob, look.")
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/threads/")
    expect(bobs.get_by_role("button", name="Account of Bob, 1 for you")).to_be_visible()
    field = bobs.get_by_label("Start a thread on the whole comparison")
    field.press_sequentially("Is it so, @al")
    expect(bobs.get_by_role("option", name="Alice")).to_have_attribute("aria-selected", "true")
    bobs.keyboard.press("Enter")
    expect(field).to_have_value("Is it so, @Alice ")
    bobs.get_by_role("button", name="Start the thread").click()
    expect(field).to_have_value("")
    assert {str(one.to) for one in CommentMention.objects.all()} == {"Alice", "Bob"}
    bobs.goto(f"{live_server.url}/for-you/")
    expect(bobs.get_by_role("listitem").filter(has_text="look.")).to_contain_text("new")
    assert faults(bobs) == []
    bobs.get_by_role("link", name=comparison.title).click()
    expect(bobs.get_by_text("@Bob, look.")).to_be_visible()
    expect(bobs.get_by_role("button", name="Account of Bob", exact=True)).to_be_visible()

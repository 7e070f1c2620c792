"""What is typed and not saved, on a slow line."""

from django.core.cache import cache
from playwright.sync_api import Page, Route, expect

from reviews.models import Thread, UnsavedWords
from tests.factories import make_transcript


def test_a_draft_that_arrives_after_its_comment_does_not_come_back(bobs: Page, comparison, live_server):
    cache.clear()
    make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    held: list[Route] = []
    bobs.goto(f"{live_server.url}/c/{comparison.slug}/threads/")
    slow = [True]

    def hold(route: Route) -> None:
        if slow and route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    bobs.route("**/unsaved/**", hold)
    field = bobs.get_by_label("Start a thread on the whole comparison")
    with bobs.expect_request("**/unsaved/**"):
        field.press_sequentially("Hello there")
    bobs.get_by_role("button", name="Start the thread").click()
    expect(field).to_have_value("")
    slow.clear()
    with bobs.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 204):
        for one in held:
            one.continue_()
    assert (Thread.objects.count(), UnsavedWords.objects.count()) == (1, 0)
    bobs.reload()
    expect(bobs.locator("form.open-thread[data-asked]").first).to_be_visible()
    expect(field).to_have_value("")

"""The pages of a comparison, as its bar offers them."""

import pytest
from django.urls import reverse

from reviews.access import Seat
from reviews.models import Role
from reviews.web.comparison_pages import pages_for

READER = {
    "Collect": ["Paper", "Ask"],
    "Read": ["Compare", "Facts", "Findings", "Annotations", "Readers"],
    "Mark": ["Matrix"],
    "Settle": ["Conflicts", "Threads", "Agreement"],
    "Set up": ["People"],
}
REVIEWER = READER | {"Mark": ["Queue", "Matrix"]}
EDITOR = REVIEWER | {"Collect": ["Paper", "Ask", "Intake"], "Publish": ["Publish"], "Set up": ["People", "Settings"]}


@pytest.mark.parametrize(
    ("seat", "offered"),
    [
        (Seat(Role.READER), READER),
        (Seat(Role.REVIEWER), REVIEWER),
        (Seat(Role.EDITOR), EDITOR),
        (Seat(Role.OWNER), EDITOR),
        (Seat(Role.EDITOR, archived=True), READER),
        (Seat(Role.OWNER, archived=True), READER | {"Publish": ["Publish"]}),
    ],
    ids=str,
)
def test_each_is_offered_what_they_may_open(seat, offered):
    assert {name: [page.name for page in pages] for name, pages in pages_for(seat)} == offered


def test_each_leads_to_a_page_that_knows_itself_in_the_bar(client, alice, comparison):
    client.force_login(alice)
    for _, pages in pages_for(Seat(Role.OWNER)):
        for page in pages:
            answer = client.get(reverse(page.url, args=[comparison.slug]), follow=True)
            assert (answer.status_code, answer.context["here"]) == (200, page.here), page.name
            assert page.does and not page.does.endswith(".")
            assert answer.text.count('aria-current="page"') >= 2, "in the line and in the list of all pages"

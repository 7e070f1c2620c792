"""What the list shows, and what it asks the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.domain.threads import delete_comment, open_thread, reply
from reviews.web.mentions import for_you_of, mentions_of


def test_a_deleted_comment_is_told_as_such(comparison, alice, bob):
    delete_comment(comment=open_thread(comparison=comparison, by=alice, body="@Bob?"), by=alice)
    (one,) = for_you_of(bob, mentions_of(bob))
    assert (one.deleted, one.words, one.address) == (True, "", "")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_mentions(comparison, alice, bob, count):
    thread = open_thread(comparison=comparison, by=alice, body="@Bob 0").thread
    for number in range(1, count):
        reply(thread=thread, by=alice, body=f"@Bob {number}")
    with CaptureQueriesContext(connection) as asked:
        shown = for_you_of(bob, mentions_of(bob))
    assert [one.words for one in shown] == [f"@Bob {number}" for number in reversed(range(count))]
    assert len(asked) == 2

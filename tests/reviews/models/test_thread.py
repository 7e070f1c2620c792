"""Threads: in which order they are read, and at what cost."""

import pytest

from reviews.domain.threads import open_thread, reply, resolve_thread
from reviews.models import Comment, Thread


def test_the_open_ones_come_first_and_the_newest_of_them(comparison, alice):
    first, second, third = (open_thread(comparison=comparison, by=alice, body=body).thread for body in "abc")
    resolve_thread(thread=second, by=alice)
    assert list(Thread.objects.open_first()) == [third, first, second]
    assert list(Thread.objects.unresolved()) == [first, third]
    assert [thread.is_open for thread in Thread.objects.all()] == [True, False, True]


@pytest.mark.parametrize("number", [1, 3])
def test_what_a_page_shows_is_read_at_the_same_cost_for_any_number(
    comparison, alice, bob, number, django_assert_num_queries
):
    for at in range(number):
        comment = open_thread(comparison=comparison, by=alice, body=f"Thread {at}.")
        reply(thread=comment.thread, by=bob, body="Hm.")
    threads = Thread.objects.for_reading(Comment.objects.all())
    with django_assert_num_queries(2):
        told = [[(one.created_by.name, one.markdown) for one in thread.told] for thread in threads]
    assert told == [[("Alice", f"Thread {at}."), ("Bob", "Hm.")] for at in range(number)]
    with django_assert_num_queries(1):
        threads = Comment.objects.filter(created_by=bob).by_thread()
        assert [[one.created_by.name for one in thread.told] for thread in threads] == [["Bob"]] * number
    assert [thread.pk for thread in threads] == list(Thread.objects.values_list("pk", flat=True))

"""The rows of slow work: who has a job at hand, and how it ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from reviews.domain.jobs import (
    LEASE,
    QUEUED,
    WAITS,
    LeaseLost,
    cancel,
    claim,
    do_later,
    fail,
    finish,
    forget_finished,
    give_back,
    hand_out,
    keep_on,
    put_off,
)
from reviews.models import Job, JobKind, JobState
from tests.reviews.jobs import make_job

pytestmark = pytest.mark.django_db


def run_out(job: Job) -> None:
    """As if the time of the lease were over."""
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_a_new_job_is_due_at_once_and_remembers_who_asked(alice):
    job = do_later(kind=JobKind.MAIL, details={"to": "a"}, by=alice)
    assert (job.state, job.attempts, job.progress, job.error, job.created_by) == ("waiting", 0, 0, "", alice)
    assert list(hand_out()) == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_change_that_failed_is_never_done():
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        make_job()
        raise ValueError("no")
    assert not Job.objects.exists()


def test_what_is_put_into_the_queue_is_not_put_there_again_before_its_time():
    job = make_job()
    assert list(hand_out()) == [job.pk]
    job.refresh_from_db()
    assert timedelta(0) < job.leased_until - timezone.now() <= QUEUED
    assert list(hand_out()) == []
    run_out(job)
    assert list(hand_out()) == [job.pk], "the queue lost it"


def test_what_is_due_later_waits():
    make_job(due_at=timezone.now() + timedelta(minutes=1))
    assert list(hand_out()) == []


def test_a_waiting_job_is_claimed_once():
    job = make_job()
    mine = claim(job.pk)
    assert mine is not None
    assert (mine.state, mine.attempts) == ("running", 1)
    assert timedelta(0) < mine.leased_until - timezone.now() <= LEASE
    assert claim(job.pk) is None
    assert claim(job.pk + 1) is None


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_has_the_job():
    def take(pk: int, start: Barrier) -> bool:
        try:
            start.wait()
            return claim(pk) is not None
        finally:
            connection.close()

    for _ in range(5):
        job, start = make_job(), Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            taken = [pool.submit(take, job.pk, start) for _ in range(2)]
        assert sorted(attempt.result() for attempt in taken) == [False, True]
        job.refresh_from_db()
        assert job.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_sweeps_at_once_one_hands_a_job_out():
    def take(start: Barrier) -> list[int]:
        try:
            start.wait()
            return list(hand_out())
        finally:
            connection.close()

    for _ in range(5):
        job, start = make_job(), Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            taken = [pool.submit(take, start) for _ in range(2)]
        assert sorted(attempt.result() for attempt in taken) == [[], [job.pk]]


def test_a_job_whose_worker_was_killed_is_begun_again_by_another():
    job = make_job()
    claim(job.pk)
    assert list(hand_out()) == []
    run_out(job)
    assert list(hand_out()) == [job.pk]
    again = claim(job.pk)
    assert again is not None and again.attempts == 2


def test_a_worker_that_comes_back_late_changes_nothing():
    job = make_job()
    late = claim(job.pk)
    run_out(job)
    list(hand_out())
    mine = claim(job.pk)
    with pytest.raises(LeaseLost):
        keep_on(late, progress=90)
    fail(late, "too late")
    put_off(late, "too late")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress, job.error) == ("running", 2, 0, "")
    finish(mine)
    finish(late)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_late_end_counts_if_nobody_has_begun_the_job_again():
    job = make_job()
    late = claim(job.pk)
    run_out(job)
    list(hand_out())
    finish(late)
    assert claim(job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.progress, job.leased_until) == ("done", 100, None)


def test_a_worker_that_goes_on_renews_its_lease_and_tells_how_far_it_is():
    job = make_job()
    mine = claim(job.pk)
    run_out(job)
    keep_on(mine, progress=40)
    job.refresh_from_db()
    assert job.progress == 40
    assert list(hand_out()) == []


def test_an_attempt_that_failed_is_made_again_ever_later_and_then_no_more():
    job = make_job()
    for wait in WAITS:
        put_off(claim(job.pk), "The server does not answer.")
        job.refresh_from_db()
        assert (job.state, job.error, job.leased_until) == ("waiting", "The server does not answer.", None)
        assert timedelta(0) <= timezone.now() + wait - job.due_at < timedelta(minutes=1)
        assert claim(job.pk) is None, "not before it is due"
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    put_off(claim(job.pk), "Still not.")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("failed", len(WAITS) + 1, "Still not.")
    assert list(hand_out()) == []


def test_a_job_that_ends_every_worker_is_given_up():
    job = make_job(attempts=len(WAITS) + 1, state=JobState.RUNNING)
    assert list(hand_out()) == []
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "It was begun 7 times, and never came to its end.")
    assert job.finished_at is not None


def test_a_waiting_job_is_cancelled_at_once():
    job = make_job()
    cancel(job)
    assert (job.state, job.cancel_requested) == ("cancelled", False)
    assert job.finished_at is not None
    assert list(hand_out()) == [] and claim(job.pk) is None


def test_a_job_that_was_cancelled_while_its_worker_died_is_not_begun_again():
    job = make_job()
    claim(job.pk)
    cancel(job)
    assert (job.state, job.cancel_requested) == ("running", True)
    run_out(job)
    assert list(hand_out()) == []
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_what_is_over_cannot_be_cancelled():
    job = make_job()
    finish(claim(job.pk))
    cancel(job)
    assert (job.state, job.cancel_requested) == ("done", False)


def test_what_a_worker_has_is_not_given_back():
    job = make_job()
    list(hand_out())
    claim(job.pk)
    give_back(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING and job.leased_until is not None


def test_what_is_over_is_forgotten_after_a_while():
    now = timezone.now()
    ages = [("done", 23), ("done", 25), ("failed", 25), ("cancelled", 25), ("failed", 29 * 24), ("failed", 31 * 24)]
    made = {}
    for state, hours in ages:
        made[state, hours] = make_job(state=state, finished_at=now - timedelta(hours=hours)).pk
    made["waiting", 0] = make_job(created_at=now - timedelta(days=90)).pk
    forget_finished()
    kept = set(Job.objects.values_list("pk", flat=True))
    assert {age for age, pk in made.items() if pk not in kept} == {("done", 25), ("failed", 31 * 24)}

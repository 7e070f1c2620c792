"""Long readings are asked for once, and only while somebody waits for a page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.domain.readings import StillReading, leave_to_a_job, someone_waits
from reviews.lens import lens
from reviews.models import Job, JobKind, JobState


def ask(comparison, viewer=None, *, cells=10_000):
    """How many cells are read, or None if whoever asks is to read them."""
    try:
        with someone_waits():
            leave_to_a_job(comparison, lens(viewer, comparison), cells)
    except StillReading as reading:
        return reading.done, reading.cells
    return None


def test_nobody_asks_for_a_job_if_nobody_waits(comparison):
    leave_to_a_job(comparison, lens(None, comparison), 10_000)
    assert ask(comparison) == (0, 10_000)
    leave_to_a_job(comparison, lens(None, comparison), 10_000)
    assert [(job.kind, job.details["words"]) for job in Job.objects.all()] == [
        (JobKind.READ, comparison.state_of_words)
    ]


def test_it_is_asked_for_once_and_says_how_far_it_is(comparison, alice, bob):
    assert [ask(comparison, person) for person in (alice, bob, None)] == [(0, 10_000)] * 3
    Job.objects.update(state=JobState.RUNNING, progress=12)
    assert ask(comparison) == (1200, 10_000)
    assert Job.objects.count() == 1


def test_other_words_are_another_reading_and_so_is_a_blind_reviewers(comparison, bob):
    ask(comparison)
    comparison.summary["words"] = "others"
    ask(comparison)
    comparison.names_hidden = True
    ask(comparison, bob), ask(comparison, bob)
    assert sorted(job.details["viewer"] for job in Job.objects.all()) == [0, 0, bob.pk]


@pytest.mark.parametrize(
    ("state", "minutes", "error", "again"),
    [
        (JobState.DONE, 0, "", None),
        (JobState.DONE, 2, "", (0, 10_000)),
        (JobState.FAILED, 2, "It did not work.", None),
        (JobState.CANCELLED, 2, "", None),
        (JobState.WAITING, 0, "It did not work.", None),
        (JobState.WAITING, 2, "", None),
        (JobState.RUNNING, 2, "", (0, 10_000)),
    ],
)
def test_whoever_waits_reads_if_no_job_will_do(comparison, state, minutes, error, again):
    ask(comparison)
    then = timezone.now() - timedelta(minutes=minutes)
    is_over = state not in (JobState.WAITING, JobState.RUNNING)
    Job.objects.update(state=state, error=error, created_at=then, finished_at=then if is_over else None)
    assert ask(comparison) == again
    assert Job.objects.count() == (2 if again and is_over else 1)

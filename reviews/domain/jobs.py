"""Verbs of jobs: store, lease, finish, cancel.

Each is one statement on one row, so that two workers never have the same job.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from reviews.models import Job, JobKind, JobState, User
from reviews.models.job import JobQuerySet

QUEUED = timedelta(minutes=5)
"""How long a queued job waits before it is queued again."""

LEASE = timedelta(minutes=5)
"""How long a worker may be silent before another takes its job."""

WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720)]
"""The pauses after the first, second … failed attempt.

After the last one comes a last attempt.
"""

KEPT_DONE, KEPT_FAILED = timedelta(days=1), timedelta(days=30)

ABANDONED = "It was begun {} times, and never came to its end."


class NotNow(Exception):
    """This attempt failed, and a later one may do.

    The message is a sentence for people.
    """


class Never(Exception):
    """No attempt will do.

    The message is a sentence for people.
    """


class CancelRequested(Exception):
    """Somebody asked to stop this job."""


class LeaseLost(Exception):
    """Another worker has this job now, or it is over."""


def do_later(*, kind: JobKind, details: dict[str, Any], by: User | None = None) -> Job:
    """Store a job.

    A worker begins it soon after the caller's transaction is committed, and never if it is not.
    """
    return Job.objects.create(kind=kind, details=details, created_by=by, due_at=timezone.now())


def hand_out() -> Iterator[int]:
    """Lease each job that is due, and yield its id.

    It is leased to the queue. A job whose worker is gone is over if somebody asked to stop it, or if it was begun too
    often.
    """
    now = timezone.now()
    for job in Job.objects.due(now):
        this = _mine(job).filter(leased_until=job.leased_until)
        if job.cancel_requested:
            this.update(state=JobState.CANCELLED, leased_until=None, finished_at=now)
        elif job.attempts > len(WAITS):
            this.update(state=JobState.FAILED, leased_until=None, finished_at=now, error=ABANDONED.format(job.attempts))
        elif this.update(state=JobState.WAITING, leased_until=now + QUEUED):
            yield job.pk


def give_back(job_id: int) -> None:
    """Take a job back from a queue that could not be reached.

    It is due again in ten seconds.
    """
    soon = timezone.now() + timedelta(seconds=10)
    Job.objects.filter(pk=job_id, state=JobState.WAITING).update(leased_until=None, due_at=soon)


def claim(job_id: int) -> Job | None:
    """Lease a job to the caller, and count the attempt.

    None if the job is not waiting.
    """
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING, due_at__lte=now)
    begun = waiting.update(
        state=JobState.RUNNING, leased_until=now + LEASE, attempts=F("attempts") + 1, progress=0, error=""
    )
    return Job.objects.get(pk=job_id) if begun else None


def keep_on(job: Job, *, progress: int = 0) -> None:
    """Renew the lease of a running job.

    Stores its progress, in per cent. Raises CancelRequested if somebody asked to stop it, and LeaseLost if another
    worker has it.
    """
    if not _mine(job).update(leased_until=timezone.now() + LEASE, progress=progress):
        raise LeaseLost(str(job))
    if Job.objects.filter(pk=job.pk, cancel_requested=True).exists():
        raise CancelRequested(str(job))


def finish(job: Job) -> None:
    """Store that the job is done."""
    _end(job, JobState.DONE, progress=100)


def fail(job: Job, why: str) -> None:
    """Store that the job can never be done, and why."""
    _end(job, JobState.FAILED, error=why)


def stop(job: Job) -> None:
    """Store that the job has stopped because somebody asked for it."""
    _end(job, JobState.CANCELLED)


def put_off(job: Job, why: str) -> None:
    """Store why this attempt failed.

    The job is due again later, or has failed if this was the last attempt.
    """
    if job.attempts > len(WAITS):
        fail(job, why)
    else:
        due = timezone.now() + WAITS[job.attempts - 1]
        _mine(job).update(state=JobState.WAITING, leased_until=None, due_at=due, error=why)


def cancel(job: Job) -> None:
    """Ask to stop a job.

    It stops at once if it waits, else as soon as its worker looks. Nothing changes if it is over.
    """
    this = Job.objects.filter(pk=job.pk)
    if not this.filter(state=JobState.WAITING).update(state=JobState.CANCELLED, finished_at=timezone.now()):
        this.filter(state=JobState.RUNNING).update(cancel_requested=True)
    job.refresh_from_db()


def forget_finished() -> None:
    """Delete jobs that are over.

    That is after a day if done, after 30 days if failed or cancelled.
    """
    now = timezone.now()
    Job.objects.filter(state=JobState.DONE, finished_at__lt=now - KEPT_DONE).delete()
    Job.objects.filter(finished_at__lt=now - KEPT_FAILED).delete()


def _mine(job: Job) -> JobQuerySet:
    """The row of a job that the caller still has.

    Empty if it is over or another worker has begun it since.
    """
    return Job.objects.unfinished().filter(pk=job.pk, attempts=job.attempts)


def _end(job: Job, state: JobState, **changes: Any) -> None:
    _mine(job).update(state=state, leased_until=None, finished_at=timezone.now(), **changes)

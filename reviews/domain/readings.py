"""The first reading of many texts, left to a job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.utils import timezone

from reviews.domain.jobs import do_later
from reviews.lens import Lens
from reviews.models import Comparison, Job, JobKind, JobState

JUST_DONE = timedelta(minutes=1)
"""How long after its reading a page does not ask for another.

Whoever still lacks it then has no cache, and reads for themselves.
"""

NOBODY_BEGINS = timedelta(minutes=1)
"""How long a job may wait to be begun.

After that no worker runs, it seems, and whoever waits for the page reads for themselves.
"""

_someone_waits: ContextVar[bool] = ContextVar("someone_waits", default=False)


class StillReading(Exception):
    """What a page shows is being read by a job.

    `done` of `cells` are read.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(f"Job {job.pk} reads the texts.")
        self.cells: int = job.details["cells"]
        self.done = self.cells * job.progress // 100


@contextmanager
def someone_waits() -> Iterator[None]:
    """Leave long readings to a job meanwhile."""
    before = _someone_waits.set(True)
    try:
        yield
    finally:
        _someone_waits.reset(before)


def leave_to_a_job(comparison: Comparison, view: Lens, cells: int) -> None:
    """Ask for a reading, once, and raise StillReading.

    Nothing happens if nobody waits for a page: then whoever calls it reads. So they do if no worker begins the job, if
    it has failed, or if it has just been done and its result is not there.
    """
    if not _someone_waits.get():
        return
    viewer = view.viewer_id if view.names_hidden else None  # the others share one reading
    details = {"comparison": comparison.pk, "viewer": viewer or 0, "words": comparison.state_of_words}
    asked = {f"details__{name}": value for name, value in details.items()}
    job = Job.objects.filter(kind=JobKind.READ, **asked).order_by("-pk").first()
    now = timezone.now()
    is_old = job is not None and job.finished_at is not None and job.finished_at < now - JUST_DONE
    if job is None or (job.state == JobState.DONE and is_old):
        job = do_later(kind=JobKind.READ, details={**details, "cells": cells})
    is_begun = job.state == JobState.RUNNING
    if is_begun or (job.state == JobState.WAITING and not job.error and job.created_at > now - NOBODY_BEGINS):
        raise StillReading(job)

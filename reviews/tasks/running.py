"""Hand jobs to the queue, and do them.

A task carries the id of its job and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from reviews.domain.jobs import (
    KEPT_DONE,
    CancelRequested,
    LeaseLost,
    Never,
    NotNow,
    claim,
    fail,
    finish,
    give_back,
    hand_out,
    put_off,
    stop,
)
from reviews.models import Job, JobKind
from reviews.tasks import letters

log = logging.getLogger(__name__)

KINDS: dict[str, Callable[[Job], None]] = {
    JobKind.MAIL: letters.send,
    JobKind.READ: lambda job: import_string(settings.READ_TEXTS)(job),
}
"""The functions that do the jobs.

Each calls `keep_on` at least every LEASE, has no transaction open while it waits for others, and raises NotNow or Never
in words for people.
"""


@task()
def run_job(job_id: int) -> None:
    """Do a job, unless another worker does, and store its end."""
    job = claim(job_id)
    if job is None:
        return
    try:
        KINDS[job.kind](job)
    except CancelRequested:
        stop(job)
    except LeaseLost:
        log.warning("%s went on elsewhere", job)
    except Never as error:
        log.warning("%s failed. %s", job, error)
        fail(job, str(error))
    except NotNow as error:
        log.warning("%s is put off after attempt %s. %s", job, job.attempts, error)
        put_off(job, str(error))
    except Exception as error:
        log.exception("%s is put off after attempt %s", job, job.attempts)
        put_off(job, f"An error of the program: {type(error).__name__}: {error}")
    else:
        finish(job)


def sweep() -> None:
    """Put every job that is due into the queue.

    These are new ones, those put off, and those whose worker was killed.
    """
    for job_id in hand_out():
        try:
            run_job.enqueue(job_id)
        except Exception as error:
            log.warning("The queue does not answer: %s", error)
            give_back(job_id)
            return


def run_one() -> bool:
    """Take one task from the queue and run it.

    False if the queue is empty.
    """
    return bool(import_string(settings.RUN_ONE_TASK)())


def forget_results() -> None:
    """Delete yesterday's tasks from the queue in the database.

    Redis forgets by itself.
    """
    DBTaskResult.objects.filter(enqueued_at__lt=timezone.now() - KEPT_DONE).delete()

"""The queue in the database: one task at a time."""

import pytest

from reviews.models import JobState
from reviews.tasks import running
from reviews.tasks.database_queue import run_one
from reviews.tasks.running import sweep
from tests.reviews.jobs import make_job

pytestmark = pytest.mark.django_db(transaction=True)


def test_tasks_are_run_one_at_a_time_until_none_is_left(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setitem(running.KINDS, "mail", lambda job: None)
    jobs = [make_job(), make_job()]
    assert run_one() is False, "nothing is in the queue before it is handed out"
    sweep()
    states = []
    for _ in range(3):
        ran = run_one()
        for job in jobs:
            job.refresh_from_db()
        states.append((ran, sum(job.state == JobState.DONE for job in jobs)))
    assert states == [(True, 1), (True, 2), (False, 2)]

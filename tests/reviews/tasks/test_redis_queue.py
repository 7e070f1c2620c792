"""The queue in Redis: one task at a time."""

import signal

import pytest
from django_rq.queues import get_queue
from django_tasks_rq import Job as RedisTask

from reviews.models import JobState
from reviews.tasks import redis_queue, running
from reviews.tasks.running import sweep
from tests.reviews.jobs import make_job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _queued(settings, redis_url):
    settings.RQ_QUEUES = {"default": {"URL": redis_url}}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": ["default"]}}


def test_tasks_are_run_one_at_a_time_until_none_is_left(_queued, monkeypatch):
    jobs = [make_job(), make_job()]
    monkeypatch.setitem(running.KINDS, "mail", lambda job: None)
    assert redis_queue.run_one() is False, "nothing is in the queue before it is handed out"
    sweep()
    states = []
    for _ in range(3):
        ran = redis_queue.run_one()
        for job in jobs:
            job.refresh_from_db()
        states.append((ran, sum(job.state == JobState.DONE for job in jobs)))
    assert states == [(True, 1), (True, 2), (False, 2)]


def test_a_worker_leaves_signals_to_its_process(_queued):
    queue = get_queue("default", job_class=RedisTask)
    before = signal.getsignal(signal.SIGTERM)
    redis_queue.Worker([queue], connection=queue.connection, job_class=RedisTask).work(burst=True)
    assert signal.getsignal(signal.SIGTERM) is before

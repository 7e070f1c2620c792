"""Jobs are handed to the queue and done, and their end is stored."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.domain.jobs import CancelRequested, Never, NotNow, cancel, keep_on
from reviews.models import Job, JobKind
from reviews.tasks import running
from reviews.tasks.running import forget_results, run_job, run_one, sweep
from tests.reviews.jobs import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Job], None]], None]:
    """Lets a function do what jobs of mail do."""
    return lambda work: monkeypatch.setitem(running.KINDS, JobKind.MAIL, work)


def test_every_kind_has_somebody_who_does_it():
    assert set(running.KINDS) == set(JobKind.values)


def test_a_running_job_stops_as_soon_as_its_worker_looks(does):
    def work(job: Job) -> None:
        cancel(Job.objects.get(pk=job.pk))
        with pytest.raises(CancelRequested):
            keep_on(job)
        keep_on(job)

    does(work)
    job = make_job()
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("cancelled", "")


def test_a_job_that_is_done_says_so(does):
    does(lambda job: None)
    job = make_job()
    sweep()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress, job.error) == ("done", 1, 100, "")


@pytest.mark.parametrize(
    ("raised", "state", "error"),
    [
        (NotNow("The server does not answer."), "waiting", "The server does not answer."),
        (Never("The server refuses it."), "failed", "The server refuses it."),
        (KeyError("x"), "waiting", "An error of the program: KeyError: 'x'"),
    ],
)
def test_an_attempt_that_fails_says_why_in_words(does, caplog, raised: Exception, state: str, error: str):
    def work(job: Job) -> None:
        raise raised

    does(work)
    job = make_job()
    sweep()
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (state, error, 1)
    assert len(caplog.records) == 1
    assert bool(caplog.records[0].exc_info) is isinstance(raised, KeyError), "a traceback only for what is our fault"


def test_a_task_of_a_job_that_is_over_does_nothing(does):
    begun = []
    does(begun.append)
    job = make_job()
    sweep()
    run_job.call(job.pk)
    assert [job.pk for job in begun] == [job.pk]


def test_a_queue_that_does_not_answer_costs_ten_seconds_and_one_line(monkeypatch, caplog):
    def enqueue(job_id: int) -> None:
        raise ConnectionError("refused")

    monkeypatch.setattr(running, "run_job", type("Task", (), {"enqueue": staticmethod(enqueue)}))
    first, second = make_job(), make_job()
    sweep()
    assert [record.getMessage() for record in caplog.records] == ["The queue does not answer: refused"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.leased_until, first.attempts) == ("waiting", None, 0)
    assert timedelta(0) < first.due_at - timezone.now() <= timedelta(seconds=10)
    assert second.leased_until is None, "not even tried"


def test_what_the_queue_keeps_is_forgotten_after_a_day(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    results = running.DBTaskResult.objects
    old, new = run_job.enqueue(1), run_job.enqueue(2)
    results.filter(pk=old.id).update(enqueued_at=timezone.now() - timedelta(hours=25))
    forget_results()
    assert [str(pk) for pk in results.values_list("pk", flat=True)] == [new.id]


def test_the_queue_that_the_settings_name_is_asked(settings):
    settings.RUN_ONE_TASK = "reviews.tasks.database_queue.run_one"
    assert run_one() is False

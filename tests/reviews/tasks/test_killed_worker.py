"""A worker that is killed while mail waits: the mail is sent later, and once. Real processes, a real mail server."""

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from subprocess import Popen

import pytest
from django.utils import timezone

from reviews.domain.mail import Letter, send_mail_later
from reviews.models import Job
from tests.own_processes import PYTHON, database_url, environment, start, wait_until
from tests.smtp import MailServer, mail_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Start = Callable[[], Popen]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture(params=["database", "redis"])
def start_worker(request: pytest.FixtureRequest, server: MailServer) -> Iterator[Start]:
    """Starts a worker that sends mail by our server, with a queue of this kind."""
    queue = {"REDIS_URL": request.getfixturevalue("redis_url")} if request.param == "redis" else {}
    given = environment(DATABASE_URL=database_url(), EMAIL_URL=server.url, CACHE_URL="locmem://", **queue)
    workers: list[Popen] = []

    def start_worker() -> Popen:
        workers.append(start([PYTHON, "manage.py", "worker"], env=given))
        return workers[-1]

    yield start_worker
    for worker in workers:
        worker.kill()
        worker.communicate()


def state(job: Job) -> str:
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def test_mail_that_waits_is_sent_when_a_worker_starts(alice, server: MailServer, start_worker: Start):
    job = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    worker = start_worker()
    wait_until(lambda: state(job) == "done", "a job that is done")
    (message,) = server.messages
    assert (message["To"], message["Subject"]) == ("alice@example.org", "Your sign-in link for Triangulate")
    assert "http://localhost:8000/in/" in message.get_payload()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert worker.stdout.read() == ""


def test_mail_whose_worker_was_killed_is_sent_once_and_later(alice, server: MailServer, start_worker: Start):
    server.answering.clear()
    job = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    worker = start_worker()
    wait_until(server.asked.is_set, "a worker that asks the mail server")
    worker.kill()
    worker.wait(30)
    server.answering.set()
    assert (state(job), server.messages) == ("running", [])

    second = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    start_worker()
    wait_until(lambda: state(second) == "done", "another worker that works")
    assert state(job) == "running", "somebody may still have it"
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    wait_until(lambda: state(job) == "done", "the job of the killed worker, done by another")
    third = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    wait_until(lambda: state(third) == "done", "a job after it")
    ids = [message["Message-ID"].split(".")[0] for message in server.messages]
    assert ids == [f"<job-{mail.pk}" for mail in (second, job, third)]
    job.refresh_from_db()
    assert (job.attempts, job.error) == (2, "")


def test_two_workers_send_each_mail_once(alice, bob, server: MailServer, start_worker: Start):
    jobs = [send_mail_later(Letter.SIGN_IN_LINK, to=person.email) for person in (alice, bob) for _ in range(5)]
    start_worker()
    start_worker()
    wait_until(lambda: all(state(job) == "done" for job in jobs), "all of them done")
    assert sorted(message["To"] for message in server.messages) == ["alice@example.org"] * 5 + ["bob@example.org"] * 5
    assert len({message["Message-ID"] for message in server.messages}) == 10

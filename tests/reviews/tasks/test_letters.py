"""What is mailed, and what a mail server's answers mean."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reviews.domain.mail import Letter, send_mail_later
from reviews.domain.rejoinders import send_rejoinder, take_rejoinders
from reviews.domain.sign_in_links import user_of_link
from reviews.models import Job
from reviews.tasks.letters import LETTERS
from reviews.tasks.running import sweep
from tests.everything_held import holders

pytestmark = pytest.mark.django_db

NOBODY = "nobody@example.org"


class Server(EmailBackend):
    """A mail server that says the next of `answers`, an exception or None, and takes the mail after None."""

    answers: list[Exception | None] = []
    in_transaction: list[bool] = []

    def send_messages(self, messages) -> int:
        self.in_transaction.append(connection.in_atomic_block)
        if self.answers and (answer := self.answers.pop(0)):
            raise answer
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "answers", [])
    monkeypatch.setattr(Server, "in_transaction", [])
    return Server


def test_every_letter_is_written_by_somebody():
    assert set(LETTERS) == set(Letter)


def test_nothing_is_sent_before_a_worker_looks(alice):
    send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    assert mail.outbox == []
    sweep()
    assert [message.to for message in mail.outbox] == [[alice.email]]
    sweep()
    assert len(mail.outbox) == 1


def test_a_mail_goes_to_the_address_of_the_account_not_to_one_that_looks_like_it(alice, mailed):
    send_mail_later(Letter.SIGN_IN_LINK, to=" ALICE@example.org ")
    send_mail_later(Letter.NEW_PASSWORD, to="Alice@Example.ORG")
    assert [message.to for message in mailed()] == [["alice@example.org"], ["alice@example.org"]]


def test_nobody_has_the_address_so_nothing_goes_out_and_the_job_is_done(db, mailed):
    job = send_mail_later(Letter.SIGN_IN_LINK, to=NOBODY)
    assert mailed() == []
    job.refresh_from_db()
    assert job.state == "done"


def test_links_are_made_when_the_mail_is_sent(alice, mailed, settings):
    """A password that was changed while the mail waited does not make its link worthless."""
    send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    alice.set_password("another password")
    alice.save()
    settings.BASE_URL = "https://reviews.example.org:8443"
    (message,) = mailed()
    link = re.search(r"^https://reviews\.example\.org:8443(/in/\S+)$", message.body, re.MULTILINE)[1]
    assert user_of_link(*link.split("/")[2:4]) == alice


@pytest.mark.parametrize(("path", "letter"), [("/in/", "sign_in_link"), ("/accounts/password/reset/", "new_password")])
def test_a_request_does_the_same_whether_or_not_anybody_has_the_address(client, alice, path: str, letter: str):
    """The same queries, the same answer, a row each, and no mail: that is the worker's."""
    client.get(path)
    seen = {}
    for email in ("alice@example.org", "alina@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(path, {"email": email})
        statements = [re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"].replace(email, "ADDRESS")) for query in queries]
        seen[email] = (answer.status_code, answer.headers["Location"], statements)
        assert mail.outbox == []
    assert seen["alice@example.org"] == seen["alina@example.org"]
    assert any("reviews_job" in statement for statement in seen["alice@example.org"][2])
    assert not any("reviews_user" in statement for statement in seen["alice@example.org"][2]), "nobody is looked up"
    rows = [(job.kind, job.details) for job in Job.objects.order_by("pk")]
    assert rows == [
        ("mail", {"letter": letter, "to": email, "context": {}}) for email in ("alice@example.org", "alina@example.org")
    ]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_asked(alice, server):
    send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    sweep()
    assert server.in_transaction == [False]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (
            ConnectionRefusedError(111, "Connection refused"),
            "The mail server does not answer: [Errno 111] Connection refused",
        ),
        (TimeoutError("timed out"), "The mail server does not answer: timed out"),
        (smtplib.SMTPServerDisconnected("gone"), "The mail server does not answer: gone"),
        (smtplib.SMTPDataError(451, b"Try later"), "The mail server refused the mail: 451 Try later"),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"Busy")}), "The mail server refused the mail: 450 Busy"),
        (
            smtplib.SMTPAuthenticationError(535, b"Wrong password"),
            "The mail server refused the mail: 535 Wrong password",
        ),
    ],
)
def test_what_may_pass_is_tried_again(alice, server, answer: Exception, error: str):
    server.answers[:] = [answer]
    job = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    sweep()
    job.refresh_from_db()
    assert (job.state, job.error, mail.outbox) == ("waiting", error, [])
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    sweep()
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == ("done", "", 2)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"No such mailbox")}), "550 No such mailbox"),
        (smtplib.SMTPSenderRefused(553, b"Not from you", "a"), "553 Not from you"),
        (smtplib.SMTPDataError(554, "Spam"), "554 Spam"),
    ],
)
def test_what_is_refused_for_good_is_not_tried_again(alice, server, answer: Exception, error: str):
    server.answers[:] = [answer]
    job = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    sweep()
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", f"The mail server refused the mail: {error}")


def test_a_refusal_is_kept_without_the_address(comparison, server):
    take_rejoinders(comparison=comparison, taken=True)
    send_rejoinder(comparison=comparison, says="author", name="Ada", email="Ada@owls.example", text="No.")
    server.answers[:] = [smtplib.SMTPRecipientsRefused({"Ada@owls.example": (550, b"<ada@owls.example>: unknown")})]
    sweep()
    assert Job.objects.get().error == "The mail server refused the mail: 550 <the address>: unknown"
    assert holders("ada@") == ["Rejoinder.email"]


def test_all_attempts_have_one_message_id_and_each_mail_has_its_own(alice, server):
    """Here the server took the mail, and the worker died before it could note that."""
    first = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    sweep()
    Job.objects.filter(pk=first.pk).update(
        state="running", finished_at=None, leased_until=timezone.now() - timedelta(1)
    )
    send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    sweep()
    one, again, other = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert one == again != other
    assert re.fullmatch(r"<job-\d+\.\d{20}@localhost>", one)
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_is_cancelled_is_not_sent(alice, mailed, monkeypatch):
    """Cancelled after a worker has it, before the mail server is asked."""
    job = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
    monkeypatch.setitem(LETTERS, Letter.SIGN_IN_LINK, cancelling(job, LETTERS[Letter.SIGN_IN_LINK]))
    assert mailed() == []
    job.refresh_from_db()
    assert job.state == "cancelled"


def cancelling(job: Job, write):
    """Writes the letter, and asks to stop the job meanwhile."""

    def letter(to: str):
        Job.objects.filter(pk=job.pk).update(cancel_requested=True)
        return write(to)

    return letter

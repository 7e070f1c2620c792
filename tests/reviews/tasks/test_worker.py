"""`manage.py worker`: how it goes on when something does not answer."""

import signal

import pytest
from django.core.management import call_command

from reviews.domain.rejoinders import send_rejoinder, take_rejoinders
from reviews.management.commands import worker
from reviews.models import Rejoinder


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[list]:
    """What the worker meets at each look, and how long it pauses after each; it is told to end after the last."""
    met: list = []
    pauses: list[float] = []

    def look(self: worker.Command) -> bool:
        outcome = met.pop(0)
        self.ending = not met
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(worker.Command, "look", look)
    monkeypatch.setattr(worker.time, "sleep", pauses.append)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield [met, pauses]
    for number, handler in handlers.items():
        signal.signal(number, handler)


def test_it_looks_again_at_once_while_there_is_work_and_else_after_a_second(looks):
    met, pauses = looks
    met[:] = [True, True, False]
    call_command("worker")
    assert pauses == [0, 0, 1]


def test_what_does_not_answer_is_said_once_and_asked_again(looks, caplog):
    met, pauses = looks
    down = ConnectionError("Redis: connection\nrefused")
    met[:] = [down, down, OSError("the database is away"), True, down]
    call_command("worker")
    assert pauses == [10, 10, 10, 0, 10]
    assert [record.getMessage() for record in caplog.records] == [
        "The worker cannot work until this is mended: Redis: connection refused",
        "The worker cannot work until this is mended: the database is away",
        "The worker cannot work until this is mended: Redis: connection refused",
    ]


def test_each_hour_it_deletes_replies_whose_addresses_nobody_checked(comparison, settings):
    take_rejoinders(comparison=comparison, taken=True)
    send_rejoinder(comparison=comparison, says="author", name="Ada", email="ada@owls.example", text="No.")
    settings.PASSWORD_RESET_TIMEOUT = -1
    at_work = worker.Command()
    at_work.pruned = float("-inf")
    at_work.look()
    assert not Rejoinder.objects.exists()

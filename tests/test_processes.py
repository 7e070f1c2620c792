"""`make run` and `make dev`: a server, and a worker that is started again when it dies; both end together."""

import fcntl
import os
import pty
import re
import signal
import subprocess
import termios
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from select import select
from threading import Thread
from typing import Any

import pytest

from config import processes
from tests.own_processes import PYTHON, ROOT, Browser, environment, free_port, wait_until

pytestmark = pytest.mark.slow

ALICE = "alice@example.org"
GUNICORN = [PYTHON, "-m", "gunicorn", "--config", "python:config.gunicorn", "--workers", "1"]


@dataclass
class Terminal:
    """A terminal of its own in which a command runs, as a person has it; `printed` is what can be read there."""

    command: list[str]
    given: dict[str, str]
    printed: str = ""

    def __post_init__(self) -> None:
        self.master, inner = pty.openpty()
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.given,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(inner)
        self._open = True
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        while self._open:
            if select([self.master], [], [], 0.1)[0]:
                try:
                    self.printed += os.read(self.master, 4096).decode().replace("\r\n", "\n")
                except OSError:
                    return  # nothing runs there any more

    def members(self, *words: str) -> dict[int, str]:
        """The processes of this terminal that are alive, of those whose command holds the words."""
        listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat=,args="], capture_output=True, text=True, check=True)
        found = {}
        for line in listed.stdout.splitlines():
            pid, group, stat, command = line.split(maxsplit=3)
            if int(group) == self.process.pid and not stat.startswith("Z") and all(word in command for word in words):
                found[int(pid)] = command
        return found

    def worker(self) -> int:
        """The worker's process, as soon as there is one."""
        return wait_until(lambda: next(iter(self.members("manage.py", "worker")), None), "a worker")

    def wait_for(self, words: str) -> None:
        wait_until(lambda: words in self.printed, f"{words!r}")

    def press(self, key: bytes) -> None:
        os.write(self.master, key)

    def close(self) -> None:
        """Closes the window: whatever runs in it is told by SIGHUP."""
        if self._open:
            self._open = False
            self._reader.join()
            os.close(self.master)


@pytest.fixture
def given(own_database: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a server of its own, in whose database Alice has an account."""
    ours = {"DATABASE_URL": own_database, "CACHE_URL": f"filecache://{tmp_path}/cache"}
    return environment(**ours, PORT=str(free_port()), PAPER_LOOKUP="off")


@pytest.fixture
def run(given: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Runs a command in a terminal, and leaves nothing of it."""
    terminals: list[Terminal] = []

    def run(*command: str, **more: str) -> Terminal:
        terminals.append(Terminal(list(command), {**given, **more}))
        return terminals[-1]

    yield run
    for terminal in terminals:
        for pid in terminal.members():
            os.kill(pid, signal.SIGKILL)
        terminal.process.wait()
        terminal.close()


def answering(port: str) -> Browser:
    browser = Browser(int(port))

    def healthy() -> bool:
        try:
            return browser.get("/healthz").status == 200
        except OSError:
            return False

    wait_until(healthy, "a server that answers")
    return browser


def test_make_run_serves_mails_and_keeps_its_worker(run: Callable[..., Terminal], given: dict[str, str]):
    port = given["PORT"]
    terminal = run("make", "run", f"PORT={port}", "DEMO=0", "OWNER=bob@example.org")
    wait_until(lambda: re.search(r"^http://localhost:\d+/in/\S+\n", terminal.printed, re.MULTILINE), "the link")
    first = terminal.worker()
    browser = answering(port)
    assert re.fullmatch(rf"http://localhost:{port}/in/\S+", terminal.printed.splitlines()[-1]), "the last line"

    assert browser.post("/in/", email=ALICE).status == 302
    terminal.wait_for(f"To: {ALICE}\n")
    os.kill(first, signal.SIGKILL)
    terminal.wait_for("The worker was ended by SIGKILL. It is started again.\n")
    second = terminal.worker()
    assert second != first
    assert browser.post("/in/", email="bob@example.org").status == 302
    terminal.wait_for("To: bob@example.org\n")

    terminal.press(b"\x03")  # Ctrl+C
    wait_until(lambda: not terminal.members(), "an end")
    assert "Traceback" not in terminal.printed


def end_by_keyboard(terminal: Terminal) -> None:
    terminal.press(b"\x03")


def end_by_term(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTERM)


def end_by_closing(terminal: Terminal) -> None:
    terminal.close()


def end_by_kill(terminal: Terminal) -> None:
    terminal.process.kill()


@pytest.mark.parametrize(
    ("server", "end"),
    [
        ("gunicorn", end_by_term),
        ("gunicorn", end_by_closing),
        ("gunicorn", end_by_kill),
        ("runserver", end_by_keyboard),
        ("runserver", end_by_kill),
    ],
)
def test_server_and_worker_end_together(run, given, server: str, end: Callable[[Terminal], None]):
    """`runserver` stands for `make dev`, with its watcher of the code."""
    port = given["PORT"]
    command = GUNICORN if server == "gunicorn" else [PYTHON, "manage.py", "runserver", f"localhost:{port}"]
    terminal = run(PYTHON, "-m", "config.processes", *command, DEBUG="1" if server == "runserver" else "")
    answering(port)
    terminal.worker()
    assert len(terminal.members()) >= 4, "this process, a worker, and a server of two"
    end(terminal)
    wait_until(lambda: not terminal.members(), "an end")
    assert "Traceback" not in terminal.printed


def test_a_server_that_cannot_start_takes_the_worker_with_it(run):
    terminal = run(PYTHON, "-m", "config.processes", PYTHON, "-c", "raise SystemExit(3)")
    assert terminal.process.wait(60) == 3
    assert terminal.members() == {}


class Died:
    """A process that has ended."""

    returncode = 1

    def poll(self) -> int:
        return self.returncode


def test_a_worker_that_dies_at_once_is_started_ever_less_often(monkeypatch: pytest.MonkeyPatch, capsys: Any):
    class Clock:
        now = 0.0

        @classmethod
        def monotonic(cls) -> float:
            return cls.now

        @classmethod
        def sleep(cls, seconds: float) -> None:
            cls.now += seconds

    class Server:
        def poll(self) -> int | None:
            return 0 if Clock.now > 120 else None

    started: list[float] = []
    monkeypatch.setattr(processes, "time", Clock)
    monkeypatch.setattr(processes, "start", lambda command: started.append(Clock.now) or Died())
    processes.watch(Server(), [])
    pauses = [round(after - before) for before, after in pairwise(started)]
    assert pauses == [2, 4, 8, 16, 30, 30]
    assert capsys.readouterr().err == "The worker ended with exit code 1. It is started again.\n" * len(started)

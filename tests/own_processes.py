"""Processes of the product, as people start them: with the settings of the environment, not those of the tests."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

OURS = (
    "ALLOWED_HOSTS",
    "BASE_URL",
    "CACHE_URL",
    "DATABASE_URL",
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_FROM",
    "EMAIL_URL",
    "PAPER_LOOKUP",
    "PORT",
    "REDIS_URL",
    "RELEASE",
    "SECRET_KEY",
    "TRUSTED_PROXIES",
)
"""Every variable that a setting is read from, and the one that chooses the tests' own settings."""


def environment(**ours: str) -> dict[str, str]:
    """This environment, with these of our variables and no others."""
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**rest, "SECRET_KEY": "tests", "PYTHONUNBUFFERED": "1", **ours}


def database_url() -> str:
    """DATABASE_URL of the database in which this test writes."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(given['NAME']))}"
    person = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    return f"postgres://{person}@{given['HOST']}:{given['PORT'] or 5432}/{quote(given['NAME'])}"


def manage(*arguments: str, **ours: str) -> str:
    """What a command of manage.py prints. Fails if the command does."""
    command = [PYTHON, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(**ours), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


CHAT = """\
Claude says:

Yes. It works on all 12 benchmarks.

Gemini says:

No. It works on 4 benchmarks only.
"""


def fill(folder: Path, **ours: str) -> str:
    """Make tables, an account for alice@example.org and her comparison "owl" of two answers, in the database given.

    Gives the link by which Alice can sign in there, once.
    """
    manage("migrate", "--noinput", "--verbosity", "0", **ours)
    link = manage("login_link", "alice@example.org", "--create", "--name", "Alice", **ours)
    (folder / "owl.txt").write_text(CHAT)
    manage("ingest", str(folder / "owl.txt"), "--comparison", "owl", "--create", "--as", "alice@example.org", **ours)
    return link


def start(command: Sequence[str], **options: Any) -> subprocess.Popen[str]:
    """A process of ours, whose output is read as text."""
    defaults = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "cwd": ROOT}
    return subprocess.Popen(command, **{**defaults, **options})


def wait_until(true: Callable[[], Any], what: str, seconds: float = 180) -> Any:
    """What `true` gives as soon as it is true; fails if it does not become so. No more is said about how long it took."""
    until = time.monotonic() + seconds
    while not (given := true()):
        assert time.monotonic() < until, f"never seen: {what}"
        time.sleep(0.05)
    return given


def free_port() -> int:
    """A port of this machine on which nothing listens now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """Follow nothing: where an answer leads is what tests look at."""


@dataclass
class Browser:
    """Somebody who asks a server, and keeps its cookies, whatever their path: a proxy may stand between the two."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stays)
        self._cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask(path, None, headers)

    def post(self, path: str, form_at: str = "", **data: str) -> Answer:
        """Sends the form that stands at `form_at`, or at the same path, with these fields."""
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.get(form_at or path).text)
        assert token, f"no form at {form_at or path}"
        return self._ask(path, urlencode({"csrfmiddlewaretoken": token[1], **data}).encode(), {})

    def _ask(self, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, sent)
        try:
            given = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            given = error
        with given as answer:
            for line in answer.headers.get_all("Set-Cookie", []):
                self._cookies |= {name: cookie.value for name, cookie in SimpleCookie(line).items()}
            return Answer(answer.status, answer.headers, answer.read().decode())


@contextmanager
def serving(**ours: str) -> Iterator[Browser]:
    """A real server with these settings, and somebody who asks it. It has one process, which starts sooner than two."""
    port = free_port()
    given = environment(**{"PORT": str(port), "PAPER_LOOKUP": "off", "CACHE_URL": "locmem://", **ours})
    server = start([PYTHON, "-m", "gunicorn", "--config", "python:config.gunicorn", "--workers", "1"], env=given)
    browser = Browser(port)

    def healthy() -> bool:
        assert server.poll() is None, server.stdout.read()
        try:
            return browser.get("/healthz").status in (200, 400)
        except OSError:
            return False

    try:
        wait_until(healthy, "a server that answers")
        yield browser
    finally:
        server.terminate()
        server.communicate()

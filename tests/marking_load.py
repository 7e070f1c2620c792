"""`make bench`: 16 reviewers mark for 20 seconds through the real server, and how many marks a second it takes.

The server is gunicorn as `make run` starts it, on SQLite; the clients share its cores. It fails if a mark is refused or
lost. The CPU time of a mark is that of the server's processes alone, which other work on the machine disturbs less.
"""

from __future__ import annotations

import http.client
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.middleware.csrf import _get_new_csrf_string  # noqa: E402

from reviews.domain.teams import found_team  # noqa: E402
from reviews.models import Membership, User  # noqa: E402
from tests.benchmarks import SEED, answer, paragraphs  # noqa: E402
from tests.factories import make_comparison, make_transcript  # noqa: E402
from tests.own_processes import PYTHON, environment, free_port, start, wait_until  # noqa: E402

REVIEWERS, COMPARISONS, SECONDS = 16, 24, 20.0
QUESTIONS = ("works", "safe", "code_safe")
RESPONDENTS = ("model-a", "model-b", "model-c")
VALUES = ("no", "unclear", "qualified", "yes")


def fill(to: Path) -> None:
    """Comparisons of three answers of 6 KB, and a session for each reviewer. Runs in a process of the product."""
    owner = User.objects.create_user("owner@example.org", name="Owner")
    team = found_team(name="Bench", by=owner)
    random, known = Random(SEED), paragraphs()
    slugs = []
    for number in range(COMPARISONS):
        comparison = make_comparison(owner, team, title=f"Paper {number}")
        for respondent in RESPONDENTS:
            make_transcript(comparison, respondent, ("Does it work? Is it safe?", answer(random, known)))
        slugs.append(comparison.slug)
    sessions = []
    for number in range(REVIEWERS):
        user = User.objects.create_user(f"r{number}@example.org", name=f"Reviewer {number}")
        Membership.objects.create(team=team, user=user, role="reviewer")
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.save()
        sessions.append({"sessionid": session.session_key, "csrftoken": _get_new_csrf_string()})
    to.write_text(json.dumps({"slugs": slugs, "sessions": sessions}))


@dataclass
class Load:
    """What the reviewers did, together."""

    port: int
    slugs: list[str]
    answers: Counter[int | str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)

    def mark(self, number: int, session: dict[str, str], until: float) -> None:
        """One reviewer marks cells at random until then, one after the other."""
        random, host = Random(number), f"localhost:{self.port}"
        connection = http.client.HTTPConnection(host, timeout=60)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in session.items()),
            "X-CSRFToken": session["csrftoken"],
            "HX-Request": "true",
            "HX-Target": "panel",
            "Origin": f"http://{host}",
        }
        while time.perf_counter() < until:
            cell = f"{random.choice(QUESTIONS)}/{random.choice(RESPONDENTS)}"
            mark = {"value": random.choice(VALUES), "rationale": f"By {number} at {time.time()}"}
            address = f"/c/{random.choice(self.slugs)}/matrix/{cell}/mark/"
            start = time.perf_counter()
            try:
                connection.request("POST", address, urlencode(mark), headers)
                answer = connection.getresponse()
                self.sizes.append(len(answer.read()))
            except (OSError, http.client.HTTPException) as error:
                self.answers[type(error).__name__] += 1
                connection.close()  # the next request opens it again
                continue
            self.took.append((time.perf_counter() - start) * 1000)
            self.answers[answer.status] += 1
            if answer.status == 200:
                self.saved.append(mark["rationale"])


@contextmanager
def server(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The server of `make run`."""
    process = start(
        [PYTHON, "-m", "gunicorn", "--config", "python:config.gunicorn"], env=env, stdout=subprocess.DEVNULL
    )

    def answers() -> bool:
        try:
            connection = http.client.HTTPConnection("localhost", int(env["PORT"]), timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status < 500
        except OSError:
            return False

    try:
        wait_until(answers, "a server that answers")
        yield process
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(process: int) -> float:
    """The CPU time of a process and its children until now."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    times = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13] for each in (process, *children)]
    return sum(int(ticks) for both in times for ticks in both) / os.sysconf("SC_CLK_TCK")


def faults(loads: Sequence[Load], stored: Sequence[str]) -> str:
    """What went wrong, as a sentence; "" if every mark was answered with 200, and each is stored once."""
    answers = sum((load.answers for load in loads), Counter())
    saved = [rationale for load in loads for rationale in load.saved]
    if set(answers) != {200}:
        return f"Not every mark was saved: {dict(answers)}"
    if lost := Counter(saved) - Counter(stored):
        return f"{lost.total()} of {len(saved)} marks were lost, such as “{next(iter(lost))}”."
    if more := Counter(stored) - Counter(saved):
        return f"{more.total()} marks are stored that nobody saved, such as “{next(iter(more))}”."
    return ""


def main(seconds: float = SECONDS) -> None:
    with TemporaryDirectory() as folder:
        port = free_port()
        env = environment(
            PORT=str(port),
            BASE_URL=f"http://localhost:{port}",
            DATABASE_URL=f"sqlite:///{folder}/db.sqlite3",
            CACHE_URL=f"filecache://{folder}/cache",
            DJANGO_SETTINGS_MODULE="config.settings",
        )
        made = Path(folder, "made.json")
        for command in (["manage.py", "migrate", "-v0"], ["-m", "tests.marking_load", str(made)]):
            subprocess.run([PYTHON, *command], env=env, check=True, capture_output=True)
        given = json.loads(made.read_text())
        with server(env) as process:
            loads = []
            for last in (2.0, seconds):
                loads.append(load := Load(port, given["slugs"]))
                before, began = cpu_seconds(process.pid), time.perf_counter()
                until = began + last
                threads = [
                    threading.Thread(target=load.mark, args=(number, session, until))
                    for number, session in enumerate(given["sessions"])
                ]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            took, cpu = time.perf_counter() - began, cpu_seconds(process.pid) - before
        with closing(sqlite3.connect(f"{folder}/db.sqlite3")) as database:
            stored = [rationale for (rationale,) in database.execute("SELECT rationale FROM reviews_historicalmark")]
        said = faults(loads, stored)
        if said:
            sys.exit(said)
        marks = len(load.saved)
        slow = sorted(load.took)[int(0.95 * marks)]
        sys.stdout.write(
            f"{f'{REVIEWERS} reviewers mark for {seconds:.0f} s':<58}{marks / took:>10.1f} a second  "
            f"({cpu / marks * 1000:.1f} ms of CPU and {sum(load.sizes) / marks / 1000:.1f} KB each; "
            f"p50 {median(load.took):.0f} ms, p95 {slow:.0f} ms)\n"
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        fill(Path(sys.argv[1]))
    else:
        main()

"""`python -m tests.many_rows`: Compare with 20 respondents and 500 questions, in a real server and in Chromium.

For each address, in milliseconds: until the server has answered, until the first rows are painted, and the longest time
that the tab stood still; and how much was sent. Before, it says how the first reading goes on. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from reviews.models import Role  # noqa: E402
from tests.benchmarks import paragraphs  # noqa: E402
from tests.chromium import CHROMIUM_FLAGS, system_chromium  # noqa: E402
from tests.factories import MembershipFactory, make_comparison, make_transcript  # noqa: E402
from tests.pictures import free_port, manage  # noqa: E402

OWNER = "many@example.org"
STANCES = ("Yes, it does.", "No, it does not.", "It depends: mostly yes.", "The paper does not say.")
SUBJECTS = ("safety", "cost", "code", "data", "memory", "training", "evaluation", "licence", "bias", "speed")
LOOKED_AT = ("", "?density=comfortable", "?density=pinned", "?rows=diverging", "?q=model", "?row=q300")
UNREAD = 20 * 60_000  # milliseconds
FIGURES = """() => new Promise(done => {
  let longest = 0;
  new PerformanceObserver(list => { for (const task of list.getEntries()) longest = Math.max(longest, task.duration); })
    .observe({ type: 'longtask', buffered: true });
  const [sent] = performance.getEntriesByType('navigation');
  const painted = performance.getEntriesByName('first-contentful-paint')[0];
  setTimeout(() => done([sent.responseStart, painted?.startTime ?? 0, longest, sent.decodedBodySize / 1024].map(Math.round)), 1500);
})"""


def fill(respondents: int, questions: int) -> None:
    """Makes the comparison, in the database of the environment."""
    known = paragraphs()
    asked = [(f"q{at}", f"What does part {at} say of {SUBJECTS[at % 10]}, and is it right?") for at in range(questions)]
    owner = MembershipFactory(role=Role.OWNER, user__name="Many", user__email=OWNER)
    comparison = make_comparison(owner.user, owner.team, title="Many rows", questions=asked)
    for number in range(respondents):
        random = Random(number)
        turns = [(text, f"{random.choice(STANCES)} {random.choice(known)[:900]}") for _, text in asked]
        make_transcript(comparison, f"Respondent {number}", *turns)


@contextmanager
def serving(env: dict[str, str], port: int) -> Iterator[None]:
    """A server of four threads and its worker, until the end."""
    command = ["-m", "gunicorn", "--bind", f"localhost:{port}", "--threads", "4", "--timeout", "0", "config.wsgi"]
    server = subprocess.Popen([sys.executable, *command], env=env, stderr=subprocess.DEVNULL)
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"], env=env)
    try:
        while True:
            try:
                urlopen(f"http://localhost:{port}/accounts/login/").close()
                break
            except (URLError, ConnectionError):
                sleep(0.2)
        yield
    finally:
        for process in (server, worker):
            process.terminate()
            process.wait()


def look(page: Page, base: str) -> None:
    started = perf_counter()
    page.goto(f"{base}/c/many-rows/")
    while page.get_by_role("progressbar").count():
        print(page.locator("main p[role=status]").text_content().strip().partition(".")[0])
        page.wait_for_timeout(5000)
    page.locator("#compare-table").wait_for(timeout=UNREAD)
    print(f"The texts were read within {perf_counter() - started:.0f} s.")
    print(f"{'address':24}{'answered':>10}{'painted':>10}{'still':>8}{'KB':>8}")
    for query in LOOKED_AT:
        page.goto(f"{base}/c/many-rows/{query}", timeout=UNREAD)
        answered, painted, longest, size = page.evaluate(FIGURES)
        print(f"{query or '(bare)':24}{answered:>10}{painted:>10}{longest:>8}{size:>8}", flush=True)
    rows = page.locator("#compare-table > tbody > tr[id]")
    if not page.locator("#compare-table .further").count():
        return
    before, started = rows.count(), perf_counter()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    rows.nth(before).wait_for()
    print(f"{rows.count() - before} more rows followed within {(perf_counter() - started) * 1000:.0f} ms of scrolling")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--respondents", type=int, default=20)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        fill(asked.respondents, asked.questions)
        return
    port = free_port()
    base = f"http://localhost:{port}"
    with TemporaryDirectory() as folder:
        places = {"DATABASE_URL": f"sqlite:///{folder}/many.sqlite3", "CACHE_URL": f"filecache://{folder}/cache"}
        env = {
            **os.environ,
            **places,
            "BASE_URL": base,
            "SECRET_KEY": "many",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        size = (f"--respondents={asked.respondents}", f"--questions={asked.questions}")
        subprocess.run([sys.executable, "-m", "tests.many_rows", "--fill", *size], env=env, check=True)
        link = manage(env, "login_link", OWNER).strip()
        with serving(env, port), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=system_chromium(), args=CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(link)
            page.get_by_role("main").get_by_role("button").click()
            page.wait_for_url(f"{base}/")
            look(page, base)
            browser.close()


if __name__ == "__main__":
    main()

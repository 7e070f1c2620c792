"""Follow five journeys through the code: `python -m tests.journeys [--json | --table]`.

Each goes through Django's test client, from the text that comes in to the page that goes out. Of each request is
counted how many of our files it visits, how many functions it calls and how often; between how many pairs of files a
call goes (arrows), and how often calls and returns go from one file to another (moves); and its queries, those that
begin and end a transaction among them. The texts are the real ones in the folder that TRIANGULATE_REAL names, else in
../shared/real, else the demo's. Nothing here is a test.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import unwrap
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from collation.assemble.cache import forget_computed
from tests.exports import chatgpt_talk, sharegpt_talk, takeout_entry, talk
from tests.factories import MembershipFactory, make_comparison
from tests.sent import sent
from tests.test_imports import modules
from tests.tracing import ROOT, Trace, file_of

REAL_PASTE, *REAL_OTHERS = "000_62e17e83afc45813.txt", "003_ff40181e6d0a3d17.txt", "001_2177800c4bafccda.txt"
ASKED = ("Is the owl safe?", "Yes, the owl is safe. It was tested by five people.")
EXPORTS = {
    "chatgpt": chatgpt_talk(*ASKED),
    "claude": talk(1, prompt=ASKED[0]),
    "gemini takeout": [takeout_entry(*ASKED)],
    "sharegpt": sharegpt_talk(*ASKED),
}
ABSTRACT = "We present GLM-5, a foundation model for agentic engineering. DSA lowers the cost of training."
COUNTED = ("files", "functions", "calls", "arrows", "moves", "queries")
MUCH = 3
"""How many files lie behind a main step, itself among them."""


@dataclass(frozen=True)
class Step:
    """A request of a journey, and what of our code it ran."""

    journey: str
    title: str
    view: str
    trace: Trace
    queries: int

    @property
    def figures(self) -> dict[str, str | int]:
        """Its figures by their names."""
        return {
            "journey": self.journey,
            "title": self.title,
            "files": len(self.trace.files),
            "functions": len(self.trace.functions),
            "calls": self.trace.calls,
            "arrows": len(self.trace.arrows),
            "moves": self.trace.moves,
            "queries": self.queries,
        }


class Traveller:
    """Somebody at a browser, whose requests can be followed."""

    def __init__(self, client: Client, at: str) -> None:
        """`at` is the address of a comparison that the client may change."""
        self.client = client
        self.at = at
        self.steps: list[Step] = []

    def follow(self, journey: str, title: str, request: Callable[[], HttpResponse], status: int = 200) -> HttpResponse:
        """Make a request and keep what it ran. Raises RuntimeError if it is answered otherwise than by `status`."""
        with CaptureQueriesContext(connection) as made, Trace() as trace:
            response = request()
        if response.status_code != status:
            raise RuntimeError(f"{title}: the answer is {response.status_code}, not {status}")
        view = trace.name(unwrap(response.resolver_match.func).__code__)
        self.steps.append(Step(journey, title, view, trace, len(made)))
        return response

    def page(self, path: str = "") -> str:
        """A page of the comparison."""
        return self.client.get(self.at + path).text

    def paste(self, text: str) -> HttpResponse:
        return self.client.post(f"{self.at}intake/paste/", {"text": text})

    def store(self, draft: str) -> HttpResponse:
        """Store a draft, giving a name to whoever has none."""
        form = sent(self.client.get(draft).text, "/store/")
        named = {name: value or f"Reader {name}" for name, value in form.items()}
        return self.client.post(f"{draft}store/", named)


def texts() -> tuple[str, list[str]]:
    """The text that is pasted, and the others that stand beside it: real ones, else the demo's."""
    real = Path(os.environ.get("TRIANGULATE_REAL") or ROOT.parent / "shared" / "real")
    paths = [real / name for name in (REAL_PASTE, *REAL_OTHERS)]
    if not all(path.is_file() for path in paths):
        paths = [path for path in sorted(ROOT.glob("reviews/**/demo/*.md")) if path.name != "README.md"]
    first, *others = (path.read_text() for path in paths)
    return first, others


def travel(client: Client, at: str, pasted: str, others: list[str]) -> list[Step]:
    """All five journeys through a comparison without transcripts, in which the other texts are stored first."""
    traveller = Traveller(client, at)
    _describe_paper(traveller)
    for text in others:
        traveller.store(traveller.paste(text).headers["Location"])
    _paste(traveller, pasted)
    _read(traveller)
    _mark(traveller)
    _confirm(traveller)
    _upload(traveller)
    return traveller.steps


def _describe_paper(traveller: Traveller) -> None:
    form = sent(traveller.page("paper/"), "/paper/", paper_title="GLM-5", abstract=ABSTRACT)
    traveller.client.post(f"{traveller.at}paper/", form)


def _paste(traveller: Traveller, text: str) -> None:
    client = traveller.client
    draft = traveller.follow("1a", "paste → draft", lambda: traveller.paste(text), 302).headers["Location"]
    page = traveller.follow("1b", "draft page", lambda: client.get(draft)).text
    form = {name: value or f"Reader {name}" for name, value in sent(page, "/store/").items()}
    traveller.follow("1c", "store the draft", lambda: client.post(f"{draft}store/", form), 302)


def _read(traveller: Traveller) -> None:
    for journey, title, path in (
        ("2a", "compare page, cold", ""),
        ("2b", "publish page, cold", "publish/"),
        ("2b", "published page as a preview, cold", "publish/preview/"),
    ):
        forget_computed()
        traveller.follow(journey, title, lambda path=path: traveller.client.get(traveller.at + path))


def _mark(traveller: Traveller) -> None:
    document = json.loads(traveller.page("collation.json"))
    row = document["rows"][0]
    cell = next(cell for cell in row["cells"] if cell["passages"])
    path = f"matrix/{row['question']}/{cell['respondent']}/"
    form = sent(traveller.page(path), "/mark/", value="qualified", rationale="It is said with a condition.")
    headers = {"HX-Request": "true", "HX-Target": "panel"}
    post = lambda: traveller.client.post(f"{traveller.at}{path}mark/", form, headers=headers)  # noqa: E731
    traveller.follow("3", "mark → swapped cell", post)


def _confirm(traveller: Traveller) -> None:
    form = sent(traveller.page("facts/"), "/facts/review/", decision="confirmed")
    headers = {"HX-Request": "true"}
    post = lambda: traveller.client.post(f"{traveller.at}facts/review/", form, headers=headers)  # noqa: E731
    traveller.follow("4", "a fact confirmed", post)


def _upload(traveller: Traveller) -> None:
    for name, export in EXPORTS.items():
        file = SimpleUploadedFile("export.json", json.dumps(export).encode(), "application/json")
        post = lambda file=file: traveller.client.post(f"{traveller.at}intake/files/", {"files": [file]})  # noqa: E731
        response = traveller.follow("5", f"{name} export → draft", post, 302)
        if not re.search(r"/intake/\d+/$", response.headers["Location"]):
            raise RuntimeError(f"{name}: the upload leads to {response.headers['Location']}, not to a draft")


def followed() -> list[Step]:
    """The steps of all journeys, in a database of their own."""
    for name, _ in modules():
        if ".migrations." not in name and not name.startswith("config."):
            importlib.import_module(name.removesuffix(".__init__"))
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        owner = MembershipFactory(role="owner")
        comparison = make_comparison(owner.user, owner.team, title="GLM-5")
        client = Client()
        client.force_login(owner.user)
        client.get("/healthz")
        return travel(client, f"/c/{comparison.slug}/", *texts())
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


def main_steps(view: str, trace: Trace) -> Iterator[tuple[int, str]]:
    """How deep each main step lies below the view, and its "file:function", in the order of the first calls.

    A main step is a call to another file behind which MUCH lies.
    """
    called: dict[str, list[str]] = {}
    for function, caller in trace.callers.items():
        called.setdefault(caller, []).append(function)

    def behind(function: str) -> set[str]:
        return {file_of(function)}.union(*map(behind, called.get(function, [])))

    def steps(function: str, depth: int) -> Iterator[tuple[int, str]]:
        for step in called.get(function, []):
            if file_of(step) == file_of(function):
                yield from steps(step, depth)
            elif len(behind(step)) >= MUCH:
                yield depth, step
                yield from steps(step, depth + 1)

    yield 0, view
    yield from steps(view, 1)


def lines(steps: list[Step]) -> Iterator[str]:
    """The figures in columns."""
    yield f"{'':<38}" + "".join(f"{name:>11}" for name in COUNTED)
    for step in steps:
        yield f"{f'{step.journey:<3}{step.title}':<38}" + "".join(f"{step.figures[name]:>11,}" for name in COUNTED)


def table(steps: list[Step]) -> Iterator[str]:
    """The figures and main steps as a table in Markdown."""
    yield f"| journey | {' | '.join(COUNTED)} | main steps |"
    yield f"| --- | {' | '.join('---:' for _ in COUNTED)} | --- |"
    for step in steps:
        figures = " | ".join(f"{step.figures[name]:,}" for name in COUNTED)
        indented = "<br>".join("&emsp;" * depth + f"`{name}`" for depth, name in main_steps(step.view, step.trace))
        yield f"| **{step.journey}** {step.title} | {figures} | {indented} |"


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.journeys", description="Follow five journeys through the code.")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the figures as JSON")
    form.add_argument("--table", action="store_true", help="the figures and main steps as a table in Markdown")
    chosen = parser.parse_args()
    steps = followed()
    if chosen.json:
        sys.stdout.write(json.dumps([step.figures for step in steps], indent=2) + "\n")
    else:
        sys.stdout.write("\n".join((table if chosen.table else lines)(steps)) + "\n")


if __name__ == "__main__":
    main()

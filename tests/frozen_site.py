"""`python -m tests.frozen_site FOLDER PORT`: the demo at a standstill, for pictures of every page.

A new database in FOLDER gets the demo and one of each thing that pages show, through the addresses and commands that
people use; then it is served on PORT while the clock stands still. The line of JSON on standard output says what is there.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from freezegun import freeze_time

from tests.exports import export_of, talk
from tests.pdfs import make_pdf

BEGUN = datetime(2026, 6, 15, 9, tzinfo=UTC)
SEEN = BEGUN + timedelta(hours=3)
OWNER = "alice@example.org"
DEMO = "glm-5"
PASTE = """\
User: Is it safe?

Claude: Yes, with its lid on. It was tried on 12 owls.

User: And without the lid?

Claude: No. Nobody has tried that.
"""
PAPER = """\
GLM-5 is trained on 28.5 trillion tokens.
It has 744 billion parameters, 40 billion of them active."""
ARGUMENTS = {
    "slug": DEMO,
    "question": "safe",
    "respondent": "gemini",
    "key": "finding-1",
    "form": "markdown",
    "uid": "1",
    "uidb36": "1",
    "token": "used",
    "secret": "used",
    "start": "0",
    "end": "10",
}
"""A value for each argument of an address. All others are numbers: the first of its kind."""


class Owner:
    """The demo's owner, who uses the site as a browser does."""

    def __init__(self) -> None:
        self.client = Client(HTTP_HOST="localhost", raise_request_exception=True)
        self.client.force_login(get_user_model().objects.get(email=OWNER))

    def send(self, path: str, **fields: object) -> HttpResponse:
        """Send a form. Fails if it is refused."""
        answer = self.client.post(path, fields)
        refused = re.findall(r'class="(?:errorlist|wrong)[^>]*>.*', answer.content.decode())
        assert answer.status_code in (200, 201, 302), (path, answer.status_code, refused)
        return answer

    def made(self, path: str, **fields: object) -> str:
        """Send a form; give the path that its answer leads to."""
        return urlsplit(self.send(path, **fields)["Location"]).path

    @property
    def session(self) -> str:
        return self.client.cookies["sessionid"].value


def publish(owner: Owner, path: str, **words: str) -> None:
    """Publish the comparison at the path, after a look at what changes."""
    owner.send(f"{path}/people/named/", named="yes")
    look = owner.send(f"{path}/publish/freeze/", **words).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', look)[1]
    owner.send(f"{path}/publish/freeze/", **words, seen=seen)


def printed(command: str, *words: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue().strip()


def fill() -> tuple[Owner, dict[str, str]]:
    """Make what pages show; give its owner, and the path of what is no "first of its kind" by a name of its own."""
    call_command("migrate", verbosity=0)
    printed("demo", "--as", OWNER)
    owner = Owner()
    demo = f"/c/{DEMO}"
    pdf = make_pdf(PAPER, "Safety is not examined.", info={"Title": "GLM-5"})
    owner.send(f"{demo}/paper/pdf/store/", pdf=SimpleUploadedFile("glm-5.pdf", pdf, "application/pdf"))
    publish(owner, demo, title="A second reading", finding="They part.")
    owner.send(f"{demo}/publish/withdraw/v1/", why="It named a person.")
    named: dict[str, str] = {}
    owner.send(f"{demo}/intake/paste/", text=PASTE, html="", respondent="", kind="")
    named["draft of a correction"] = owner.made(f"{demo}/intake/sources/1/reopen/")
    ended = owner.made(
        f"{demo}/intake/paste/", text="User: Is it fast?\n\nOwl: No, never.", html="", respondent="", kind=""
    )
    owner.send(f"{ended}discard/")
    named["draft that ended"] = ended
    export = SimpleUploadedFile("conversations.json", export_of(*map(talk, range(1, 61))), "application/json")
    whole = owner.made(f"{demo}/intake/files/", files=export)
    unread = SimpleUploadedFile("conversations.json", export_of(*map(talk, range(1, 41))), "application/json")
    while b'id="offered"' not in owner.client.get(whole).content:
        owner.send(f"{whole}read/")
    named["export that is not read"] = owner.made(f"{demo}/intake/files/", files=unread)
    invitation = owner.send("/teams/demo/invite/", role="reviewer", note="Dora").content.decode()
    named["invitation"] = urlsplit(re.search(r"https?://[^\s\"<]+/invitation/[^/]+/", invitation)[0]).path
    named["sign-in link"] = urlsplit(printed("login_link", OWNER)).path
    for title in ("Barn owls at night", "Snowy owls by day"):
        owner.made("/new/", title=title, questions="Does it work?\nIs it safe?", paper="")
    named["comparison without answers"] = "/c/barn-owls-at-night/"
    owner.send("/c/snowy-owls-by-day/settings/archive/")
    named["comparison that is archived"] = "/c/snowy-owls-by-day/"
    named["version that stands"] = f"/p/{DEMO}/v2/"
    named["withdrawal of a version that stands"] = f"{demo}/publish/withdraw/v2/"
    named["cell with a thread"] = f"{demo}/matrix/works/claude/"
    named["paper searched"] = f"{demo}/paper/?q=parameters"
    named["facts, all"] = f"{demo}/facts/?show=all"
    named["page that is not there"] = "/c/nothing/"
    return owner, named


def routes(entries: list[URLPattern | URLResolver], before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """The name of every address, "app.name", and its route. An address without a name is called by its route."""
    for entry in entries:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route, entry.namespace or space)
        else:
            name = ".".join(filter(None, [space, entry.name])) if entry.name else f"unnamed.{route}"
            yield re.sub(r"[^\w.]+", "-", name).strip("-"), route


def path_of(route: str) -> str:
    """The route with a value for each argument."""

    def value(converter: str, name: str) -> str:
        if name == "slug" and route.startswith("teams/"):
            return "demo"
        if name == "question" and converter == "int":
            return "1"
        return ARGUMENTS.get(name, "1")

    route = re.sub(r"\^?\(\?P<(\w+)>[^()]*\)", lambda found: value("", found[1]), route)
    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda found: value(found[1], found[2]), route).replace("^", "").strip(
        "$"
    )


def main() -> None:
    folder, port = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder, 'site.sqlite3').resolve()}"
    django.setup()
    with freeze_time(BEGUN, auto_tick_seconds=0.001):
        owner, named = fill()
    addresses = {name: path_of(route) for name, route in routes(get_resolver().url_patterns)}
    with freeze_time(SEEN):
        server = ThreadedWSGIServer(("127.0.0.1", int(port)), WSGIRequestHandler)
        server.set_app(StaticFilesHandler(get_wsgi_application()))
        site = {"session": owner.session, "addresses": addresses, "others": named}
        sys.stdout.write(json.dumps(site) + "\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()

"""The import rules of CONTRIBUTING.md, held by reading every module's imports."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("config", "reviews", "collation")

MODELS = (
    "user",
    "team",
    "job",
    "paper",
    "comparison",
    "transcript",
    "placement",
    "mark",
    "finding",
    "thread",
    "publication",
)
"""The modules of reviews/models, each of which imports only from those before it."""

WEB = {
    "access",
    "accounts",
    "apps",
    "conditional",
    "forms",
    "incoming",
    "lens",
    "management",
    "migrations",
    "private_pages",
    "requests",
    "signed_out",
    "tables",
    "templatetags",
    "urls",
    "views",
}
"""The modules of reviews that may know of requests; all others are the record and the verbs that change it."""

READERS = {
    "apps",
    "collate",
    "demo",
    "fact_reading",
    "finding_reading",
    "first_look",
    "forms",
    "just_placed",
    "kept",
    "management",
    "publish",
    "side_by_side",
    "stretches",
    "tables",
    "templatetags",
    "urls",
    "views",
    "whole_turn",
}
"""The modules of collation that may know of Django and the record; all others are pure."""

TEXT_LIBRARIES: set[str] = set()
CLOCKS_AND_DICE = ("time", "random", "secrets", "uuid")
REQUESTS = ("reviews.forms", "reviews.tables", "django.forms", "django.http", "django.shortcuts", "django.views")
NETWORK = ("socket", "ssl", "http.client", "urllib.request", "ftplib", "requests", "httpx", "urllib3")
RICHTEXT_LIBRARIES = ("markdown", "bleach", "nh3", "django.utils.safestring.mark_safe")
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")
VAGUE = {"utils", "helpers", "common", "services"}


def is_within(name: str, *modules: str) -> bool:
    """Whether the dotted name is one of the modules, or lies in one of them."""
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def imports(module: str, tree: ast.AST) -> Iterator[str]:
    """The dotted names that a module imports, relative ones resolved; of `from a import b`, "a.b"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*package, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def broken_rules(module: str, source: str) -> list[str]:
    """What the module of that dotted name does against the rules, a line each; a package is named `a.b.__init__`."""
    tree = ast.parse(source)
    room, *rest = module.split(".")
    place = rest[0] if rest else ""
    names = list(imports(module, tree))
    broken = []

    def forbid(why: str, *modules: str) -> None:
        broken.extend(f"{module} imports {name}: {why}" for name in names if is_within(name, *modules))

    if room == "reviews":
        forbid("the record never imports the reading", "collation")
        if place not in WEB:
            forbid("verbs know nothing of requests", *REQUESTS)
    if module.startswith("reviews.models.") and module != "reviews.models.__init__":
        noun = module.split(".")[2]
        earlier = [f"reviews.models.{name}" for name in MODELS[: MODELS.index(noun)]] if noun in MODELS else []
        broken.extend(
            f"{module} imports {name}: models import only the models before them"
            for name in names
            if is_within(name, *ROOMS) and not is_within(name, *earlier)
        )
        if noun not in MODELS:
            broken.append(f"{module} has no place in the order of the models")
    if room == "collation" and place not in READERS:
        broken.extend(
            f"{module} imports {name}: the reading is computed by pure modules"
            for name in names
            if not is_within(name, "reviews.scale", "collation", *sys.stdlib_module_names, *TEXT_LIBRARIES)
            or (is_within(name, *CLOCKS_AND_DICE) and name != "random.Random")
            or is_within(name, *(f"collation.{reader}" for reader in READERS))
        )
        if any(isinstance(node, ast.Call) and ast.unparse(node) == "Random()" for node in ast.walk(tree)):
            broken.append(f"{module} calls Random without a seed: the reading is computed by pure modules")
    if place != "urls":
        forbid("only urls import views", "reviews.views", "collation.views")
    if not is_within(module, "reviews.richtext"):
        forbid("only reviews.richtext says what is safe HTML", *RICHTEXT_LIBRARIES)
        if any(isinstance(node, ast.Call) and ast.unparse(node.func).endswith("SafeString") for node in ast.walk(tree)):
            broken.append(f"{module} calls SafeString: only reviews.richtext says what is safe HTML")
    if module != "reviews.bibliography.fetch":
        forbid("only reviews.bibliography.fetch asks other servers", *NETWORK)
    if module != "reviews.tasks.letters":
        forbid("mail is sent by reviews.tasks.letters alone, in a worker", "django.core.mail", "smtplib")
    forbid("no signals", *SIGNALS)
    forbid("no generic foreign keys", "django.contrib.contenttypes.fields")
    if VAGUE & set(module.split(".")):
        broken.append(f"{module}: a name that says nothing of what is in it")
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and any(
            isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function)
        ):
            broken.append(f"{module}: an import inside a function")
    return broken


def modules() -> Iterator[tuple[str, Path]]:
    """The dotted name and the file of every module of the rooms."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts), path


def test_no_module_breaks_a_rule():
    found = dict(modules())
    assert {"reviews.scale", "collation.cells", "reviews.models.comparison", "config.settings"} <= found.keys()
    assert [line for module, path in found.items() for line in broken_rules(module, path.read_text())] == []


def test_no_test_module_has_a_vague_name():
    assert [path for path in (ROOT / "tests").rglob("*") if path.stem in VAGUE] == []


def test_no_template_switches_escaping_off():
    marked_safe = re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off")
    assert [path.name for path in (ROOT / "templates").rglob("*.html") if marked_safe.search(path.read_text())] == []


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("reviews.domain.marks", "from collation.record import Cell", "the record never imports the reading"),
        ("reviews.domain.marks", "import collation", "the record never imports the reading"),
        ("collation.answers.stance", "from django.db import models", "pure modules"),
        ("collation.answers.stance", "import numpy_financial", "pure modules"),
        ("collation.answers.stance", "from . import collate", "pure modules"),
        ("collation.answers.stance", "from reviews.models import Mark", "pure modules"),
        ("collation.answers.stance", "from random import shuffle", "pure modules"),
        ("collation.answers.stance", "from random import Random\ndice = Random()", "pure modules"),
        ("reviews.models.paper", "from reviews.models.comparison import Comparison", "only the models before them"),
        ("reviews.models.paper", "from .comparison import Comparison", "only the models before them"),
        ("reviews.models.paper", "from reviews.models import Team", "only the models before them"),
        ("reviews.models.paper", "from reviews.domain.marks import place_mark", "only the models before them"),
        ("reviews.models.vote", "", "no place in the order"),
        ("reviews.domain.marks", "from reviews.forms import MarkForm", "verbs know nothing of requests"),
        ("reviews.domain.marks", "from django.http import HttpRequest", "verbs know nothing of requests"),
        ("reviews.intake.page.blocks", "from django.shortcuts import render", "verbs know nothing of requests"),
        ("reviews.domain.marks", "from reviews.views import marks", "only urls import views"),
        ("reviews.domain.marks", "from .views.marks import mark_place", "only urls import views"),
        ("reviews.views.marks", "from django.utils.safestring import mark_safe", "what is safe HTML"),
        ("reviews.views.marks", "safestring.SafeString('<b>')", "what is safe HTML"),
        ("collation.publish.html", "import markdown", "what is safe HTML"),
        ("reviews.domain.changes", "from django.db.models.signals import post_save", "no signals"),
        ("reviews.bibliography.lookup", "from urllib.request import urlopen", "only reviews.bibliography.fetch asks"),
        ("collation.publish.write", "import socket", "only reviews.bibliography.fetch asks"),
        (
            "reviews.domain.users",
            "from django.core.mail import send_mail",
            "mail is sent by reviews.tasks.letters alone",
        ),
        ("reviews.apps", "from django.dispatch import receiver", "no signals"),
        (
            "reviews.models.thread",
            "from django.contrib.contenttypes.fields import GenericForeignKey",
            "no generic foreign keys",
        ),
        ("reviews.utils", "", "a name that says nothing"),
        ("collation.common.__init__", "", "a name that says nothing"),
        ("reviews.domain.marks", "def place_mark():\n    import json", "an import inside a function"),
        (
            "reviews.domain.marks",
            "class A:\n    async def b(self):\n        from json import loads",
            "an import inside",
        ),
    ],
)
def test_a_broken_rule_is_seen(module: str, source: str, complaint: str):
    assert any(complaint in line for line in broken_rules(module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("collation.cells", "import re\nfrom dataclasses import dataclass\nfrom reviews.scale import divergence"),
        ("collation.cells", "from collation.record import Cell"),
        ("collation.agreement.alpha", "from random import Random\ndice = Random(7)"),
        ("collation.assemble.collation", "from reviews.models import Comparison"),
        ("collation.publish.html", "from django.template.loader import render_to_string"),
        ("reviews.models.comparison", "from django.db import models\nfrom reviews.models.paper import Paper"),
        ("reviews.urls", "from reviews.views import marks"),
        ("reviews.views.marks", "from django.http import HttpRequest\nfrom reviews.domain.marks import place_mark"),
        ("reviews.richtext.rendering", "import bleach\nimport markdown\nimport nh3"),
        ("reviews.domain.marks", "from django.db import transaction"),
        ("reviews.tasks.letters", "from django.core.mail import EmailMessage"),
        ("reviews.domain.users", "from reviews.tasks.mail import Letter, send_mail_later"),
        ("reviews.bibliography.fetch", "import socket\nimport ssl\nfrom http.client import HTTPResponse"),
        ("reviews.views.marks", "from django.utils.safestring import SafeString\ndef cell() -> SafeString: ..."),
    ],
)
def test_what_the_rules_allow_passes(module: str, source: str):
    assert broken_rules(module, source) == []

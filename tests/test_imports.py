"""The import rules of docs/architecture.md, held by reading every module's imports. Rules are about folders."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("config", "reviews", "collation")

READING = ("language", "answers", "facts", "findings", "agreement", "readers", "pages")
"""The pure folders of collation/: each imports those to its left, and the loose modules beside them."""

INTAKE = ("bytes", "page", "formats", "exports")
"""The folders of reviews/intake/: each imports those to its left."""

BELOW_THE_WEB = ("models", "domain", "intake", "bibliography", "pdf", "richtext")
"""The folders of reviews/ that know nothing of requests."""

LIBRARIES_OF_MODELS = (*sys.stdlib_module_names, "django", "simple_history")
FIXED_BY_DJANGO = ("apps", "urls")
"""The loose modules of collation/ whose names Django fixes; all others are pure."""

LOOSE = [path for path in (ROOT / "collation").glob("*.py") if path.stem not in FIXED_BY_DJANGO]
"""The values that the folders of collation/ share, and what is made of them."""

CLOCKS_AND_DICE = ("time", "random", "secrets", "uuid")
REQUESTS = ("django.forms", "django.http", "django.shortcuts", "django.views")
WEB = ("web", "forms", "views", "tables", "templatetags", "management", "urls")
NETWORK = ("socket", "ssl", "http.client", "urllib.request", "ftplib", "requests", "httpx", "urllib3")
RICHTEXT_LIBRARIES = ("markdown", "bleach", "nh3", "latex2mathml", "django.utils.safestring.mark_safe")
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
    """The rules that the module of that dotted name breaks, a line each; a package is named `a.b.__init__`."""
    tree = ast.parse(source)
    room, *rest = module.split(".")
    folder = rest[0] if len(rest) > 1 else ""
    names = list(imports(module, tree))
    broken = []

    def forbid(why: str, *modules: str) -> None:
        broken.extend(f"{module} imports {name}: {why}" for name in names if is_within(name, *modules))

    def allow(why: str, *modules: str) -> None:
        broken.extend(f"{module} imports {name}: {why}" for name in names if not is_within(name, *modules))

    if room == "reviews":
        forbid("the record never imports the reading", "collation")
        if folder in BELOW_THE_WEB:
            forbid("below the web nobody knows of requests", *REQUESTS, *(f"reviews.{name}" for name in WEB))
        if folder == "models":
            allow(
                "models import nothing of the project but models",
                *LIBRARIES_OF_MODELS,
                "reviews.models",
                "reviews.characters",
            )
        if folder == "intake":
            inner = rest[1] if len(rest) > 2 else ""
            ours = ["reviews.refusal", "reviews.characters", "reviews.tex", "reviews.fences", "reviews.pipe_tables"]
            ours.append("reviews.intake")
            allow(
                "intake imports nothing of the project but the refusal",
                *sys.stdlib_module_names,
                *ours,
            )
            if inner in INTAKE:
                forbid(
                    "a folder of intake imports only those to its left",
                    *(f"reviews.intake.{name}" for name in (*INTAKE[INTAKE.index(inner) + 1 :], "parse")),
                )
    if room == "collation":
        is_reading = folder in READING
        is_document = rest[:2] == ["publish", "document"]
        is_loose = not folder and rest != ["__init__"] and rest[0] not in FIXED_BY_DJANGO
        if is_reading or is_loose or is_document:
            why = "what is computed knows no Django, database, clock or chance"
            ours = [f"collation.{name}" for name in READING[: READING.index(folder) + 1 if is_reading else None]]
            ours += [f"collation.{path.stem}" for path in LOOSE]
            ours += ["reviews.scale", "reviews.characters", "reviews.families", "reviews.masks"]
            if is_document:
                ours += [
                    "collation.publish.document",
                    "reviews.richtext",
                    "django.utils.safestring",
                ]
            allow(why, *sys.stdlib_module_names, *ours)
            broken.extend(
                f"{module} imports {name}: {why}"
                for name in names
                if is_within(name, *CLOCKS_AND_DICE) and name != "random.Random"
            )
            if any(isinstance(node, ast.Call) and ast.unparse(node) == "Random()" for node in ast.walk(tree)):
                broken.append(f"{module} calls Random without a seed: {why}")
        if module != "collation.assemble.cache":
            forbid("only collation.assemble.cache reads the cache", "django.core.cache")
    if rest != ["urls"]:
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


def circles(arrows: Mapping[str, Set[str]]) -> list[str]:
    """The modules that import themselves by way of others; none if the imports can be put in an order."""
    sorter = TopologicalSorter(arrows)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.slow
def test_no_module_breaks_a_rule():
    found = dict(modules())
    assert {"reviews.scale", "collation.cells", "reviews.models.comparison", "config.settings"} <= found.keys()
    assert [line for module, path in found.items() for line in broken_rules(module, path.read_text())] == []


def test_the_folders_of_the_rules_exist():
    folders = [*(f"collation/{name}" for name in (*READING, "assemble", "publish/document"))]
    folders += [f"reviews/{name}" for name in BELOW_THE_WEB] + [f"reviews/intake/{name}" for name in INTAKE]
    assert [name for name in folders if not (ROOT / name / "__init__.py").is_file()] == []


@pytest.mark.slow
def test_no_imports_go_round_in_a_circle():
    found = dict(modules())
    packages = {name.removesuffix(".__init__"): name for name in found if name.endswith(".__init__")}
    arrows = {}
    for module, path in found.items():
        named = imports(module, ast.parse(path.read_text()))
        targets = {found_in for name in named for found_in in (name, name.rpartition(".")[0])}
        arrows[module] = {packages.get(name, name) for name in targets} & found.keys() - {module}
    assert circles(arrows) == []
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "c", "b", "a"]


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
        ("collation.answers.stance", "from django.db import models", "what is computed knows no"),
        ("collation.answers.stance", "import numpy_financial", "what is computed knows no"),
        ("collation.answers.stance", "from collation.assemble import cache", "what is computed knows no"),
        ("collation.answers.stance", "from collation.facts.fact import Fact", "what is computed knows no"),
        ("collation.wording", "from django.utils.html import escape", "what is computed knows no"),
        ("collation.publish.document.cite", "from reviews.models import Publication", "what is computed knows no"),
        (
            "collation.views.matrix",
            "from django.core.cache import cache",
            "only collation.assemble.cache reads the cache",
        ),
        ("reviews.intake.page.blocks", "from reviews.scale import rank", "nothing of the project but the refusal"),
        ("reviews.intake.page.blocks", "from reviews.intake.exports.chat import Chat", "only those to its left"),
        ("reviews.intake.formats.plain", "from reviews.intake.parse import parse", "only those to its left"),
        ("reviews.domain.marks", "from reviews.web.requests import Request", "nobody knows of requests"),
        ("collation.answers.stance", "from reviews.models import Mark", "what is computed knows no"),
        ("collation.answers.stance", "from random import shuffle", "what is computed knows no"),
        ("collation.answers.stance", "from random import Random\ndice = Random()", "what is computed knows no"),
        ("reviews.models.paper", "from reviews.domain.marks import place_mark", "nothing of the project but models"),
        ("reviews.domain.marks", "from reviews.forms import MarkForm", "nobody knows of requests"),
        ("reviews.domain.marks", "from django.http import HttpRequest", "nobody knows of requests"),
        ("reviews.intake.page.blocks", "from django.shortcuts import render", "nobody knows of requests"),
        ("reviews.domain.marks", "from reviews.views import marks", "only urls import views"),
        ("reviews.domain.marks", "from ..views.marks import mark_place", "only urls import views"),
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
        ("reviews.domain.users", "from reviews.domain.mail import Letter, send_mail_later"),
        ("reviews.bibliography.fetch", "import socket\nimport ssl\nfrom http.client import HTTPResponse"),
        ("reviews.views.marks", "from django.utils.safestring import SafeString\ndef cell() -> SafeString: ..."),
    ],
)
def test_what_the_rules_allow_passes(module: str, source: str):
    assert broken_rules(module, source) == []

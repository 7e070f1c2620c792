"""The locks hold what the product imports, with hashes, and say nothing of where it is fetched from."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.test_imports import ROOMS, ROOT, imports, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

NAMED_ONLY = {"django-htmx", "django-tables2", "gunicorn", "psycopg", "redis", "weasyprint", "whitenoise"}
"""What settings and the Makefile name, or a module looks for by name, and none imports."""


def canonical(name: str) -> str:
    """A distribution's name as the locks spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: Path) -> dict[str, str]:
    """What a lock pins: name → version, environment marker and hashes."""
    entries = re.findall(r"^([\w.-]+)==((?:.*\\\n)*.*)", lock.read_text(), re.MULTILINE)
    return {canonical(name): pin for name, pin in entries}


RUN, DEV = pins(ROOT / "requirements" / "run.txt"), pins(ROOT / "requirements" / "dev.txt")


def test_each_pin_has_hashes_and_no_address():
    assert len(RUN) > 10
    for name, pin in {**RUN, **DEV}.items():
        assert "--hash=sha256:" in pin, name
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"://|^-|index|find-links", lock.read_text(), re.MULTILINE), lock


def test_what_runs_is_a_part_of_what_is_tested():
    """The same versions, with the same hashes. What is pinned for some systems may be tested on all."""
    for name, pin in RUN.items():
        assert DEV[name] in (pin, re.sub(r" ;[^\\\n]*(?= )", "", pin)), name


def asked_for(requirements: list[str]) -> set[str]:
    """The names of the distributions that a list of requirements asks for."""
    return {canonical(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


def test_what_the_project_asks_for_is_locked():
    assert asked_for(PROJECT["project"]["dependencies"]) <= RUN.keys()
    assert asked_for(PROJECT["dependency-groups"]["dev"]) <= DEV.keys()


@pytest.mark.slow
def test_what_the_product_imports_is_asked_for_and_nothing_else():
    trees = {module: ast.parse(path.read_text()) for module, path in modules()}
    imported = {name.partition(".")[0] for module, tree in trees.items() for name in imports(module, tree)}
    distributions = packages_distributions()
    needed = {canonical(distributions[name][0]) for name in imported - {*ROOMS, *sys.stdlib_module_names}}
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked = [*PROJECT["project"]["dependencies"], *(requirement for extra in extras for requirement in extra)]
    assert needed | NAMED_ONLY == asked_for(asked)

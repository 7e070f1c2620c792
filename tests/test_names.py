"""The rules of names: a class name stands for one thing."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FIXED_BY_DJANGO = {"Meta", "Command"}
MIRRORS = {"collation/record.py", "collation/cells.py"}
"""Values that mirror a model may share its name."""


def classes(paths: Iterable[Path]) -> dict[str, list[str]]:
    """The files that define each class name, private and inner classes included."""
    homes = defaultdict(list)
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                homes[node.name.strip("_")].append(path.relative_to(ROOT).as_posix())
    return homes


def defined_twice(homes: dict[str, list[str]]) -> dict[str, list[str]]:
    """The names of two or more classes, but for the mirrors of a model."""
    twice = {}
    for name, files in homes.items():
        is_model = any(file.startswith("reviews/models/") for file in files)
        others = [file for file in files if not (is_model and file in MIRRORS)]
        if len(others) > 1 and name not in FIXED_BY_DJANGO:
            twice[name] = files
    return twice


@pytest.mark.slow
def test_a_class_name_stands_for_one_thing():
    paths = [path for room in ("reviews", "collation") for path in sorted((ROOT / room).rglob("*.py"))]
    homes = classes(path for path in paths if "migrations" not in path.parts)
    assert homes["Mark"] == ["reviews/models/mark.py", "collation/record.py"]
    assert defined_twice(homes) == {}


def test_a_second_class_of_a_name_is_seen():
    homes = {
        "Mark": ["reviews/models/mark.py", "collation/record.py"],
        "Cell": ["reviews/models/cell.py", "collation/cells.py", "collation/pages/compare.py"],
        "Page": ["reviews/pdf/search.py", "collation/pages/matrix.py"],
        "Meta": ["reviews/models/mark.py", "reviews/models/team.py"],
    }
    assert list(defined_twice(homes)) == ["Cell", "Page"]

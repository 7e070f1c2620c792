"""The rule of docstrings: the first line is a sentence of at most twelve words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_WORDS = 12

ROOMS = ("config", "reviews", "collation")

NOT_YET: tuple[str, ...] = (
    "collation/forms",
    "collation/publish",
    "reviews/domain",
    "reviews/forms",
    "reviews/models",
    "reviews/views",
)
"""Folders whose docstrings do not hold the rule yet."""


def first_lines(source: str) -> Iterator[tuple[int, str]]:
    """The line number and the first line of every docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node)
            if docstring:
                yield node.body[0].lineno, docstring.splitlines()[0]


def is_short_sentence(line: str) -> bool:
    """Whether a line ends a sentence and has at most twelve words."""
    return line.endswith((".", "?", "!")) and len(line.split()) <= MOST_WORDS


def modules() -> Iterator[Path]:
    """The modules of the rooms that hold the rule."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "migrations" not in path.parts and not name.startswith(NOT_YET):
                yield path


def test_the_first_line_of_a_docstring_is_a_short_sentence():
    paths = list(modules())
    assert ROOT / "collation/record.py" in paths
    assert [
        f"{path.relative_to(ROOT)}:{number}: {line}"
        for path in paths
        for number, line in first_lines(path.read_text())
        if not is_short_sentence(line)
    ] == []


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ("Place a mark.", True),
        ("One two three four five six seven eight nine ten eleven twelve.", True),
        ("One two three four five six seven eight nine ten eleven twelve thirteen.", False),
        ("The sections of a response", False),
        ("The sections of a response, which are in order, without overlap, and", False),
    ],
)
def test_a_short_sentence(line: str, is_right: bool):
    assert is_short_sentence(line) is is_right


def test_every_docstring_is_seen():
    source = (
        '"""A."""\nclass B:\n    """C."""\n    async def d(self):\n        """E.\n\n        F."""\n\ndef g(): ...\n'
    )
    assert list(first_lines(source)) == [(1, "A."), (3, "C."), (5, "E.")]

"""The rule of docstrings: the first line is a sentence of at most twelve words.

So is the first line of the string below a constant, and it is one sentence alone.
"""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_WORDS = 12
ANOTHER = re.compile(r"[.?!] [A-Z]")
"""The beginning of another sentence."""

ROOMS = ("config", "reviews", "collation")


def first_lines(source: str) -> Iterator[tuple[int, str]]:
    """The line number and the first line of every docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node)
            if docstring:
                yield node.body[0].lineno, docstring.splitlines()[0]


def explanations(source: str) -> Iterator[tuple[int, str]]:
    """The line number and the first line of every string below a constant."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef):
            for constant, below in pairwise(node.body):
                match constant, below:
                    case ast.Assign() | ast.AnnAssign(), ast.Expr(ast.Constant(str(text))):
                        yield below.lineno, text.splitlines()[0]


def is_short_sentence(line: str) -> bool:
    """Whether a line ends a sentence and has at most twelve words."""
    return line.endswith((".", "?", "!")) and len(line.split()) <= MOST_WORDS


def is_alone(line: str) -> bool:
    """Whether a line is a short sentence and holds no other."""
    return is_short_sentence(line) and not ANOTHER.search(line)


def modules() -> Iterator[Path]:
    """The modules of the rooms, migrations aside."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@pytest.mark.slow
def test_the_first_line_of_a_docstring_is_a_short_sentence():
    paths = list(modules())
    assert ROOT / "collation/record.py" in paths
    assert [
        f"{path.relative_to(ROOT)}:{number}: {line}"
        for path in paths
        for lines, is_right in ((first_lines, is_short_sentence), (explanations, is_alone))
        for number, line in lines(path.read_text())
        if not is_right(line)
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


def test_a_sentence_alone():
    assert is_alone("The most bytes of a document in its row.")
    assert not is_alone("Bytes. More of them would be slow.")
    assert not is_alone("The most bytes of a document")


def test_every_docstring_is_seen():
    source = (
        '"""A."""\nclass B:\n    """C."""\n    async def d(self):\n        """E.\n\n        F."""\n\ndef g(): ...\n'
    )
    assert list(first_lines(source)) == [(1, "A."), (3, "C."), (5, "E.")]


def test_every_string_below_a_constant_is_seen():
    source = '"""A."""\nB = 1\n"""C. D."""\nE = 2\n\nclass F:\n    g: int = 3\n    """H\n    i."""\n    "J."\n'
    assert list(explanations(source)) == [(3, "C. D."), (8, "H")]

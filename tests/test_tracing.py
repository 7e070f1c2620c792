"""What a trace counts, on two small files."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from tests.tracing import Trace, file_of

OUTER = """\
from traced import inner

class Sum:
    def of(self, numbers):
        return sum(map(inner.double, numbers)) + sum(inner.double(number) for number in numbers)

def refused():
    try:
        inner.refuse()
    except ValueError:
        return inner.double(2)

def counted():
    return list(inner.upwards(2))
"""
INNER = """\
def double(number):
    return _twice(number)

def _twice(number):
    return 2 * number

def refuse():
    raise ValueError

def upwards(end):
    for number in range(end):
        yield number
"""


@pytest.fixture
def outer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    folder = tmp_path / "traced"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "outer.py").write_text(OUTER)
    (folder / "inner.py").write_text(INNER)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("traced", "traced.outer", "traced.inner"):
        monkeypatch.delitem(importlib.sys.modules, name, raising=False)
    return importlib.import_module("traced.outer")


def test_functions_files_and_moves(outer: ModuleType, tmp_path: Path):
    with Trace(tmp_path, ["traced"]) as trace:
        outer.Sum().of([3, 4])
    assert list(trace.functions) == ["traced/outer.py:Sum.of", "traced/inner.py:double", "traced/inner.py:_twice"]
    assert trace.functions["traced/inner.py:double"] == trace.functions["traced/inner.py:_twice"] == 4
    assert trace.callers == {
        "traced/outer.py:Sum.of": "",
        "traced/inner.py:double": "traced/outer.py:Sum.of",
        "traced/inner.py:_twice": "traced/inner.py:double",
    }
    assert trace.files == ["traced/outer.py", "traced/inner.py"]
    assert trace.arrows == {("traced/outer.py", "traced/inner.py")}
    assert trace.moves == 8


def test_what_raises_returns_too(outer: ModuleType, tmp_path: Path):
    with Trace(tmp_path, ["traced"]) as trace:
        outer.refused()
    assert trace.functions == {
        "traced/outer.py:refused": 1,
        "traced/inner.py:refuse": 1,
        "traced/inner.py:double": 1,
        "traced/inner.py:_twice": 1,
    }
    assert (trace.calls, trace.moves) == (4, 4)


def test_a_generator_is_called_each_time_that_it_goes_on(outer: ModuleType, tmp_path: Path):
    with Trace(tmp_path, ["traced"]) as trace:
        outer.counted()
    assert trace.functions == {"traced/outer.py:counted": 1, "traced/inner.py:upwards": 3}
    assert trace.moves == 6


def test_what_lies_elsewhere_is_not_seen(outer: ModuleType, tmp_path: Path):
    with Trace(tmp_path, ["elsewhere"]) as trace:
        outer.counted()
    assert (trace.functions, trace.moves, trace.calls) == ({}, 0, 0)


def test_the_file_of_a_function():
    assert file_of("reviews/scale.py:word") == "reviews/scale.py"

"""The tests mirror the rooms: each module that computes has a test module of its name, in the folder of its room."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ROOMS = (
    "collation",
    "collation/language",
    "collation/answers",
    "collation/facts",
    "collation/findings",
    "collation/agreement",
    "collation/readers",
    "collation/pages",
    "collation/assemble",
    "collation/publish",
    "collation/publish/document",
    "collation/tables",
    "reviews/bibliography",
    "reviews/domain",
    "reviews/forms",
    "reviews/intake",
    "reviews/intake/bytes",
    "reviews/intake/exports",
    "reviews/intake/formats",
    "reviews/intake/page",
    "reviews/models",
    "reviews/pdf",
    "reviews/richtext",
    "reviews/tasks",
    "reviews/web",
)
FIXED_BY_DJANGO = {"apps", "urls"}


def computes(path: Path) -> bool:
    """Whether a module has a function or a method: tables, interfaces and plain values need no test.

    A name for a row, `__str__`, is none.
    """
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name != "__str__"
    )
    return any(not isinstance(node.body[-1], ast.Expr) or len(node.body) > 1 for node in functions)


def without_test(room: str) -> list[str]:
    """The modules of a room that compute and have no test module of their name."""
    return [
        f"{room}/{path.name}"
        for path in sorted((ROOT / room).glob("*.py"))
        if path.stem not in FIXED_BY_DJANGO and computes(path) and not _test_of(room, path.stem).is_file()
    ]


def _test_of(room: str, module: str) -> Path:
    """The test module of a module; that of a package itself has the name of its folder."""
    name = Path(room).name if module == "__init__" else module
    return ROOT / "tests" / room / f"test_{name}.py"


def test_each_module_that_computes_has_a_test_module_of_its_name():
    assert [module for room in ROOMS for module in without_test(room)] == []


def test_a_module_without_its_test_module_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_mirror.ROOT", tmp_path)
    held = ("owls/barn.py", "owls/snowy.py", "owls/urls.py", "owls/__init__.py")
    for path in (*held, "tests/owls/test_snowy.py", "tests/owls/test_owls.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("def hoot():\n    return 1\n")
    assert without_test("owls") == ["owls/barn.py"]


def test_values_and_tables_need_no_test():
    assert not computes(ROOT / "reviews/intake/page/weights.py")
    assert not computes(ROOT / "collation/language/concepts.py")
    assert not computes(ROOT / "reviews/intake/formats/format.py")
    assert not computes(ROOT / "reviews/models/cell.py")
    assert computes(ROOT / "collation/cells.py")

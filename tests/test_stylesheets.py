"""What holds for every style sheet and script: each is used, each class is used, no line is too long to read."""

import re
from pathlib import Path

import pytest

from collation.publish.style import STYLESHEETS
from reviews.richtext.sanitiser import KINDS

ROOT = Path(__file__).resolve().parent.parent
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.mjs"))
LONGEST = 160
LAYERS = {"reset", "tokens", "base", "layout", "pieces", "utilities"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TEMPLATES = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
MODULES = [path.read_text() for room in ("reviews", "collation") for path in (ROOT / room).rglob("*.py")]
BY_LIBRARIES = {"htmx-request", "errorlist"}
PAINTED = {*KINDS, "annotation-ref"}
"""The classes that `reviews.richtext` gives to what it paints."""


def given_classes() -> set[str]:
    """The classes that templates and modules give to elements; of a table's columns, all that a column may have."""
    html = "\n".join(re.sub(r"\{\{ column\.name \}\}|\{%.*?%\}", " ", text) for text in TEMPLATES)
    attributes = re.findall(r'\bclass="([^"]*)"', html) + re.findall(
        r"\{% block page_class %\}([^{]*)", "\n".join(TEMPLATES)
    )
    attributes += re.findall(r'"class": f?"([^"]*)"', "\n".join(MODULES))
    columns = re.findall(r"^    (\w+) = .*Column\(", "\n".join(MODULES), re.MULTILINE)
    return (
        {name for words in attributes for name in words.split()}
        | {f"col-{name}" for name in columns}
        | BY_LIBRARIES
        | PAINTED
    )


def classes(css: str) -> set[str]:
    """The classes that the selectors of a style sheet name."""
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"\[[^\]]*\]", "", COMMENT.sub("", css)))
    return {name for selector in selectors for name in re.findall(r"\.([A-Za-z][\w-]*)", selector)}


def test_classes_are_read_from_selectors_alone():
    css = "/* .no */ .one:has(.two) > a.three[href$='.png'] { margin: .5rem } @media (width < 4.5rem) { .four { } }"
    assert classes(css) == {"one", "two", "three", "four"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_class_is_used(sheet: Path):
    assert classes(sheet.read_text()) - given_classes() == set()


@pytest.mark.parametrize("path", SHEETS + SCRIPTS, ids=lambda path: path.name)
def test_no_line_is_too_long(path: Path):
    assert [number for number, line in enumerate(path.read_text().splitlines(), 1) if len(line) > LONGEST] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_rule_is_in_a_layer(sheet: Path):
    css = COMMENT.sub("", sheet.read_text())
    depth, outside = 0, ""
    for character in css:
        depth -= character == "}"
        outside += character if depth == 0 else ""
        depth += character == "{"
    outermost = [name for name in re.split(r"[{};]", outside) if name.strip()]
    assert {name.strip() for name in outermost if not name.strip().startswith("@layer ")} == set()
    assert {layer for name in outermost for layer in re.findall(r"[a-z]+", name)[1:]} <= LAYERS


def test_every_style_sheet_and_script_is_loaded_by_a_page():
    users = "\n".join([*TEMPLATES, *MODULES, *(path.read_text() for path in SCRIPTS)])
    linked = set(re.findall(r"css/([a-z]+\.css)", users)) | set(STYLESHEETS)
    assert [path.name for path in SHEETS if path.name not in linked] == []
    loaded = set(re.findall(r"js/([a-z]+\.mjs)", users)) | set(
        re.findall(r'(?:from|import) "\.{1,2}/(?:[a-z]+/)?([a-z]+\.mjs)"', users)
    )
    assert [path.name for path in SCRIPTS if path.name not in loaded] == []

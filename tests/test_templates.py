"""What no template may hold, whoever writes it."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle=",
    "a style element": r"<style\b",
    "a script without a file": r"<script(?![^>]*\bsrc=)",
    "an event handler": r"<[^>]*\s(on\w+|hx-on[:\w-]*)=",
    "a script address": r"javascript:",
    "something from another site": r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_browser_is_told_to_refuse(what: str):
    pages = {path.relative_to(TEMPLATES): path.read_text() for path in TEMPLATES.rglob("*.html")}
    assert Path("base.html") in pages
    assert [str(path) for path, text in pages.items() if re.search(FORBIDDEN[what], text, re.IGNORECASE)] == []


def test_no_line_of_a_template_is_too_long_to_read():
    pages = {path.relative_to(TEMPLATES): path.read_text().splitlines() for path in TEMPLATES.rglob("*.html")}
    assert [
        f"{path}:{at}" for path, lines in pages.items() for at, line in enumerate(lines, 1) if len(line) > 160
    ] == []


MASKED_BEFORE_OR_NEVER = {
    *("reviews/for_you/page.html", "collation/conclusions/_on_row.html"),
    *("reviews/draft/_side.html", "collation/publish/page.html"),
}
"""Templates that cut what is masked already, or shown to editors alone."""


def test_names_are_masked_before_a_text_is_cut():
    pages = {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in TEMPLATES.rglob("*.html")}
    cut = {(name, found[0]) for name, text in pages.items() for found in re.finditer(r"[\w|:.]*\|truncate\w+", text)}
    assert {(name, said) for name, said in cut if "|masked:lens|" not in said} == {
        (name, said) for name, said in cut if name in MASKED_BEFORE_OR_NEVER
    }

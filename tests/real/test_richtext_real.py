"""Attacks on sanitisers, naughty strings and real answers, from the folder of real inputs."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest

from reviews import richtext
from reviews.richtext.drawing import drawn
from reviews.richtext.sanitiser import TAGS


def vectors(real: Path, name: str, key: str) -> list[str]:
    entries = json.loads((real / "adversarial" / name).read_text())
    return [entry[key] if key else entry for entry in entries]


class Tags(HTMLParser):
    """Every start tag, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """The elements as a strict and as a lenient parser see them."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return Tags(html).seen + [(node.tag, dict(node.attrib)) for node in tree.iter() if node is not tree]


def assert_harmless(html: str) -> None:
    for tag, attributes in elements(html):
        assert tag in TAGS | {"mark"}
        assert set(attributes) <= {"a": {"href", "rel"}, "ol": {"start"}}.get(tag, set())
        assert urlsplit(attributes.get("href") or "https:").scheme in {"http", "https", "mailto"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "key"), [("dompurify_expect.json", "payload"), ("bleach_data.json", "input"), ("blns.json", "")]
)
def test_nothing_harmful_survives_and_nothing_crashes(real: Path, name: str, key: str) -> None:
    attacks = vectors(real, name, key)
    assert len(attacks) >= 20
    for attack in attacks:
        rendered = richtext.render(attack)
        assert_harmless(rendered.html)
        assert_harmless(richtext.comment(attack))
        assert_harmless(richtext.safe(attack))
        assert_harmless(richtext.paint(attack, [(0, 10)]))
        assert_harmless(richtext.render(f"[a]({attack}) ![b]({attack}) <{attack}>\n\n[c]: {attack}").html)
        assert richtext.safe(rendered.html) == drawn(rendered.html)


def test_naughty_strings_lose_no_word(real: Path) -> None:
    """But for the two things that Markdown shows otherwise: entities, and the alt text of an image."""
    for text in vectors(real, "blns.json", ""):
        if not re.search(r"&#?\w+;|<img\b|\]\(|```", text, re.IGNORECASE):
            words = re.findall(r"[^\W\d_]+", text)
            assert re.findall(r"[^\W\d_]+", richtext.render(text).text) == words


@pytest.mark.parametrize("model", ["chatgpt-5-5-pro", "claude-opus-4-8", "gemini-2-5-pro"])
def test_real_answers_keep_their_words_and_headings(real: Path, model: str) -> None:
    markdown = (real / "outer_reviews" / f"outer-review-2026-06-20-{model}.md").read_text().split("## Reply\n")[1]
    rendered = richtext.render(markdown)
    without_targets = re.sub(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)", "]", markdown)
    without_numbers = re.sub(r"(?m)^\s*\d+[.)] ", "", without_targets)
    letters = re.compile(r"[^\W_]")
    assert "".join(letters.findall(rendered.text)) == "".join(letters.findall(without_numbers))
    assert sum(block[0] == "heading" for block in rendered.blocks) == len(re.findall(r"(?m)^#{1,6} ", markdown))

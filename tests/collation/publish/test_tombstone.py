"""A tombstone says when and why, and nothing of what was withdrawn."""

from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.pages import Links
from collation.publish.tombstone import GONE, tombstone_document, tombstone_markdown, tombstone_page
from reviews.models import Comparison, Publication


@pytest.fixture
def withdrawn() -> Publication:
    return Publication(
        comparison=Comparison(slug="owl-2"),
        number=2,
        title="Owls *again* <b>",
        finding="A secret finding.",
        document='{"secret": 1}',
        withdrawn_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        withdrawn_why="A number was _wrong_.",
    )


def test_as_markdown(withdrawn):
    assert tombstone_markdown(withdrawn, "https://owls.example/p/owl-2/") == (
        "# Withdrawn: Owls \\*again\\* \\<b\\>\n\n"
        f"Version 2 was withdrawn on 1 March 2026. {GONE}\n\n"
        "The reason given: A number was \\_wrong\\_.\n\n"
        "The newest version: <https://owls.example/p/owl-2/>\n"
    )
    withdrawn.withdrawn_why = ""
    assert tombstone_markdown(withdrawn, "").count("\n\n") == 1


def test_as_json(withdrawn):
    assert tombstone_document(withdrawn, "") == {
        "withdrawn": {
            "slug": "owl-2",
            "number": 2,
            "title": "Owls *again* <b>",
            "withdrawn_at": "2026-03-01T12:00:00+00:00",
            "why": "A number was _wrong_.",
            "newest": None,
        }
    }
    assert tombstone_document(withdrawn, "/p/owl-2/")["withdrawn"]["newest"] == "/p/owl-2/"


@pytest.mark.parametrize("newest", ["/p/owl-2/", ""])
def test_as_a_page(withdrawn, newest):
    html = tombstone_page(withdrawn, Links((), "icon.svg", newest=newest))
    page = LexborHTMLParser(html)
    text = " ".join(page.body.text(separator=" ").split())
    assert "Owls *again* <b>" in text
    assert "1 March 2026" in text
    assert "A number was _wrong_." in text
    assert GONE in text
    assert "secret" not in html
    assert [link.attributes["href"] for link in page.css("main a")] == ([newest] if newest else [])

"""The files of a static site."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import freeze
from collation.publish.site import comparison_site, planned, whole_site
from reviews.domain.publications import withdraw
from reviews.models import Comparison, Publication
from tests.factories import make_comparison, make_transcript

ASSETS = ["assets/favicon.svg", "assets/look.css", "assets/matrix.css", "assets/pieces.css", "assets/published.css"]
CHECK = "verify.py"
OF_A_VERSION = ["comparison.json", "comparison.md", "index.html"]


@pytest.fixture
def published(comparison, bert, alice) -> Comparison:
    """Two versions."""
    for finding in ("They part.", "They part still."):
        freeze(comparison=comparison, by=alice, title="Owls", finding=finding)
    return comparison


def versions(comparison: Comparison) -> list[Publication]:
    return list(comparison.publications.order_by("-number"))


def links(html: bytes) -> set[str]:
    return {link.attributes["href"] for link in LexborHTMLParser(html.decode()).css("a[href], link[href]")}


def test_the_site_of_one_comparison(published):
    site = comparison_site(versions(published))
    assert sorted(site) == sorted(
        [CHECK, *ASSETS, "index.html", *(f"v{number}/{name}" for number in (1, 2) for name in OF_A_VERSION)]
    )
    assert set(site) == planned({"owl-2": [1, 2]}, whole=False)
    first = published.publications.get(number=1)
    assert site["v1/comparison.json"].decode() == first.document
    assert first.sha256[:16] in site["v1/comparison.md"].decode()
    assert list(site)[-1] == "index.html", "the index is written when all that it links to is there"
    assert {"v1/index.html", "v2/index.html", "v2/comparison.json", "assets/look.css"} <= links(site["index.html"])
    assert {"../index.html", "comparison.md", "../assets/look.css"} <= links(site["v1/index.html"])


def test_a_withdrawn_version_is_a_tombstone_alone(published, alice):
    withdraw(comparison=published, by=alice, why="It was wrong.", number=1)
    site = comparison_site(versions(published))
    assert [path for path in site if path.startswith("v1/")] == ["v1/index.html"]
    assert "It was wrong." in site["v1/index.html"].decode()
    assert "../index.html" in links(site["v1/index.html"])
    assert "v1/index.html" not in links(site["index.html"])
    assert set(site) <= planned({"owl-2": [1, 2]}, whole=False)


def test_if_all_are_withdrawn_so_is_the_index(published, alice):
    withdraw(comparison=published, by=alice, why="It was wrong.")
    site = comparison_site(versions(published))
    assert sorted(site) == sorted([CHECK, *ASSETS, "index.html", "v1/index.html", "v2/index.html"])
    assert "It was wrong." in site["index.html"].decode()
    assert not any(link.startswith("v") for link in links(site["index.html"]))


def test_the_site_of_several_has_an_index_and_a_feed(published, alice, team):
    other = make_comparison(alice, team, title="Kite")
    make_transcript(other, "Kite", ("Is it safe?", "It is safe."))
    freeze(comparison=other, by=alice, title="Kites", finding="One says so.")
    site = whole_site({one.slug: versions(one) for one in (published, other)})
    assert set(site) == planned({"owl-2": [1, 2], "kite": [1]}, whole=True)
    assert {"owl-2/index.html", "kite/index.html"} <= links(site["index.html"])
    assert "owl-2/v1/index.html" not in links(site["index.html"])
    feed = site["feed.xml"].decode()
    assert [feed.index(f"{folder}/index.html") for folder in ("kite/v1", "owl-2/v2", "owl-2/v1")] == sorted(
        feed.index(f"{folder}/index.html") for folder in ("kite/v1", "owl-2/v2", "owl-2/v1")
    ), "the newest first"
    assert "../assets/look.css" in links(site["kite/index.html"])
    assert json.loads(site["kite/v1/comparison.json"])["publication"]["title"] == "Kites"


def test_several_of_which_none_stands(published, alice):
    withdraw(comparison=published, by=alice, why="")
    site = whole_site({"owl-2": versions(published)})
    assert not any(link.startswith("owl-2") for link in links(site["index.html"]))
    assert "<entry>" not in site["feed.xml"].decode()

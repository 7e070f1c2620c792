"""The list of publications for people."""

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from collation.publish.freeze import freeze
from collation.publish.index_page import render_index
from collation.publish.pages import Links
from reviews.domain.marks import place_mark
from reviews.models import Publication
from tests.factories import make_comparison, make_transcript


@pytest.fixture
def both(comparison, bert, safe, alice, team) -> list[Publication]:
    """Two publications: one with a mark and a finding, one with neither."""
    place_mark(question=safe, transcript=bert, by=alice, value="no")
    other = make_comparison(alice, team, title="Kite")
    make_transcript(other, "Kite", ("Is it safe?", "It is safe."))
    return [
        freeze(comparison=comparison, by=alice, title="Owls", finding="They part."),
        freeze(comparison=other, by=alice, title="Kites", finding=""),
    ]


def shown(publications: list[Publication], is_all: bool = True) -> LexborHTMLParser:
    def address(one: Publication) -> str:
        return f"/{one.comparison.slug}/"

    html = render_index(
        publications, address, links=Links((), ""), script="search.js", models="llms.txt", is_all=is_all
    )
    return LexborHTMLParser(html)


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def test_each_has_its_title_its_finding_and_its_verdicts(both):
    owls, kites = shown(both).css(".listing")
    assert [(link.text(), link.attributes["href"]) for link in owls.css("h2 a")] == [("Owls", "/owl-2/")]
    assert words(owls.css_first(".told-in-one")) == "They part."
    assert kites.css_first(".told-in-one") is None
    assert words(owls.css_first("div > p.small")).startswith("Ada and Bert on “Owl-2”. Version 1,")
    row = owls.css(".glance tbody tr")[1]
    assert (words(row.css_first("th")), row.css_first("th a").attributes["href"]) == ("Is it safe?", "/owl-2/#q-safe")
    assert (row.css("td")[-1].attributes["title"], words(row.css("td")[-1])) == ("Bert: no", "no")
    assert row.css("td")[-1].css_first(".verdict").attributes["data-v"] == "no"


def test_the_signs_are_explained_and_two_can_be_searched(both):
    page = shown(both)
    assert "no" in [words(sign) for sign in page.css(".key .verdict")]
    assert words(page.css_first("#found")) == "2 comparisons, the newest first"
    assert page.css_first("#search").attributes.get("hidden", "no") is None, "a script shows it"
    assert [one.attributes["src"] for one in page.css("script")] == ["search.js"]


def test_one_needs_no_search(both):
    page = shown(both[:1])
    assert words(page.css_first("#found")) == "1 comparison, the newest first"
    assert page.css("script") == []


def test_it_says_whether_there_are_older_ones(both):
    assert "Older ones are not listed here." in words(shown(both, is_all=False).body)
    assert "Older ones" not in words(shown(both).body)


def test_an_empty_list_says_what_will_stand_there(db):
    page = shown([])
    assert [words(part) for part in page.css(".listings > p")] == [
        "Nothing is published yet.",
        "Each comparison that a team publishes stands here, with its finding and its verdicts at a glance.",
        "Feed · For models",
    ]

"""Index, feed, sitemap, llms.txt, robots.txt and oEmbed, for everybody."""

import json
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from pytest_django.asserts import assertNumQueries
from selectolax.lexbor import LexborHTMLParser

from collation.assemble.cache import forget_computed
from collation.publish.freeze import freeze
from reviews.domain.publications import withdraw
from reviews.models import Publication
from tests.factories import make_comparison, make_transcript

ATOM = "{http://www.w3.org/2005/Atom}"
LISTINGS = ("/p/", "/feed.xml", "/sitemap.xml", "/llms.txt")


@pytest.fixture
def second(comparison, bert, alice) -> Publication:
    """The second of two versions."""
    return [
        freeze(comparison=comparison, by=alice, title="Owls", finding=finding)
        for finding in ("They part.", "They still part.")
    ][-1]


def test_the_feed_has_all_that_atom_asks_for(client, second):
    answer = client.get("/feed.xml")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "http://localhost:8000/feed.xml"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Triangulate"
    assert feed.findtext(f"{ATOM}updated") == f"{second.created_at:%Y-%m-%dT%H:%M:%S.%f+00:00}"
    assert {(link.get("rel"), link.get("href")) for link in feed.iterfind(f"{ATOM}link")} == {
        ("self", "http://localhost:8000/feed.xml"),
        ("alternate", "http://localhost:8000/p/"),
    }
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Owls (version 2)", "Owls (version 1)"]
    assert [entry.findtext(f"{ATOM}summary") for entry in entries] == ["They still part.", "They part."]
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [
        "http://localhost:8000/p/owl-2/v2/",
        "http://localhost:8000/p/owl-2/v1/",
    ]
    assert entries[0].findtext(f"{ATOM}id") == f"urn:sha256:{second.sha256}"
    assert all(entry.findtext(f"{ATOM}updated") for entry in entries)


def test_the_index_lists_the_newest_version_of_each_that_stands(client, second, alice, team, monkeypatch):
    other = make_comparison(alice, team, title="Kite")
    make_transcript(other, "Kite", ("Is it safe?", "It is safe."))
    freeze(comparison=other, by=alice, title="Kites", finding="")
    page = LexborHTMLParser(client.get("/p/").text)
    assert [(link.text(), link.attributes["href"]) for link in page.css("h2 a")] == [
        ("Kites", "/p/kite/"),
        ("Owls", "/p/owl-2/"),
    ]
    assert page.css_first("link[rel=canonical]").attributes["href"] == "http://localhost:8000/p/"
    forget_computed()
    monkeypatch.setattr("collation.views.listings._IN_THE_INDEX", 1)
    assert "Older ones are not listed here." in " ".join(LexborHTMLParser(client.get("/p/").text).body.text().split())
    withdraw(comparison=other, by=alice, why="Wrong.")
    page = LexborHTMLParser(client.get("/p/").text)
    assert [link.text() for link in page.css("h2 a")] == ["Owls"]


def test_the_sitemap_holds_the_newest_page_of_each(client, second, alice, team):
    other = make_comparison(alice, team, title="Kite")
    make_transcript(other, "Kite", ("Is it safe?", "It is safe."))
    freeze(comparison=other, by=alice, title="Kites", finding="")
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert [url[0].text for url in tree] == ["http://localhost:8000/p/kite/", "http://localhost:8000/p/owl-2/"]
    text = client.get("/llms.txt").text
    assert "- [Kites](http://localhost:8000/p/kite.md)\n" in text
    assert "- [Owls](http://localhost:8000/p/owl-2.md): They still part.\n" in text
    assert client.get("/p/owl-2.md").status_code == 200
    withdraw(comparison=other, by=alice, why="")
    for path in LISTINGS:
        assert "kite" not in client.get(path).text.lower(), path


def test_nothing_published_is_a_list_too(client, db):
    assert client.get("/feed.xml").text.count("<entry>") == 0
    assert client.get("/sitemap.xml").text.count("<url>") == 0
    assert "Nothing is published yet." in client.get("/llms.txt").text


def test_robots_keep_out_of_rooms(client):
    assert client.get("/robots.txt").text == (
        "User-agent: *\nDisallow: /c/\nDisallow: /accounts/\nSitemap: http://localhost:8000/sitemap.xml\n"
    )


def test_lists_cost_one_and_then_no_query(client, second):
    for path in (*LISTINGS, "/oembed?url=http://localhost:8000/p/owl-2/"):
        forget_computed()
        with assertNumQueries(2):
            before = client.get(path)
        with assertNumQueries(0):
            assert client.get(path).content == before.content
            unchanged = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
        assert (unchanged.status_code, unchanged.headers["Cache-Control"]) == (304, "public, no-cache")


def asked(client, url: str, **more: object):
    return client.get("/oembed", {"url": url, **more})


def test_oembed_gives_a_frame_and_the_card(client, second):
    for path in ("/p/owl-2/", "/p/owl-2/v1/", "/p/owl-2/embed/"):
        answer = asked(client, f"http://localhost:8000{path}")
        told = json.loads(answer.content)
        assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Owls")
        assert (told["width"], told["height"]) == (800, 560)
        (frame,) = LexborHTMLParser(told["html"]).css("iframe")
        assert frame.attributes["src"] == "http://localhost:8000/p/owl-2/embed/"
        assert told["thumbnail_url"] == "http://localhost:8000/p/owl-2/v2/card.png"
        assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 630)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    small = asked(client, "http://localhost:8000/p/owl-2/", maxwidth="300", maxheight="200", format="json").json()
    assert (small["width"], small["height"]) == (300, 200)
    assert 'width="300" height="200"' in small["html"]
    assert asked(client, "http://localhost:8000/p/owl-2/", maxwidth="<b>", maxheight="-1").json()["width"] == 800


def test_the_page_says_where_to_ask_for_it(client, second):
    link = LexborHTMLParser(client.get("/p/owl-2/").text).css_first("link[type='application/json+oembed']")
    address = link.attributes["href"]
    assert address == f"http://localhost:8000/oembed?url={quote('http://localhost:8000/p/owl-2/', safe='')}"
    assert client.get(address.removeprefix("http://localhost:8000")).json()["title"] == "Owls"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://localhost:8000/",
        "http://localhost:8000/p/nothing/",
        "http://localhost:8000/c/owl-2/",
        "http://localhost:8000/p/owl-2.md",
        "https://evil.example/p/owl-2/",
        "http://localhost:8000@evil.example/p/owl-2/",
        "http://[",
        "/p/owl-2/",
    ],
)
def test_oembed_of_anything_else_is_not_there(client, second, url):
    assert asked(client, url).status_code == 404


def test_oembed_of_what_was_withdrawn_or_in_xml_is_refused(client, second, comparison, alice):
    assert asked(client, "http://localhost:8000/p/owl-2/", format="xml").status_code == 501
    withdraw(comparison=comparison, by=alice, why="")
    assert asked(client, "http://localhost:8000/p/owl-2/").status_code == 404

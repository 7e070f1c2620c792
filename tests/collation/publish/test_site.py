"""The files of a static site."""

import json
import re
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.formats import edition
from collation.publish.formats.registry import draft_edition
from collation.publish.freeze import freeze
from collation.publish.site import comparison_site, draft_site, planned, whole_site
from reviews.domain.publications import withdraw
from reviews.models import Comparison, Publication
from tests.factories import make_comparison, make_transcript

BASE = "https://owls.example/reviews/"
SHEETS = ["assets/favicon.svg", "assets/style.css", "verify.py"]
OF_A_VERSION = [
    "comparison-annotations.jsonld",
    "comparison-csl.json",
    *(f"comparison.{suffix}" for suffix in ("bib", "csv", "html", "json", "md", "png", "ris", "svg", "txt", "xlsx")),
    "index.html",
]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(comparison, bert, alice) -> Comparison:
    """Two versions."""
    for finding in ("They part.", "They part still."):
        freeze(comparison=comparison, by=alice, title="Owls", finding=finding)
    return comparison


@pytest.fixture
def both(published, alice, team) -> dict[str, list[Publication]]:
    """The versions of two comparisons, for the site of several."""
    other = make_comparison(alice, team, title="Kite")
    make_transcript(other, "Kite", ("Is it safe?", "It is safe."))
    freeze(comparison=other, by=alice, title="Kites", finding="One says so.")
    return {one.slug: versions(one) for one in (published, other)}


def versions(comparison: Comparison) -> list[Publication]:
    return list(comparison.publications.order_by("-number"))


def without_hashes(paths) -> list[str]:
    return sorted(re.sub(r"^(assets/\w+)\.[0-9a-f]{8}", r"\1", path) for path in paths)


def links(html: bytes) -> set[str]:
    found = {link.attributes["href"] for link in LexborHTMLParser(html.decode()).css("a[href], link[href]")}
    return set(without_hashes(re.sub(r"^(\.\./)*(?=assets/)", "", path) for path in found))


def test_the_site_of_one_comparison(published):
    site = comparison_site(versions(published))
    expected = [*SHEETS, "index.html", *(f"v{number}/{name}" for number in (1, 2) for name in OF_A_VERSION)]
    assert without_hashes(site) == sorted(expected)
    assert set(site) == planned({"owl-2": [1, 2]}, whole=False)
    first = published.publications.get(number=1)
    assert site["v1/comparison.json"].decode() == first.document
    assert first.sha256[:16] in site["v1/comparison.md"].decode()
    assert list(site)[-1] == "index.html", "the index is written when all that it links to is there"
    assert {"v1/index.html", "v2/index.html", "v2/comparison.json", "v2/comparison.csv"} <= links(site["index.html"])
    assert {"../index.html", "comparison.md", "comparison.xlsx", "assets/style.css"} <= links(site["v1/index.html"])


def test_a_page_of_an_earlier_site_keeps_its_style_sheet(published):
    for page, root in (("index.html", ""), ("v1/index.html", "v1/")):
        (sheet,) = LexborHTMLParser(comparison_site(versions(published))[page].decode()).css("link[rel=stylesheet]")
        path = urljoin(f"https://x/{root}", sheet.attributes["href"]).removeprefix("https://x/")
        assert re.fullmatch(r"assets/style\.[0-9a-f]{8}\.css", path)


def test_a_withdrawn_version_is_a_tombstone_alone(published, alice):
    withdraw(comparison=published, by=alice, why="It was wrong.", number=1)
    site = comparison_site(versions(published), BASE)
    assert [path for path in site if path.startswith("v1/")] == ["v1/index.html"]
    page = site["v1/index.html"].decode()
    assert "It was wrong." in page
    assert "ld+json" not in page
    assert "../index.html" in links(site["v1/index.html"])
    assert "v1/index.html" not in links(site["index.html"])
    assert set(site) <= planned({"owl-2": [1, 2]}, whole=False, base=BASE)


def test_if_all_are_withdrawn_so_is_the_index(published, alice):
    withdraw(comparison=published, by=alice, why="It was wrong.")
    site = comparison_site(versions(published))
    assert without_hashes(site) == sorted([*SHEETS, "index.html", "v1/index.html", "v2/index.html"])
    assert "It was wrong." in site["index.html"].decode()
    assert not any(link.startswith("v") for link in links(site["index.html"]))


def test_the_site_of_several_has_an_index_a_search_and_a_feed(both):
    site = whole_site(both)
    assert set(site) == planned({"owl-2": [1, 2], "kite": [1]}, whole=True)
    assert list(site)[-1] == "index.html"
    assert {"owl-2/index.html", "kite/index.html", "feed.xml", "llms.txt"} <= links(site["index.html"])
    assert "owl-2/v1/index.html" not in links(site["index.html"])
    index = LexborHTMLParser(site["index.html"].decode())
    assert [node.attributes["data-words"] for node in index.css(".listing")][1].startswith("Does it work? Is it safe?")
    assert index.css_first("#search").attributes.get("hidden", "no") is None, "a script shows it"
    (script,) = index.css("script")
    assert re.fullmatch(r"assets/sitesearch\.[0-9a-f]{8}\.js", script.attributes["src"])
    assert b"import" not in site[script.attributes["src"]], "a classic script"
    feed = ElementTree.fromstring(site["feed.xml"])
    assert feed.findtext(f"{ATOM}id") == "urn:triangulate:feed"
    assert [link.get("href") for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")] == [
        "kite/v1/index.html",
        "owl-2/v2/index.html",
        "owl-2/v1/index.html",
    ]
    assert "assets/style.css" in links(site["kite/index.html"])
    assert json.loads(site["kite/v1/comparison.json"])["publication"]["title"] == "Kites"
    assert "- [Kites](kite/v1/comparison.md): One says so." in site["llms.txt"].decode()


def test_every_page_has_a_policy_that_lets_nothing_in_from_elsewhere(both):
    site = whole_site(both, BASE)
    pages = [path for path in site if path.endswith(".html")]
    assert len(pages) == 1 + 2 + 3 * 2
    for path in pages:
        html = site[path].decode()
        (policy,) = LexborHTMLParser(html).css("meta[http-equiv=Content-Security-Policy]")
        assert policy.attributes["content"].startswith("default-src 'none'; style-src '"), path
        assert "unsafe" not in policy.attributes["content"]
        assert html.index("Content-Security-Policy") < html.index("<title>"), "before anything that it rules"


@pytest.mark.parametrize("whole", [True, False])
def test_with_a_base_address_nothing_says_localhost_and_all_say_where_it_is(both, published, whole):
    at = f"{BASE}owl-2/" if whole else BASE
    site = whole_site(both, BASE) if whole else comparison_site(versions(published), BASE)
    root = "owl-2/" if whole else ""
    assert [path for path, content in site.items() if b"localhost" in content] == []
    for page in (f"{root}index.html", f"{root}v1/index.html"):
        tree = LexborHTMLParser(site[page].decode())
        assert tree.css_first("link[rel=canonical]").attributes["href"] == at
        number = 1 if "v1" in page else 2
        image = tree.css_first("meta[property='og:image']").attributes["content"]
        assert image == f"{at}v{number}/card.png"
        assert image.replace(BASE, "") in site
        assert f"{at}v{number}/" in tree.css_first(".bibtex").text()
    for name in ("comparison.md", "comparison.txt", "comparison.html", "comparison.svg"):
        assert f"{at}v1/".partition("://")[2] in site[f"{root}v1/{name}"].decode(), name
    assert f'"{at}v1/comparison.md"' in site[f"{root}v1/comparison.html"].decode()
    (data,) = LexborHTMLParser(site[f"{root}index.html"].decode()).css("script[type='application/ld+json']")
    assert json.loads(data.text())["@graph"][0]["distribution"][0]["contentUrl"] == f"{at}v2/comparison.json"
    if whole:
        tree = ElementTree.fromstring(site["sitemap.xml"])
        assert [url[0].text for url in tree] == [f"{BASE}kite/", f"{BASE}owl-2/"]
        feed = ElementTree.fromstring(site["feed.xml"])
        assert feed.findtext(f"{ATOM}id") == f"{BASE}feed.xml"
        assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == f"{BASE}kite/v1/"
        assert f"]({BASE}kite/v1/comparison.md)" in site["llms.txt"].decode()


def test_without_a_base_address_nothing_says_where_it_is(both, settings):
    settings.BASE_URL = "https://intranet.example"
    site = whole_site(both)
    assert [path for path, content in site.items() if b"intranet" in content or b"localhost" in content] == []
    assert b"canonical" not in site["owl-2/index.html"]
    assert b"og:image" not in site["owl-2/index.html"]
    assert "sitemap.xml" not in site


def test_several_of_which_none_stands(published, alice):
    withdraw(comparison=published, by=alice, why="")
    site = whole_site({"owl-2": versions(published)})
    assert not any(link.startswith("owl-2") for link in links(site["index.html"]))
    assert "<entry>" not in site["feed.xml"].decode()


def test_a_draft_has_the_same_files_as_a_version(comparison, bert):
    site = draft_site(draft_edition(comparison))
    assert without_hashes(site) == sorted([*SHEETS, *OF_A_VERSION])
    assert "not published yet" in site["index.html"].decode()


def test_what_was_written_before_is_not_written_again(published, monkeypatch):
    site = comparison_site(versions(published))
    monkeypatch.setattr("collation.publish.formats.images.resvg_py", None)
    monkeypatch.setattr("collation.publish.site.render_page", None)
    assert comparison_site(versions(published)) == site


def test_another_style_is_written_anew(published, monkeypatch):
    site = comparison_site(versions(published))
    monkeypatch.setattr("collation.publish.formats.html_file.style_sheet", lambda: ("p { color: red }", "12345678"))
    monkeypatch.setattr("collation.publish.site.style_sheet", lambda: ("p { color: red }", "12345678"))
    assert b"<style>p { color: red }</style>" not in site["v1/comparison.html"]
    assert b"<style>p { color: red }</style>" in comparison_site(versions(published))["v1/comparison.html"]


def test_what_a_page_shows_is_computed_once_for_all_formats(published, monkeypatch):
    computed, page = [], edition.page
    monkeypatch.setattr(edition, "page", lambda *args, **known: computed.append(args) or page(*args, **known))
    comparison_site(versions(published), BASE)
    assert len(computed) == 2, "one for each version"

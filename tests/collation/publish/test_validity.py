"""Every kind of published page is valid HTML, as a checker of the standard reads it."""

import re
from collections.abc import Callable

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.formats.html_file import HTML
from collation.publish.formats.registry import published_edition
from collation.publish.freeze import freeze
from collation.publish.site import whole_site
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.publications import withdraw
from reviews.models import Publication

DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?")


@pytest.fixture
def published(comparison, bert, safe, alice, bob) -> list[Publication]:
    """A withdrawn version and one that stands, newest first: a mark without words or reason, a settled cell."""
    place_mark(question=safe, transcript=bert, by=bob, value="no")
    freeze(comparison=comparison, by=alice, title="Owls & <kites>", finding="They part.")
    withdraw(comparison=comparison, by=alice, why="It named <somebody>.")
    resolve_cell(question=safe, transcript=bert, by=alice, value="yes", why="It says so.")
    freeze(comparison=comparison, by=alice, title="Owls & <kites>", finding="They part.", correction="A cell.")
    return list(comparison.publications.order_by("-number"))


def from_server(path: str) -> Callable[..., list[str]]:
    return lambda client, published: [client.get(path).text]


def from_site(client, published) -> list[str]:
    site = whole_site({"owl-2": published}, "https://owls.example/")
    return [content.decode() for path, content in site.items() if path.endswith(".html")]


@pytest.mark.parametrize(
    "pages",
    [
        *map(from_server, ("/p/", "/p/owl-2/", "/p/owl-2/v2/", "/p/owl-2/v1/", "/p/owl-2/embed/")),
        from_site,
        lambda client, published: [HTML.write(published_edition(published[0])).decode()],
    ],
    ids=["index", "newest", "version", "tombstone", "embed", "site", "file"],
)
def test_it_is_valid(client, published, pages):
    found = []
    for html in pages(client, published):
        parser = html5lib.HTMLParser()
        parser.parse(html)
        page = LexborHTMLParser(html)
        ids = [node.attributes["id"] for node in page.css("[id]")]
        found += [
            *parser.errors,
            *(one for one in set(ids) if ids.count(one) > 1),
            *(node.html for node in page.css("dl > div") if not (node.css("dt") and node.css("dd"))),
            *(node.html for node in page.css("time") if not DATE.fullmatch(node.attributes["datetime"] or "")),
            *(node.html for node in page.css("a[href^='#']") if (node.attributes["href"] or "")[1:] not in ids),
            *(node.html for node in page.css("tr") if not node.css("th, td")),
        ]
    assert found == []

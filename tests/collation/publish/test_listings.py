"""Lists of what is published, for programs."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from collation.publish.listings import llms_txt, robots_txt, sitemap
from reviews.models import Publication

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def version(title: str = "Owls", finding: str = "They part.") -> Publication:
    return Publication(number=1, title=title, finding=finding, created_at=NOON)


def test_a_sitemap_has_full_addresses_and_days():
    tree = ElementTree.fromstring(sitemap([version()], lambda one: "https://owls.example/p/?a=1&b=<2>").encode())
    assert tree.tag == f"{SITEMAP}urlset"
    assert [[child.text for child in url] for url in tree] == [
        ["https://owls.example/p/?a=1&b=<2>", "2026-03-01T12:00:00+00:00"]
    ]


def test_models_get_a_list_of_links_that_no_title_breaks():
    text = llms_txt([version("Owls] [x](https://evil.example)", "One\n\n# Two"), version(finding="")], lambda one: "u")
    lines = text.splitlines()
    assert lines[0].startswith("# Triangulate")
    assert lines[2].startswith("> Each lays ")
    assert lines[4] == "## Comparisons"
    assert lines[6:] == ["- [Owls\\] \\[x\\](https://evil.example)](u): One \\# Two", "- [Owls](u)"]
    assert "Nothing is published yet." in llms_txt([], lambda one: "u")


def test_robots_are_told_what_is_closed_and_where_the_sitemap_is():
    assert robots_txt(["/c/", "/accounts/"], "https://owls.example/sitemap.xml") == (
        "User-agent: *\nDisallow: /c/\nDisallow: /accounts/\nSitemap: https://owls.example/sitemap.xml\n"
    )

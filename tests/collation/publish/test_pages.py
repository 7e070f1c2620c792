"""The pages of publications, and what they link to."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import freeze
from collation.publish.pages import (
    Links,
    citable_address,
    document_of,
    embed_code,
    live_links,
    permanent_address,
    render_embed,
    render_page,
    tombstone_links,
)
from reviews.domain.publications import withdraw
from reviews.models import Publication


@pytest.fixture
def first(comparison, bert, alice) -> Publication:
    return freeze(comparison=comparison, by=alice, title='Owls & "kites"', finding="They part.")


@pytest.fixture
def second(comparison, first, alice) -> Publication:
    return freeze(comparison=comparison, by=alice, title="Owls", finding="They part still.")


def test_a_version_links_to_its_files_and_to_the_newest(first, settings):
    links = live_links(first)
    assert (links.markdown, links.json, links.newest) == ("/p/owl-2/v1.md", "/p/owl-2/v1.json", "/p/owl-2/")
    assert permanent_address(first) == "http://localhost:8000/p/owl-2/v1/"
    assert links.permanent == citable_address(first) == "", "nobody else opens that"
    settings.BASE_URL = "https://owls.example"
    assert live_links(first).permanent == citable_address(first) == "https://owls.example/p/owl-2/v1/"
    assert (links.versions, links.banner, links.back) == ([], "", "")
    (sheet,) = links.stylesheets
    assert re.fullmatch(r"/style\.css\?[0-9a-f]{8}", sheet)


def test_the_newest_links_to_all_that_stand(comparison, first, second, alice):
    assert live_links(second, versions=True).versions == [(2, "/p/owl-2/v2/"), (1, "/p/owl-2/v1/")]
    withdraw(comparison=comparison, by=alice, why="", number=1)
    assert live_links(second, versions=True).versions == [(2, "/p/owl-2/v2/")]


def test_a_tombstone_links_to_the_newest_if_one_stands(comparison, first, second, alice):
    assert tombstone_links(first).newest == "/p/owl-2/"
    withdraw(comparison=comparison, by=alice, why="")
    assert tombstone_links(first).newest == ""


def test_a_page_is_made_from_its_document_alone(first, django_assert_num_queries):
    document, links = document_of(first), Links(("a.css",), "icon.svg", permanent="https://owls.example/v1/")
    with django_assert_num_queries(0):
        page = LexborHTMLParser(render_page(document, sha256=first.sha256, links=links))
        embed = LexborHTMLParser(render_embed(document, sha256=first.sha256, links=links))
    assert page.css_first("h1").text(strip=True) == 'Owls & "kites"'
    assert [sheet.attributes["href"] for sheet in page.css("link[rel=stylesheet]")] == ["a.css"]
    assert page.css("script") == []
    assert [script.attributes["src"] for script in embed.css("script")] == ["/static/js/embed.mjs"]
    assert len(page.css("table.matrix tbody tr")) == len(embed.css("table.matrix tbody tr")) == 3
    assert first.sha256 in page.html


def test_the_code_to_embed_it_is_html_whatever_its_title(first):
    code = LexborHTMLParser(embed_code(first))
    assert [script.attributes["src"] for script in code.css("script")] == ["http://localhost:8000/static/js/resize.mjs"]
    frame = code.css_first("iframe")
    assert frame.attributes["src"] == "http://localhost:8000/p/owl-2/embed/"
    assert frame.attributes["title"] == 'Owls & "kites"'

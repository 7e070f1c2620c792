"""What everybody may read."""

import gzip
import hashlib
import json
import struct

import pytest
from pytest_django.asserts import assertNumQueries
from selectolax.lexbor import LexborHTMLParser

from collation.assemble.cache import forget_computed
from collation.publish.formats.registry import written_here
from collation.publish.freeze import freeze
from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.domain.phases import set_phase
from reviews.domain.publications import withdraw
from reviews.domain.threads import open_thread
from reviews.domain.transcripts import choose_publishing
from reviews.models import Publication
from tests.factories import agree, make_comparison, make_transcript


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


def again(comparison, alice, **words) -> Publication:
    return freeze(comparison=comparison, by=alice, **{"title": "Owls", "finding": "They part.", **words})


@pytest.fixture
def first(comparison, bert, safe, alice, bob) -> Publication:
    """Version 1: one cell marked by two, and settled."""
    words = "by five people"
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="Five is plenty.", evidence=words)
    place_mark(question=safe, transcript=bert, by=alice, value="qualified")
    resolve_cell(question=safe, transcript=bert, by=alice, value="yes", why="By vote.")
    open_thread(comparison=comparison, by=bob, body="Between ourselves.", question=safe, transcript=bert)
    return again(comparison, alice)


@pytest.fixture
def second(first, comparison, cleo, alice) -> Publication:
    """Version 2: Cleo came."""
    return again(comparison, alice, finding="They still part.")


def test_the_page_shows_finding_matrix_answers_method_and_citation(client, first):
    page = client.get("/p/owl-2/")
    assert page.status_code == 200
    html = page.text
    assert texts(html, "h1") == ["Owls"]
    assert texts(html, ".finding") == ["They part."]
    assert texts(html, ".kicker") == ["Two models on one paper"]
    assert texts(html, "thead .name") == ["Ada", "Bert"]
    assert texts(html, ".matrix tbody tr:nth-child(2) td") == [
        "no No, Owl-2 is not safe. suggested",
        "yes by five people 2 marks, split 1 : 1 settled",
    ]
    bert = texts(html, "#q-safe .answer")[1]
    assert bert == (
        "Bert yes Settled by Reviewer 2. Is it safe?Yes, Owl-2 is safe. It was tested by five people for a year."
        " 2 marks, split 1 : 1, settled as yes Reviewer 1 yes by five people Five is plenty. Reviewer 2 qualified No words quoted, no reason given. Settled yesBy vote."
    )
    assert texts(html, "#q-safe mark")[-1] == "by five people"
    assert "Between ourselves" not in html
    assert f"SHA-256 is {first.sha256}" in " ".join(texts(html, "#cite"))


def test_the_head_of_the_page_speaks_to_machines(client, first, settings):
    settings.BASE_URL = "https://owls.example"
    tree = LexborHTMLParser(client.get("/p/owl-2/").text)
    meta = {
        node.attributes.get("name") or node.attributes.get("property"): node.attributes.get("content")
        for node in tree.css("meta")
    }
    for title in ("citation_title", "og:title", "twitter:title"):
        assert meta[title] == "Owls"
    assert meta["citation_publication_date"] == f"{first.created_at:%Y/%m/%d}"
    assert meta["citation_public_url"] == "https://owls.example/p/owl-2/v1/"
    assert meta["og:url"] == "https://owls.example/p/owl-2/"
    assert "citation_author" not in meta, "reviewers are numbered"
    assert meta["description"] == meta["og:description"] == "They part."
    assert meta["og:image"] == meta["twitter:image"] == "https://owls.example/p/owl-2/v1/card.png"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"].startswith("Owls. They differ most on")
    assert meta["twitter:card"] == "summary_large_image"
    links = {
        (node.attributes["rel"], node.attributes.get("type")): node.attributes["href"]
        for node in tree.css("link:not([rel=stylesheet])")
    }
    assert links == {
        ("canonical", None): "https://owls.example/p/owl-2/",
        ("alternate", "text/markdown"): "/p/owl-2/v1.md",
        ("alternate", "application/json"): "/p/owl-2/v1.json",
        ("alternate", "application/atom+xml"): "/feed.xml",
        ("alternate", "application/json+oembed"): (
            "https://owls.example/oembed?url=https%3A%2F%2Fowls.example%2Fp%2Fowl-2%2F"
        ),
        ("icon", "image/svg+xml"): "/static/img/favicon.svg",
    }
    assert tree.css("script:not([type='application/ld+json']), style, form, iframe, img") == []


def test_headers_lead_to_the_citation_and_to_other_forms(client, first, settings):
    assert 'rel="cite-as"' not in client.get("/p/owl-2/").headers["Link"], "nobody else opens an address of localhost"
    settings.BASE_URL = "https://owls.example"
    for path in ("/p/owl-2/", "/p/owl-2/v1/", "/p/owl-2.md", "/p/owl-2/v1.json", "/p/owl-2/export/csv/"):
        assert client.get(path).headers["Link"].split(", ") == [
            '<https://owls.example/p/owl-2/v1/>; rel="cite-as"',
            '<https://owls.example/p/owl-2/v1.json>; rel="describedby"; type="application/json"',
            '<https://owls.example/p/owl-2/v1.md>; rel="alternate"; type="text/markdown"',
            '<https://owls.example/p/owl-2/>; rel="latest-version"; type="text/html"',
        ]


def test_no_citation_says_localhost(client, first, settings):
    said = {path: client.get(path).text for path in ("/p/owl-2/", "/p/owl-2.md", "/p/owl-2/export/text/")}
    assert texts(said["/p/owl-2/"], "#cite .bibtex")[0].count("url") == 0
    assert "localhost" not in said["/p/owl-2.md"] + said["/p/owl-2/export/text/"]
    settings.BASE_URL = "https://owls.example"
    for path in said:
        assert "https://owls.example/p/owl-2/v1/" in client.get(path).text


def test_the_card_is_a_picture_of_the_size_that_the_page_says(client, first, second):
    answer = client.get("/p/owl-2/v1/card.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert client.get("/p/owl-2/v3/card.png").status_code == 404


def data(html: str) -> list[dict]:
    """The blocks of data for search engines."""
    blocks = LexborHTMLParser(html).css("script[type='application/ld+json']")
    return [thing for block in blocks for thing in json.loads(block.text())["@graph"]]


def test_only_the_newest_page_speaks_to_search_engines(client, second, comparison, bert, safe, alice):
    say_support(question=safe, transcript=bert, by=alice, value="supported", quote="")
    again(comparison, alice, title="</script><script>alert(1)</script>")
    told = data(client.get("/p/owl-2/").text)
    assert [thing["@type"] for thing in told] == ["Dataset", "Review", "ClaimReview"]
    assert told[0]["name"] == "</script><script>alert(1)</script>"
    assert told[0]["distribution"][0]["contentUrl"] == "http://localhost:8000/p/owl-2/v3.json"
    assert told[2]["url"] == "http://localhost:8000/p/owl-2/#safe-bert"
    assert data(client.get("/p/owl-2/v2/").text) == data(client.get("/p/owl-2/v3/").text) == []
    withdraw(comparison=comparison, by=alice, why="")
    assert data(client.get("/p/owl-2/").text) == []


def test_named_reviewers_are_the_authors(client, first, comparison, alice, bob):
    assert "Bob" not in client.get("/p/owl-2/").text
    agree(comparison, alice, bob)
    again(comparison, alice)
    tree = LexborHTMLParser(client.get("/p/owl-2/").text)
    assert [node.attributes["content"] for node in tree.css("meta[name=citation_author]")] == ["Bob", "Alice"]


def test_json_is_the_frozen_document_byte_for_byte(client, first, second):
    for path, publication in (("/p/owl-2.json", second), ("/p/owl-2/v1.json", first), ("/p/owl-2/v2.json", second)):
        answer = client.get(path)
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        assert answer.content == publication.document.encode()
        assert hashlib.sha256(answer.content).hexdigest() == publication.sha256
    document = json.loads(first.document)
    assert (document["format"], document["publication"]["number"]) == ("collation/2", 1)


def test_markdown_is_served_as_such(client, first, second):
    for path, finding in (("/p/owl-2.md", "They still part."), ("/p/owl-2/v1.md", "They part.")):
        answer = client.get(path)
        assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
        assert answer.text.startswith(f"# Owls\n\n{finding}\n")


def test_a_numbered_version_never_changes(client, first, comparison, ada, bert, safe, alice, bob):
    paths = ("/p/owl-2/v1/", "/p/owl-2/v1.md", "/p/owl-2/v1.json")
    before = [client.get(path).content for path in paths]
    set_phase(comparison=comparison, by=alice, phase="reconcile")
    place_mark(question=safe, transcript=ada, by=bob, value="unclear")
    choose_publishing(transcript=bert, publish="nothing")
    make_transcript(comparison, "Dora", ("Is it safe?", "Owl-2 is safe."))
    bob.name, bert.respondent.identity.name, comparison.title = "Robert", "Albert", "Other"
    for changed in (bob, bert.respondent.identity, comparison):
        changed.save()
    again(comparison, alice, title="Other")
    assert [client.get(path).content for path in paths] == before
    assert hashlib.sha256(before[2]).hexdigest() == first.sha256
    page = before[0].decode()
    assert texts(page, ".colophon a[href='/p/owl-2/']") == ["The newest version"]


def test_only_the_newest_page_lists_the_versions(client, second):
    newest = LexborHTMLParser(client.get("/p/owl-2/").text)
    listed = [
        node.attributes["href"] for node in newest.css("#cite a:not([download])") if "/v" in node.attributes["href"]
    ]
    assert listed == ["/p/owl-2/v2.json", "/p/owl-2/v2/", "/p/owl-2/v1/", "/p/owl-2/v1/"]
    assert "Versions:" not in client.get("/p/owl-2/v2/").text


def test_every_version_is_kept_and_asked_for_again_since_it_may_be_withdrawn(client, second):
    numbered = ("/p/owl-2/v1/", "/p/owl-2/v1.md", "/p/owl-2/v2.json")
    for path in (*numbered, "/p/owl-2/", "/p/owl-2.md", "/p/owl-2.json", "/p/owl-2/embed/"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_new_version_is_seen_at_once(client, first, comparison, cleo, alice):
    etag = client.get("/p/owl-2/").headers["ETag"]
    again(comparison, alice)
    assert client.get("/p/owl-2/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/p/nothing/",
        "/p/owl-2/v0/",
        "/p/owl-2/v9/",
        "/p/nothing.md",
        "/p/nothing.json",
        "/p/owl-2/v9.json",
        "/p/nothing/embed/",
    ],
)
def test_what_is_not_published_is_not_there_in_words(client, first, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert texts(answer.text, "h1") == ["There is nothing here"]


def test_nothing_is_public_before_it_is_published(client, alice, team):
    make_comparison(alice, team, title="Secret")
    client.force_login(alice)
    assert client.get("/p/secret/").status_code == 404


def test_only_the_matrix_may_stand_in_a_frame(client, second):
    embed = client.get("/p/owl-2/embed/")
    assert "frame-ancestors *;" in f"{embed.headers['Content-Security-Policy']};"
    assert "X-Frame-Options" not in embed.headers
    assert not embed.cookies
    for path in ("/p/owl-2/", "/p/owl-2/v1/", "/p/owl-2.md", "/p/owl-2.json", "/p/owl-2/export/html/", "/oembed"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Frame-Options"] == "DENY", path
    tree = LexborHTMLParser(embed.text)
    assert [node.attributes["src"] for node in tree.css("script")] == ["/static/js/embed.mjs"]
    assert {link.attributes["target"] for link in tree.css("a")} == {"_top"}
    assert [link.attributes["href"] for link in tree.css("tbody th a")] == [
        "/p/owl-2/#q-works",
        "/p/owl-2/#q-safe",
        "/p/owl-2/#q-code_safe",
    ]
    assert len(tree.css("tbody td")) == 9


def test_of_what_is_left_out_nothing_is_anywhere(client, comparison, bert, alice):
    hidden = make_transcript(comparison, "Xenophon", ("Zephyr asks: is it safe?", "Quuxly, it is safe."))
    choose_publishing(transcript=hidden, publish="nothing")
    again(comparison, alice)
    for path in ("/p/owl-2/", "/p/owl-2/v1/", "/p/owl-2.md", "/p/owl-2.json", "/p/owl-2/embed/", "/feed.xml"):
        said = client.get(path).content
        for word in (b"enophon", b"Zephyr", b"Quuxly"):
            assert word not in said, path


def test_what_was_pasted_does_no_harm(client, comparison, bert, safe, alice, bob):
    attack = '<script>alert(1)</script><img src="https://evil.example/x" onerror="alert(2)">[x](javascript:alert(3))'
    make_transcript(comparison, "Mallory", (f"Is it safe? {attack}", f"It is safe. {attack}"), version=attack[:90])
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale=attack)
    again(comparison, alice, title=attack, finding=attack)
    for path in ("/p/owl-2/", "/p/owl-2/embed/"):
        tree = LexborHTMLParser(client.get(path).text)
        assert tree.css("script:not([type='application/ld+json'], [src]), img, iframe, style") == []
        assert not [node for node in tree.css("*") if any(name.startswith("on") for name in node.attributes)]
        assert not [link for link in tree.css("a") if (link.attributes.get("href") or "").startswith("javascript:")]


COSTS = {
    "/p/owl-2/": 5,
    "/p/owl-2/v1/": 4,
    "/p/owl-2.md": 3,
    "/p/owl-2.json": 2,
    "/p/owl-2/v1/card.png": 3,
    "/p/owl-2/embed/": 2,
    "/p/owl-2/export/svg/": 3,
    "/p/owl-2/export/zip/": 4,
}


def test_pages_cost_the_same_at_one_and_at_three_versions(client, first, comparison, cleo, alice):
    for _ in range(2):
        for path, queries in COSTS.items():
            forget_computed()
            with assertNumQueries(queries):
                assert client.get(path).status_code == 200, path
        again(comparison, alice)
        again(comparison, alice, finding="Once more.")


def test_what_was_answered_before_costs_no_query_and_is_not_made_again(client, first, monkeypatch):
    forget_computed()
    before = {path: client.get(path) for path in COSTS}
    monkeypatch.setattr("collation.views.published._answer", None)
    with assertNumQueries(0):
        for path, answer in before.items():
            kept = client.get(path)
            assert (kept.content, kept.headers) == (answer.content, answer.headers), path
            etag = answer.headers["ETag"]
            unchanged = client.get(path, headers={"If-None-Match": etag})
            assert (unchanged.status_code, unchanged.content, unchanged.headers["ETag"]) == (304, b"", etag), path
            assert unchanged.headers["Cache-Control"] == "public, no-cache"
        assert len({answer.headers["ETag"] for answer in before.values()}) == len(before), "each form has its own"
        assert client.get("/p/owl-2.md", headers={"Accept-Encoding": "gzip"}).status_code == 200


def test_a_large_page_is_sent_compressed(client, first):
    plain, packed = (client.get("/p/owl-2/", headers={"Accept-Encoding": how}) for how in ("identity", "gzip"))
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = client.get("/p/owl-2/", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_a_version_is_taken_along_as_a_file(client, second):
    answer = client.get("/p/owl-2/v1/export/markdown/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="owl-2-v1.md"'
    assert answer.content == client.get("/p/owl-2/v1.md").content
    assert client.get("/p/owl-2/export/json/").content == client.get("/p/owl-2/v2.json").content
    assert client.get("/p/owl-2/export/json/", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200
    assert client.get("/p/owl-2/v1/export/waxtablet/").status_code == 404
    links = LexborHTMLParser(client.get("/p/owl-2/v1/").text).css("#formats a")
    assert [link.attributes["href"].split("/")[-2] for link in links] == list(written_here())


def test_a_withdrawn_version_is_no_file_any_more(client, second, comparison, alice):
    withdraw(comparison=comparison, by=alice, number=1, why="A slip.")
    answer = client.get("/p/owl-2/v1/export/markdown/")
    assert (answer.status_code, "Content-Disposition" in answer.headers) == (410, False)
    assert "A slip." in answer.text

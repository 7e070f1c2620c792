"""What everybody may read."""

import hashlib
import json

import pytest
from pytest_django.asserts import assertNumQueries
from selectolax.lexbor import LexborHTMLParser

from collation.publish.formats.registry import FORMATS
from collation.publish.freeze import freeze
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.phases import set_phase
from reviews.domain.publications import withdraw
from reviews.domain.threads import open_thread
from reviews.domain.transcripts import choose_publishing
from reviews.models import Publication
from tests.factories import make_comparison, make_transcript


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


def again(comparison, alice, **words) -> Publication:
    return freeze(
        comparison=comparison, by=alice, **{"title": "Owls", "finding": "They part.", "named": False, **words}
    )


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
        " 2 marks, split 1 : 1, settled as yes Reviewer 1 yes by five people Five is plenty. Reviewer 2 qualified Settled yesBy vote."
    )
    assert texts(html, "#q-safe mark")[-1] == "by five people"
    assert "Between ourselves" not in html
    assert f"SHA-256 is {first.sha256}" in " ".join(texts(html, "#cite"))


def test_the_head_of_the_page_speaks_to_machines(client, first):
    tree = LexborHTMLParser(client.get("/p/owl-2/").text)
    meta = {
        node.attributes.get("name") or node.attributes.get("property"): node.attributes.get("content")
        for node in tree.css("meta")
    }
    assert meta["citation_title"] == meta["og:title"] == "Owls"
    assert meta["citation_publication_date"] == f"{first.created_at:%Y/%m/%d}"
    assert meta["citation_public_url"] == "http://localhost:8000/p/owl-2/v1/"
    assert "citation_author" not in meta, "reviewers are numbered"
    assert meta["description"] == "They part."
    links = {
        (node.attributes["rel"], node.attributes.get("type")): node.attributes["href"]
        for node in tree.css("link:not([rel=stylesheet])")
    }
    assert links == {
        ("canonical", None): "http://localhost:8000/p/owl-2/v1/",
        ("alternate", "text/markdown"): "/p/owl-2/v1.md",
        ("alternate", "application/json"): "/p/owl-2/v1.json",
        ("icon", "image/svg+xml"): "/static/img/favicon.svg",
    }
    assert tree.css("script, style, form, iframe, img") == []


def test_named_reviewers_are_the_authors(client, first, comparison, alice):
    assert "Bob" not in client.get("/p/owl-2/").text
    again(comparison, alice, named=True)
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
    assert listed == ["/p/owl-2/v2.json", "/p/owl-2/v2/", "/p/owl-2/v1/"]
    assert "Versions:" not in client.get("/p/owl-2/v2/").text


def test_every_version_is_kept_and_asked_for_again_since_it_may_be_withdrawn(client, second):
    numbered = ("/p/owl-2/v1/", "/p/owl-2/v1.md", "/p/owl-2/v2.json")
    for path in (*numbered, "/p/owl-2/", "/p/owl-2.md", "/p/owl-2.json", "/p/owl-2/embed/", "/feed.xml"):
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
    assert "frame-ancestors 'none'" in client.get("/p/owl-2/").headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed.headers
    tree = LexborHTMLParser(embed.text)
    assert {link.attributes["target"] for link in tree.css("a")} == {"_top"}
    assert [link.attributes["href"] for link in tree.css("tbody th a")] == [
        "/p/owl-2/#q-works",
        "/p/owl-2/#q-safe",
        "/p/owl-2/#q-code_safe",
    ]
    assert len(tree.css("tbody td")) == 9


def test_the_feed_tells_of_every_version_newest_first(client, second):
    feed = client.get("/feed.xml")
    assert feed.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = LexborHTMLParser(feed.text)
    assert [node.text() for node in tree.css("entry > title")] == ["Owls (version 2)", "Owls (version 1)"]
    assert [node.attributes["href"] for node in tree.css("entry > link")] == [
        "http://localhost:8000/p/owl-2/v2/",
        "http://localhost:8000/p/owl-2/v1/",
    ]
    assert [node.text() for node in tree.css("entry > summary")] == ["They still part.", "They part."]


def test_an_empty_feed_is_a_feed(client, db):
    assert client.get("/feed.xml").text.count("<entry>") == 0


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
        assert tree.css("script, img, iframe, style") == []
        assert not [node for node in tree.css("*") if any(name.startswith("on") for name in node.attributes)]
        assert not [link for link in tree.css("a") if (link.attributes.get("href") or "").startswith("javascript:")]


def test_pages_cost_the_same_at_one_and_at_three_versions(client, first, comparison, cleo, alice):
    def cost(path: str, queries: int) -> None:
        with assertNumQueries(queries):
            assert client.get(path).status_code == 200

    expected = {
        "/p/owl-2/": 3,
        "/p/owl-2/v1/": 2,
        "/p/owl-2.md": 2,
        "/p/owl-2.json": 2,
        "/p/owl-2/embed/": 2,
        "/feed.xml": 2,
    }
    for path, queries in expected.items():
        cost(path, queries)
    again(comparison, alice)
    again(comparison, alice, finding="Once more.")
    for path, queries in expected.items():
        cost(path, queries)


def test_a_version_is_taken_along_as_a_file(client, second):
    answer = client.get("/p/owl-2/v1/export/markdown/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="owl-2-v1.md"'
    assert answer.content == client.get("/p/owl-2/v1.md").content
    assert client.get("/p/owl-2/export/json/").content == client.get("/p/owl-2/v2.json").content
    assert client.get("/p/owl-2/export/json/", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200
    assert client.get("/p/owl-2/v1/export/waxtablet/").status_code == 404
    links = LexborHTMLParser(client.get("/p/owl-2/v1/").text).css("#formats a")
    assert [link.attributes["href"].split("/")[-2] for link in links] == list(FORMATS)


def test_a_withdrawn_version_is_no_file_any_more(client, second, comparison, alice):
    withdraw(comparison=comparison, by=alice, number=1, why="A slip.")
    answer = client.get("/p/owl-2/v1/export/markdown/")
    assert (answer.status_code, "Content-Disposition" in answer.headers) == (410, False)
    assert "A slip." in answer.text

"""`manage.py publish`: versions, a folder, refusals, and what the static site asks for."""

import json
import re
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import CommandError, call_command
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import freeze
from reviews.domain.comparisons import archive_comparison
from reviews.domain.marks import place_mark
from reviews.domain.phases import set_phase
from reviews.domain.transcripts import choose_publishing
from reviews.models import Phase, Publication
from tests.factories import make_comparison, make_transcript

HOSTILE = """It is safe.

<script src="https://evil.example/x.js"></script>
<img src="https://evil.example/x.png" onerror="alert(1)">
<iframe src="https://evil.example/"></iframe>
<link rel="stylesheet" href="https://evil.example/x.css">
<a href="javascript:alert(1)" onclick="alert(2)">click</a> [here](javascript:alert(1)) ![pixel](https://evil.example/p)
<style>@import "https://evil.example/y.css"</style>"""


def publish(*args: str, out: Path) -> str:
    told = StringIO()
    call_command("publish", *args, "--out", str(out), stdout=told, stderr=StringIO())
    return told.getvalue()


@pytest.mark.slow
def test_a_version_is_frozen_and_its_site_written(comparison, bert, safe, alice, bob, tmp_path):
    assert publish("owl-2", out=tmp_path) == (f"owl-2: version 1\n17 files written: open {tmp_path}/index.html\n")
    (first,) = Publication.objects.all()
    assert first.created_by is None, "the command publishes in nobody's name"
    assert (first.title, first.finding[:16]) == ("Owl-2", "They differ most")
    assert (tmp_path / "v1/comparison.json").read_text() == first.document
    assert publish("owl-2", out=tmp_path) == (
        f"owl-2: version 1, as before\n0 files written: open {tmp_path}/index.html\n"
    )
    v1 = (tmp_path / "v1/index.html").read_bytes()
    set_phase(comparison=comparison, by=alice, phase=Phase.RECONCILE)
    place_mark(question=safe, transcript=bert, by=bob, value="qualified")
    assert json.loads(publish("owl-2", "--json", out=tmp_path)) == {
        "out": str(tmp_path),
        "publications": [
            {
                "comparison": "owl-2",
                "version": 2,
                "new": True,
                "sha256": Publication.objects.get(number=2).sha256,
            }
        ],
        "written": 14,
        "removed": 0,
    }
    assert (tmp_path / "v1/index.html").read_bytes() == v1, "a numbered version stays as it is"


def test_the_words_are_those_of_the_last_version(comparison, bert, safe, alice, bob, tmp_path):
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    freeze(comparison=comparison, by=alice, title="Owls", finding="They part.")
    set_phase(comparison=comparison, by=alice, phase=Phase.RECONCILE)
    place_mark(question=safe, transcript=bert, by=alice, value="yes")
    publish("owl-2", out=tmp_path)
    head = json.loads(Publication.objects.get(number=2).document)["publication"]
    assert (head["title"], head["finding"]) == ("Owls", "They part.")


def test_all_comparisons_with_an_index_and_a_feed(comparison, bert, alice, team, tmp_path):
    empty = make_comparison(alice, team, title="Empty")
    old = make_comparison(alice, team, title="Old owl")
    make_transcript(old, "Ada", ("Is it safe?", "It is safe."))
    freeze(comparison=old, by=alice, title="Old owls", finding="<b>Safe</b> & sound.")
    archive_comparison(comparison=old)
    warned = StringIO()
    call_command("publish", "--all", "--out", str(tmp_path), stdout=StringIO(), stderr=warned)
    assert (
        warned.getvalue()
        == f"{empty.slug}: There is nothing to publish: no respondent of which anything would be shown.\n"
    )
    index = LexborHTMLParser((tmp_path / "index.html").read_text())
    assert [(link.text(), link.attributes["href"]) for link in index.css("h2 a")] == [
        ("Owl-2", "owl-2/index.html"),
        ("Old owls", "old-owl/index.html"),
    ]
    feed = (tmp_path / "feed.xml").read_text()
    assert feed.count("<entry>") == 2
    assert '<link href="old-owl/v1/index.html" rel="alternate"/>' in feed
    assert "&amp;lt;b&amp;gt;Safe&amp;lt;/b&amp;gt; &amp;amp; sound." in feed
    assert not (tmp_path / "empty").exists()
    assert old.publications.count() == 1, "an archived comparison gets no new version"


@pytest.mark.slow
def test_of_many_it_says_how_far_it_is(comparison, alice, team, tmp_path):
    for number in range(10):
        make_comparison(alice, team, title=f"Owl {number}")
    make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    told = StringIO()
    call_command("publish", "--all", "--out", str(tmp_path), stdout=StringIO(), stderr=told)
    said = [line for line in told.getvalue().splitlines() if "nothing to publish" not in line]
    assert said == ["10 of 11 comparisons read"], "and of the one that is rendered nothing"


@pytest.mark.parametrize(
    ("args", "why", "code"),
    [
        (["nothing"], "There is no comparison “nothing”.", 1),
        ([], "Name one comparison, or say --all.", 2),
        (["owl-2", "--all"], "Name one comparison, or say --all.", 2),
        (["owl-2"], "There is nothing to publish: no respondent of which anything would be shown.", 1),
    ],
)
def test_what_is_refused_is_one_line_and_leaves_nothing(comparison, tmp_path, args, why, code):
    with pytest.raises(CommandError) as refused:
        publish(*args, out=tmp_path / "site")
    assert (str(refused.value), refused.value.returncode) == (why, code)
    assert not (tmp_path / "site").exists()
    assert not Publication.objects.exists()


@pytest.mark.parametrize("url", ["owls.example", "ftp://owls.example/", "https://", "https://owls.example/?a=1", "/a"])
def test_a_base_address_is_a_full_one(comparison, bert, tmp_path, url):
    with pytest.raises(CommandError, match="--base-url is a full address") as refused:
        publish("owl-2", "--base-url", url, out=tmp_path / "site")
    assert refused.value.returncode == 2
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("url", ["https://owls.example/reviews", "https://owls.example/reviews/"])
def test_a_base_address_is_where_the_site_will_be(comparison, bert, tmp_path, url):
    publish("--all", "--base-url", url, out=tmp_path)
    assert "https://owls.example/reviews/owl-2/v1/" in (tmp_path / "owl-2/v1/comparison.md").read_text()
    assert "<loc>https://owls.example/reviews/owl-2/</loc>" in (tmp_path / "sitemap.xml").read_text()
    publish("--all", out=tmp_path)
    assert not (tmp_path / "sitemap.xml").exists(), "a site without an address has none"


def test_an_archived_comparison_that_was_never_published_is_refused(comparison, bert, tmp_path):
    archive_comparison(comparison=comparison)
    with pytest.raises(CommandError, match="“owl-2” is archived and was never published"):
        publish("owl-2", out=tmp_path / "site")


def test_a_folder_of_somebody_else_is_untouched_and_nothing_is_frozen(comparison, bert, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty and holds no site of ours"):
        publish("owl-2", out=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert not Publication.objects.exists()


@pytest.fixture
def site(comparison, bert, alice, safe, bob, tmp_path) -> Path:
    """The site of two versions of a comparison in which somebody pasted what would do harm."""
    make_transcript(comparison, "Mallory", ("Is it safe? <script>alert(3)</script>", HOSTILE), version="<b>1</b>")
    freeze(comparison=comparison, by=alice, title="<script>alert(4)</script>", finding='"><img src=x>')
    set_phase(comparison=comparison, by=alice, phase=Phase.RECONCILE)
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="<script>alert(5)</script>")
    publish("--all", out=tmp_path / "site")
    return tmp_path / "site"


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) == 4 + 2
    return found


def test_the_site_holds_no_script_and_loads_nothing_from_outside(site):
    for page in pages(site):
        tree = LexborHTMLParser(page.read_text())
        if page.name == "comparison.html":
            continue  # tests/collation/publish/formats/test_html_file.py
        scripts = [script.attributes["src"] for script in tree.css("script:not([type='application/ld+json'])")]
        assert scripts == []  # one comparison has no search
        assert tree.css("style, iframe, img, object, embed, form, base, [style]") == []
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")]
        loads = [link.attributes["href"] for link in tree.css("link[rel=stylesheet]")]
        assert [Path(href).name.split(".")[0] for href in loads] == ["style"]
        for link in tree.css("link"):
            assert not urlsplit(link.attributes.get("href") or "").scheme
        assert not [link for link in tree.css("a") if (link.attributes.get("href") or "").startswith("javascript:")]
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(|@import", sheet.read_text())


def test_every_relative_link_of_the_site_leads_to_a_file(site):
    for page in pages(site):
        tree = LexborHTMLParser(page.read_text())
        ids = {node.attributes["id"] for node in tree.css("[id]")}
        for node in tree.css("[href]"):
            href = urlsplit(node.attributes["href"] or "")
            if href.scheme:
                continue
            assert not href.path.startswith("/")
            if href.path:
                assert (page.parent / unquote(href.path)).is_file(), (page, href)
            else:
                assert href.fragment in ids


def test_nothing_of_a_transcript_that_is_not_published_is_in_the_site(comparison, bert, tmp_path):
    hidden = make_transcript(comparison, "Xenophon", ("Zephyr asks: is it safe?", "Quuxly, it is safe."))
    choose_publishing(transcript=hidden, publish="nothing")
    publish("owl-2", out=tmp_path)
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for word in (b"enophon", b"Zephyr", b"Quuxly"):
        assert word not in everything

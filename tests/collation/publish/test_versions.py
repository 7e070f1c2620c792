"""What a version's page says of those before and after it."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.feed import atom
from collation.publish.formats.blog_fragment import BLOG
from collation.publish.formats.html_file import HTML
from collation.publish.formats.registry import published_edition
from collation.publish.formats.texts import TEXT
from collation.publish.freeze import freeze
from collation.publish.site import comparison_site
from collation.publish.versions import history
from reviews.domain.publications import withdraw
from reviews.models import Publication


@pytest.fixture
def three(comparison, bert, alice) -> list[Publication]:
    """Three versions, newest first; the second corrects the first."""
    for finding, correction in (("They part.", ""), ("They meet.", "A <word> was wrong."), ("They part again.", "")):
        freeze(comparison=comparison, by=alice, title="Owls", finding=finding, correction=correction)
    return list(comparison.publications.order_by("-number"))


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


def test_each_version_says_what_changed_since_the_one_before(three):
    third, second, first = (history(one, three, "v{}".format) for one in three)
    assert (first.since, first.changes) == (None, ())
    assert (second.since, second.since_href, second.changes) == (1, "v1", ("The finding: “They meet.”.",))
    assert (third.since, third.changes) == (2, ("The finding: “They part again.”.",))
    assert [one.number for one in first.corrected_in] == [2]
    assert (second.corrected_in, third.corrected_in) == ((), ())
    assert [one.what for one in third.corrections] == ["A <word> was wrong."]
    assert (first.corrections, second.corrections) == ((), ()), "the newest lists them"


def test_what_was_withdrawn_is_compared_with_nothing(three, comparison, alice):
    withdraw(comparison=comparison, by=alice, why="", number=2)
    standing = list(comparison.publications.standing())
    third = history(standing[0], standing, "v{}".format)
    assert (third.since, third.changes) == (1, ("The finding: “They part again.”.",))
    assert history(standing[1], standing, "v{}".format).corrected_in == ()


def test_a_correction_stands_on_both_pages_and_no_byte_of_the_old_document_changes(client, three):
    _, second, first = three
    old = client.get("/p/owl-2/v1/").text
    assert texts(old, ".corrections") == ["Corrected in version 2: A <word> was wrong."]
    assert texts(client.get("/p/owl-2/v2/").text, ".corrections") == [
        "This version corrects the one before: A <word> was wrong."
    ]
    newest = client.get("/p/owl-2/").text
    assert texts(newest, ".corrections") == []
    assert texts(newest, "#history li")[0] == "The finding: “They part again.”."
    assert texts(newest, "#history li")[1].endswith(": A <word> was wrong.")
    assert client.get("/p/owl-2/v1.json").content == first.document.encode()
    assert "correction" not in json.loads(first.document)["publication"]
    told = atom([second], link="x", feed_url="y", address=lambda _: "z")
    assert "They meet. Corrected: A &amp;lt;word&amp;gt; was wrong." in told


def test_an_old_page_is_sent_again_when_a_version_corrects_it(client, comparison, bert, alice):
    freeze(comparison=comparison, by=alice, title="Owls", finding="They part.")
    tag = client.get("/p/owl-2/v1/").headers["ETag"]
    assert client.get("/p/owl-2/v1/", headers={"If-None-Match": tag}).status_code == 304
    freeze(comparison=comparison, by=alice, title="Owls", finding="They meet.", correction="It was wrong.")
    answer = client.get("/p/owl-2/v1/", headers={"If-None-Match": tag})
    assert (answer.status_code, "Corrected in" in answer.text) == (200, True)


def test_files_and_texts_carry_the_corrections_too(client, three, settings):
    settings.BASE_URL = "https://owls.example"
    day = f"{three[1].created_at:%-d %B %Y}"
    later = f"Corrected in version 2, {day}: A <word> was wrong."
    markdown = client.get("/p/owl-2/v1.md").text
    assert markdown.startswith(
        f"# Owls\n\nCorrected in version 2, {day}: A \\<word\\> was wrong. <https://owls.example/p/owl-2/v2/>\n\nThey part."
    )
    assert client.get("/p/owl-2/v2.md").text.startswith(
        "# Owls\n\nThis version corrects the one before: A \\<word\\> was wrong.\n\nThey meet."
    )
    assert client.get("/p/owl-2/v3.md").text.startswith("# Owls\n\nThey part again.")
    first, second = (published_edition(one) for one in (three[2], three[1]))
    assert " ".join(TEXT.write(first).decode().split()).startswith(
        f"Owls ==== {later} <https://owls.example/p/owl-2/v2/>"
    )
    assert texts(HTML.write(first).decode(), ".corrections a[href='https://owls.example/p/owl-2/v2/']") == ["version 2"]
    assert texts(BLOG.write(first).decode(), "p a")[0] == later
    for written in (form.write(second).decode() for form in (TEXT, HTML, BLOG)):
        assert "This version corrects the one before: A " in " ".join(written.split())


def test_on_a_server_that_nobody_reaches_a_correction_leads_nowhere(three, settings):
    settings.BASE_URL = "http://localhost:8000"
    first = published_edition(three[2])
    assert texts(HTML.write(first).decode(), ".corrections") == ["Corrected in version 2: A <word> was wrong."]
    assert texts(HTML.write(first).decode(), ".corrections a") == []


def test_the_static_site_says_the_same(three):
    site = comparison_site(three)
    assert "Corrected in version 2" in site["v1/comparison.md"].decode()
    assert "This version corrects the one before" in site["v2/comparison.txt"].decode()
    with_base = comparison_site(three, "https://owls.example/")
    assert "was wrong. <https://owls.example/v2/>" in with_base["v1/comparison.md"].decode()
    assert texts(site["v1/index.html"].decode(), ".corrections a") == ["version 2"]
    link = LexborHTMLParser(site["v1/index.html"].decode()).css_first(".corrections a")
    assert link.attributes["href"] == "../v2/index.html"
    assert texts(site["index.html"].decode(), "#history h3") == ["What changed since version 2", "Corrections"]

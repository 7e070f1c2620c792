"""Publications as an Atom feed."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from collation.publish.feed import TITLE, atom
from reviews.models import Publication

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def version(number: int, title: str = "Owls", finding: str = "They part.") -> Publication:
    return Publication(number=number, title=title, finding=finding, sha256=f"{number:064}", created_at=NOON)


def fed(*publications: Publication) -> ElementTree.Element:
    """The feed, parsed."""
    xml = atom(
        publications,
        link="/",
        feed_url="https://owls.example/feed.xml",
        address=lambda one: f"https://owls.example/p/owls/v{one.number}/",
    )
    return ElementTree.fromstring(xml.encode())


def test_versions_come_in_the_order_given():
    feed = fed(version(2), version(1, finding="They <agree>."))
    assert feed.findtext(f"{ATOM}title") == TITLE
    assert feed.findtext(f"{ATOM}id") == "https://owls.example/feed.xml"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Triangulate"
    assert [
        [entry.findtext(f"{ATOM}{name}") for name in ("title", "id", "published", "updated", "summary")]
        for entry in feed.iter(f"{ATOM}entry")
    ] == [
        ["Owls (version 2)", f"urn:sha256:{2:064}", *["2026-03-01T12:00:00+00:00"] * 2, "They part."],
        ["Owls (version 1)", f"urn:sha256:{1:064}", *["2026-03-01T12:00:00+00:00"] * 2, "They &lt;agree&gt;."],
    ]
    assert [link.get("href") for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")] == [
        "https://owls.example/p/owls/v2/",
        "https://owls.example/p/owls/v1/",
    ]


def test_no_version_is_a_feed():
    assert list(fed().iter(f"{ATOM}entry")) == []


@given(title=st.text(), finding=st.text())
def test_whatever_a_title_or_a_finding_holds_it_is_a_feed(title, finding):
    (entry,) = fed(version(1, title, finding)).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title").endswith("(version 1)")

"""Publications as an Atom feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from reviews.characters import without
from reviews.models import Publication

TITLE = "Triangulate: comparisons published"


def atom(
    publications: Iterable[Publication],
    *,
    link: str,
    feed_url: str,
    address: Callable[[Publication], str],
    guid: str = "",
) -> str:
    """The publications as Atom, in the order given.

    `link` is the address of the page that lists them, `feed_url` that of the feed; `address` gives that of each
    publication, `guid` the id of the feed if that is no address. The id of an entry is the hash of its document, so it
    is the same wherever the feed is read. Its summary is HTML. Characters that XML cannot hold are left out.
    """
    feed = Atom1Feed(
        title=TITLE, link=link, description="", feed_url=feed_url, feed_guid=guid or feed_url, author_name="Triangulate"
    )
    for publication in publications:
        feed.add_item(
            title=without(f"{publication.title} (version {publication.number})"),
            link=address(publication),
            description=escape(without(_told(publication))),
            unique_id=f"urn:sha256:{publication.sha256}",
            pubdate=publication.created_at,
            updateddate=publication.created_at,
        )
    return feed.writeString("utf-8")


def _told(publication: Publication) -> str:
    """The finding, and what the version corrects."""
    corrected = f"Corrected: {publication.correction}" if publication.correction else ""
    return " ".join(filter(None, [publication.finding, corrected]))

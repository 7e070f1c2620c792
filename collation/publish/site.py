"""The files of a static site: pages that open from the file system, with no server, no script, no outside request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from collation.publish.document.markdown import markdown
from collation.publish.feed import atom
from collation.publish.render import ICON, STYLESHEETS, Links, document_of, render_page
from collation.publish.tombstone import tombstone_page
from reviews.models import Publication


def comparison_site(publications: Sequence[Publication]) -> dict[str, bytes]:
    """The site of one comparison, from its publications, newest first: path → content, in the order of writing."""
    return {**_assets(), **_pages(publications, "", "")}


def whole_site(comparisons: Mapping[str, Sequence[Publication]]) -> dict[str, bytes]:
    """The site of several comparisons, each in a folder of its slug, with an index of them and a feed.

    `comparisons` are their publications, newest first, by slug.
    """
    files = _assets()
    for slug, publications in comparisons.items():
        files |= _pages(publications, f"{slug}/", "../")
    standing = [_standing(each) for each in comparisons.values()]
    newest = sorted((each[0] for each in standing if each), key=lambda one: one.published_at, reverse=True)
    every = sorted((one for each in standing for one in each), key=lambda one: (one.published_at, one.pk), reverse=True)
    files["feed.xml"] = atom(
        every,
        link="index.html",
        feed_url="feed.xml",
        address=lambda publication: f"{publication.comparison.slug}/v{publication.number}/index.html",
    ).encode()
    links = Links(**_dress("assets/"))
    files["index.html"] = render_to_string(
        "collation/published/index.html", {"publications": newest, "links": links}
    ).encode()
    return files


def planned(versions: Mapping[str, Iterable[int]], *, whole: bool) -> set[str]:
    """The paths of a site of these version numbers, by slug: what it will hold is known before it is rendered."""
    paths = {*_ASSETS, *(("index.html", "feed.xml") if whole else ())}
    for slug, numbers in versions.items():
        folder = f"{slug}/" if whole else ""
        paths |= {f"{folder}index.html", *(f"{folder}v{number}/{name}" for number in numbers for name in _OF_A_VERSION)}
    return paths


_OF_A_VERSION = ("comparison.json", "comparison.md", "index.html")
_ASSETS = tuple(f"assets/{name}" for name in (*STYLESHEETS, ICON))


def _assets() -> dict[str, bytes]:
    found = {name: finders.find(f"css/{name}") for name in STYLESHEETS} | {ICON: finders.find(f"img/{ICON}")}
    return {f"assets/{name}": Path(str(path)).read_bytes() for name, path in found.items()}


def _dress(assets: str) -> dict[str, Any]:
    return {"stylesheets": [f"{assets}{name}" for name in STYLESHEETS], "icon": f"{assets}{ICON}"}


def _pages(publications: Sequence[Publication], folder: str, up: str) -> dict[str, bytes]:
    """The version folders of a comparison, oldest first, then its index; `up` leads from `folder` to the assets.

    In the place of what was withdrawn stands its tombstone alone.
    """
    files, standing = {}, _standing(publications)
    for publication in reversed(publications):
        here = f"{folder}v{publication.number}/"
        if publication.withdrawn_at:
            links = Links(**_dress(f"../{up}assets/"), newest="../index.html" if standing else "")
            files[f"{here}index.html"] = tombstone_page(publication, links).encode()
            continue
        document = document_of(publication)
        links = Links(
            **_dress(f"../{up}assets/"),
            markdown="comparison.md",
            json="comparison.json",
            newest="../index.html",
        )
        files[f"{here}comparison.json"] = publication.document.encode()
        files[f"{here}comparison.md"] = markdown(document, sha256=publication.sha256).encode()
        files[f"{here}index.html"] = render_page(document, sha256=publication.sha256, links=links).encode()
    if not standing:
        last = max(publications, key=lambda one: (one.withdrawn_at, one.number))
        return {**files, f"{folder}index.html": tombstone_page(last, Links(**_dress(f"{up}assets/"))).encode()}
    newest = standing[0]
    links = Links(
        **_dress(f"{up}assets/"),
        markdown=f"v{newest.number}/comparison.md",
        json=f"v{newest.number}/comparison.json",
        newest="index.html",
        versions=[(one.number, f"v{one.number}/index.html") for one in standing],
    )
    files[f"{folder}index.html"] = render_page(document_of(newest), sha256=newest.sha256, links=links).encode()
    return files


def _standing(publications: Iterable[Publication]) -> list[Publication]:
    return [one for one in publications if one.withdrawn_at is None]

"""The files of a static site.

Its pages open from the file system: they need no server, no script and no other host.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from collation.publish import verify
from collation.publish.document.markdown import markdown
from collation.publish.feed import atom
from collation.publish.pages import ICON, STYLESHEETS, Links, document_of, render_page
from collation.publish.tombstone import tombstone_page
from reviews.models import Publication


def comparison_site(publications: Sequence[Publication]) -> dict[str, bytes]:
    """The site of one comparison, as path → content, in writing order.

    `publications` are all of its versions, newest first.
    """
    return {**_assets(), **_pages(publications, "", "")}


def draft_site(document: dict[str, Any], text: str) -> dict[str, bytes]:
    """The site of what is not published yet, as path → content."""
    links = Links(**_dress("assets/"), markdown="comparison.md", json="comparison.json")
    return {
        **_assets(),
        "comparison.json": text.encode(),
        "comparison.md": markdown(document, sha256="").encode(),
        "index.html": render_page(document, sha256="", links=links).encode(),
    }


def whole_site(comparisons: Mapping[str, Sequence[Publication]]) -> dict[str, bytes]:
    """The site of several comparisons, with an index and a feed.

    `comparisons` maps slugs, the names of the folders, to publications, newest first. Returns path →
    content in the order of writing.
    """
    files = _assets()
    for slug, publications in comparisons.items():
        files |= _pages(publications, f"{slug}/", "../")
    public_versions = [_standing(publications) for publications in comparisons.values()]
    newest = sorted(
        (versions[0] for versions in public_versions if versions), key=lambda version: version.created_at, reverse=True
    )
    every_version = sorted(
        (version for versions in public_versions for version in versions),
        key=lambda version: (version.created_at, version.pk),
        reverse=True,
    )
    files["feed.xml"] = atom(
        every_version,
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
    """The paths of a site, known before it is rendered.

    `versions` are the version numbers by slug; `whole` if it is a site of several comparisons.
    """
    paths = {*_ASSETS, *(("index.html", "feed.xml") if whole else ())}
    for slug, numbers in versions.items():
        folder = f"{slug}/" if whole else ""
        paths |= {f"{folder}index.html", *(f"{folder}v{number}/{name}" for number in numbers for name in _OF_A_VERSION)}
    return paths


_OF_A_VERSION = ("comparison.json", "comparison.md", "index.html")
"""The files in the folder of a version."""
_CHECK = "verify.py"
"""The script with which anybody checks the files against their hashes."""
_ASSETS = (_CHECK, *(f"assets/{name}" for name in (*STYLESHEETS, ICON)))


def _assets() -> dict[str, bytes]:
    paths = {name: finders.find(f"css/{name}") for name in STYLESHEETS} | {ICON: finders.find(f"img/{ICON}")}
    assets = {f"assets/{name}": Path(str(path)).read_bytes() for name, path in paths.items()}
    return {_CHECK: Path(verify.__file__).read_bytes(), **assets}


def _dress(assets: str) -> dict[str, Any]:
    return {"stylesheets": [f"{assets}{name}" for name in STYLESHEETS], "icon": f"{assets}{ICON}"}


def _pages(publications: Sequence[Publication], folder: str, up: str) -> dict[str, bytes]:
    """The version folders of a comparison, oldest first, then its index.

    `up` leads from `folder` to the root of the site. The folder of a withdrawn version holds its tombstone alone.
    """
    files, public_versions = {}, _standing(publications)
    for publication in reversed(publications):
        here = f"{folder}v{publication.number}/"
        if publication.withdrawn_at:
            links = Links(**_dress(f"../{up}assets/"), newest="../index.html" if public_versions else "")
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
    if not public_versions:
        last = max(publications, key=lambda version: (version.withdrawn_at, version.number))
        return {**files, f"{folder}index.html": tombstone_page(last, Links(**_dress(f"{up}assets/"))).encode()}
    newest = public_versions[0]
    links = Links(
        **_dress(f"{up}assets/"),
        markdown=f"v{newest.number}/comparison.md",
        json=f"v{newest.number}/comparison.json",
        newest="index.html",
        versions=[(version.number, f"v{version.number}/index.html") for version in public_versions],
    )
    files[f"{folder}index.html"] = render_page(document_of(newest), sha256=newest.sha256, links=links).encode()
    return files


def _standing(publications: Iterable[Publication]) -> list[Publication]:
    return [publication for publication in publications if publication.withdrawn_at is None]

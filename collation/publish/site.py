"""The files of a static site.

Its pages open from the file system: they need no server, no script and no other host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from collation.assemble.cache import cached
from collation.publish import verify
from collation.publish.feed import atom
from collation.publish.formats.edition import Edition, PublicationFormat
from collation.publish.formats.files import FILES
from collation.publish.formats.images import card_png
from collation.publish.formats.texts import JSON, MARKDOWN
from collation.publish.index_page import render_index
from collation.publish.listings import llms_txt, sitemap
from collation.publish.pages import Links, document_of, render_page
from collation.publish.style import ICON, asset, style_sheet
from collation.publish.tombstone import tombstone_page
from collation.publish.versions import corrected_in, history
from reviews.models import Publication

POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file:; script-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)
"""The content security policy of every page.

`file:` is for a browser to which a file is not of the same origin as the one beside it.
"""
_CHECK = "verify.py"
"""The script with which anybody checks the files against their hashes."""
_STYLE = "style.css"
_SEARCH = "js/sitesearch.mjs"
_CARD = "card.png"
_IN_A_FEED = 50
_MODELS = "llms.txt"
_OF_ALL = ("feed.xml", _MODELS, "index.html")
"""The files at the root of a site of several comparisons."""
_FEED_ID = "urn:triangulate:feed"


def comparison_site(publications: Sequence[Publication], base: str = "") -> dict[str, bytes]:
    """The site of one comparison, as path → content, in writing order.

    `publications` are all of its versions, newest first. `base` is the full address where the site will be; without it,
    its citations have no address.
    """
    site = _Site(base)
    return {**site.asset_files(), **site.pages(publications, "")}


def draft_site(edition: Edition) -> dict[str, bytes]:
    """The site of what is not published yet, as path → content."""
    site = _Site("")
    links = Links(**site.dress(""), formats=_offered(""), markdown=_MARKDOWN, json=_JSON)
    page = render_page(edition.document, sha256="", links=links, shown=edition.page)
    return {**site.asset_files(), **{_named(form): form.write(edition) for form in FILES}, "index.html": page.encode()}


def whole_site(
    comparisons: Mapping[str, Sequence[Publication]], base: str = "", tell: Callable[[], None] = lambda: None
) -> dict[str, bytes]:
    """The site of several comparisons, with index, search and feed.

    `comparisons` maps slugs, the names of the folders, to publications, newest first. `base` is as in
    `comparison_site`; with it, there is a sitemap, too. `tell` is called after each comparison. Returns
    path → content in the order of writing.
    """
    site = _Site(base, whole=True)
    files = site.asset_files()
    for slug, publications in comparisons.items():
        files |= site.pages(publications, f"{slug}/")
        tell()
    standing = [_standing(publications) for publications in comparisons.values()]
    newest = sorted((one[0] for one in standing if one), key=lambda one: one.created_at, reverse=True)
    every = sorted((one for each in standing for one in each), key=lambda one: (one.created_at, one.pk), reverse=True)
    index = "" if base else "index.html"
    files["feed.xml"] = atom(
        every[:_IN_A_FEED],
        link=f"{base}{index}",
        feed_url=f"{base}feed.xml",
        address=lambda one: f"{base}{one.comparison.slug}/v{one.number}/{index}",
        guid="" if base else _FEED_ID,
    ).encode()
    files[_MODELS] = llms_txt(newest, lambda one: f"{base}{one.comparison.slug}/v{one.number}/{_MARKDOWN}").encode()
    if base:
        files["sitemap.xml"] = sitemap(newest, lambda one: f"{base}{one.comparison.slug}/").encode()
    files["index.html"] = site.index(newest)
    return files


def planned(versions: Mapping[str, Iterable[int]], *, whole: bool, base: str = "") -> set[str]:
    """The paths of a site, known before it is rendered.

    `versions` are the version numbers by slug; `whole` if it is a site of several comparisons.
    """
    paths = {*_Site(base, whole=whole).asset_files(), *(_OF_ALL if whole else ())}
    paths |= {"sitemap.xml"} if whole and base else set()
    of_a_version = [*map(_named, FILES), "index.html", *([_CARD] if base else [])]
    for slug, numbers in versions.items():
        folder = f"{slug}/" if whole else ""
        paths |= {f"{folder}index.html", *(f"{folder}v{number}/{name}" for number in numbers for name in of_a_version)}
    return paths


def _named(form: PublicationFormat) -> str:
    return f"comparison{form.extension}"


_MARKDOWN, _JSON = _named(MARKDOWN), _named(JSON)


def _offered(folder: str) -> list[tuple[str, str]]:
    return [(form.label, f"{folder}{_named(form)}") for form in FILES]


@dataclass(frozen=True)
class _Site:
    """The pages of a site at an address, or at none."""

    base: str
    whole: bool = False
    assets: dict[str, tuple[str, bytes]] = field(default_factory=lambda: dict(_assets()))

    def asset_files(self) -> dict[str, bytes]:
        """Style sheet, icon and scripts.

        The hash of the content is in the name: pages of an earlier site keep theirs until the last page is new.
        """
        loaded = {path: content for path, content in self.assets.values() if self.whole or not path.endswith(".js")}
        return {_CHECK: Path(verify.__file__).read_bytes(), **loaded}

    def dress(self, up: str) -> dict[str, Any]:
        """What every page has, as fields of Links.

        `up` leads to the root.
        """
        return {
            "stylesheets": [f"{up}{self.assets[_STYLE][0]}"],
            "icon": f"{up}{self.assets[ICON][0]}",
            "policy": POLICY,
            "feed": f"{up}feed.xml" if self.whole else "",
        }

    def pages(self, publications: Sequence[Publication], folder: str) -> dict[str, bytes]:
        """The version folders of a comparison, oldest first, then its index.

        The folder of a withdrawn version holds its tombstone alone.
        """
        files: dict[str, bytes] = {}
        standing, up = _standing(publications), "../" if folder else ""
        for publication in reversed(publications):
            here = f"{folder}v{publication.number}/"
            if publication.withdrawn_at:
                links = Links(**self.dress(f"../{up}"), newest="../index.html" if standing else "")
                files[f"{here}index.html"] = tombstone_page(publication, links).encode()
            else:
                edition = self._edition(publication, standing, folder)
                files |= self._version(publication, edition, standing, folder, up)
        if not standing:
            last = max(publications, key=lambda version: (version.withdrawn_at, version.number))
            return {**files, f"{folder}index.html": tombstone_page(last, Links(**self.dress(up))).encode()}
        newest = standing[0]  # the last one above: `edition` is its
        links = replace(
            self._links(newest, folder, up, f"v{newest.number}/"),
            newest="index.html",
            versions=[(version.number, f"v{version.number}/index.html") for version in standing],
            history=history(newest, standing, lambda number: f"v{number}/index.html"),
        )
        files[f"{folder}index.html"] = _page(edition, links)
        return files

    def index(self, newest: Sequence[Publication]) -> bytes:
        """The list of comparisons, which can be searched."""
        links, script = Links(**self.dress(""), canonical=self.base), self.assets[_SEARCH][0]
        shown = render_index(
            newest, lambda one: f"{one.comparison.slug}/index.html", links=links, script=script, models=_MODELS
        )
        return shown.encode()

    def _edition(self, publication: Publication, standing: Sequence[Publication], folder: str) -> Edition:
        beside = self.base and f"{self.base}{folder}"
        url = beside and f"{beside}v{publication.number}/"
        return Edition(
            document_of(publication),
            publication.document,
            publication.sha256,
            url,
            markdown_url=url and f"{url}{_MARKDOWN}",
            json_url=url and f"{url}{_JSON}",
            corrected_in=corrected_in(publication, standing, lambda number: beside and f"{beside}v{number}/"),
        )

    def _version(
        self, publication: Publication, edition: Edition, standing: Sequence[Publication], folder: str, up: str
    ) -> dict[str, bytes]:
        here = f"{folder}v{publication.number}/"
        files = {f"{here}{_named(form)}": _written(form.name, form.write, edition) for form in FILES}
        if self.base:
            files[f"{here}{_CARD}"] = _written(_CARD, card_png, edition)
        links = replace(
            self._links(publication, folder, f"../{up}", ""),
            newest="../index.html",
            history=history(publication, standing, lambda number: f"../v{number}/index.html"),
        )
        files[f"{here}index.html"] = _page(edition, links)
        return files

    def _links(self, publication: Publication, folder: str, up: str, into: str) -> Links:
        """The links of a version's page; `into` leads to the version's folder."""
        version = f"{self.base}{folder}v{publication.number}/" if self.base else ""
        return Links(
            **self.dress(up),
            markdown=f"{into}{_MARKDOWN}",
            json=f"{into}{_JSON}",
            formats=_offered(into),
            canonical=self.base and f"{self.base}{folder}",
            permanent=version,
            image=version and f"{version}{_CARD}",
        )


def _page(edition: Edition, links: Links) -> bytes:
    def write(edition: Edition) -> bytes:
        return render_page(edition.document, sha256=edition.sha256, links=links, shown=edition.page).encode()

    return _written(repr(links), write, edition)


def _written(name: str, write: Callable[[Edition], bytes], edition: Edition) -> bytes:
    """A version in a format, from the cache if possible."""
    _, dress = style_sheet()
    known = sha256(f"{name} {edition.url} {edition.sha256} {edition.corrected} {dress}".encode()).hexdigest()
    return cached(f"site:{known}", lambda: write(edition))


def _assets() -> Iterable[tuple[str, tuple[str, bytes]]]:
    """Each asset's name, with its path and content."""
    css, _ = style_sheet()
    # A module is not loaded from a disk, a script is.
    for name, suffix, content in (
        (_STYLE, ".css", css.encode()),
        (ICON, ".svg", asset(f"img/{ICON}")),
        (_SEARCH, ".js", asset(_SEARCH)),
    ):
        yield name, (f"assets/{PurePosixPath(name).stem}.{sha256(content).hexdigest()[:8]}{suffix}", content)


def _standing(publications: Iterable[Publication]) -> list[Publication]:
    return [publication for publication in publications if publication.withdrawn_at is None]

"""The page as one file, and the static site as one.

Both open from a disk and ask nobody for anything.
"""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.contrib.staticfiles import finders

from collation.publish.formats.edition import Edition, PublicationFormat
from collation.publish.pages import ICON, STYLESHEETS, Links, render_page
from collation.publish.site import comparison_site, draft_site
from collation.publish.write import MANIFEST, described

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHARSET = '<meta charset="utf-8">'


def _html(edition: Edition) -> bytes:
    """The page with its style sheet and icon in it.

    A policy lets nothing else in.
    """
    css = "\n".join(_static(f"css/{name}").decode() for name in STYLESHEETS)
    icon = base64.b64encode(_static(f"img/{ICON}")).decode()
    address = edition.url.rstrip("/")
    links = Links(
        stylesheets=(),
        icon=f"data:image/svg+xml;base64,{icon}",
        markdown=f"{address}.md" if address else "",
        json=f"{address}.json" if address else "",
        permanent=edition.url,
    )
    page = render_page(edition.document, sha256=edition.sha256, links=links)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    head = f'{_CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="{policy}">\n    <style>{css}</style>'
    return page.replace(_CHARSET, head, 1).encode()


def _zip(edition: Edition) -> bytes:
    """The static site of all versions, as `publish --out` writes it."""
    versions = list(edition.versions)
    files = comparison_site(versions) if versions else draft_site(edition.document, edition.text)
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in {**files, MANIFEST: described(hashes)}.items():
            archive.writestr(ZipInfo(path, _EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()


def _static(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


HTML = PublicationFormat("html", "HTML file", "the whole page in one file", ".html", "text/html; charset=utf-8", _html)
ZIP = PublicationFormat("zip", "Static site", "all versions, for any web server", ".zip", "application/zip", _zip)

"""The static site of a comparison as one file."""

from __future__ import annotations

import hashlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from collation.publish.formats.edition import Edition, PublicationFormat
from collation.publish.site import comparison_site, draft_site
from collation.publish.write import MANIFEST, described

_EPOCH = (1980, 1, 1, 0, 0, 0)


def _zip(edition: Edition) -> bytes:
    """The static site of all versions, as `publish --out` writes it."""
    versions = list(edition.versions)
    files = comparison_site(versions) if versions else draft_site(edition)
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in {**files, MANIFEST: described(hashes)}.items():
            archive.writestr(ZipInfo(path, _EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()


ZIP = PublicationFormat("zip", "Static site", "all versions, for any web server", ".zip", "application/zip", _zip)

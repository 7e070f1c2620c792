"""The site of a comparison as a ZIP."""

import json
from io import BytesIO
from zipfile import ZipFile

from collation.publish.formats.registry import draft_edition
from collation.publish.formats.site_archive import ZIP
from collation.publish.site import comparison_site
from collation.publish.write import write_site
from reviews.models import Publication


def test_the_zip_is_what_publish_writes(edition, tmp_path):
    versions = list(Publication.objects.select_related("comparison"))
    with ZipFile(BytesIO(ZIP.write(edition))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
        archive.extractall(tmp_path)
    manifest = json.loads(held.pop("triangulate.json"))
    assert held == comparison_site(versions)
    assert manifest["files"].keys() == held.keys()
    assert write_site(tmp_path, comparison_site(versions)) == (0, 0), "unpacked, it is a site that publish goes on with"


def test_a_draft_is_a_site_without_versions(edition, comparison):
    with ZipFile(BytesIO(ZIP.write(draft_edition(comparison)))) as archive:
        assert {"index.html", "comparison.json", "comparison.md", "comparison.csv"} <= set(archive.namelist())
        assert b"not published yet" in archive.read("index.html")

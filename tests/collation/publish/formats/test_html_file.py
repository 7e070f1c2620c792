"""One file that asks nobody for anything, and the site as a ZIP."""

import base64
import hashlib
import json
import re
from io import BytesIO
from zipfile import ZipFile

from selectolax.lexbor import LexborHTMLParser

from collation.publish.formats.html_file import HTML, ZIP
from collation.publish.formats.registry import draft_edition
from collation.publish.site import comparison_site
from collation.publish.write import write_site
from reviews.models import Publication


def test_the_file_holds_all_it_needs_and_lets_nothing_else_in(edition):
    html = HTML.write(edition).decode()
    tree = LexborHTMLParser(html)
    (policy,) = (node.attributes["content"] for node in tree.css("meta[http-equiv]"))
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert "url(" not in style
    assert "@import" not in style
    assert tree.css("script, img, iframe, link[rel=stylesheet], [style]") == []
    assert [link.attributes["href"][:11] for link in tree.css("link[rel=icon]")] == ["data:image/"]
    assert tree.css_first("h1").text() == "Owls"
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("</head>")


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
        assert {"index.html", "comparison.json", "comparison.md", "assets/look.css"} <= set(archive.namelist())
        assert b"not published yet" in archive.read("index.html")

"""The formats that stand beside a page in a static site.

A site of its own is none of them; a PDF takes seconds and a library that is optional, and the HTML for a blog is there
to paste.
"""

from __future__ import annotations

from collation.publish.formats.annotations import ANNOTATIONS
from collation.publish.formats.citations import BIBTEX, CSL, RIS
from collation.publish.formats.html_file import HTML
from collation.publish.formats.images import PNG, SVG
from collation.publish.formats.spreadsheet import CSV, XLSX
from collation.publish.formats.texts import JSON, MARKDOWN, TEXT

FILES = (HTML, MARKDOWN, TEXT, CSV, XLSX, PNG, SVG, ANNOTATIONS, JSON, BIBTEX, CSL, RIS)

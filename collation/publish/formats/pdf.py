"""The page as a tagged PDF, if WeasyPrint is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from collation.publish.formats.edition import Edition, PublicationFormat
from collation.publish.formats.images import font_files
from collation.publish.pages import Links, render_page
from collation.publish.versions import History
from reviews.refusal import Refused

MISSING = (
    "A PDF needs WeasyPrint, which is not installed on this server. Whoever runs it can install it: "
    ".venv/bin/pip install 'weasyprint>=68' (it also needs the library Pango: apt install libpango-1.0-0 "
    "libpangoft2-1.0-0). Meanwhile, print the published page from the browser."
)

_STYLE = Path(__file__).with_name("pdf.css")


def _missing() -> str:
    return MISSING if find_spec("weasyprint") is None else ""


def _write(edition: Edition) -> bytes:
    if missing := _missing():
        raise Refused(missing)
    try:
        weasyprint: Any = import_module("weasyprint")
    except OSError as error:  # the package is there, and a library that it calls is not
        raise Refused(MISSING) from error
    links = Links((), "", permanent=edition.url, history=History(corrected_in=edition.corrected_in))
    page = render_page(edition.document, sha256=edition.sha256, links=links, shown=edition.page)
    faces = "".join(
        f'@font-face {{ font-family: "Ours"; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for path, weight in zip(font_files(), ("normal", "bold"), strict=True)
    )
    fetcher = _fetcher(weasyprint)
    style = weasyprint.CSS(string=faces + _STYLE.read_text(), url_fetcher=fetcher)
    drawn = weasyprint.HTML(string=page, url_fetcher=fetcher)
    written: bytes = drawn.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return written


def _fetcher(weasyprint: Any) -> Any:
    """What gives WeasyPrint our fonts and nothing else."""
    fonts = {path.as_uri(): path for path in font_files()}

    class OurFonts(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in fonts:
                raise ValueError("Only our fonts are loaded.")
            return weasyprint.urls.URLFetcherResponse(url, fonts[url].read_bytes())

    return OurFonts()


PDF = PublicationFormat("pdf", "PDF", "the whole page, tagged", ".pdf", "application/pdf", _write, _missing)

"""The page as a tagged PDF, if WeasyPrint is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn

from collation.publish.formats.edition import Edition, PublicationFormat
from collation.publish.formats.images import font_files
from collation.publish.pages import Links, render_page
from reviews.refusal import Refused

MISSING = (
    "A PDF needs WeasyPrint, which is not installed on this server. Whoever runs it can install it: "
    ".venv/bin/pip install 'weasyprint>=66' (it also needs the library Pango: apt install libpango-1.0-0 "
    "libpangoft2-1.0-0). Meanwhile, print the published page from the browser."
)

_STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm }
@page { @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }
html { font: 10pt/1.45 Charter, Georgia, "DejaVu Serif", "Ours", serif; color: #1b1b18 }
h1, h2, h3, h4, th, .kicker, .colophon { font-family: "DejaVu Sans", "Ours", sans-serif }
.small, .chip, .verdict, .meta { font-family: "DejaVu Sans", "Ours", sans-serif }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 6pt }
h2 { font-size: 13pt; margin: 18pt 0 4pt; border-top: 1.5pt solid #1b1b18; padding-top: 6pt; break-after: avoid }
h3 { font-size: 10.5pt; margin: 10pt 0 2pt; break-after: avoid }
p { margin: 0 0 5pt; orphans: 2; widows: 2 }
.finding { font-size: 12.5pt }
.small, .quiet, .meta, .note, .kicker { font-size: 8.5pt; color: #5d5b54 }
.colophon div { display: inline-block; margin-right: 14pt; vertical-align: top }
dt { font-weight: bold; font-size: 8.5pt }
dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt }
th, td { border: .5pt solid #c9c5b8; padding: 4pt; text-align: left; vertical-align: top }
tr { break-inside: avoid }
.matrix .words { display: block; font-size: 8pt }
.matrix .name, .matrix .chip, .matrix .meta span { display: block }
.verdict { font-weight: bold }
.verdict[data-v="yes"]::before { content: "● " }
.verdict[data-v="qualified"]::before { content: "◐ " }
.verdict[data-v="unclear"]::before { content: "○ " }
.verdict[data-v="no"]::before { content: "✕ " }
blockquote, .said { margin: 4pt 0 6pt; padding-left: 8pt; border-left: 1.5pt solid #c9c5b8 }
mark { background: #fdf0b8 }
pre { white-space: pre-wrap; font-size: 8pt }
math { display: none }
svg, .ends { display: none }
.said h1, .said h2, .said h3 { font-size: 10.5pt; border: 0; padding: 0; margin: 6pt 0 2pt }
.unseen { position: absolute; left: -9999pt }
summary { font-size: 8.5pt; color: #5d5b54; margin-top: 4pt }
a { color: inherit }
"""


def _write(edition: Edition) -> bytes:
    if find_spec("weasyprint") is None:
        raise Refused(MISSING)
    try:
        weasyprint: Any = import_module("weasyprint")
    except OSError as error:  # the package is there, and a library that it calls is not
        raise Refused(MISSING) from error
    page = render_page(edition.document, sha256=edition.sha256, links=Links((), "", permanent=edition.url))
    fonts = "".join(f'@font-face {{ font-family: "Ours"; src: url("{path.as_uri()}") }}' for path in font_files())
    allowed = {path.as_uri() for path in font_files()}

    def fetch(url: str, *args: Any, **options: Any) -> Any:
        return weasyprint.default_url_fetcher(url) if url in allowed else _refuse(url)

    style = weasyprint.CSS(string=fonts + _STYLE, url_fetcher=fetch)
    drawn = weasyprint.HTML(string=page, url_fetcher=fetch)
    written: bytes = drawn.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return written


def _refuse(url: str) -> NoReturn:
    raise ValueError(f"A PDF asks nobody for anything: {url}")


PDF = PublicationFormat("pdf", "PDF", "the whole page, tagged", ".pdf", "application/pdf", _write)

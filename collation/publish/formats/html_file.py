"""The page as one file.

It opens from a disk and asks nobody for anything.
"""

from __future__ import annotations

import base64
import hashlib

from collation.publish.formats.edition import Edition, PublicationFormat
from collation.publish.pages import Links, render_page
from collation.publish.style import ICON, asset, style_sheet
from collation.publish.versions import History

_CHARSET = '<meta charset="utf-8">'


def _html(edition: Edition) -> bytes:
    """The page with its style sheet and icon in it.

    A policy lets nothing else in.
    """
    css, _ = style_sheet()
    icon = base64.b64encode(asset(f"img/{ICON}")).decode()
    links = Links(
        stylesheets=(),
        icon=f"data:image/svg+xml;base64,{icon}",
        markdown=edition.markdown_url,
        json=edition.json_url,
        permanent=edition.url,
        history=History(corrected_in=edition.corrected_in),
    )
    page = render_page(edition.document, sha256=edition.sha256, links=links, shown=edition.page)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    head = f'{_CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="{policy}">\n    <style>{css}</style>'
    return page.replace(_CHARSET, head, 1).encode()


HTML = PublicationFormat("html", "HTML file", "the whole page in one file", ".html", "text/html; charset=utf-8", _html)

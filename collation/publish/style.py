"""The one style sheet and the icon of published pages."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

STYLESHEETS = ("look.css", "pieces.css", "matrix.css", "published.css", "print.css")
ICON = "favicon.svg"


def asset(name: str) -> bytes:
    """The content of one of our static files."""
    return Path(str(finders.find(name))).read_bytes()


def style_sheet() -> tuple[str, str]:
    """The style sheets as one, and its hash for addresses.

    A page waits for one file instead of four.
    """
    return _joined() if settings.DEBUG else _kept()


def _joined() -> tuple[str, str]:
    css = "\n".join(asset(f"css/{name}").decode() for name in STYLESHEETS)
    return css, sha256(css.encode()).hexdigest()[:8]


_kept = cache(_joined)

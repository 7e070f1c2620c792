"""What a browser may do with a static file that is opened as a page."""

from collections.abc import MutableMapping

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""Nothing but the styles that a picture (SVG) holds of its own."""


def confine(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Adds the headers that every page has; called by WhiteNoise for every file that it serves."""
    headers["Content-Security-Policy"] = POLICY
    headers["X-Frame-Options"] = "DENY"

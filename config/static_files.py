"""Headers of static files that a browser opens as pages."""

from collections.abc import MutableMapping

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""The content security policy: only the styles inside a picture (SVG)."""


def confine(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Add the headers that every page has.

    WhiteNoise calls it for every file that it serves.
    """
    headers["Content-Security-Policy"] = POLICY
    headers["X-Frame-Options"] = "DENY"

"""Full addresses of this server's pages.

For mail, printed lines, feeds and other sites.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def full_address(path: str) -> str:
    """The full address of a path that `reverse` gave.

    It begins with BASE_URL, whatever host a request named.
    """
    base = urlsplit(settings.BASE_URL)
    return f"{base.scheme}://{base.netloc}{path}"

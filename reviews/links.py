"""Full addresses of this server's pages.

For mail, printed lines, feeds and other sites.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 (a name to recognise)


def lasting_address(path: str) -> str:
    """The full address of a path, to cite.

    "" if this server has an address on its own machine alone, where nobody else could open it.
    """
    return "" if urlsplit(settings.BASE_URL).hostname in _OF_THIS_MACHINE else full_address(path)


def full_address(path: str) -> str:
    """The full address of a path that `reverse` gave.

    It begins with BASE_URL, whatever host a request named.
    """
    base = urlsplit(settings.BASE_URL)
    return f"{base.scheme}://{base.netloc}{path}"

"""What stands at public addresses, remembered so that it costs no query."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Count, Max

from reviews.models import Publication

SECONDS = 60
"""How long it is remembered.

If the cache fails just when a version is withdrawn, the version is shown no longer than that.
"""
_ALL = "all-standing"
_ASK = "ask"
"""The mark of a change in the cache.

Whoever began to ask before it remembers nothing.
"""


class PublicVersion(NamedTuple):
    """A version of a comparison, standing or withdrawn."""

    number: int
    sha256: str
    withdrawn: bool


def versions_at(slug: str) -> tuple[PublicVersion, ...]:
    """The versions of a comparison, first the newest that stands.

    The withdrawn ones come last, as in `standing_first`.
    """

    def ask() -> tuple[PublicVersion, ...]:
        rows = Publication.objects.filter(comparison__slug=slug).standing_first()
        known = rows.values_list("number", "sha256", "withdrawn_at")
        return tuple(PublicVersion(number, sha256, gone is not None) for number, sha256, gone in known)

    return tuple(PublicVersion(*row) for row in _remembered(f"standing:{slug}", ask))


def state_of_all() -> tuple[object, ...]:
    """A value that changes with every version that comes or goes."""

    def ask() -> tuple[object, ...]:
        known = Publication.objects.aggregate(Count("pk"), Max("pk"), Max("withdrawn_at"))
        return tuple(map(str, known.values()))

    return _remembered(_ALL, ask)


def ask_again(slug: str) -> None:
    """Remember nothing of these versions for a while.

    Call it inside the transaction that changes them.
    """
    for key in (f"standing:{slug}", _ALL):
        cache.set(key, _ASK, SECONDS)


def _remembered(key: str, ask: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    known = cache.get(key)
    if isinstance(known, tuple):
        return known
    answer = ask()
    if answer and known != _ASK:  # addresses that people make up fill no cache
        cache.add(key, answer, SECONDS)
    return answer

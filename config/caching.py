"""The default cache.

Nothing depends on it: a value that is not there is computed again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from random import random
from typing import Any

from django.core.cache.backends import db
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache

BETWEEN_LINES = 60
"""The least seconds between two log lines about a failing cache."""

log = logging.getLogger(__name__)


def _forgiven(name: str, fallback: Any) -> Any:
    """The method of that name, which returns `fallback` if the cache fails.

    Each caller gets a copy of its own, since some change what they get.
    """

    def method(self: Forgiving, *args: Any, **kwargs: Any) -> Any:
        return self._try(lambda: getattr(super(Forgiving, self), name)(*args, **kwargs), copy(fallback))

    return method


class Forgiving(BaseCache):
    """A cache in which every fault is a miss.

    A fault is a full disk, a server that is down, or an entry that cannot be read. Such an entry is garbage, or
    of a class that another release had. It is overwritten when its value is computed.
    """

    rest = 0
    """How many seconds a server that failed is left alone. Every request to it would wait."""

    server_errors: tuple[type[Exception], ...] = (OSError,)

    _resting_until = _silent_until = 0.0

    add = _forgiven("add", True)
    set = _forgiven("set", None)
    touch = _forgiven("touch", False)
    delete = _forgiven("delete", False)
    has_key = _forgiven("has_key", False)
    get_many = _forgiven("get_many", {})
    set_many = _forgiven("set_many", [])
    delete_many = _forgiven("delete_many", None)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._try(lambda: super(Forgiving, self).get(key, default, version), default)

    def _try(self, work: Callable[[], Any], fallback: Any) -> Any:
        """The cache's answer, or the fallback.

        If the cache fails or rests, it is the fallback, with a line in the log now and then.
        """
        kind, now = type(self), time.monotonic()  # each thread has a cache of its own; what failed is the same for all
        if now < kind._resting_until:
            return fallback
        try:
            return work()
        except Exception as error:
            if isinstance(error, kind.server_errors):
                kind._resting_until = now + kind.rest
            if now >= kind._silent_until:
                kind._silent_until = now + BETWEEN_LINES
                log.warning("The cache fails, and pages are slower: %s: %s", type(error).__name__, error)
            return fallback


class DatabaseCache(Forgiving, db.DatabaseCache):
    """Django's cache in a table of the database, which forgives."""


class FileCache(Forgiving, FileBasedCache):
    """Django's file-based cache, made forgiving, and counting its entries rarely.

    It counts at one write in a hundred. Django counts at every write, which takes 50 ms once there are 40,000 entries.
    So MAX_ENTRIES may be exceeded by some hundreds of entries until the next count.
    """

    def _createdir(self) -> None:
        with suppress(OSError):  # then reading and writing fail, and are forgiven
            super()._createdir()  # type: ignore[misc]  # unknown to the stubs

    def _cull(self) -> None:
        if random() < 0.01:  # noqa: S311 (a sample, not a secret)
            super()._cull()  # type: ignore[misc]

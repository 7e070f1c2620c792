"""The default cache.

Nothing depends on it: a value that is not there is computed again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from pathlib import Path
from random import random
from typing import Any

from django.core.cache.backends import db
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.db import connections, router

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
    """How many seconds a server that failed is left alone.

    Every request to it would wait.
    """

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

    def forget(self, group: str) -> None:
        """Delete every entry of a group.

        The group of an entry is the part of its key before the first colon.
        """
        self._try(lambda: self._forget(group), None)

    def _forget(self, group: str) -> None:
        raise NotImplementedError

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


def _group(key: str) -> str:
    """The group of a key, as a part of a file's name."""
    return "".join(filter(str.isalnum, key.partition(":")[0]))


class DatabaseCache(Forgiving, db.DatabaseCache):
    """Django's cache in a table of the database, which forgives."""

    def _forget(self, group: str) -> None:
        database = router.db_for_write(self.cache_model_class)
        with connections[database].cursor() as cursor:
            table = connections[database].ops.quote_name(self._table)  # type: ignore[attr-defined]
            begins = self.make_key(f"{group}:")
            cursor.execute(
                f"DELETE FROM {table} WHERE SUBSTR(cache_key, 1, %s) = %s",  # noqa: S608 (our own table)
                [len(begins), begins],
            )


class FileCache(Forgiving, FileBasedCache):
    """Django's file-based cache, made forgiving, and counting its entries rarely.

    The name of a file begins with the group of its key. It counts at one write in a hundred. Django counts at every
    write, which takes 50 ms once there are 40,000 entries. So MAX_ENTRIES may be exceeded by some hundreds of entries
    until the next count.
    """

    def _key_to_file(self, key: Any, version: int | None = None) -> str:
        path = Path(super()._key_to_file(key, version))  # type: ignore[misc]  # unknown to the stubs
        return str(path.with_name(f"{_group(key)}-{path.name}"))

    def _forget(self, group: str) -> None:
        for path in Path(self._dir).glob(f"{group}-*{self.cache_suffix}"):  # type: ignore[attr-defined]
            path.unlink(missing_ok=True)

    def _createdir(self) -> None:
        with suppress(OSError):  # then reading and writing fail, and are forgiven
            super()._createdir()  # type: ignore[misc]  # unknown to the stubs

    def _cull(self) -> None:
        if random() < 0.01:  # noqa: S311 (a sample, not a secret)
            super()._cull()  # type: ignore[misc]

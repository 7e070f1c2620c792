"""The cache in Redis, chosen by CACHE_URL or REDIS_URL.

A module of its own, since the client is optional.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends import redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from config.caching import Forgiving


class RedisCache(Forgiving, redis.RedisCache):
    """Django's cache in Redis, made forgiving.

    A server that is down or slow costs a second, and then none for ten.
    """

    rest = 10
    server_errors = (OSError, RedisError)

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        impatient = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 0)}
        super().__init__(server, {**params, "OPTIONS": {**impatient, **params.get("OPTIONS", {})}})

    def _forget(self, group: str) -> None:
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(match=f"{self.make_key(group)}:*", count=1000):
            client.delete(key)

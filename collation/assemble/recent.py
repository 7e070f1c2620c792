"""Values that a process keeps in its memory for a short time."""

from __future__ import annotations

import pickle
from collections import deque
from threading import Lock
from time import monotonic
from typing import Any


class Recent:
    """Values of the last `seconds`, by keys.

    They have at most `size` bytes in all, as they are when pickled. Once there is no room, the oldest values go. A
    value that is larger than half of the room is not kept, nor measured again. Threads may share it.
    """

    def __init__(self, seconds: float, size: int) -> None:
        self._seconds, self._size = seconds, size
        self._values: dict[str, Any] = {}
        self._order: deque[tuple[float, int, str]] = deque()
        self._held = 0
        self._too_large: deque[str] = deque(maxlen=100)
        self._lock = Lock()

    def get(self, key: str) -> Any:
        """The value, or None."""
        with self._lock:
            self._drop_old()
            return self._values.get(key)

    def keep(self, key: str, value: object) -> None:
        """Keep a value, which is not None, from now on."""
        if key in self._too_large:
            return
        size = len(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        if size > self._size // 2:
            self._too_large.append(key)
            return
        with self._lock:
            if key in self._values:
                return
            self._values[key] = value
            self._order.append((monotonic(), size, key))
            self._held += size
            self._drop_old()

    def clear(self) -> None:
        """Drop all values."""
        with self._lock:
            self._values.clear()
            self._order.clear()
            self._held = 0

    def _drop_old(self) -> None:
        oldest = monotonic() - self._seconds
        while self._order and (self._held > self._size or self._order[0][0] < oldest):
            _, size, key = self._order.popleft()
            self._held -= size
            del self._values[key]

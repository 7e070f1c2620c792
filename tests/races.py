"""Several threads that do something at the same moment, each over a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def at_once(*actions: Callable[[], Result]) -> Sequence[Result | Exception]:
    """What each action gave or raised, in their order. All begin together; a test of it needs `transaction=True`."""
    ready = threading.Barrier(len(actions))
    results: list[Result | Exception] = [RuntimeError("It never ended.")] * len(actions)

    def run(at: int, action: Callable[[], Result]) -> None:
        ready.wait()
        try:
            results[at] = action()
        except Exception as error:
            results[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(at, action)) for at, action in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

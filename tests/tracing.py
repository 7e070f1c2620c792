"""What of our code runs: files, functions, and how often a call goes from one file to another."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ("reviews", "collation", "config")
_INNER = re.compile(r"\.<locals>(?:\.<[a-z]+>)+(?=\.|$)")  # a lambda or comprehension in a function


class Trace:
    """While it is entered, every call of a function in the folders that it is told of.

    `functions` holds the functions, "file:function", in the order in which they were first called, and for each the
    number of its calls; `callers` holds for each the function that called it first, "" for none. A call or return that
    goes to another of these files is one of the `moves`; what runs between, as Django does, is not seen. Lambdas and
    comprehensions belong to the function that they stand in. A generator is called each time that it goes on.
    """

    def __init__(self, root: Path = ROOT, folders: Iterable[str] = HOUSE) -> None:
        self.root = root
        self.within = tuple(f"{root / folder}/" for folder in folders)
        self.functions: dict[str, int] = {}
        self.callers: dict[str, str] = {}
        self.moves = 0
        self.arrows: set[tuple[str, str]] = set()
        """The pairs of files between which a call goes."""
        self._known: dict[CodeType, str] = {}
        self._running: list[str] = []

    @property
    def files(self) -> list[str]:
        """The files of ours that were visited, in the order of their first call."""
        return list(dict.fromkeys(map(file_of, self.functions)))

    @property
    def calls(self) -> int:
        """How many calls there were."""
        return sum(self.functions.values())

    def __enter__(self) -> Trace:
        self._before: Callable[..., Any] | None = sys.getprofile()
        sys.setprofile(self._see)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        sys.setprofile(self._before)

    def _see(self, frame: FrameType, event: str, argument: object) -> None:
        if event not in ("call", "return"):
            return
        code = frame.f_code
        if code not in self._known:
            self._known[code] = self.name(code)
        function = self._known[code]
        if not function:
            return
        if event == "call":
            self.functions[function] = self.functions.get(function, 0) + 1
            caller = self._running[-1] if self._running else ""
            self.callers.setdefault(function, caller)
            if self._moves_to(function):
                self.arrows.add((file_of(caller), file_of(function)))
            self._running.append(function)
        elif self._running:
            self._running.pop()
            self._moves_to(function)

    def _moves_to(self, function: str) -> bool:
        """Whether what runs now and `function` are in different files; if so, it counts as a move."""
        moves = bool(self._running) and file_of(self._running[-1]) != file_of(function)
        self.moves += moves
        return moves

    def name(self, code: CodeType) -> str:
        """The "file:function" of a function of ours; "" for a module, a class body and what is not ours."""
        if not code.co_filename.startswith(self.within) or not code.co_flags & CO_OPTIMIZED:
            return ""
        return f"{Path(code.co_filename).relative_to(self.root)}:{_INNER.sub('', code.co_qualname)}"


def file_of(function: str) -> str:
    """The file of a function that is named "file:function"."""
    return function.partition(":")[0]

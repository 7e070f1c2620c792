"""What hundreds of tests begin with: made by the verbs once, and from then on written again as the same rows.

A test begins with no rows. As long as everything in its database was made by functions marked `@made_once`, the calls
tell what the rows are: the same call after the same calls gives the same. So its rows and its value are kept, and the
next test gets copies, at a tenth of the cost. Whatever else a test writes ends this until the test is over. In a copy
all was made a second ago. With PostgreSQL everything is made by the verbs.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from functools import wraps
from io import BytesIO
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from django.utils import timezone

P = ParamSpec("P")
Made = TypeVar("Made")
Calls = tuple[Hashable, ...]
Rows = dict[str, dict[int, tuple[Any, ...]]]


class _Test:
    """What the running test has called, and what it got."""

    calls: Calls | None = None
    """The calls that made all rows, or None if others may have made some."""

    values: list[Any] = []
    writes: tuple[Any, int] = (None, 0)
    """The connection, and how many rows it had written after the last of the calls."""

    times: dict[datetime, datetime] = {}
    """The times of what it got, and as what each of them is kept."""


BEGUN, STEP = datetime(2000, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)
"""When the first call of a test begins, and how long each takes, in the times that are kept."""

_kept: dict[Calls, bytes] = {}


def begin_test() -> None:
    """Begin a test: its database holds no rows."""
    _Test.calls, _Test.values, _Test.writes, _Test.times = (), [], _writes(), {}


def made_once(make: Callable[P, Made]) -> Callable[P, Made]:
    """Let tests have copies of what this function makes.

    All that it needs must be in its arguments: strings, numbers, and what other such functions gave.
    """

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> Made:
        calls = _after(make, args, kwargs)
        _Test.calls = None
        if calls is None:
            return make(*args, **kwargs)
        if calls in _kept:
            value = _write_again(_kept[calls])
        else:
            before, began = _rows(), timezone.now()
            value = make(*args, **kwargs)
            _kept[calls] = _packed(before, _rows(), value, began)
        _Test.calls, _Test.writes = calls, _writes()
        _Test.values.append(value)
        return value

    return made


def _after(make: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Calls | None:
    """The calls so far and this one, or None if they do not tell what the rows are."""
    if connection.vendor != "sqlite" or _Test.calls is None:
        return None
    connection.ensure_connection()
    if _Test.writes not in (_writes(), (None, _writes()[1])):
        return None
    places = {id(value): place for place, value in enumerate(_Test.values)}
    given = [(name, places.get(id(value), value)) for name, value in (*enumerate(args), *sorted(kwargs.items()))]
    return (*_Test.calls, (make.__module__, make.__qualname__, *given)) if _plain(tuple(given)) else None


def _plain(value: Any) -> bool:
    return all(map(_plain, value)) if isinstance(value, tuple) else value is None or isinstance(value, str | int)


def _writes() -> tuple[Any, int]:
    opened = connection.connection
    return opened, opened.total_changes if opened and connection.vendor == "sqlite" else 0


def _rows() -> Rows:
    """All rows of all tables, by rowid."""
    run = connection.connection.execute
    tables = run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    return {table: {row[0]: row[1:] for row in run(f'SELECT rowid, * FROM "{table}"')} for (table,) in tables}


class _Packer(pickle.Pickler):
    """Packs what was made; what the test had before is named by its place, and times are counted from BEGUN."""

    def __init__(self, packed: BytesIO, began: datetime) -> None:
        super().__init__(packed)
        self.began, self.took = began, timezone.now() - began

    def persistent_id(self, thing: Any) -> tuple[str, Any, bool] | None:
        place = next((place for place, value in enumerate(_Test.values) if value is thing), None)
        if place is not None:
            return "had", place, False
        if not isinstance(thing, datetime):
            return None
        naive = thing.tzinfo is None
        time = thing.replace(tzinfo=UTC) if naive else thing
        if time not in _Test.times:
            since = time - self.began
            if timedelta() < since <= self.took:
                since = since / self.took * STEP
            _Test.times[time] = BEGUN + len(_Test.values) * STEP + since
        return "time", (_Test.times[time] - BEGUN) / timedelta.resolution, naive


class _Unpacker(pickle.Unpickler):
    def __init__(self, packed: bytes) -> None:
        super().__init__(BytesIO(packed))
        self.begun = next((time - (kept - BEGUN) for time, kept in _Test.times.items()), timezone.now() - 1000 * STEP)

    def persistent_load(self, named: tuple[str, Any, bool]) -> Any:
        kind, what, naive = named
        if kind == "had":
            return _Test.values[what]
        since = what * timedelta.resolution
        time = self.begun + since
        _Test.times[time] = BEGUN + since
        return time.replace(tzinfo=None) if naive else time


def _packed(before: Rows, after: Rows, value: Any, began: datetime) -> bytes:
    """The rows that were added or changed, the value, and what is known now of each value before it."""
    assert all(before[table].keys() <= after[table].keys() for table in before), "nothing is deleted"
    new = {
        table: [row for rowid, row in rows.items() if before[table].get(rowid) != row]
        for table, rows in after.items()
        if rows != before[table]
    }
    packed = BytesIO()
    _Packer(packed, began).dump((new, value, [vars(had) for had in _Test.values]))
    return packed.getvalue()


def _write_again(packed: bytes) -> Any:
    new, value, known = _Unpacker(packed).load()
    with transaction.atomic():
        for table, rows in new.items():
            places = ", ".join("?" for _ in rows[0])
            connection.connection.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES ({places})', rows)
    for had, fields in zip(_Test.values, known, strict=True):
        vars(had).update(fields)
    return value

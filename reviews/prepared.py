"""Queries that are written as SQL once, and asked with other values.

Django writes the SQL of a query each time it is asked, and that takes many times longer than the database does. The
few queries that a mark needs are prepared. Everything else asks as usual.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Row = TypeVar("Row")

_FIRST = 2**62
"""The number for the first value while the SQL is written.

The second value has the next, and so on.
"""


class Prepared(Generic[Row]):
    """A function of values that gives the rows of a query.

    `build` makes the query. Its positional arguments are numbers or texts that the query compares with, as the columns
    hold them; its keyword arguments decide which query it is, and each combination is written once. Raises TypeError
    for a value that is neither, and if the query takes one otherwise than as it is.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._written: dict[Any, _Written[Row]] = {}

    def __call__(self, *values: int | str, **variant: Any) -> list[Row]:
        kinds = tuple(map(type, values))
        which = (connections[DEFAULT_DB_ALIAS].vendor, kinds, *variant.items())
        query = self._written.get(which)
        if query is None:
            query = self._written[which] = self._prepare(kinds, variant)
        return query.rows(values)

    def first(self, *values: int | str, **variant: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self(*values, **variant)), None)

    def _prepare(self, kinds: tuple[type, ...], variant: dict[str, Any]) -> _Written[Row]:
        if not set(kinds) <= {int, str}:
            raise TypeError(f"A prepared query takes numbers and texts, not {kinds}.")
        marks = [kind(_FIRST + at) for at, kind in enumerate(kinds)]
        queryset = self._build(*marks, **variant)
        return _Written(queryset, marks)


class _Written(Generic[Row]):
    """The SQL of a query, with the places of its values."""

    def __init__(self, queryset: QuerySet[Any, Row], marks: list[int | str]) -> None:
        self._queryset: Any = queryset
        self._compiler: Any = queryset.query.get_compiler(queryset.db)
        self._sql, self._params = self._compiler.as_sql()
        converters = self._compiler.get_converters([expression for expression, *_ in self._compiler.select])
        self._compiler.get_converters = lambda _: converters
        at = {mark: number for number, mark in enumerate(marks)}
        self._places = [(place, at[value]) for place, value in enumerate(self._params) if value in at]
        rest = [self._sql, *(value for value in self._params if value not in at)]
        if any(str(mark) in str(text) for mark in marks for text in rest):
            raise TypeError(f"The query takes a value otherwise than as it is: {self._sql} {self._params}")

    def rows(self, values: tuple[int | str, ...]) -> list[Row]:
        params = list(self._params)
        for place, number in self._places:
            params[place] = values[number]
        compiler = copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda: (self._sql, params)
        return list(self._queryset._iterable_class(_Asked(self._queryset, compiler)))


class _Asked:
    """What Django reads rows through: a query whose SQL is written."""

    def __init__(self, queryset: Any, compiler: Any) -> None:
        self.model, self.db, self._fields = queryset.model, queryset.db, queryset._fields
        self._known_related_objects: dict[Any, Any] = {}
        self.query, self._compiler = self, compiler

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self._compiler


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Prepared[Row]:
    """Make a function that builds a query one that asks it."""
    return Prepared(build)

"""Filters of pages, as the query of an address. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import ClassVar, Self
from urllib.parse import urlencode


@dataclass(frozen=True)
class QueryFilter:
    """The base of all filters, which are kept in the address."""

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of an address that asks for this.

        There are none for the default.
        """
        raise NotImplementedError

    @cached_property
    def query(self) -> str:
        """The same as a query string, with its "?"; "" without parameters."""
        return f"?{urlencode(self.parameters, safe=',')}" if self.parameters else ""


@dataclass(frozen=True)
class ChoiceFilter(QueryFilter):
    """A filter whose fields are parameters of the same names.

    A field is one of its CHOICES, else a flag.
    """

    CHOICES: ClassVar[Mapping[str, Container[str]]] = {}

    @classmethod
    def asked_by(cls, parameters: Mapping[str, str]) -> Self:
        """The filter that an address asks for.

        A flag is on if it is there at all. Unknown parameters and choices are ignored.
        """
        flags = {
            field.name: True for field in fields(cls) if field.name not in cls.CHOICES and field.name in parameters
        }
        chosen = {name: parameters[name] for name in cls.CHOICES if parameters.get(name, "") in cls.CHOICES[name]}
        return cls(**flags, **chosen)

    @property
    def parameters(self) -> dict[str, str]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        defaults = {field.name: field.default for field in fields(self)}
        return {name: "on" if value is True else value for name, value in values.items() if value != defaults[name]}

    def turned(self, flag: str) -> Self:
        """A copy with one flag turned over."""
        return replace(self, **{flag: not getattr(self, flag)})


@dataclass(frozen=True)
class Choice:
    """One value of a filter: words, query, count, whether it is on."""

    words: str
    query: str
    count: int
    on: bool

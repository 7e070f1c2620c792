"""Which annotations their page shows. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol, Self, TypeVar

from collation.pages.findings import Facet
from collation.pages.query_filter import Choice, QueryFilter

UNLABELLED = "-"
"""The choice of annotations without a label, which is no label’s key."""

STATES = {"here": "in the text", "lost": "words gone"}


class Sorted(Protocol):
    """What an annotation is chosen by."""

    @property
    def label_key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def respondent(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def state(self) -> str: ...


One = TypeVar("One", bound=Sorted)


@dataclass(frozen=True)
class AnnotationFilter(QueryFilter):
    """The annotations that the reader asked to see; "" for any."""

    label: str = ""
    by: str = ""
    respondent: str = ""
    state: str = ""

    @classmethod
    def asked_by(cls, parameters: Mapping[str, str]) -> Self:
        """The filter that an address asks for; unknown parameters are ignored."""
        return cls(**{field.name: parameters.get(field.name, "") for field in fields(cls)})

    @property
    def parameters(self) -> dict[str, str]:
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def chosen(self, annotations: Sequence[One]) -> list[One]:
        """Those that are asked for."""
        return [
            one for one in annotations if all(value == _value(one, name) for name, value in self.parameters.items())
        ]

    def facets(self, annotations: Sequence[Sorted]) -> tuple[Facet, ...]:
        """What can be chosen, each with the number that it would show.

        What would change nothing is left out.
        """
        found = []
        for name in ("label", "by", "respondent", "state"):
            values = {"": "All", **{_value(one, name): _words(one, name) for one in annotations}}
            asked = getattr(self, name)
            choices = []
            for value, words in {**values, **({} if asked in values else {asked: asked})}.items():
                other = replace(self, **{name: value})
                count = len(other.chosen(annotations))
                if count or value in ("", asked):
                    choices.append(Choice(words, other.query, count, value == asked))
            if len(choices) > 2 or asked:
                found.append(Facet(name, tuple(choices)))
        return tuple(found)


def _value(one: Sorted, name: str) -> str:
    return {"label": one.label_key or UNLABELLED, "by": one.by, "respondent": one.respondent, "state": one.state}[name]


def _words(one: Sorted, name: str) -> str:
    named = {"label": one.label or "no label", "by": one.by, "respondent": one.name, "state": STATES[one.state]}
    return named[name]

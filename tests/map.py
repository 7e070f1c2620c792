"""`make map`: count the rooms, floors and arrows of the imports, and draw them and the tables in docs/architecture.md.

A room is a folder or a loose module directly inside the part that is looked at. An arrow is one room that imports from
another. A room's floor is the longest chain of imports below it, from 1. A circle is a group of rooms each of which
imports from all others of it, directly or not; its rooms share a floor. The whole house is the rooms of `reviews/`,
with `collation/` and `config/` as one room each. `apps.py` is no room: Django loads it, and it loads nothing of ours.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

from django.apps import apps
from django.db.models import Field, Model

from tests.test_imports import imports, modules

HOUSE = "the whole house"
PARTS = (HOUSE, "collation", "reviews", "reviews.intake")
"""What is looked at, in the order of its figures."""

NO_ROOM = {"__init__", "apps"}
ARCHITECTURE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
ROOMS = """\
`reviews/`, with `collation/` as one room:

{house}

`collation/`:

{collation}

An arrow points from the importing room to the imported one. It is left out if a path through other rooms leads there
too. `make map` draws this from the imports.
"""
TABLES = """\
{tables}

A box lists the fields that point to other tables; “?” may be empty, “*” may be many. The table is named unless the field
has its name. An arrow is left out if it leads to `User`, or if a path through other tables leads there too. These tables keep a
history: {histories}. `make map` draws this from the models.
"""


class Part:
    """The rooms of a part of the house, and the arrows between them."""

    def __init__(self, arrows: Mapping[str, Iterable[str]]) -> None:
        """`arrows` gives for each room the rooms that it imports from."""
        self.below = {room: frozenset(arrows[room]) - {room} for room in sorted(arrows)}

    @property
    def rooms(self) -> list[str]:
        """Their names, in alphabetical order."""
        return list(self.below)

    @property
    def arrows(self) -> list[tuple[str, str]]:
        """Who imports, and from whom, in alphabetical order."""
        return [(room, other) for room, others in self.below.items() for other in sorted(others)]

    @property
    def needed(self) -> list[tuple[str, str]]:
        """The arrows without those that lead where a way over other rooms, outside of any circle of theirs, leads."""
        return [
            (room, other)
            for room, other in self.arrows
            if not any(
                other in self.reached[between] and room not in self.reached[between] | self.reached[other]
                for between in self.below[room]
                if between not in self.reached[other]
            )
        ]

    @cached_property
    def reached(self) -> dict[str, frozenset[str]]:
        """For each room all rooms that it imports from, directly or not; itself among them if it is in a circle."""
        return {room: frozenset(self._walk(room)) for room in self.below}

    @cached_property
    def circles(self) -> list[tuple[str, ...]]:
        """The groups of rooms that import from each other, in alphabetical order."""
        groups = {
            tuple(other for other in self.rooms if other in reached and room in self.reached[other])
            for room, reached in self.reached.items()
            if room in reached
        }
        return sorted(groups)

    @cached_property
    def floors(self) -> dict[str, int]:
        """The floor of each room, from 1."""
        floors: dict[str, int] = {}
        for room in sorted(self.below, key=lambda room: len(self.reached[room] | {room})):
            lower = [other for other in self.reached[room] if room not in self.reached[other]]
            floors[room] = 1 + max((floors[other] for other in lower), default=0)
        return floors

    def _walk(self, room: str) -> set[str]:
        reached: set[str] = set()
        waiting = [room]
        while waiting:
            new = self.below[waiting.pop()] - reached
            reached |= new
            waiting += new
        return reached


def arrows_of(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """The modules of ours that each module imports; a package is named `a.b.__init__`.

    `sources` holds the text of each module of ours by its dotted name.
    """
    return {
        module: {found for name in imports(module, ast.parse(source)) if (found := _ours(name, sources))}
        for module, source in sources.items()
    }


def _ours(name: str, known: Mapping[str, str]) -> str | None:
    """The module of ours that an imported name is, or that it lies in."""
    while name:
        if name in known:
            return name
        if f"{name}.__init__" in known:
            return f"{name}.__init__"
        name = name.rpartition(".")[0]
    return None


def part(arrows: Mapping[str, Iterable[str]], name: str) -> Part:
    """One of PARTS. `arrows` gives for each module the modules that it imports."""
    rooms: dict[str, set[str]] = {}
    for module, imported in arrows.items():
        if room := room_in(module, name):
            rooms.setdefault(room, set()).update(filter(None, (room_in(other, name) for other in imported)))
    return Part(rooms)


def room_in(module: str, name: str) -> str | None:
    """The room of a part that a module lies in; None if it lies in none."""
    if name == HOUSE:
        first = module.partition(".")[0]
        return first if first != "reviews" else room_in(module, "reviews")
    inside, _, rest = module.partition(f"{name}.")
    room = rest.partition(".")[0]
    return room if not inside and room and room not in NO_ROOM else None


def figures(arrows: Mapping[str, Iterable[str]]) -> str:
    """The table of all parts."""
    lines = [f"{'':<18}{'rooms':>8}{'floors':>8}{'arrows':>8}  circles"]
    for name in PARTS:
        seen = part(arrows, name)
        circles = "; ".join(" ↔ ".join(circle) for circle in seen.circles) or "none"
        title = name if name == HOUSE else f"{name.replace('.', '/')}/"
        lines.append(f"{title:<18}{len(seen.rooms):>8}{max(seen.floors.values()):>8}{len(seen.arrows):>8}  {circles}")
    return "\n".join(lines)


def drawings(arrows: Mapping[str, Iterable[str]], models: Iterable[type[Model]]) -> dict[str, str]:
    """What stands between the marks of docs/architecture.md, by their names."""
    tables = [model for model in models if not model.__name__.startswith("Historical")]
    histories = sorted(f"`{model.__name__}`" for model in tables if hasattr(model, "history"))
    return {
        "rooms": ROOMS.format(house=rooms_drawn(arrows, HOUSE), collation=rooms_drawn(arrows, "collation")),
        "tables": TABLES.format(tables=tables_drawn(tables), histories=", ".join(histories) or "none"),
    }


def rooms_drawn(arrows: Mapping[str, Iterable[str]], name: str) -> str:
    """The rooms of a part that have arrows, those that import above what they import, in Mermaid."""
    seen = part(arrows, name)
    folders = {room_in(module, name) for module in arrows if module.endswith(".__init__")}
    joined = sorted({room for arrow in seen.arrows for room in arrow})
    titles = {room: f"{room}/" if room in folders else f"{room}.py" for room in joined}
    return _flowchart("TD", titles, seen.needed)


def tables_drawn(tables: Iterable[type[Model]]) -> str:
    """The tables, those that point to the right of what they point to, in Mermaid."""
    titles, pointed = {}, {}
    tables = sorted(tables, key=lambda table: table.__name__)
    for table in tables:
        fields = [one for one in table._meta.get_fields() if isinstance(one, Field) and one.related_model in tables]
        titles[table.__name__] = "<br>".join([f"<b>{table.__name__}</b>", *map(_pointer, fields)])
        pointed[table.__name__] = {field.related_model.__name__ for field in fields}
    shown = Part({table: others - {"User"} for table, others in pointed.items()})
    return _flowchart("RL", titles, shown.needed, '%%{init: {"flowchart": {"wrappingWidth": 300}}}%%')


def _pointer(field: Field) -> str:
    """The name of a field that points to a table, and the name of that table if it is another."""
    table = field.related_model.__name__
    named = "" if field.name.replace("_", "") == table.lower() else f": {table}"
    return f"{field.name}{named}{' *' if field.many_to_many else ' ?' if field.null else ''}"


def _flowchart(direction: str, titles: Mapping[str, str], arrows: Iterable[tuple[str, str]], *settings: str) -> str:
    boxes = [f'  {name}["{title}"]' for name, title in titles.items()]
    lines = [f"  {one} --> {other}" for one, other in arrows]
    return "\n".join(["```mermaid", *settings, f"flowchart {direction}", *boxes, *lines, "```"])


def redrawn(text: str, drawn: Mapping[str, str]) -> str:
    """The text with each drawing between its marks, `<!-- name -->` and `<!-- /name -->`, which it must have."""
    for name, drawing in drawn.items():
        before, mark, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->\n")
        if not mark or not end:
            raise ValueError(f"The text has no marks for {name}.")
        text = f"{before}{mark}{drawing}{end}{after}"
    return text


def main() -> None:
    arrows = arrows_of({name: path.read_text() for name, path in modules()})
    sys.stdout.write(figures(arrows) + "\n")
    drawn = drawings(arrows, apps.get_app_config("reviews").get_models())
    ARCHITECTURE.write_text(redrawn(ARCHITECTURE.read_text(), drawn))


if __name__ == "__main__":
    main()

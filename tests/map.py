"""`make map`: how many rooms, floors and arrows the imports make, and whether they run in a circle.

A room is a folder or a loose module directly inside the part that is looked at. An arrow is one room that imports from
another. A room's floor is the longest chain of imports below it, from 1. A circle is a group of rooms each of which
imports from all others of it, directly or not; its rooms share a floor. The whole house is the rooms of `reviews/`,
with `collation/` and `config/` as one room each. `apps.py` is no room: Django loads it, and it loads nothing of ours.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property

from tests.test_imports import imports, modules

HOUSE = "the whole house"
PARTS = (HOUSE, "collation", "reviews", "reviews.intake")
"""What is looked at, in the order of its figures."""

NO_ROOM = {"__init__", "apps"}


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


def main() -> None:
    sys.stdout.write(figures(arrows_of({name: path.read_text() for name, path in modules()})) + "\n")


if __name__ == "__main__":
    main()

"""The roles of lines, and the pieces that neighbours make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviews.intake.document import FoundBy, Piece, Role
from reviews.intake.page.blocks import Line


@dataclass(frozen=True)
class LineRole:
    """The role of one line.

    Neighbours of the same role make a piece.
    """

    role: Role
    voice: int | None
    found_by: FoundBy
    why: str


def pieces_of(lines: Sequence[Line], roles: Sequence[LineRole | None], *, head: int, end: int) -> tuple[Piece, ...]:
    """The pieces of a page, from its beginning to `end`.

    A line without a role belongs to the piece before it; if none has one, there are no pieces. The first `head`
    characters are front matter.
    """
    cuts: list[tuple[int, LineRole]] = []
    if head:
        cuts.append((0, LineRole("furniture", None, "format", "the head of the document")))
    for line, role in zip(lines, roles, strict=True):
        if role and (not cuts or cuts[-1][1] != role or role.role == "marker"):
            if cuts and _same_piece(cuts[-1][1], role):
                cuts[-1] = (cuts[-1][0], _with_reason(cuts[-1][1], role))
                continue
            cuts.append((line.start if cuts else 0, role))
    ends = [*(start for start, _ in cuts), end][1:]
    return tuple(
        Piece(start, stop, role.role, role.voice, role.found_by, role.why)
        for (start, role), stop in zip(cuts, ends, strict=True)
    )


def _with_reason(role: LineRole, more: LineRole) -> LineRole:
    """The role of a piece that goes on for another reason."""
    if role.role != "furniture" or role.found_by != "heuristic" or more.why in role.why.split(", "):
        return role
    return replace(role, why=f"{role.why}, {more.why}")


def _same_piece(before: LineRole, after: LineRole) -> bool:
    return (
        before.role == after.role == "furniture" and (before.found_by == "marker") == (after.found_by == "marker")
    ) or (before.role == after.role == "answer" and before.voice == after.voice)

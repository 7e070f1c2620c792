"""Even shares of work: who marks which cell. Pure."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

Place = tuple[int, int]
"""A cell, by the ids of its question and its transcript."""

Shares = dict[Place, frozenset[int]]
"""The ids of the reviewers of each cell."""


def share_out(
    places: Sequence[Place],
    reviewers: Iterable[int],
    each: int,
    *,
    standing: Mapping[Place, Iterable[int]] = {},
    marked: Mapping[Place, Sequence[int]] = {},
) -> Shares:
    """Give every cell `each` reviewers, and all reviewers even shares.

    A cell has fewer only if there are too few reviewers. Whoever has marked a cell (`marked`, in the order of the
    marks) keeps it, whether still a reviewer or not, up to `each` of them: those that it stood with first. What is
    `standing` is kept if it can be. Nobody gets a cell that they have marked already. Without marks the shares differ
    by one at most; with marks no other choice is more even. The same input gives the same shares.
    """
    active = sorted(set(reviewers))
    pinned = {place: _pinned(marked.get(place, ()), set(standing.get(place, ())), each) for place in places}
    shares = _Shares({place: set(pinned[place]) for place in places}, active, pinned, marked)
    for place in places:
        for reviewer in _by_chance(place, set(standing.get(place, ())) & set(active)):
            if len(shares.of[place]) < each and shares.may_take(reviewer, place):
                shares.give(place, reviewer)
    for place in sorted(places, key=lambda place: _draw(place)):
        while len(shares.of[place]) < each and (free := [one for one in active if shares.may_take(one, place)]):
            shares.give(place, min(free, key=lambda one: (shares.count[one], _draw(place, one))))
    while path := shares.evening_path():
        for place, giver, taker in path:
            shares.pass_on(place, giver, taker)
    return {place: frozenset(reviewers) for place, reviewers in shares.of.items()}


class _Shares:
    """Shares that are being made.

    `count` says how many cells each active reviewer has.
    """

    def __init__(
        self,
        of: dict[Place, set[int]],
        active: Sequence[int],
        pinned: Mapping[Place, Sequence[int]],
        marked: Mapping[Place, Sequence[int]],
    ) -> None:
        self.of, self.active, self.pinned = of, active, pinned
        self.marked = {place: frozenset(marked.get(place, ())) for place in of}
        self.count = Counter(one for reviewers in of.values() for one in reviewers if one in set(active))

    def may_take(self, reviewer: int, place: Place) -> bool:
        return reviewer not in self.of[place] and reviewer not in self.marked[place]

    def give(self, place: Place, reviewer: int) -> None:
        self.of[place].add(reviewer)
        self.count[reviewer] += 1

    def pass_on(self, place: Place, giver: int, taker: int) -> None:
        self.of[place].remove(giver)
        self.count[giver] -= 1
        self.give(place, taker)

    def evening_path(self) -> list[tuple[Place, int, int]]:
        """The cells to pass on, so that shares become more even.

        Each with giver and taker: from somebody with two more cells than the last taker, perhaps through others. Empty
        if nothing makes the shares more even.
        """
        fewest = min((self.count[one] for one in self.active), default=0)
        for first in sorted(self.active, key=lambda one: (-self.count[one], one)):
            if self.count[first] < fewest + 2:
                break
            found = self._path_from(first)
            if found:
                return found
        return []

    def _path_from(self, first: int) -> list[tuple[Place, int, int]]:
        came: dict[int, tuple[Place, int]] = {}
        waiting = deque([first])
        while waiting:
            giver = waiting.popleft()
            for place, reviewers in self.of.items():
                if giver not in reviewers or giver in self.pinned[place]:
                    continue
                for taker in self.active:
                    if taker == first or taker in came or not self.may_take(taker, place):
                        continue
                    came[taker] = place, giver
                    if self.count[taker] <= self.count[first] - 2:
                        return self._way_to(taker, came)
                    waiting.append(taker)
        return []

    @staticmethod
    def _way_to(last: int, came: Mapping[int, tuple[Place, int]]) -> list[tuple[Place, int, int]]:
        """The steps to the last taker, in reverse.

        So each giver still has the cell.
        """
        steps = []
        while last in came:
            place, giver = came[last]
            steps.append((place, giver, last))
            last = giver
        return steps


def _pinned(marked: Sequence[int], standing: set[int], each: int) -> list[int]:
    """Those who have marked a cell and keep it."""
    return sorted(dict.fromkeys(marked), key=lambda one: one not in standing)[:each]


def _by_chance(place: Place, reviewers: Iterable[int]) -> list[int]:
    return sorted(reviewers, key=lambda one: _draw(place, one))


def _draw(place: Place, *more: int) -> str:
    """A lot: always the same, so that shares are, too."""
    return sha256(repr((place, more)).encode()).hexdigest()

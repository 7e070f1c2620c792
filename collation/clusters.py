"""Texts that speak of the same thing, put together: average linkage over an inverted index. Pure."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from math import sqrt

from collation.bags import Bag, is_specific

_MOST, _EACH = 60, 1.5  # texts, in all or for each voice, beyond which a term that so many hold makes none alike
_FAINTEST = 0.03  # likeness below which two texts are taken to share nothing
_ALIKE = 0.14  # likeness of the centres of two groups that join
_LOOSEST = 0.05  # mean likeness between their members
_SAME_VOICE = 0.6
_WORTH = (0.2, 0.4, 0.75, 1.0)  # what a likeness counts that rests on so few telling terms, or on three and more


def likenesses(bags: Sequence[Bag], most: int) -> dict[tuple[int, int], float]:
    """The likeness of each pair of bags that share a term which at most `most` bags hold; i < j."""
    held_by = Counter(term for bag in bags for term in bag)
    telling = {term: is_specific(term) for term, held in held_by.items() if 1 < held <= most}
    holders: dict[str, list[int]] = {term: [] for term in telling}
    found: dict[tuple[int, int], float] = {}
    for j, bag in enumerate(bags):
        shared: dict[int, float] = {}
        told: dict[int, int] = {}
        for term, weight in bag.items():
            if term in telling:
                for i in holders[term]:
                    shared[i] = shared.get(i, 0.0) + weight * bags[i][term]
                    if telling[term]:
                        told[i] = told.get(i, 0) + 1
                holders[term].append(j)
        for i, likeness in shared.items():
            worth = likeness * _WORTH[min(told.get(i, 0), 3)]
            if worth >= _FAINTEST:
                found[i, j] = worth
    return found


def clusters(bags: Sequence[Bag], voices: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The bags in groups, each a tuple of indices in order; every index is in exactly one.

    Two groups join while their centres are at least `_ALIKE` alike and their members on the mean at least `_LOOSEST`,
    the most alike first; so a chain of neighbours makes no group. `voices` says whose each bag is: one who speaks twice
    sounds alike, so likeness within a voice counts `_SAME_VOICE`. Equal likenesses join in the order of the bags.
    """
    members: dict[int, tuple[int, ...]] = {i: (i,) for i in range(len(bags))}
    most = max(_MOST, int(_EACH * len(set(voices))))
    links: dict[int, dict[int, float]] = {i: {} for i in members}  # sums of likenesses between groups
    inside = dict.fromkeys(members, 1.0)  # sums of likenesses within them
    queue: list[tuple[float, int, int]] = []
    for (i, j), likeness in likenesses(bags, most).items():
        links[i][j] = links[j][i] = likeness * (_SAME_VOICE if voices[i] == voices[j] else 1.0)
        if links[i][j] >= _ALIKE:
            queue.append((-links[i][j], i, j))
    heapq.heapify(queue)
    following = len(bags)
    while queue:
        _, a, b = heapq.heappop(queue)
        if a not in members or b not in members:
            continue
        joined = members.pop(a) + members.pop(b)
        inside[following] = inside[a] + inside[b] + 2 * links[a][b]
        sums = links.pop(a)
        for other, likeness in links.pop(b).items():
            sums[other] = sums.get(other, 0.0) + likeness
        sums = {other: likeness for other, likeness in sums.items() if other in members}
        links[following] = sums
        for other, likeness in sums.items():
            links[other].pop(a, None)
            links[other].pop(b, None)
            links[other][following] = likeness
            centres = likeness / sqrt(inside[following] * inside[other])
            if centres >= _ALIKE and likeness >= _LOOSEST * len(joined) * len(members[other]):
                heapq.heappush(queue, (-centres, other, following))
        members[following] = joined
        following += 1
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))

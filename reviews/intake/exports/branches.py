"""The branches of a conversation.

A conversation is a tree of messages. One branch is read, the others are offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from reviews.intake.bytes.decode import clean
from reviews.intake.document import Branch
from reviews.intake.exports.chat import Message, iso_date, says_something

MOST_BRANCHES = 50
_FIRST_WORDS = 200


def way_to(leaf: str, parents: Mapping[str, str]) -> list[str]:
    """The keys from the root of a tree to `leaf`.

    `parents` gives the parent of each key. A circle is cut at the point that closes it.
    """
    path: dict[str, None] = {}
    while leaf and leaf not in path:
        path[leaf] = None
        leaf = parents.get(leaf, "")
    return list(path)[::-1]


def other_ways(
    path: Collection[str],
    parents: Mapping[str, str],
    spoken: Mapping[str, Message],
    moments: Mapping[str, float],
) -> tuple[tuple[Branch, ...], tuple[str, ...]]:
    """The branches beside `path`, and a warning that counts them.

    Only branches that say something count; the newest MOST_BRANCHES are given. `parents` holds the parent of each key
    of the tree, `spoken` its message, `moments` its time in seconds since 1970. A branch ends with its last message
    that says something; the key of that message is its id.
    """
    here = set(path)
    spoken = {key: message for key, message in spoken.items() if says_something(message)}
    beside = [key for key in spoken if key not in here]
    went_on: set[str] = set()
    for key in beside:
        above = parents.get(key, "")
        while above and above not in went_on and above not in here:
            went_on.add(above)
            above = parents.get(above, "")
    ends = [key for key in beside if key not in went_on]
    if not ends:
        return (), ()
    newest = sorted(ends, key=lambda key: moments[key])[: -MOST_BRANCHES - 1 : -1]
    ways = "One other branch" if len(ends) == 1 else f"{len(ends):,} other branches"
    warning = f"{ways} of this conversation left out: edited prompts, or answers made again."
    ways_on = Counter(parents.get(key, "") for key in {*went_on, *ends, *here})
    shared = {*here, *(key for key, count in ways_on.items() if count > 1)}
    return tuple(_branch(way_to(leaf, parents), shared, spoken, moments) for leaf in newest), (warning,)


def _branch(
    way: Sequence[str], shared: Collection[str], spoken: Mapping[str, Message], moments: Mapping[str, float]
) -> Branch:
    """The branch at the end of `way`.

    Its own words begin after the last key of `shared`.
    """
    last = max((depth for depth, key in enumerate(way) if key in shared), default=-1)
    own = [key for key in way[last + 1 :] if key in spoken]
    sides = [role for role, _ in groupby(spoken[key].role for key in way if key in spoken)]
    return Branch(
        id=own[-1],
        differs=" ".join(clean(spoken[own[0]].text[: 10 * _FIRST_WORDS]).split())[:_FIRST_WORDS],
        prompts=sides.count("prompt"),
        answers=sides.count("answer"),
        date=next(filter(None, (iso_date(moments[key]) for key in reversed(own))), ""),
    )

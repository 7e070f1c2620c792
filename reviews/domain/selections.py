"""Words that a person picked on a page.

They are looked for at the place where they were picked, and nowhere else.
"""

from __future__ import annotations

import re
from itertools import islice

from reviews.refusal import Refused

_PLACE = re.compile(r"([0-9]{1,9})\+([0-9]{1,9})", re.ASCII)
NOTHING = "Select some words of the answer first."
ELSEWHERE = "These words do not stand at that place. Reload the page, and select them again."


def pick(text: str, at: str, quote: str, field: str = "quote") -> tuple[int, int]:
    """The (start, end) of `quote` in the text, in code points.

    A page shows a text with its white space changed, so `at` counts the other characters: "120+34" is the one that has
    34 of them before it, from offset 120 on. Raises Refused if other words stand there, or nothing was picked.
    """
    wanted = "".join(quote.split())
    if not wanted:
        raise Refused(NOTHING, field)
    place = _PLACE.fullmatch(at)
    if place is None:
        raise Refused(ELSEWHERE, field)
    base, skip = int(place[1]), int(place[2])
    solid = (offset for offset in range(base, len(text)) if not text[offset].isspace())
    taken = list(islice(solid, skip, skip + len(wanted)))
    if "".join(text[offset] for offset in taken) != wanted:
        raise Refused(ELSEWHERE, field)
    return taken[0], taken[-1] + 1


def solid(text: str) -> int:
    """The number of characters that are not white space."""
    return sum(map(len, text.split()))

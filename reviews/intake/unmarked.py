"""Where nothing on the page says who speaks: the likeliest turns, all evidence weighed together.

Every block is a prompt or part of an answer. The likeliest course through the two is found in one pass
(Viterbi's algorithm), then once more with what the first pass showed of this page's own rhythm.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from reviews.intake.blocks import Block
from reviews.intake.evidence import Looks, Sign, ends_turn, opens_answer, signs
from reviews.intake.pieces import FoundBy

Opens = Literal["answer", "prompt", "either"]

# In log-odds, as the weights of the signs are. Measured on conversations whose markers were taken out.
TO_PROMPT = -3.0
FIRST_PROMPT = 0.6
FIRST_STATEMENT = -1.8
LAST_PROMPT = -2.0
PROMPT_GOES_ON = -2.6
OPENING_INSIDE_ANSWER = -1.2
SAME_BLOCK_TO_ANSWER = -0.4
SAME_BLOCK_TO_PROMPT = -1.6
UNLIKE_THE_LINE_ABOVE = -1.5
IN_SERIES = -1.0
CLOCKED = 7.0
UNCLOCKED = -4.0
LONGEST_SERIES = 12
_NEVER = -1e9
_ANSWER, _PROMPT = 0, 1
_SPEAKS_OF_PASTE = re.compile(
    r"\b(?:code|error|script|function|this|following|here|fix|output|log|message|trace|file)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class FoundPrompt:
    """Blocks `first` to `last` are a prompt; `why` says in words what spoke for it; `odds` in log-odds."""

    first: int
    last: int
    found_by: FoundBy
    why: str
    odds: float


def find_prompts(blocks: list[Block], *, opens: Opens, clocks: frozenset[int] = frozenset()) -> list[FoundPrompt]:
    """The prompts among some blocks, in order.

    `clocks` are the indices of blocks that a clock time stands right after. `opens` says what the first
    block is, where that is known.
    """
    return _Weighing(blocks, opens, clocks).prompts() if blocks else []


class _Weighing:
    """The evidence about each block of a page, and about each boundary between two."""

    def __init__(self, blocks: list[Block], opens: Opens, clocks: frozenset[int]) -> None:
        self.opens, self.clocks = opens, clocks
        self.looks = looks = [Looks(block) for block in blocks]
        self.own = [signs(look) for look in looks]
        for found, item in zip(self.own, _series(looks), strict=True):
            if item:
                found.append(Sign(IN_SERIES, "one of a series"))
        self.ending = [ends_turn(look) for look in looks]
        following: list[Looks | None] = [*looks[2:], None]
        self.opening = [
            Sign(0.0, ""),
            *(opens_answer(one, two, three) for one, two, three in zip(looks, looks[1:], following, strict=False)),
        ]

    def prompts(self) -> list[FoundPrompt]:
        course = self._course()
        if sum(course) > 1 and not self.clocks:
            for found, sign in zip(self.own, self._rhythm(course), strict=True):
                found += sign
            course = self._course()
        return self._runs(course)

    def _first(self) -> float:
        look = self.looks[0]
        speaks = look.asked or look.asks_later or look.tail.endswith("?") or look.head[:1].islower()
        return FIRST_PROMPT if speaks else FIRST_STATEMENT

    def _course(self) -> list[int]:
        """0 for each block of an answer, 1 for each of a prompt."""
        looks = self.looks
        weights = [sum([sign.weight for sign in found]) for found in self.own]
        if self.clocks:
            weights = [
                weight + (CLOCKED if index in self.clocks else UNCLOCKED) for index, weight in enumerate(weights)
            ]
        answer = _NEVER if self.opens == "prompt" else 0.0
        prompt = {"answer": _NEVER, "prompt": 0.0, "either": weights[0] + self._first()}[self.opens]
        came = [(_ANSWER, _PROMPT)]
        for index in range(1, len(looks)):
            look, weight = looks[index], weights[index]
            stays = answer + (OPENING_INSIDE_ANSWER if look.opening == 1.0 else 0.0)
            turns = prompt + self.opening[index].weight
            begins = answer + TO_PROMPT + self.ending[index - 1].weight + weight
            goes_on = prompt + _goes_on(looks[index - 1], look) + (max(0.0, weight) if look.is_pasted else weight)
            if not look.gap:
                turns, begins = turns + SAME_BLOCK_TO_ANSWER, begins + SAME_BLOCK_TO_PROMPT
            if index - 1 in self.clocks:
                goes_on, stays = _NEVER, stays - CLOCKED
            came.append((int(turns > stays), int(goes_on > begins)))
            answer, prompt = max(stays, turns), max(begins, goes_on)
        state = int(prompt + LAST_PROMPT > answer)
        course = [state]
        for index in range(len(looks) - 1, 0, -1):
            state = came[index][state]
            course.append(state)
        return course[::-1]

    def _rhythm(self, course: list[int]) -> list[list[Sign]]:
        """What this page's prompts share that its answers do not: the gaps around them, a stray last space."""
        traits = {
            "the gap before it is like before other prompts": [look.gap > 1 for look in self.looks],
            "the gap after it is like after other prompts": [look.gap_after > 1 for look in self.looks],
            "a stray space after it": [look.stray_end for look in self.looks],
        }
        found: list[list[Sign]] = [[] for _ in course]
        for name, values in traits.items():
            counts = {(state, value): 1.0 for state in (_ANSWER, _PROMPT) for value in (False, True)}
            for state, value in zip(course, values, strict=True):
                counts[state, value] += 1
            prompts, answers = (counts[state, False] + counts[state, True] for state in (_PROMPT, _ANSWER))
            signs = {
                value: Sign(
                    max(
                        -1.5,
                        min(1.5, 0.8 * math.log(counts[_PROMPT, value] / prompts * answers / counts[_ANSWER, value])),
                    ),
                    name,
                )
                for value in (False, True)
            }
            for held, value in zip(found, values, strict=True):
                held.append(signs[value])
        return found

    def _runs(self, course: list[int]) -> list[FoundPrompt]:
        found: list[FoundPrompt] = []
        index = 0
        while index < len(course):
            first = index
            index += 1
            if course[first] == _ANSWER:
                continue
            while index < len(course) and course[index] == _PROMPT and index - 1 not in self.clocks:
                index += 1
            found.append(self._found(first, index - 1))
        return found

    def _found(self, first: int, last: int) -> FoundPrompt:
        weighed = list(self.own[first])
        if first:
            weighed.append(self.ending[first - 1])
        if last + 1 < len(self.looks):
            weighed.append(self.opening[last + 1])
        odds = sum(sign.weight for sign in weighed) + (TO_PROMPT if first else self._first())
        if last in self.clocks:
            return FoundPrompt(first, last, "timestamp", "a clock time stands right after it", odds + CLOCKED)
        telling = sorted((sign for sign in weighed if sign.weight > 0.3), key=lambda sign: -sign.weight)[:3]
        why = ", ".join(dict.fromkeys(sign.name for sign in telling)) or "the likeliest place for a prompt"
        return FoundPrompt(first, last, "heuristic", why, odds)


def _series(looks: list[Looks]) -> list[bool]:
    """Which blocks are items of a list whose bullets were lost: short ones below a line that ends in a colon."""
    found: list[bool] = []
    left = 0
    for look in looks:
        left = left - 1 if left and look.size < 200 and not look.is_list and not look.is_heading else 0
        found.append(left > 0)
        if look.tail.endswith(":"):
            left = LONGEST_SERIES
    return found


def _goes_on(before: Looks, look: Looks) -> float:
    """How readily a prompt runs on from one block to the next: a pasted listing does, prose hardly."""
    if not look.gap:
        return 0.0 if look.asked or look.is_pasted or look.head[:1].islower() else UNLIKE_THE_LINE_ABOVE
    if look.is_pasted:
        speaks = before.is_pasted or before.tail.endswith(":") or _SPEAKS_OF_PASTE.search(before.text)
        return 0.6 if speaks else -0.8
    if before.tail.endswith(":"):
        return 0.3 if not look.is_markdown else -1.0
    return (-0.8 if before.is_pasted else PROMPT_GOES_ON) - (2.0 if look.opening == 1.0 else 0.0)

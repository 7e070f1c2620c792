"""Where nothing on the page says who speaks: the likeliest turns, all evidence weighed together.

Every block is a prompt or part of an answer. The likeliest course through the two is found in one pass
(Viterbi's algorithm), then once more with what the first pass showed of this page's own rhythm.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reviews.intake.document import FoundBy
from reviews.intake.page.blocks import PageBlock
from reviews.intake.page.features import SIGNS, Looks, Sign, ends_turn, opens_answer, signs
from reviews.intake.page.weights import WEIGHTS

Opens = Literal["answer", "prompt", "either"]

CLOCKED = 7.0
UNCLOCKED = -4.0
LONGEST_SERIES = 12
FOLLOWING = 3
OFFER_ABOVE = 6
LIKE_OTHERS = 1.5
TIGHT = 0.8
MOST_BLOCKS = 100_000
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


def find_prompts(
    blocks: list[PageBlock],
    *,
    opens: Opens,
    clocks: frozenset[int] = frozenset(),
    answers: frozenset[int] = frozenset(),
) -> list[FoundPrompt]:
    """The prompts among some blocks, in order; none among more than MOST_BLOCKS, which nobody pasted from a chat.

    `clocks` are the indices of blocks that a clock time stands right after, `answers` of those that are known to be
    part of an answer. `opens` says what the first block is, where that is known.
    """
    return Weighing(blocks, opens, clocks, answers).prompts() if 0 < len(blocks) <= MOST_BLOCKS else []


class Weighing:
    """The evidence about each block of a page, and about each boundary between two.

    For block `i`, `own[i]` speaks for its being a prompt; `begins[i]` for a prompt's beginning at it after an
    answer, `goes_on[i]` for a prompt's going on into it, `turns[i]` for its being the first of an answer after
    a prompt, `stays[i]` for an answer's going on.
    """

    def __init__(
        self, blocks: list[PageBlock], opens: Opens, clocks: frozenset[int], answers: frozenset[int] = frozenset()
    ) -> None:
        self.opens, self.clocks, self.answers = opens, clocks, answers
        self.looks = looks = [Looks(block) for block in blocks]
        self.own = [signs(look) for look in looks]
        for look, found, item in zip(looks, self.own, _series(looks), strict=True):
            look.is_item = item
            if item:
                found.append(SIGNS["one of a series"])
        tight = sum(1 for look in looks if not look.gap) > TIGHT * len(looks)
        offers = _below_offers(looks)
        self.begins = [self._first()]
        self.goes_on: list[list[Sign]] = [[]]
        self.turns: list[list[Sign]] = [[]]
        self.stays: list[list[Sign]] = [[]]
        for index in range(1, len(looks)):
            before, look = looks[index - 1], looks[index]
            begins, ending = [SIGNS["a prompt begins"]], ends_turn(before)
            if look.gap or tight or ending.weight < 0:
                begins.append(ending)
            if not look.gap and not tight:
                begins.append(SIGNS["a prompt begins on the next line"])
            if offers[index]:
                begins.append(SIGNS["a little below an offer"])
            self.begins.append(begins)
            self.goes_on.append(_goes_on(before, look))
            self.turns.append(opens_answer(before, looks[index : index + FOLLOWING]))
            self.stays.append([SIGNS["an opening inside an answer"]] if look.opening == 1.0 else [])
        edges = zip(self.begins, self.goes_on, self.turns, self.stays, strict=True)
        self._edges = [
            (_sum(begins), _sum(goes_on), _sum(turns), _sum(stays)) for begins, goes_on, turns, stays in edges
        ]

    def prompts(self) -> list[FoundPrompt]:
        """The prompts of the likeliest course, in order."""
        course = self.course()
        if sum(course) > 1 and not self.clocks:
            for found, sign in zip(self.own, self.rhythm(course), strict=True):
                found += sign
            course = self.course()
        return self._runs(course)

    def _first(self) -> list[Sign]:
        look = self.looks[0]
        speaks = look.asked or look.asks_later or look.tail.endswith("?") or look.head[:1].islower()
        return [SIGNS["the page begins with a request" if speaks else "the page begins with a statement"]]

    def course(self) -> list[int]:
        """0 for each block of an answer, 1 for each of a prompt: the likeliest course through the page."""
        weights = [_sum(found) for found in self.own]
        if self.clocks:
            weights = [
                weight + (CLOCKED if index in self.clocks else UNCLOCKED) for index, weight in enumerate(weights)
            ]
        answer = _NEVER if self.opens == "prompt" else 0.0
        prompt = {"answer": _NEVER, "prompt": 0.0, "either": weights[0] + _sum(self.begins[0])}[self.opens]
        if 0 in self.answers:
            answer, prompt = 0.0, _NEVER
        came = [(_ANSWER, _PROMPT)]
        for index in range(1, len(self.looks)):
            weight, (begun, gone_on, turned, stayed) = weights[index], self._edges[index]
            stays, turns = answer + stayed, prompt + turned
            begins = answer + begun + weight
            goes_on = prompt + gone_on + (max(0.0, weight) if self.looks[index].is_pasted else weight)
            if index - 1 in self.clocks:
                goes_on, stays = _NEVER, stays - CLOCKED
            if index in self.answers:
                begins = goes_on = _NEVER
            came.append((int(turns > stays), int(goes_on > begins)))
            answer, prompt = max(stays, turns), max(begins, goes_on)
        state = int(prompt + _sum(_LAST) > answer)
        course = [state]
        for index in range(len(self.looks) - 1, 0, -1):
            state = came[index][state]
            course.append(state)
        return course[::-1]

    def rhythm(self, course: list[int]) -> list[list[Sign]]:
        """What this page's prompts share that its answers do not: the gaps around them, a stray last space."""
        traits: dict[str, list[int]] = {
            "the gap before it is like before other prompts": [min(look.gap, 2) for look in self.looks],
            "the gap after it is like after other prompts": [min(look.gap_after, 2) for look in self.looks],
            "a stray space after it": [int(look.stray_end) for look in self.looks],
        }
        found: list[list[Sign]] = [[] for _ in course]
        for name, values in traits.items():
            by_value = {value: Sign(name, odds) for value, odds in _telling(values, course).items()}
            for held, value in zip(found, values, strict=True):
                held.append(by_value[value])
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
        weighed = [*self.own[first], *self.begins[first], *(self.turns[last + 1] if last + 1 < len(self.looks) else [])]
        odds = _sum(weighed)
        if last in self.clocks:
            return FoundPrompt(first, last, "timestamp", "a clock time stands right after it", odds + CLOCKED)
        telling = sorted((sign for sign in weighed if sign.weight > 0.3), key=lambda sign: -sign.weight)[:3]
        why = ", ".join(dict.fromkeys(sign.name for sign in telling)) or "the likeliest place for a prompt"
        return FoundPrompt(first, last, "heuristic", why, odds)


_LAST = [SIGNS["the page ends with a prompt"]]


def _sum(found: Sequence[Sign]) -> float:
    return sum([WEIGHTS[name] * amount for name, amount in found])


def _telling(values: list[int], course: list[int]) -> dict[int, float]:
    """For each value, how much likelier it is among the prompts of the course than among its answers."""
    counts = Counter(zip(course, values, strict=True))
    kinds = set(values)
    prompts, answers = sum(course) + len(kinds), len(course) - sum(course) + len(kinds)
    odds = {
        value: 0.8 * math.log((counts[_PROMPT, value] + 1) / prompts * answers / (counts[_ANSWER, value] + 1))
        for value in kinds
    }
    return {value: max(-LIKE_OTHERS, min(LIKE_OTHERS, likelier)) for value, likelier in odds.items()}


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


def _below_offers(looks: list[Looks]) -> list[bool]:
    """Which blocks have an offer a little above them, with nothing but the list of what it offers between."""
    found: list[bool] = []
    above = 0
    for look in looks:
        found.append(above > 1)
        if look.is_offer:
            above = 1 if look.tail[-1:] in ":?" else 0
        else:
            above = above + 1 if 0 < above < OFFER_ABOVE and (look.is_list or look.is_item) else 0
    return found


def _goes_on(before: Looks, look: Looks) -> list[Sign]:
    """How readily a prompt runs on from one block to the next: a pasted listing does, prose hardly."""
    found: list[Sign] = []
    if look.opening >= 0.5:
        found.append(Sign("a prompt goes on with what opens a reply", look.opening))
    if look.is_heading:
        found.append(SIGNS["a prompt goes on with a heading"])
    if look.gap and (look.reacts or look.is_reply):
        found.append(SIGNS["a prompt goes on with what reacts to an answer"])
    if look.plain and look.head[:1].islower() and before.plain and before.head[:1].isupper():
        found.append(SIGNS["a prompt goes on in lower case only now"])
    return [*found, SIGNS[_way_on(before, look)]]


def _way_on(before: Looks, look: Looks) -> str:
    if not look.gap:
        like = look.is_pasted or look.head[:1].islower() or (look.asked and look.opening < 0.5)
        return "a prompt goes on on the next line" if like else "a prompt goes on on the next line, unlike it"
    if look.is_pasted:
        if before.is_pasted:
            return "a prompt goes on from listing to listing"
        speaks = before.tail.endswith(":") or _SPEAKS_OF_PASTE.search(before.text)
        return "a prompt goes on with the listing it speaks of" if speaks else "a prompt goes on with a listing"
    if before.tail.endswith(":"):
        return "a prompt goes on after a colon, formatted" if look.is_markdown else "a prompt goes on after a colon"
    return "a prompt goes on after a listing" if before.is_pasted else "a prompt goes on"

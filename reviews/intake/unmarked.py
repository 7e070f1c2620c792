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

TO_PROMPT = -3.0
FIRST_PROMPT = 0.6
PROMPT_GOES_ON = -2.6
NO_GAP = -0.4
UNLIKE_THE_LINE_ABOVE = -1.5
CLOCKED = 7.0
UNCLOCKED = -4.0
SPEAKS_OF_PASTE = re.compile(r"\b(?:code|error|script|function|this|following|here|fix|output|log|message|trace|file)\b", re.IGNORECASE)
_NEVER = -1e9
_ANSWER, _PROMPT = 0, 1


@dataclass(frozen=True)
class FoundPrompt:
    """Blocks `first` to `last` are a prompt; `why` says in words what spoke for it; `odds` in log-odds."""

    first: int
    last: int
    found_by: FoundBy
    why: str
    odds: float


def find_prompts(
    blocks: list[Block], *, opens: Literal["answer", "prompt", "either"], clocks: frozenset[int] = frozenset()
) -> list[FoundPrompt]:
    """The prompts among some blocks, in order.

    `clocks` are the indices of blocks that a clock time stands right after. `opens` says what the first
    block is, where that is known.
    """
    if not blocks:
        return []
    looks = [Looks(block) for block in blocks]
    own = [signs(look) for look in looks]
    course = _course(looks, own, opens, clocks)
    if sum(course) > 1 and not clocks:
        own = [[*found, *extra] for found, extra in zip(own, _rhythm(blocks, course), strict=True)]
        course = _course(looks, own, opens, clocks)
    return _prompts(looks, own, course, clocks)


def _course(
    looks: list[Looks], own: list[list[Sign]], opens: Literal["answer", "prompt", "either"], clocks: frozenset[int]
) -> list[int]:
    """0 for each block of an answer, 1 for each of a prompt."""
    last = len(looks) - 1
    weights = [sum(sign.weight for sign in found) for found in own]
    for index in range(len(weights)):
        if index in clocks:
            weights[index] += CLOCKED
        elif clocks:
            weights[index] += UNCLOCKED
    answer = _NEVER if opens == "prompt" else 0.0
    prompt = _NEVER if opens == "answer" else weights[0] + (0.0 if opens == "prompt" else FIRST_PROMPT)
    came: list[tuple[int, int]] = [(0, 0)]
    for index in range(1, last + 1):
        before, look = looks[index - 1], looks[index]
        opening = opens_answer(before, look, looks[index + 1] if index < last else None).weight
        stays = answer - (1.2 if look.opening == 1.0 else 0.0)
        turns = prompt + opening
        begins = answer + TO_PROMPT + ends_turn(before).weight + weights[index]
        if not look.block.gap:
            turns, begins = turns + NO_GAP, begins + 4 * NO_GAP
        goes_on = prompt + _goes_on(before, look) + (0.0 if look.is_pasted else weights[index])
        if index - 1 in clocks:
            goes_on, stays = _NEVER, stays - CLOCKED
        came.append((int(turns > stays), int(goes_on > begins)))
        answer, prompt = max(stays, turns), max(begins, goes_on)
    state = int(prompt - 2.0 > answer)
    course = [state]
    for index in range(last, 0, -1):
        state = came[index][state]
        course.append(state)
    return course[::-1]


def _goes_on(before: Looks, look: Looks) -> float:
    """How readily a prompt runs on from one block to the next: a pasted listing does, prose hardly."""
    if not look.block.gap:
        return 0.0 if look.asked or look.is_pasted or look.head[:1].islower() else UNLIKE_THE_LINE_ABOVE
    if look.is_pasted:
        return 0.6 if before.is_pasted or before.tail.endswith(":") or SPEAKS_OF_PASTE.search(before.text[:800]) else -0.8
    if before.tail.endswith(":"):
        return 0.3 if not look.is_markdown else -1.0
    return (-0.8 if before.is_pasted else PROMPT_GOES_ON) - (2.0 if look.opening == 1.0 else 0.0)


def _rhythm(blocks: list[Block], course: list[int]) -> list[list[Sign]]:
    """What this page's prompts share that its answers do not: the gap before and after, a stray last space."""
    traits = [(block.gap > 1, block.gap_after > 1, block.lines[-1].text[-1:] in (" ", "\u00a0")) for block in blocks]
    names = ("the gap before it is like before other prompts", "the gap after it is like after other prompts", "a stray space after it")
    found: list[list[Sign]] = [[] for _ in blocks]
    for trait, name in enumerate(names):
        counts = [[1.0, 1.0], [1.0, 1.0]]
        for index, values in enumerate(traits):
            counts[course[index]][values[trait]] += 1
        for index, values in enumerate(traits):
            of_prompts = counts[_PROMPT][values[trait]] / sum(counts[_PROMPT])
            of_answers = counts[_ANSWER][values[trait]] / sum(counts[_ANSWER])
            weight = max(-1.5, min(1.5, 0.8 * math.log(of_prompts / of_answers)))
            found[index].append(Sign(weight, name))
    return found


def _prompts(looks: list[Looks], own: list[list[Sign]], course: list[int], clocks: frozenset[int]) -> list[FoundPrompt]:
    found: list[FoundPrompt] = []
    index = 0
    while index < len(course):
        if course[index] == _ANSWER:
            index += 1
            continue
        first = index
        while index + 1 < len(course) and course[index + 1] == _PROMPT and index not in clocks:
            index += 1
        weighed = list(own[first])
        if first:
            weighed.append(ends_turn(looks[first - 1]))
        if index + 1 < len(looks):
            following = looks[index + 2] if index + 2 < len(looks) else None
            weighed.append(opens_answer(looks[index], looks[index + 1], following))
        odds = sum(sign.weight for sign in weighed) + (TO_PROMPT if first else FIRST_PROMPT)
        if index in clocks:
            found.append(FoundPrompt(first, index, "timestamp", "a clock time stands right after it", odds + CLOCKED))
        else:
            telling = sorted((sign for sign in weighed if sign.weight > 0.3), key=lambda sign: -sign.weight)[:3]
            found.append(FoundPrompt(first, index, "heuristic", ", ".join(sign.name for sign in telling), odds))
        index += 1
    return found

"""Find the likeliest prompts on a page without labels.

Every block is a prompt or part of an answer. Viterbi's algorithm finds the likeliest path through these two states in
one pass, then once more with what the first pass showed of this page's own layout.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from reviews.intake.document import FoundBy
from reviews.intake.page.blocks import PageBlock
from reviews.intake.page.features import ASK, FEATURES, Feature, Features, own_features
from reviews.intake.page.languages import languages_of, phrases_in
from reviews.intake.page.phrases import ASKS_FOR_A_TEXT
from reviews.intake.page.transitions import begins_prompt, brings, brings_more, ends_brought, opens_answer
from reviews.intake.page.weights import WEIGHTS

Opens = Literal["answer", "prompt", "either"]

CLOCKED = 7.0
UNCLOCKED = -4.0
LONGEST_SERIES = 12
FOLLOWING = 3
OFFER_ABOVE = 6
LIKE_OTHERS = 1.5
TIGHT = 0.8
MOST_BLOCKS = 30_000
AS_IN_ANY_TEXT, AS_IN_ANY_OPENING, MOST_OF_ONE = 1.5, 2.5, 3.0
LONG_OPENING = 140
_SAMPLE, _SAMPLE_LINES = 200, 4
_NEVER = -1e9
_ANSWER, _OPENED, _PROMPT, _BROUGHT = range(4)


@dataclass(frozen=True)
class FoundPrompt:
    """Blocks `first` to `last`, which are a prompt.

    `why` gives the reasons in words, `odds` their sum in log-odds.
    """

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
    """The prompts among some blocks, in order.

    `clocks` are the indices of blocks right before a clock time, `answers` those of blocks that are known to be part of
    an answer. `opens` is the role of the first block, if it is known. More than MOST_BLOCKS blocks hold none: nobody
    pasted them from a chat.
    """
    return Viterbi(blocks, opens, clocks, answers).prompts() if 0 < len(blocks) <= MOST_BLOCKS else []


def talk(prompts: Sequence[FoundPrompt], blocks: Sequence[PageBlock]) -> float:
    """The log-odds that a page with these prompts is a conversation.

    Any long text has lines that might be prompts: only what each is surer than that counts. A page that begins with one
    counts for more, if it asks for something.
    """
    total = 0.0
    for prompt in prompts:
        if prompt.first:
            total += min(MOST_OF_ONE, max(0.0, prompt.odds - AS_IN_ANY_TEXT))
        else:
            opening = Features(blocks[0])
            is_answered = prompt.last + 1 < len(blocks) and Features(blocks[prompt.last + 1]).opening == 1.0
            doubt = 0.0 if is_answered or _requests(opening) else AS_IN_ANY_OPENING
            if opening.size > LONG_OPENING and not is_answered:
                doubt += AS_IN_ANY_TEXT
            total += max(0.0, prompt.odds - doubt) if doubt else prompt.odds
    return total


def asks_for_a_text(prompts: Sequence[FoundPrompt], blocks: Sequence[PageBlock]) -> bool:
    """Whether the page begins with a prompt that asks for a text.

    What looks like an article below it is the answer.
    """
    return bool(prompts) and not prompts[0].first and ASKS_FOR_A_TEXT.match(blocks[0].text.lstrip()[:200]) is not None


def _is_titled(block: Features) -> bool:
    """Whether a block is written as titles are, with large letters."""
    words = [word for word in block.head.split() if len(word) > 3]
    return (
        len(words) > 2 and not block.tail.endswith(ASK) and sum(word[:1].isupper() for word in words) > 0.7 * len(words)
    )


def _requests(block: Features) -> bool:
    """Whether a block asks for something.

    Several words without large letters do so too.
    """
    asked = block.asked not in ("", "self") and not _is_titled(block)
    return (
        asked
        or block.is_reply
        or bool(block.asks_later)
        or block.tail.endswith(ASK)
        or (block.head[:1].islower() and len(block.head.split()) > 2)
    )


class Viterbi:
    """The likeliest division of a page's blocks into prompts and answers.

    `own[i]` holds the features of block `i` that speak for its being a prompt, `to_prompt[i]` those of a prompt that
    begins there, and `to_opened[i]` those of an answer that begins there; `to_prompt[0]` holds those of the page's
    beginning. `steps[i]` are the log-odds of the steps to block `i`. A block is a prompt, what a prompt brings, the
    first of an answer, or one of the others.
    """

    def __init__(
        self, blocks: list[PageBlock], opens: Opens, clocks: frozenset[int], answers: frozenset[int] = frozenset()
    ) -> None:
        self.opens, self.clocks, self.answers = opens, clocks, answers
        said = phrases_in(languages_of(line.text[:_SAMPLE] for block in blocks for line in block.lines[:_SAMPLE_LINES]))
        self.blocks = [Features(block, said) for block in blocks]
        self.own = [own_features(block) for block in self.blocks]
        for block, own, is_item in zip(self.blocks, self.own, _series(self.blocks), strict=True):
            block.is_item = is_item
            if is_item:
                own.append(FEATURES["one of a series"])
        repeated = Counter(block.head for block in self.blocks if block.plain and block.size < 200)
        known: set[str] = set()
        for block, own in zip(self.blocks, self.own, strict=True):
            if repeated[block.head] > 1 and not block.is_reply:
                own.append(FEATURES["said more than once"])
            block.new = block.content - known
            known |= block.content
        self.to_prompt = [self._first()]
        self.to_opened: list[list[Feature]] = [[]]
        self.steps: list[tuple[float, ...]] = [()]
        self._add_steps()

    def _first(self) -> list[Feature]:
        block = self.blocks[0]
        asks = block.asked or block.asks_later or block.tail.endswith(ASK) or block.head[:1].islower()
        return [FEATURES["the page begins with a request" if asks else "the page begins with a statement"]]

    def _add_steps(self) -> None:
        is_tight = sum(1 for block in self.blocks if not block.gap) > TIGHT * len(self.blocks)
        below_offer = _below_offers(self.blocks)
        for index in range(1, len(self.blocks)):
            before, block = self.blocks[index - 1], self.blocks[index]
            begins = begins_prompt(before, block, is_tight=is_tight)
            if below_offer[index]:
                begins.append(FEATURES["a little below an offer"])
            opened = opens_answer(before, self.blocks[index : index + FOLLOWING])
            self.to_prompt.append(begins)
            self.to_opened.append(opened)
            turns = _total(opened)
            self.steps.append(
                (
                    _INSIDE if block.opening == 1.0 else 0.0,
                    turns,
                    turns + _total(ends_brought(before, block)),
                    _total(begins),
                    _total(brings(before, block)),
                    _total(brings_more(before, block)),
                )
            )

    def prompts(self) -> list[FoundPrompt]:
        """The prompts of the likeliest path, in order."""
        path = self.best_path()
        if sum(path) > 1 and not self.clocks:
            for own, shared in zip(self.own, self.layout_features(path), strict=True):
                own += shared
            path = self.best_path()
        return self._runs(path)

    def best_path(self) -> list[int]:
        """The likeliest state of each block.

        1 is a prompt, 0 is part of an answer.
        """
        weights = [_total(own) for own in self.own]
        if self.clocks:
            weights = [
                weight + (CLOCKED if index in self.clocks else UNCLOCKED) for index, weight in enumerate(weights)
            ]
        answer, opened, brought = _NEVER if self.opens == "prompt" else 0.0, _NEVER, _NEVER
        prompt = {"answer": _NEVER, "prompt": 0.0, "either": weights[0] + _total(self.to_prompt[0])}[self.opens]
        if 0 in self.answers:
            answer, prompt = 0.0, _NEVER
        came_from: list[tuple[int, int, int, int]] = []
        for index in range(1, len(self.blocks)):
            stays, turns, turns_later, begins, brings, goes_on = self.steps[index]
            begins += weights[index]
            begins_soon = begins + _SOON
            if index - 1 in self.clocks:
                brings, goes_on, stays = _NEVER, _NEVER, stays - CLOCKED
            if index in self.answers:
                begins = begins_soon = brings = goes_on = _NEVER
            came_from.append(
                (
                    _OPENED if opened > answer else _ANSWER,
                    _BROUGHT if brought + turns_later > prompt + turns else _PROMPT,
                    _OPENED if opened + begins_soon > answer + begins else _ANSWER,
                    _BROUGHT if brought + goes_on > prompt + brings else _PROMPT,
                )
            )
            answer, opened, prompt, brought = (
                max(answer, opened) + stays,
                max(prompt + turns, brought + turns_later),
                max(answer + begins, opened + begins_soon),
                max(prompt + brings, brought + goes_on),
            )
        scores = (answer, opened, prompt + _LAST, brought + _LAST)
        state = scores.index(max(scores))
        states = [state]
        for before in reversed(came_from):
            state = before[state]
            states.append(state)
        return [int(state in (_PROMPT, _BROUGHT)) for state in reversed(states)]

    def layout_features(self, path: list[int]) -> list[list[Feature]]:
        """How much each block's layout is like that of the prompts.

        The layout is its gaps and its last space. The prompts are those of this page, by the first pass.
        """
        traits: dict[str, Sequence[Hashable]] = {
            "the gap after it is like after other prompts": [min(block.gap_after, 2) for block in self.blocks],
            "a stray space after it": [int(block.stray_end) for block in self.blocks],
            "written like other prompts": [block.shape for block in self.blocks],
        }
        shared: list[list[Feature]] = [[] for _ in path]
        for name, values in traits.items():
            by_value = {value: Feature(name, odds) for value, odds in _log_odds(values, path).items()}
            for features, value in zip(shared, values, strict=True):
                features.append(by_value[value])
        return shared

    def _runs(self, path: list[int]) -> list[FoundPrompt]:
        prompts: list[FoundPrompt] = []
        index = 0
        while index < len(path):
            first = index
            index += 1
            if not path[first]:
                continue
            while index < len(path) and path[index] and index - 1 not in self.clocks:
                index += 1
            prompts.append(self._prompt(first, index - 1))
        return prompts

    def _prompt(self, first: int, last: int) -> FoundPrompt:
        """The prompt of blocks `first` to `last`, with its reasons.

        They are its three weightiest features.
        """
        answered = self.to_opened[last + 1] if last + 1 < len(self.blocks) else []
        features = [*self.own[first], *self.to_prompt[first], *answered]
        odds = _total(features)
        if last in self.clocks:
            return FoundPrompt(first, last, "timestamp", "a clock time stands right after it", odds + CLOCKED)
        for_it = (feature for feature in features if feature.weight > 0.3)
        weightiest = sorted(for_it, key=lambda feature: -feature.weight)[:3]
        why = ", ".join(dict.fromkeys(feature.name for feature in weightiest)) or "the likeliest place for a prompt"
        return FoundPrompt(first, last, "heuristic", why, odds)


_LAST = FEATURES["the page ends with a prompt"].weight
_INSIDE = FEATURES["an opening inside an answer"].weight
_SOON = FEATURES["after an answer of one block"].weight


def _total(features: Sequence[Feature]) -> float:
    return sum([WEIGHTS[name] * amount for name, amount in features])


def _log_odds(values: Sequence[Hashable], path: list[int]) -> dict[Hashable, float]:
    """How much likelier each value is among prompts, in log-odds."""
    counts = Counter(zip(path, values, strict=True))
    kinds = set(values)
    prompts, answers = sum(path) + len(kinds), len(path) - sum(path) + len(kinds)
    odds = {
        value: 0.8 * math.log((counts[1, value] + 1) / prompts * answers / (counts[0, value] + 1)) for value in kinds
    }
    return {value: max(-LIKE_OTHERS, min(LIKE_OTHERS, likelier)) for value, likelier in odds.items()}


def _series(blocks: list[Features]) -> list[bool]:
    """Whether each block is an item of a list without its bullets.

    Such blocks are short, below a line that ends in a colon.
    """
    in_series: list[bool] = []
    left = 0
    for block in blocks:
        left = left - 1 if left and block.size < 200 and not block.is_list and not block.is_heading else 0
        in_series.append(left > 0)
        if block.tail.endswith(":"):
            left = LONGEST_SERIES
    return in_series


def _below_offers(blocks: list[Features]) -> list[bool]:
    """Whether an offer stands a little above each block.

    Only the list of what it offers may stand between them.
    """
    below: list[bool] = []
    above = 0
    for block in blocks:
        below.append(above > 1)
        if block.is_offer:
            above = 1 if block.tail[-1:] in ":?" else 0
        else:
            above = above + 1 if 0 < above < OFFER_ABOVE and (block.is_list or block.is_item) else 0
    return below

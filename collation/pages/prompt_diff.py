"""Where the wording of a prompt leaves that of the others. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@dataclass(frozen=True)
class PromptRun:
    """Words of a prompt; `apart` if no other prompt has them."""

    text: str
    apart: bool


def pieces(prompt: str, others: Sequence[str]) -> tuple[PromptRun, ...]:
    """The prompt in runs; those that no other prompt has are apart.

    Case and punctuation do not count.
    Joined, the pieces give the prompt again. Without others nothing is apart.
    """
    known = {word for other in others for word in _words(other)}
    runs: list[tuple[bool, str]] = []
    at = 0
    for match in _WORD.finditer(prompt):
        apart = bool(others) and _bare(match[0]) not in known
        runs.append((apart and bool(runs) and runs[-1][0], prompt[at : match.start()]))
        runs.append((apart, match[0]))
        at = match.end()
    runs.append((False, prompt[at:]))
    said = [run for run in runs if run[1]]
    return tuple(
        PromptRun("".join(text for _, text in run), apart) for apart, run in groupby(said, key=lambda run: run[0])
    )


def told_apart(prompts: Sequence[str]) -> tuple[bool, ...]:
    """Whether to show the wording of each prompt.

    It is shown if some other differs, and no more than half were asked with it.
    """
    worded = [tuple(_words(prompt)) for prompt in prompts]
    counts = Counter(worded)
    return tuple(len(counts) > 1 and 2 * counts[words] <= len(worded) for words in worded)


def _words(text: str) -> list[str]:
    return [_bare(word) for word in _WORD.findall(text)]


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'")

"""Names masked inside texts, and the way back. Pure.

Every name becomes the same token, so that a text does not tell who is meant, nor how long the name is. Every place of a
masked text has its place in the text that is stored.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviews.families import FAMILIES, VERSION

TOKEN = "[name]"  # noqa: S105 -- what stands for a name
"""What every name becomes."""

_ANY_VERSION = f"(?i:{VERSION})"
_WELL_KNOWN = (
    r"(?i:chat ?gpt|gpt|claude|gemini|notebooklm|deep ?seek|deep ?mind|mistral|mixtral|codestral|qwen|grok|copilot|"
    r"open ?ai|anthropic|perplexity\.ai|x\.ai|chat ?glm|nemotron|minimax|yandexgpt|gigachat)"
)
"""Names that stand for nothing else, however they are written."""

_ORDINARY = frozenset(
    "model models language large small medium mini nano turbo preview instant plus ultra flash lite pro max advanced "
    "thinking deep research chat assistant agent answer response reader person paper report digest review reviewer "
    "editor author referee anonymous open source version with from the and for local custom new old".split()
)
"""Words of names that are words of the language, too."""


@dataclass(frozen=True)
class HiddenText:
    """A text with names replaced, and the way back.

    `starts` pairs offsets: from the first on, up to the next pair, both texts are alike or the first is a replacement.
    """

    text: str
    starts: tuple[tuple[int, int], ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The range of the stored text behind a range of this one.

        A name belongs to it as a whole.
        """
        return self._stored(start), self._stored(end, ending=True)

    def _stored(self, at: int, *, ending: bool = False) -> int:
        index = bisect_right(self.starts, at, key=lambda pair: pair[0]) - 1
        hidden, stored = self.starts[index]
        if index % 2 == 0 or at == hidden:
            return stored + at - hidden
        return self.starts[index + 1][1] if ending else stored

    def find(self, words: str) -> tuple[int, int] | None:
        """The range of the stored text behind these words.

        None if they are not here. Case and characters count, white space does not.
        """
        found = re.search(r"\s+".join(map(re.escape, words.split())), self.text)
        return self.place(*found.span()) if found else None

    def hidden_at(self, at: int) -> int:
        """The offset in this text of an offset in the stored text."""
        index = bisect_right(self.starts, at, key=lambda pair: pair[1]) - 1
        hidden, stored = self.starts[index]
        return hidden + at - stored if index % 2 == 0 else hidden


def replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> HiddenText:
    """The text with each (start, end, replacement) in order replaced."""
    parts, starts = [], [(0, 0)]
    length = at = 0
    for start, end, given in spans:
        parts += [text[at:start], given]
        length += start - at
        starts.append((length, start))
        length += len(given)
        starts.append((length, end))
        at = end
    parts.append(text[at:])
    return HiddenText("".join(parts), tuple(starts))


@dataclass(frozen=True)
class Masks:
    """The names that are masked."""

    pattern: re.Pattern[str]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The (start, end) of each name, in order."""
        return (found.span() for found in self.pattern.finditer(text))

    def names_in(self, text: str) -> list[str]:
        """The names in a text, each once."""
        return list(dict.fromkeys(text[start:end] for start, end in self.spans(text)))

    def hold(self, text: str) -> bool:
        """Whether a name is in the text."""
        return self.pattern.search(text) is not None

    def hide(self, text: str) -> HiddenText:
        """The text with its names masked."""
        return replaced(text, ((start, end, TOKEN) for start, end in self.spans(text)))

    def masked(self, text: str) -> str:
        """The text with its names masked, without the way back."""
        return self.pattern.sub(TOKEN, text)


@lru_cache(maxsize=64)
def masks_of(models: tuple[str, ...], people: tuple[str, ...] = (), families: frozenset[str] | None = None) -> Masks:
    """The masks for these names and these families.

    Without `families`, all well-known models and makers are masked. Others tell nothing of who answered, and may be
    what the paper is about.

    Names of `models`, their versions and makers are masked in any case, each distinctive word of them alone, too. Names
    of `people` count as they are written, or in capitals: "Mark" is a name, and "mark" is none.
    """
    own = {_spelled(name) for name in models} | {_spelled(word) for name in models for word in _distinctive(name)}
    named = {_spelled(form) for name in people for form in (name, name.upper())}
    named |= {_spelled(word) for name in people for word in _distinctive(name)}
    asked = [family for family in FAMILIES if families is None or family.key in families]
    case = "" if families is None else "i"
    known = [
        *(f"(?i:{name}){_ANY_VERSION}" for name in sorted(own, key=len, reverse=True)),
        *(f"(?:{name})" for name in sorted(named, key=len, reverse=True)),
        *([_WELL_KNOWN + _ANY_VERSION] if families is None else []),
        *(f"(?{case}:{family.brands}){_ANY_VERSION}" for family in asked),
        *(f"(?:{family.versioned})[ -]?\\d+(?:\\.\\d+)*" for family in asked if family.versioned),
        *(f"(?{case}:{family.makers})" for family in asked),
    ]
    if not known:
        return Masks(re.compile(r"(?!)"))
    return Masks(re.compile(rf"(?<![^\W_])(?:{'|'.join(known)})(?![^\W_])"))


def _spelled(name: str) -> str:
    """The pattern of a name, with any spaces but a line break."""
    return r"[^\S\n\t]+".join(map(re.escape, name.split()))


def _distinctive(name: str) -> list[str]:
    """The words of a longer name that stand for it alone."""
    words = [word.strip("()[],;:.\"'") for word in name.split()]
    if len(words) < 2:
        return []
    return [
        word
        for word in words
        if len(word) > 2 and word.casefold() not in _ORDINARY and (word[0].isupper() or _mixed(word))
    ]


def _mixed(word: str) -> bool:
    return any(char.isdigit() for char in word) and any(char.isalpha() for char in word)

"""Names masked inside texts, and the way back. Pure.

Every name becomes the same token, so that a text does not tell who is meant, nor how long the name is. Every place of a
masked text has its place in the text that is stored. A name is found as a reader sees it: characters that nobody sees
make no difference, nor does the kind of a hyphen or a space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reviews.characters import UNSEEN
from reviews.families import AFTER, BEFORE, FAMILIES, VERSION

TOKEN = "[name]"  # noqa: S105 -- what stands for a name
"""What every name becomes."""

_ANY_VERSION = f"(?i:{VERSION})"
_WELL_KNOWN = (
    r"(?i:chat[ -]?gpt|gpt|claude|gemini|notebooklm|deep[ -]?seek|deep[ -]?mind|mistral|mixtral|codestral|qwen|"
    r"grok|copilot|open[ -]?ai|anthropic|perplexity\.ai|x\.ai|chat[ -]?glm|nemotron|minimax|yandexgpt|gigachat)"
)
"""Names that stand for nothing else, however they are written."""

_CUT_AFTER, _CUT_BEFORE = r"(?=\s?…)", r"(?:(?<=…)|(?<=…\s))"
"""The end and the beginning of a cut text."""

_ORDINARY = frozenset(
    "model models language large small medium mini nano turbo preview instant plus ultra flash lite pro max advanced "
    "thinking deep research chat assistant agent answer response reader person paper report digest review reviewer "
    "editor author referee anonymous open source version with from the and for local custom new old".split()
)
"""Words of names that are words of the language, too."""

_UNSEEN = re.compile(f"[{''.join(sorted(UNSEEN))}\ufe00-\ufe0f\U000e0000-\U000e01ef]")
"""Characters that nobody sees.

Among them are tags, and marks of a variant of the sign before them.
"""

_SOFT_HYPHEN = re.compile("\u00ad")
_HYPHENS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212), "-")


class _Plain(dict[int, str]):
    """Each character as names are spelled, one for one.

    Hyphens and spaces of every kind, and letters of other widths or faces, become those of a keyboard.
    """

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code))
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_PLAIN = _Plain(_HYPHENS)


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

    def hidden(self, start: int, end: int) -> tuple[int, int]:
        """The range of this text that shows a stored range."""
        index = bisect_right(self.starts, end, key=lambda pair: pair[1]) - 1
        inside = index % 2 and end > self.starts[index][1]
        return self.hidden_at(start), self.starts[index + 1][0] if inside else self.hidden_at(end)

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


class NameFound(NamedTuple):
    """A name in a text: its range, and what matched."""

    start: int
    end: int
    match: re.Match[str]


def names_found(pattern: re.Pattern[str], text: str) -> list[NameFound]:
    """The names in a text that the pattern matches, in order.

    The pattern reads the text twice: without characters that nobody sees, and with those that may stand between words
    (all but soft hyphens). Names that overlap are one.
    """
    found: list[NameFound] = []
    for match in sorted(_matches(pattern, text), key=lambda one: (one.start, -one.end)):
        if found and match.start < found[-1].end:
            found[-1] = found[-1]._replace(end=max(found[-1].end, match.end))
        else:
            found.append(match)
    return found


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[NameFound]:
    plain = text.translate(_PLAIN)
    if not _UNSEEN.search(plain):
        yield from (NameFound(*match.span(), match) for match in pattern.finditer(plain))
        return
    for left_out in (_UNSEEN, _SOFT_HYPHEN):
        kept = [at for at, sign in enumerate(plain) if not left_out.match(sign)]
        for match in pattern.finditer(left_out.sub("", plain)):
            yield NameFound(kept[match.start()], kept[match.end() - 1] + 1, match)


@dataclass(frozen=True)
class Masks:
    """The names that are masked."""

    pattern: re.Pattern[str]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The (start, end) of each name, in order."""
        return ((found.start, found.end) for found in names_found(self.pattern, text))

    def names_in(self, text: str) -> list[str]:
        """The names in a text, each once."""
        return list(dict.fromkeys(text[start:end] for start, end in self.spans(text)))

    def hold(self, text: str) -> bool:
        """Whether a name is in the text."""
        return any(True for _ in self.spans(text))

    def hide(self, text: str) -> HiddenText:
        """The text with its names masked."""
        return replaced(text, ((start, end, TOKEN) for start, end in self.spans(text)))

    def masked(self, text: str) -> str:
        """The text with its names masked, without the way back."""
        return self.hide(text).text


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
        *(f"(?i:{part})" for part in _cut(models)),
        *_cut(people),
        *(f"(?i:{name}){_ANY_VERSION}" for name in sorted(own, key=len, reverse=True)),
        *(f"(?:{name})" for name in sorted(named, key=len, reverse=True)),
        *([_WELL_KNOWN + _ANY_VERSION] if families is None else []),
        *(f"(?{case}:{family.brands}){_ANY_VERSION}" for family in asked),
        *(f"(?:{family.versioned})[ -]?\\d+(?:\\.\\d+)*" for family in asked if family.versioned),
        *(part for family in asked if family.versioned for part in _at_a_cut(family.versioned, family.versioned)),
        *(f"(?{case}:{family.makers})" for family in asked),
    ]
    if not known:
        return Masks(re.compile(r"(?!)"))
    return Masks(re.compile(rf"{BEFORE}(?:{'|'.join(known)}){AFTER}"))


def _spelled(name: str) -> str:
    """The pattern of a name, with any spaces but a line break."""
    plain = _UNSEEN.sub("", name.translate(_PLAIN))
    return r"[^\S\n\t]+".join(map(re.escape, plain.split()))


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


def _cut(names: Iterable[str]) -> list[str]:
    """The patterns of longer names of which a cut left some words."""
    parts: set[str] = set()
    for words in map(str.split, names):
        for at in range(1, len(words)):
            first, last = (" ".join(part) for part in (words[:at], words[at:]))
            parts.update(_at_a_cut(_spelled(first), _spelled(last)))
    return sorted(parts, key=len, reverse=True)


def _at_a_cut(first: str, last: str) -> tuple[str, str]:
    return f"(?:{first}){_CUT_AFTER}", f"{_CUT_BEFORE}(?:{last})"


def _mixed(word: str) -> bool:
    return any(char.isdigit() for char in word) and any(char.isalpha() for char in word)


WELL_KNOWN = masks_of(())
"""All well-known models and makers."""

"""Keep words out of the texts of a document. Pure.

The record keeps them. In a document "[redacted]" stands for them, and everything that is made of the document, its hash
too, is without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from collation.language.spellings import ALIKE
from reviews import richtext
from reviews.characters import UNSEEN

REDACTED = "[redacted]"
OPAQUE = frozenset(
    {"key", "slug", "format", "phase", "respondent", "respondents", "question", "state", "asked", "placed_by"}
    | {"verdict", "from", "publish", "kind", "said_on", "published_at", "at", "source", "sheet_sha256", "reply_sha256"}
    | {"raised_by", "opposed_by", "self_contradictions", "grounds", "scale", "a", "b", "grouped_by", "status"}
    | {"searched", "decision", "by", "people", "placed_on", "says", "letters"}
)
"""The keys of names and values that others refer to."""
_REFERRING = frozenset(
    {"key", "respondent", "respondents", "question", "raised_by", "opposed_by", "self_contradictions"}
    | {"a", "b", "by", "letters"}
)
"""Those that may hold the key of a respondent or a question."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of scripts without spaces: a word may end anywhere."""
_BEFORE, _AFTER = rf"(?<![^\W{_UNSPACED}])", rf"(?![^\W{_UNSPACED}])"

_PLAIN = {ord(sign): kind[0] for kind in ALIKE for sign in kind}

Turns = Mapping[int, tuple[str, int, str]]
"""Of each response its respondent, its place, and its whole text."""


Aliases = Mapping[str, tuple[str, str]]
"""Of each key what it is made from, and its alias.

They are the keys of respondents and questions.
"""


class KeptOut:
    """The words that are kept out.

    They are found as whole words, whatever their case, the kind of their quotation marks and dashes, the white space
    between them, and what nobody sees inside them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        plain = {" ".join(_seen(one)[0].split()) for one in words} - {""}
        self.words = tuple(sorted(plain, key=lambda one: (-len(one), one)))

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_found, self.words)) or "(?!)", re.IGNORECASE)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where they stand in a text."""
        seen, places = _seen(text)
        found = (match.span() for match in self._pattern.finditer(seen))
        return [(places[start], places[end - 1] + 1) for start, end in found]

    def are_in(self, text: str) -> bool:
        return self._pattern.search(_seen(text)[0]) is not None

    def are_in_key(self, key: str) -> bool:
        """Whether they stand in a key, whose words hyphens part."""
        return self.are_in(key.replace("-", " "))

    def out_of(self, text: str) -> str:
        """The text with "[redacted]" for them."""
        parts, at = [], 0
        for start, end in self.spans(text):
            parts += [text[at:start], REDACTED]
            at = end
        return "".join([*parts, text[at:]])


def _seen(text: str) -> tuple[str, Sequence[int]]:
    """The characters of a text that are seen, and their places.

    Of each kind of quotation mark and dash it is the plain one.
    """
    places: Sequence[int] = range(len(text))
    if not UNSEEN.isdisjoint(text):
        places = [at for at, sign in enumerate(text) if sign not in UNSEEN]
        text = "".join(map(text.__getitem__, places))
    return text.translate(_PLAIN), places


def _found(words: str) -> str:
    before = _BEFORE if re.match(r"\w", words) else ""
    after = _AFTER if re.search(r"\w\Z", words) else ""
    return before + r"\s+".join(map(re.escape, words.split())) + after


def redacted(
    document: dict[str, Any], words: Iterable[str], turns: Turns, aliases: Aliases | None = None
) -> dict[str, Any]:
    """The document without the words; the document itself if there are none.

    `turns` are those that it quotes, published or not. Where words go, the offsets of what is quoted follow. A key that
    is made from such words is replaced by its alias wherever it stands.
    """
    kept_out = KeptOut(words)
    if not kept_out:
        return document
    telling = {
        key: alias
        for key, (said, alias) in (aliases or {}).items()
        if kept_out.are_in(said) or kept_out.are_in_key(key)
    }
    return _Redacting(kept_out, turns, telling).value(document)


class _Redacting:
    def __init__(self, words: KeptOut, turns: Turns, aliases: Mapping[str, str]) -> None:
        self.words, self.turns, self.aliases = words, turns, aliases
        self.places = {(respondent, place): key for key, (respondent, place, _) in turns.items()}

    def value(self, value: Any, name: str = "") -> Any:
        """A value of the document, of a key of that name."""
        if isinstance(value, dict):
            if name == "letters":
                return {letter: self.value(key, name) for letter, key in value.items()}
            return self._quotation(value) if {"start", "end", "text"} <= value.keys() else self._values(value)
        if isinstance(value, list):
            kept = (one for one in value if name != "sources" or not self.words.are_in(one["url"]))
            return [self.value(one, name) for one in kept]
        if name in _REFERRING and isinstance(value, str):
            return self.aliases.get(value, value)
        if not isinstance(value, str) or name in OPAQUE:
            return value
        if name in ("link", "url"):
            return (None if name == "link" else "") if self.words.are_in(value) else value
        return self.html(value) if name == "html" else self.words.out_of(value)

    def html(self, html: str, edges: Sequence[str] = ("", "")) -> str:
        """HTML without the words.

        What is left of one at its `edges` goes, too.
        """
        text = richtext.text_of(html)
        spans = self.words.spans(text)
        head, tail = edges
        if head and text.startswith(head):
            spans = [(0, len(head)), *(span for span in spans if span[0] >= len(head))]
        if tail and text.endswith(tail):
            at = len(text) - len(tail)
            spans = [*(span for span in spans if span[1] <= at), (at, len(text))]
        return richtext.without_words(html, spans, REDACTED, self.words.are_in)

    def _values(self, value: dict[str, Any]) -> dict[str, Any]:
        is_enumerated = "value" in value and "quotes" not in value
        return {
            name: each if is_enumerated and name == "value" and isinstance(each, str) else self.value(each, name)
            for name, each in value.items()
        }

    def _quotation(self, quote: dict[str, Any]) -> dict[str, Any]:
        """A quotation, at its new place in its turn."""
        key = (
            quote["response_id"]
            if "response_id" in quote
            else self.places.get((quote["respondent"], quote["response"]))
        )
        turn = self.turns.get(key) if key is not None else None
        if turn is None:
            return self._values(quote)
        text, start, end = turn[2], quote["start"], quote["end"]
        spans = self.words.spans(text)
        head = next((text[start:last] for first, last in spans if first < start < last), "")
        tail = next((text[first:end] for first, last in spans if first < end < last), "")
        moved = _moved(spans, start), _moved(spans, end, to_the_end=True)
        exact = text[start:end] == quote["text"]
        said = self.words.out_of(text)[slice(*moved)] if exact else self.words.out_of(quote["text"])
        changed = {**self._values(quote), "start": moved[0], "end": moved[1], "text": said}
        return {**changed, "html": self.html(quote["html"], (head, tail))} if "html" in quote else changed


def _moved(spans: Sequence[tuple[int, int]], place: int, *, to_the_end: bool = False) -> int:
    """A place of a text in the text without the spans.

    One inside a span is where its stand-in begins, or where that ends.
    """
    shift = 0
    for start, end in spans:
        if place >= end:
            shift += len(REDACTED) - (end - start)
        elif place > start:
            return start + shift + (len(REDACTED) if to_the_end else 0)
    return place + shift

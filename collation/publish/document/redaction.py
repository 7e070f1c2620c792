"""Keep words out of the texts of a document. Pure.

The record keeps them. In a document "[redacted]" stands for them, and everything that is made of the document, its hash
too, is without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from reviews import richtext

REDACTED = "[redacted]"
OPAQUE = frozenset(
    {"key", "slug", "format", "phase", "respondent", "respondents", "question", "state", "asked", "placed_by"}
    | {"verdict", "from", "publish", "kind", "said_on", "published_at", "at", "source", "sheet_sha256", "reply_sha256"}
    | {"raised_by", "opposed_by", "self_contradictions", "grounds", "scale", "a", "b", "grouped_by", "status"}
    | {"searched", "decision", "by", "people", "placed_on", "says"}
)
"""The keys of names and values that others refer to."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of scripts without spaces: a word may end anywhere."""
_BEFORE, _AFTER = rf"(?<![^\W{_UNSPACED}])", rf"(?![^\W{_UNSPACED}])"

Turns = Mapping[int, tuple[str, int, str]]
"""Of each response its respondent, its place, and its whole text."""


class KeptOut:
    """The words that are kept out.

    They are found as whole words, whatever their case and the white space between them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted({" ".join(one.split()) for one in words} - {""}, key=lambda one: (-len(one), one)))

    def __bool__(self) -> bool:
        return bool(self.words)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_found, self.words)), re.IGNORECASE)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where they stand in a text."""
        return [match.span() for match in self._pattern.finditer(text)]

    def are_in(self, text: str) -> bool:
        return self._pattern.search(text) is not None

    def out_of(self, text: str) -> str:
        """The text with "[redacted]" for them."""
        return self._pattern.sub(REDACTED, text)


def _found(words: str) -> str:
    before = _BEFORE if re.match(r"\w", words) else ""
    after = _AFTER if re.search(r"\w\Z", words) else ""
    return before + r"\s+".join(map(re.escape, words.split())) + after


def redacted(document: dict[str, Any], words: Iterable[str], turns: Turns) -> dict[str, Any]:
    """The document without the words; the document itself if there are none.

    `turns` are those that it quotes, published or not. Where words go, the offsets of what is quoted follow.
    """
    kept_out = KeptOut(words)
    return _Redacting(kept_out, turns).value(document) if kept_out else document


class _Redacting:
    def __init__(self, words: KeptOut, turns: Turns) -> None:
        self.words, self.turns = words, turns
        self.places = {(respondent, place): key for key, (respondent, place, _) in turns.items()}

    def value(self, value: Any, name: str = "") -> Any:
        """A value of the document, of a key of that name."""
        if isinstance(value, dict):
            return self._quotation(value) if {"start", "end", "text"} <= value.keys() else self._values(value)
        if isinstance(value, list):
            kept = (one for one in value if name != "sources" or not self.words.are_in(one["url"]))
            return [self.value(one, name) for one in kept]
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

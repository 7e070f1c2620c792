"""JSON as models write it: in prose, broken, cut off. Pure.

What is well-formed is read by the standard library. All else is read by a parser that goes on behind a mistake, never
raises, and takes time in proportion to the text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

DEEPEST = 20
"""Levels of nesting; what lies deeper is not read."""

_TRIES = 4  # objects without a known key in front that are read in search of one
_SPACE = re.compile(r"[\s\ufeff]*")
_CLOSING = {'"': '"”“', "“": "”“", "”": "”", "„": "“”"}
_BARE = re.compile(r"[^\s,:{}\[\]\"]+")
_SKIPPED = re.compile(r"[^,{}\[\]\"]+")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_HIGH_AND_LOW = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_AFTER_STRING = re.compile(r"\s*(?:[:}\]]|\Z|,\s*(?:[\"“{\[}\]\d-]|true\b|false\b|null\b|\Z))")
_WORDS = {"true": True, "false": False, "null": None, "None": None, "True": True, "False": False}


@dataclass(frozen=True)
class FoundObject:
    """An object found in a text.

    `cut_off` if the text ends before the object does; `mended` if it is no well-formed JSON.
    """

    value: dict[str, Any]
    cut_off: bool = False
    mended: bool = False


def find_objects(text: str, keys: frozenset[str]) -> list[FoundObject]:
    """The objects of a text that hold one of the keys.

    They are in order.

    Of objects within each other, the outermost that begins with one of the keys; if none does, the first one that holds
    one.
    """
    begins = re.compile(rf"\{{\s*[\"“']?(?:{'|'.join(sorted(map(re.escape, keys)))})[\"”']?\s*:")
    found: list[FoundObject] = []
    at = 0
    while match := begins.search(text, at):
        read, at = _read(text, match.start())
        if not keys.isdisjoint(read.value):
            found.append(read)
    if found:
        return found
    at = -1
    for _ in range(_TRIES):
        at = text.find("{", at + 1)
        if at < 0:
            break
        read, _ = _read(text, at)
        if not keys.isdisjoint(read.value):
            return [read]
    return []


def _read(text: str, at: int) -> tuple[FoundObject, int]:
    """The object that begins at `at`, and where it ends."""
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, at)
    except (ValueError, RecursionError):
        parser = _Parser(text, at)
        value = parser.top()
        return FoundObject(value, parser.cut_off, mended=True), max(parser.at, at + 1)
    return FoundObject(value if isinstance(value, dict) else {}), end


class _Cut(Exception):
    """The text ends in the middle of something."""


class _Parser:
    """A parser that goes on behind a mistake.

    An object that the text's end cuts off is left out, but for the outermost; a list keeps what is whole.
    """

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.cut_off = False

    def top(self) -> dict[str, Any]:
        """The object that begins here."""
        result: dict[str, Any] = {}
        try:
            self._object(result, 1)
        except _Cut:
            self.cut_off = True
        return result

    def _peek(self) -> str:
        """The next sign that is no white space."""
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        if self.at >= len(self.text):
            raise _Cut
        return self.text[self.at]

    def _value(self, depth: int) -> Any:
        sign = self._peek()
        if sign in "{[" and depth >= DEEPEST:
            self.at = len(self.text)
            raise _Cut
        if sign == "{":
            result: dict[str, Any] = {}
            self._object(result, depth + 1)
            return result
        if sign == "[":
            return self._list(depth + 1)
        if sign in _CLOSING:
            return self._string()
        bare = _BARE.match(self.text, self.at)
        if bare is None:
            return None
        self.at = bare.end()
        if self.at >= len(self.text):
            raise _Cut
        return _WORDS.get(bare[0], _number(bare[0]))

    def _object(self, result: dict[str, Any], depth: int) -> None:
        self.at += 1
        while (sign := self._peek()) != "}":
            if sign == "]":  # the object was never closed
                return
            if sign in ",:{[":
                self.at += 1
                continue
            key = self._value(depth)
            if self._peek() != ":":
                continue
            self.at += 1
            if self._peek() not in ",}]":
                result.setdefault(str(key), self._value(depth))
            self._to_next()
        self.at += 1

    def _list(self, depth: int) -> list[Any]:
        self.at += 1
        result: list[Any] = []
        try:
            while (sign := self._peek()) != "]":
                if sign == "}":  # the list was never closed
                    return result
                if sign in ",:":
                    self.at += 1
                    continue
                result.append(self._value(depth))
                self._to_next()
        except _Cut:
            return result
        self.at += 1
        return result

    def _to_next(self) -> None:
        """Skip to the next sign that parts values or begins one."""
        self._peek()
        skipped = _SKIPPED.match(self.text, self.at)
        if skipped is not None:
            self.at = skipped.end()

    def _string(self) -> str:
        """The string that begins here.

        A quotation mark ends it only if a sign that parts values follows: models forget to escape them.
        """
        closing = _CLOSING[self.text[self.at]]
        start = self.at = self.at + 1
        ends = re.compile(rf"\\.|[{closing}]", re.DOTALL)
        while found := ends.search(self.text, self.at):
            self.at = found.end()
            if found[0][0] != "\\" and _AFTER_STRING.match(self.text, self.at):
                return _unescaped(self.text[start : found.start()])
        self.at = len(self.text)
        raise _Cut


def _number(word: str) -> Any:
    """The number that a bare word is, else the word."""
    if re.fullmatch(r"-?\d{1,15}", word):
        return int(word)
    return float(word) if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", word) else word


def _unescaped(words: str) -> str:
    if "\\" not in words:
        return words
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _ESCAPED.get(found[2], found[2]), words)
    return _HIGH_AND_LOW.sub(lambda pair: pair[0].encode("utf-16-be", "surrogatepass").decode("utf-16-be"), plain)

"""Read strangers' JSON, whole or value by value.

Depth and size are bounded, and a key that is named twice is refused.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, BinaryIO, NamedTuple

from reviews.intake.bytes.decode import MAX_BYTES, decode
from reviews.intake.document import IntakeError

DEEPEST = 200
LONGEST_NUMBER = 400
MOST_VALUES = 1_000_000
CHUNK = 1024 * 1024

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_OPENING = frozenset("[{")
_SPACE = re.compile(rb"[ \t\r\n]*+")
_TO_BRACKET = re.compile(rb'[^"\[\]{}]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"\[\]{}]*+)*+([\[\]{}])', re.DOTALL)
_PLAIN = re.compile(rb'[^",\[\]{}]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^",\[\]{}]*+)*+', re.DOTALL)


def may_be_json(text: str) -> bool:
    """Whether a text begins as a JSON object or list does."""
    return text.lstrip()[:1] in ("{", "[")


def read_json(text: str, name: str) -> Any:
    """The value of a JSON document, or a list for JSON Lines.

    NaN, infinities and whole numbers of more than LONGEST_NUMBER digits are None.

    Raises IntakeError, naming the file and the place, if it is not JSON, is nested deeper than DEEPEST, holds more
    than MOST_VALUES values, or names a key twice in one object.
    """
    _refuse_too_much(text, name)
    return _parsed(text, name)


def read_value(data: bytes, name: str) -> Any:
    """The value in a slice that `values` yielded.

    Raises IntakeError as `read_json` does.
    """
    text = decode(data, name)
    if text.count(",") > MOST_VALUES:
        _refuse_too_much(text, name)
    return _parsed(text, name)


def _refuse_too_much(text: str, name: str) -> None:
    outside = _STRING.sub("", text)
    if sum(map(outside.count, "[]{},")) > MOST_VALUES:
        raise _too_many(name)
    brackets = _BRACKET.findall(outside)
    if max(accumulate(1 if bracket in _OPENING else -1 for bracket in brackets), default=0) > DEEPEST:
        raise _too_deep(name)


def _parsed(text: str, name: str) -> Any:
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1:
            try:
                return [_loads(line) for line in lines]
            except ValueError:
                pass
        raise IntakeError(f"{name} is no whole JSON: line {error.lineno:,}, character {error.colno:,}.") from error
    except ValueError as error:
        raise IntakeError(f"{name} cannot be read as JSON: {error}.") from error


class JsonSlice(NamedTuple):
    """The bytes of one value in a file, and their place."""

    data: bytes
    start: int
    end: int


def values(file: BinaryIO, start: int, end: int, name: str, *, read_from: int = 0) -> Iterator[JsonSlice]:
    """Yield the values that `file[start:end]` holds, in UTF-8.

    They are those of a JSON list, or JSON objects one after the other. Begins at byte `read_from`: 0, or the end of a
    value that was yielded before. The brackets of each value close; whether it is JSON, `read_value` says. One value is
    in memory at a time.

    Raises IntakeError, naming the file and the byte (counted from `start`), if it is neither, is cut short, or holds
    a value of more than MAX_BYTES or one nested deeper than DEEPEST.
    """
    window = _Held(file, start, end, name)
    opening = window.past_space(start + (len(codecs.BOM_UTF8) if window.begins(start, codecs.BOM_UTF8) else 0))
    in_list = window.begins(opening, b"[")
    position = read_from if read_from > start else opening
    while (position := window.past_space(position)) < end:
        if in_list:
            if window.begins(position, b"]"):
                if (after := window.past_space(position + 1)) < end:
                    raise window.not_json(after)
                return
            before = b"[" if position == opening else b","
            if not window.begins(position, before):
                raise window.not_json(position)
            position = window.past_space(position + 1)
            if before == b"[" and window.begins(position, b"]"):
                continue
        elif not window.begins(position, b"{"):
            raise window.not_json(position)
        value = window.value(position)
        yield value
        position = value.end
    if in_list:
        raise window.cut_short()


class _Held:
    """The part of `file[start:end]` that is in memory.

    Places count in the file.
    """

    def __init__(self, file: BinaryIO, start: int, end: int, name: str) -> None:
        self._file, self._start, self._end, self._name = file, start, end, name
        self._base, self._data = start, b""

    def begins(self, place: int, prefix: bytes) -> bool:
        """Whether the words stand at a place."""
        while not 0 <= place - self._base <= len(self._data) - len(prefix) and self._more(place):
            pass
        return self._data.startswith(prefix, place - self._base)

    def past_space(self, place: int) -> int:
        """The next place without white space; the end if there is none."""
        while place < self._end and self.begins(place, b""):
            place = _end(_SPACE, self._data, place - self._base) + self._base
            if place < self._base + len(self._data):
                return place
            self._more(place)
        return self._end

    def value(self, place: int) -> JsonSlice:
        """The value that begins at a place."""
        end = self._closed(place) if self.begins(place, b"{") or self.begins(place, b"[") else self._ended(place)
        return JsonSlice(self._data[place - self._base : end - self._base], place, end)

    def not_json(self, place: int) -> IntakeError:
        return IntakeError(f"{self._name} is no whole JSON: byte {place - self._start + 1:,}.")

    def cut_short(self) -> IntakeError:
        return IntakeError(f"{self._name} is no whole JSON: it ends at byte {self._end - self._start:,}, cut short.")

    def _closed(self, start: int) -> int:
        """The end of the list or object that begins at `start`."""
        depth, place = 0, start
        for _ in range(MOST_VALUES):
            while not (bracket := _TO_BRACKET.match(self._data, place - self._base)):
                if not self._more(start):
                    raise self.cut_short()
            place = bracket.end() + self._base
            depth += 1 if bracket[1] in b"[{" else -1
            if depth == 0:
                return place
            if depth > DEEPEST:
                raise _too_deep(self._from(start))
        raise _too_many(self._from(start))

    def _ended(self, start: int) -> int:
        """The end of the text, number or word that begins at `start`."""
        while True:
            end = _end(_PLAIN, self._data, start - self._base) + self._base
            if self._data[end - self._base : end - self._base + 1] not in (b"", b'"'):
                break
            if not self._more(start):
                raise self.cut_short()
        if end == start:
            raise self.not_json(start)
        return end

    def _from(self, place: int) -> str:
        return f"{self._name} (from byte {place - self._start + 1:,} on)"

    def _more(self, keep: int) -> bool:
        """Read on, and drop the bytes before `keep`.

        Reads as much again as is held. False at the end of the file.
        """
        self._data, self._base = self._data[keep - self._base :] if keep >= self._base else b"", keep
        if len(self._data) > MAX_BYTES:
            raise IntakeError(f"{self._from(keep)} is too large: more than {MAX_BYTES:,} bytes in one conversation.")
        place = keep + len(self._data)
        self._file.seek(place)
        more = self._file.read(max(0, min(max(CHUNK, len(self._data)), self._end - place)))
        self._data += more
        return bool(more)


def _end(pattern: re.Pattern[bytes], data: bytes, place: int) -> int:
    """The end of a match that there always is."""
    match = pattern.match(data, place)
    return match.end() if match else place


def _too_deep(name: str) -> IntakeError:
    return IntakeError(f"{name} is nested too deep: at most {DEEPEST} levels of JSON are read.")


def _too_many(name: str) -> IntakeError:
    return IntakeError(f"{name} holds too much: at most {MOST_VALUES:,} values of JSON are read.")


def _whole_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= LONGEST_NUMBER else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key “{twice[:60]}” stands twice in one object")
    return value


_loads = json.JSONDecoder(object_pairs_hook=_object, parse_constant=lambda _: None, parse_int=_whole_number).decode

"""Compare a conversation that was exported again with the stored one. Pure.

Messages are matched by their own ids. `stored` is the document as it stands, with people's corrections; `new` what
another export of it reads as.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from operator import eq
from typing import Any, Literal

from reviews.intake.document import Messages, Parsed, Piece, turns

Relation = Literal["unrelated", "same", "shorter", "goes_on", "parts"]


@dataclass(frozen=True)
class MatchedRange:
    """`[start:end]` of the stored text, which is `[to:until]` of the new.

    It is a message, or the label before it. `alike`: the new words are the stored ones, perhaps with more after them.
    """

    start: int
    end: int
    to: int
    until: int
    alike: bool


@dataclass(frozen=True)
class Additions:
    """The numbers of turns that a new export brings.

    `stored` turns are there already, `added` come after them, said by `voices`, and `changed` of the stored read
    differently now.
    """

    stored: int
    added: int
    changed: int
    voices: tuple[int, ...]


def relation(stored: Parsed, new: Parsed) -> Relation:
    """The relation of the new document to the stored one.

    "unrelated": of another conversation. "same": message for message. "shorter": only the beginning of it. "goes_on":
    the same with further messages, or further words in one. "parts": another branch.
    """
    had, has = _ids(stored), _ids(new)
    if not had or not has or stored.conversation != new.conversation:
        return "unrelated"
    shared = sum(1 for _ in takewhile(lambda alike: alike, map(eq, had, has)))
    if shared < min(len(had), len(has)):
        return "parts"
    if shared < len(had):
        return "shorter"
    return "same" if shared == len(has) and _words(stored) == _words(new) else "goes_on"


def shared_turns(stored: Parsed, new: Parsed) -> int:
    """The number of leading turns that both documents have."""
    end = max((has.end for had, has in _pairs(stored, new) if had.ids == has.ids), default=0)
    return sum(turn.ranges[-1][1] <= end for turn in turns(new))


def merge(stored: Parsed, new: Parsed) -> Parsed:
    """The new document with people's corrections of the stored one.

    Corrections are pieces, roles and voices. Messages that are new, or whose words changed, stand as they were read.
    They are said by the first voice, or, if corrections left it nothing to say, by the one that answered last.
    """
    voice = _next_voice(stored)
    read = tuple(piece if piece.voice is None else replace(piece, voice=voice) for piece in new.pieces)
    pieces: list[Piece] = []
    position = 0
    for matched in match_ranges(stored, new):
        position = matched.until
        if matched.alike:
            known = matched.to + matched.end - matched.start
            _lay(pieces, stored.pieces, matched.start, matched.end, matched.to - matched.start)
            _lay(pieces, read, known, matched.until, 0)
        else:
            _lay(pieces, read, matched.to, matched.until, 0)
    _lay(pieces, read, position, len(new.text), 0)
    return replace(new, pieces=tuple(pieces), voices=stored.voices)


def match_ranges(stored: Parsed, new: Parsed) -> tuple[MatchedRange, ...]:
    """The places of the stored text in the new text, in order."""
    ranges: list[MatchedRange] = []
    place = new_place = 0
    for had, has in _pairs(stored, new):
        for start, end, first, last in (
            (place, had.start, new_place, has.start),
            (had.start, had.end, has.start, has.end),
        ):
            alike = new.text[first:last].startswith(stored.text[start:end])
            ranges.append(MatchedRange(start=start, end=end, to=first, until=last, alike=alike))
        place, new_place = had.end, has.end
    return tuple(ranges)


def shift_ranges(laid: Sequence[MatchedRange], ranges: Iterable[Sequence[Any]]) -> tuple[tuple[int, int, Any], ...]:
    """Ranges (start, end, role) of the stored text in the new text."""
    return tuple((_shifted(laid, start), _shifted(laid, end - 1) + 1, role) for start, end, role in ranges)


def first_new(stored: Parsed, new: Parsed) -> int:
    """The place in the new text after everything that is stored."""
    laid = match_ranges(stored, new)
    return _shifted(laid, laid[-1].end - 1) + 1 if laid else 0


def additions(stored: Parsed, now: Parsed) -> Additions:
    """The additions of a document to the stored one."""
    laid, end = match_ranges(stored, now), first_new(stored, now)
    had = {(turn.voice, turn.prompt, turn.answer, shift_ranges(laid, turn.ranges)) for turn in turns(stored)}
    has = turns(now)
    added = [turn for turn in has if turn.ranges[0][0] >= end]
    kept = sum((turn.voice, turn.prompt, turn.answer, turn.ranges) in had for turn in has)
    voices = tuple(dict.fromkeys(turn.voice for turn in added))
    return Additions(stored=len(had), added=len(added), changed=len(has) - len(added) - kept, voices=voices)


def _ids(parsed: Parsed) -> list[str]:
    return list(chain.from_iterable(run.ids for run in parsed.messages))


def _words(parsed: Parsed) -> list[str]:
    return [parsed.text[run.start : run.end].strip() for run in parsed.messages]


def _pairs(stored: Parsed, new: Parsed) -> Iterator[tuple[Messages, Messages]]:
    """Yield the messages that both have, side by side.

    It ends at the first that differs; the last may have gone on in the new one.
    """
    both = zip(stored.messages, new.messages, strict=False)
    return takewhile(lambda pair: pair[1].ids[: len(pair[0].ids)] == pair[0].ids, both)


def _next_voice(stored: Parsed) -> int:
    answering = [piece.voice for piece in stored.pieces if piece.role == "answer"]
    return 0 if not answering or 0 in answering else answering[-1] or 0


def _lay(laid: list[Piece], pieces: Sequence[Piece], start: int, end: int, shift: int) -> None:
    """Append the parts of `pieces` in [start:end], shifted.

    A piece that began before continues the last one, if that is of the same role and voice.
    """
    first = bisect_right(pieces, start, key=lambda piece: piece.end)
    last = bisect_left(pieces, end, key=lambda piece: piece.start)
    for piece in pieces[first:last] if start < end else ():
        begins, ends = max(piece.start, start) + shift, min(piece.end, end) + shift
        if piece.start < start and laid and (laid[-1].role, laid[-1].voice) == (piece.role, piece.voice):
            laid[-1] = replace(laid[-1], end=ends)
        else:
            laid.append(replace(piece, start=begins, end=ends))


def _shifted(laid: Sequence[MatchedRange], offset: int) -> int:
    """The place of the character at `offset` in the new text.

    If the words of its message changed, it is a place in that message.
    """
    matched = laid[min(bisect_right(laid, offset, key=lambda stretch: stretch.end), len(laid) - 1)]
    return min(matched.to + offset - matched.start, max(matched.to, matched.until - 1))

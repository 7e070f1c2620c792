"""A person's corrections of a document. Pure.

Each turns one `Parsed` into another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviews.intake.document import IntakeError, Parsed, Piece, Role, Voice
from reviews.intake.doubts import doubts


def split_at(parsed: Parsed, offset: int, role: Role) -> Parsed:
    """Cut the piece that holds `offset` in two.

    The second takes `role`. Raises IntakeError if the offset is not strictly inside a piece.
    """
    for index, piece in enumerate(parsed.pieces):
        if piece.start < offset < piece.end:
            voice = (
                piece.voice
                if piece.voice is not None or role in ("marker", "furniture")
                else _nearest_voice(parsed, index)
            )
            head = replace(piece, end=offset)
            tail = Piece(offset, piece.end, role, voice, "person", "split here by hand")
            return replace(parsed, pieces=(*parsed.pieces[:index], head, tail, *parsed.pieces[index + 1 :]))
    raise IntakeError("There is nothing to split at that place.")


def piece_at(parsed: Parsed, offset: int) -> int:
    """The index of the piece that holds `offset`.

    Raises IntakeError if none does.
    """
    for index, piece in enumerate(parsed.pieces):
        if piece.start <= offset < piece.end:
            return index
    raise IntakeError("There is no such place in this document.")


def cut_at(parsed: Parsed, offset: int) -> Parsed:
    """Make a piece start at `offset`.

    It has the role and voice of the piece that held the offset. Unchanged if one starts there already.
    """
    piece = parsed.pieces[piece_at(parsed, offset)]
    return parsed if piece.start == offset else split_at(parsed, offset, piece.role)


def carve(parsed: Parsed, start: int, end: int, role: Role) -> Parsed:
    """Make `text[start:end]` one piece of that role.

    It is joined to a neighbour of the same role and voice, so that a prompt can grow by a paragraph, and a wrong prompt
    given back to the answer around it leaves no seam. Raises IntakeError for an empty range or one outside the text.
    """
    if not 0 <= start < end <= len(parsed.text):
        raise IntakeError("There is no such place in this document.")
    parsed = cut_at(parsed, start)
    if end < len(parsed.text):
        parsed = cut_at(parsed, end)
    first, last = piece_at(parsed, start), piece_at(parsed, end - 1)
    voice = parsed.pieces[first].voice
    if voice is None and role in ("prompt", "answer"):
        voice = _nearest_voice(parsed, first)
    alike = [
        index
        for index in (first - 1, last + 1)
        if 0 <= index < len(parsed.pieces) and _is(parsed.pieces[index], role, voice)
    ]
    first, last = min([first, *alike]), max([last, *alike])
    whole = Piece(parsed.pieces[first].start, parsed.pieces[last].end, role, voice, "person", "said by hand")
    return replace(parsed, pieces=(*parsed.pieces[:first], whole, *parsed.pieces[last + 1 :]))


def merge_with_previous(parsed: Parsed, index: int) -> Parsed:
    """Join piece `index` to the one before it.

    The whole takes the role and voice of the first.
    """
    if not 0 < index < len(parsed.pieces):
        raise IntakeError("There is no piece before this one to merge with.")
    before, piece = parsed.pieces[index - 1], parsed.pieces[index]
    whole = replace(before, end=piece.end, found_by="person", why="merged by hand")
    return replace(parsed, pieces=(*parsed.pieces[: index - 1], whole, *parsed.pieces[index + 1 :]))


def set_voice(parsed: Parsed, index: int, voice: int | None, *, to_the_end: bool = True) -> Parsed:
    """Give piece `index` to another voice.

    With `to_the_end`, all later pieces of the same voice follow. Pieces that belong to nobody are passed over: a
    respondent's words may have furniture between them.
    """
    _piece(parsed, index)
    if voice is not None and not 0 <= voice < len(parsed.voices):
        raise IntakeError("There is no such respondent in this document.")
    changed = list(parsed.pieces)
    last = len(changed) if to_the_end else index + 1
    had = next((piece.voice for piece in changed[index:last] if piece.voice is not None), None)
    for number in range(index, last):
        if changed[number].voice is None and (had is not None or number > index):
            continue
        if changed[number].voice != had:
            break
        role = "furniture" if voice is None and changed[number].role in ("prompt", "answer") else changed[number].role
        changed[number] = replace(changed[number], voice=voice, role=role, found_by="person", why="said by hand")
    return replace(parsed, pieces=tuple(changed))


def start_voice(parsed: Parsed, index: int, voice: Voice, *, to_the_end: bool = True) -> Parsed:
    """Give piece `index` to a new respondent.

    With `to_the_end`, all later pieces of the old one follow.
    """
    with_voice = replace(parsed, voices=(*parsed.voices, voice))
    return set_voice(with_voice, index, len(parsed.voices), to_the_end=to_the_end)


def describe_voice(parsed: Parsed, index: int, voice: Voice) -> Parsed:
    """Replace the description of one voice.

    That is its name, kind, version, evidence basis and so on.
    """
    if not 0 <= index < len(parsed.voices):
        raise IntakeError("There is no such respondent in this document.")
    return replace(parsed, voices=(*parsed.voices[:index], voice, *parsed.voices[index + 1 :]))


def turn_over(parsed: Parsed) -> Parsed:
    """Take the messages in the other order of time."""
    return replace(parsed, newest_first=not parsed.newest_first)


def settle(parsed: Parsed, key: str) -> Parsed:
    """Note that a person looked at a doubt of the document.

    Raises IntakeError if it has no such doubt.
    """
    if key not in {doubt.key for doubt in doubts(parsed) if doubt.kind in ("gap", "warning")}:
        raise IntakeError("That is settled already.")
    return replace(parsed, settled=(*parsed.settled, key))


def difference(before: Sequence[object], after: Sequence[object]) -> tuple[int, int, int]:
    """The place at which two sequences differ.

    It is (start, end in `before`, end in `after`); both are alike outside of it.
    """
    shorter = min(len(before), len(after))
    head = next((index for index in range(shorter) if before[index] != after[index]), shorter)
    left = shorter - head
    tail = next((index for index in range(left) if before[-1 - index] != after[-1 - index]), left)
    return head, len(before) - tail, len(after) - tail


def _piece(parsed: Parsed, index: int) -> Piece:
    if not 0 <= index < len(parsed.pieces):
        raise IntakeError("There is no such piece in this document.")
    return parsed.pieces[index]


def _is(piece: Piece, role: Role, voice: int | None) -> bool:
    return piece.role == role and piece.voice == voice


def _nearest_voice(parsed: Parsed, index: int) -> int:
    """The voice of the nearest piece that has one, looking back first."""
    if not parsed.voices:
        raise IntakeError("Name a respondent first.")
    for piece in (*reversed(parsed.pieces[:index]), *parsed.pieces[index:]):
        if piece.voice is not None:
            return piece.voice
    return 0

"""The outline of a document for its correction. Pure.

Each piece is a list of rows of one paragraph, long ones folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviews.intake.document import Parsed, Piece, trimmed, turns
from reviews.intake.page.blocks import Line, lines_of

SHOWN_FIRST, SHOWN_LAST = 6, 3
MOST_ROWS = 200
MOST_OPENED = 1000
MOST_CHARS = 3000
PIECES_ON_A_PAGE = 80
HUES = 6

_WRAPPED = range(60, 101)
_LONGEST_QUESTION = 300


_ROLE_NAMES = {"prompt": "Prompt", "answer": "Answer", "marker": "Label", "furniture": "Page furniture"}


@dataclass(frozen=True)
class OutlineRow:
    """`text[start:end]`: one paragraph, or one line of a list.

    The blank lines after it are part of it.
    """

    start: int
    end: int
    text: str

    @property
    def shown(self) -> str:
        """As much of it as a page shows."""
        return self.text[:MOST_CHARS]

    @property
    def more_chars(self) -> int:
        return max(0, len(self.text) - MOST_CHARS)


@dataclass(frozen=True)
class Fold:
    """Rows that are not shown yet.

    `rows` counts them, `questions` those that ask something; [start:end] is their place.
    """

    start: int
    end: int
    rows: int
    questions: int

    @property
    def next_rows(self) -> int:
        """The number of rows that a person gets at a time."""
        return min(self.rows, MOST_ROWS)

    @property
    def show_words(self) -> str:
        """What the link that unfolds it says."""
        part = f"the next {self.next_rows} of " if self.next_rows < self.rows else ""
        return f"Show {part}{self.rows} paragraph{'' if self.rows == 1 else 's'} more"

    @property
    def question_words(self) -> str:
        """How many of the rows ask something."""
        return f"{self.questions} of them {'asks' if self.questions == 1 else 'ask'} something"


@dataclass(frozen=True)
class OutlinePiece:
    """One piece, as a person looks at it.

    `items` are rows and folds in order; `opened` are the ranges in it that were unfolded.
    """

    piece: Piece
    voice_name: str
    opens_voice: bool
    items: tuple[OutlineRow | Fold, ...]
    rows: int
    opened: tuple[tuple[int, int], ...]

    @property
    def hue(self) -> int | None:
        """Which of HUES colours stands for its respondent."""
        return None if self.piece.voice is None else self.piece.voice % HUES

    @property
    def role_name(self) -> str:
        """What it is, as the draft says it."""
        return _ROLE_NAMES[self.piece.role]

    @property
    def whose(self) -> str:
        """Whom it is put to or who gives it; "" for nobody."""
        return {"prompt": f"to {self.voice_name}", "answer": f"by {self.voice_name}"}.get(self.piece.role, "")

    @property
    def aside(self) -> bool:
        """Whether it is neither prompt nor answer."""
        return self.piece.role in ("marker", "furniture")

    @property
    def doubtful(self) -> bool:
        """Whether it is a prompt by its wording alone."""
        return self.piece.role == "prompt" and self.piece.found_by == "heuristic"

    @property
    def quoted(self) -> str:
        """Its words on one line, cut at 90 characters."""
        line = " ".join(" ".join(item.text for item in self.items if isinstance(item, OutlineRow)).split())
        return line if len(line) <= 90 else f"{line[:89]}…"


@dataclass(frozen=True)
class Tally:
    """The prompts and answers of one voice in the document."""

    index: int
    prompts: int
    answers: int

    @property
    def hue(self) -> int:
        return self.index % HUES


def rows_of(text: str, start: int, end: int) -> list[OutlineRow]:
    """`text[start:end]`, cut into rows that leave nothing out.

    Blank lines go to the row before, or to the first. Paragraphs stand between blank lines. Their lines are rows of
    their own, unless they are plainly wrapped, or code.
    """
    starts: list[int] = []
    for paragraph in _paragraphs(text, start, end):
        starts += [paragraph[0].start] if _belongs_together(paragraph) else [line.start for line in paragraph]
    if not starts:
        starts = [start]
    starts[0] = start
    stops = [*starts[1:], end]
    # Only the first can have blank lines above it.
    rest = [
        OutlineRow(first, last, text[first:last].rstrip()) for first, last in zip(starts[1:], stops[1:], strict=True)
    ]
    return [OutlineRow(start, stops[0], trimmed(text[start : stops[0]])), *rest]


def outline(parsed: Parsed, first: int, last: int, opened: Sequence[tuple[int, int]] = ()) -> list[OutlinePiece]:
    """The pieces `first` to `last` (excluded) with their rows.

    Long ones are folded; rows in a range of `opened` are shown, among the first MOST_OPENED of a piece.
    """
    parts = []
    heard = next((piece.voice for piece in reversed(parsed.pieces[:first]) if piece.voice is not None), None)
    for piece in parsed.pieces[first:last]:
        rows = rows_of(parsed.text, piece.start, piece.end)
        opens = piece.voice is not None and piece.voice != heard
        heard = heard if piece.voice is None else piece.voice
        name = "" if piece.voice is None else parsed.voices[piece.voice].name
        here = tuple((start, end) for start, end in opened if start < piece.end and piece.start < end)
        parts.append(OutlinePiece(piece, name, opens, tuple(_folded(rows, here)), len(rows), here))
    return parts


def unfold(parsed: Parsed, start: int, end: int) -> tuple[OutlineRow | Fold, ...]:
    """The first MOST_ROWS rows of a fold, and the rest folded."""
    rows = rows_of(parsed.text, start, end)
    shown, rest = rows[:MOST_ROWS], rows[MOST_ROWS:]
    return (*shown, _fold(rest)) if rest else tuple(shown)


def tally(parsed: Parsed) -> list[Tally]:
    """The number of prompts and answers of each voice.

    They are in the order of the voices; one that says nothing counts 0 and 0.
    """
    parsed_turns = turns(parsed)
    return [
        Tally(
            index,
            sum(bool(turn.prompt) for turn in parsed_turns if turn.voice == index),
            sum(bool(turn.answer) for turn in parsed_turns if turn.voice == index),
        )
        for index in range(len(parsed.voices))
    ]


def _folded(rows: list[OutlineRow], opened: Sequence[tuple[int, int]]) -> Iterator[OutlineRow | Fold]:
    few = len(rows) <= SHOWN_FIRST + SHOWN_LAST + 3
    hidden: list[OutlineRow] = []
    for index, row in enumerate(rows):
        asked_for = index < MOST_OPENED and any(start < row.end and row.start < end for start, end in opened)
        if few or asked_for or index < SHOWN_FIRST or index >= len(rows) - SHOWN_LAST:
            if hidden:
                yield _fold(hidden)
                hidden = []
            yield row
        else:
            hidden.append(row)


def _fold(rows: list[OutlineRow]) -> Fold:
    questions = sum(row.text.endswith("?") and len(row.text) < _LONGEST_QUESTION for row in rows)
    return Fold(rows[0].start, rows[-1].end, len(rows), questions)


def _paragraphs(text: str, start: int, end: int) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines_of(text, start, end, fences=True):
        if line.words or line.fenced:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _belongs_together(lines: list[Line]) -> bool:
    if any(line.fenced for line in lines) or all(re.match(r"\s*\|", line.text) for line in lines):
        return True
    return all(len(line.text) in _WRAPPED for line in lines[:-1])

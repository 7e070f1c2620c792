"""The matrix: scored questions × respondents. Pure.

Each cell has the words that carry its verdict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from collation import wording
from collation.agreement.caveats import NO_CAVEATS, Caveats, DependentAgreement
from collation.cells import Cell, Collation, Row, Verdict
from collation.pages.dot_plot import Spread, Stand, initials, spread
from collation.pages.later_rounds import Again, again, turned
from collation.pages.query_filter import ChoiceFilter
from collation.record import Mark, Suggestion
from reviews.scale import UNREAD, word

LEVELS = 7
"""The steps of colour in an overview.

The scale from no to yes takes every second one, ties the others.
"""


@dataclass(frozen=True)
class MatrixFilter(ChoiceFilter):
    """The rows and verdicts of the matrix that the reader asked for.

    Only rows that diverge; only what people decided; nothing that answers a prompt which leads.
    """

    diverging: bool = False
    decided: bool = False
    unled: bool = False


@dataclass(frozen=True)
class MatrixCell:
    """A cell of the matrix.

    `level` is its place on the scale in an overview, from 0 to LEVELS − 1; None for a cell without rank. `value` is its
    verdict, "split", "unread", "led" if it is left out for that, or "" for none. `quote` holds the respondent's words
    that carry it (`words_by` names the reader who found them for people's verdict, `quoted_by` the person, if several
    quote other words), `suggested` says who suggests it,
    `note` our own words if there are none to quote, `excerpt` how the words begin that stand here unread. `support`
    says whether the paper has it, in words: a person's, whose word is `supported`, else what was not found in its text.
    `other_grounds` if somebody reaches the same verdict by others. `again` is the verdict of a later round, if there
    is one.
    """

    question: str
    respondent: str
    name: str
    value: str
    word: str
    level: int | None
    provisional: bool
    quote: str
    words_by: str
    quoted_by: str
    suggested: str
    note: str
    excerpt: str
    tally: str
    settled: bool
    threads: int
    confirm_again: bool
    led: bool
    support: str
    supported: str
    other_grounds: bool
    again: Again | None = None


@dataclass(frozen=True)
class MatrixRow:
    """A question, its cells in the order of columns, and their drawing.

    `divergence` has two decimals, or is "" if the row has none; `counted` says what it rests on ("2 of 7 read"),
    `discounts` which agreement counts for less.
    """

    key: str
    text: str
    cells: tuple[MatrixCell, ...]
    spread: Spread
    ends: tuple[str, str]
    stands: str
    divergence: str
    counted: str
    discounts: tuple[DependentAgreement, ...]


@dataclass(frozen=True)
class Matrix:
    """The rows shown, and a sentence on where respondents differ most.

    `asked` counts all scored questions. `initials` stand for the respondents in the drawings, in the order of the
    columns. `turned` are those who changed a verdict in a later round. `compared` if some row has two verdicts.
    """

    rows: tuple[MatrixRow, ...]
    initials: tuple[str, ...]
    asked: int
    sentence: str
    turned: tuple[Again, ...] = ()
    compared: bool = True


def matrix(
    collation: Collation,
    shown: MatrixFilter = MatrixFilter(),
    caveats: Caveats = NO_CAVEATS,
    only: str | None = None,
) -> Matrix:
    """The scored rows of a collation, laid out.

    With the key of a question as `only`, its row alone.
    If only what people decided is shown, or nothing that a prompt leads to, every figure rests on that alone.
    """
    rows = [row for row in collation.rows if row.question.scored]
    if shown.unled:
        free = {row.question.question_id for row in rows if not any(cell.reading.asked.led for cell in row.cells)}
        caveats = replace(caveats, rows={key: found for key, found in caveats.rows.items() if key in free})
        rows = [_unled(row) for row in rows]
    if shown.decided:
        rows = [_decided(row) for row in rows]
    done = "marked" if shown.decided else "read"
    kept = [row for row in rows if row.divergence or not shown.diverging]
    short = initials([respondent.name for respondent in collation.respondents])
    return Matrix(
        tuple(_row(row, short, caveats, done) for row in kept if only in (None, row.question.key)),
        short,
        len(rows),
        wording.where_they_differ(rows, done),
        turned(kept),
        any(row.divergence is not None for row in rows),
    )


def cell_at(collation: Collation, question: str, respondent: str) -> Cell | None:
    """The cell of a scored question with these keys, or None."""
    return next(
        (cell for cell in _cells(collation) if (cell.question.key, cell.respondent.key) == (question, respondent)), None
    )


def carrying(cell: Cell) -> Sequence[Mark | Suggestion]:
    """The marks or the suggestion that quote a verdict's words, surest first.

    The marks that come to it, all of them if they are split; else the suggestion, if it says the same. People's
    verdicts never rest on other words.
    """
    verdict, suggestion = cell.verdict, cell.suggestion
    marks = [mark for mark in cell.marks if mark.quote and (verdict.split or mark.value == verdict.value)]
    if marks:
        return sorted(marks, key=lambda mark: -(mark.confidence or 0))
    return [suggestion] if verdict.value and suggestion.quote and suggestion.verdict == verdict.value else []


def evidence(cell: Cell) -> dict[int, list[tuple[int, int]]]:
    """The spans that the team sees painted, by response_id.

    All that marks quote, else what carries the verdict.
    """
    return spans([mark for mark in cell.marks if mark.quote] or carrying(cell))


def spans(quoting: Iterable[Mark | Suggestion]) -> dict[int, list[tuple[int, int]]]:
    """Where the quotations stand, by response_id."""
    found = defaultdict(list)
    for one in quoting:
        if one.response_id is not None:
            found[one.response_id].append((one.start, one.end))
    return dict(found)


def words_by(cell: Cell) -> str:
    """The reader who found the words under people's verdict.

    "" if a mark quotes some.
    """
    if cell.verdict.origin not in ("marks", "resolution"):
        return ""
    return next((wording.reader_of(one) for one in carrying(cell) if isinstance(one, Suggestion)), "")


def _cells(collation: Collation) -> list[Cell]:
    rows = [row for row in collation.rows if row.question.scored]
    return [one for row in rows for cell in row.cells for one in (cell, *cell.later)]


def _decided(row: Row) -> Row:
    """The row as if nobody but people had read it."""
    cells = tuple(
        replace(
            cell,
            verdict=Verdict(None, None),
            reading=replace(cell.reading, state=UNREAD, suggestion=_NOT_SHOWN),
            suggestions=(),
        )
        if cell.verdict.origin in ("suggestion", None)
        else cell
        for cell in row.cells
    )
    return Row.of(row.question, cells)


def _unled(row: Row) -> Row:
    """The row without led cells, which are counted as left out.

    A cell is led if its every passage answers a prompt that leads.
    """
    cells = tuple(
        replace(
            cell, verdict=Verdict(LED, None), reading=replace(cell.reading, suggestion=_NOT_COUNTED), suggestions=()
        )
        if cell.reading.asked.led and not cell.unread
        else cell
        for cell in row.cells
    )
    return Row.of(row.question, cells)


LED = "led"
_LETTER = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]"  # of scripts with spaces between words
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_LONGEST_WORD = 60
_NOT_SHOWN = Suggestion(None, reason="Nobody has marked it.")
_NOT_COUNTED = Suggestion(None, reason="Left out: the prompt leads, and the answer goes along.")


def _row(row: Row, short: Iterable[str], caveats: Caveats, done: str) -> MatrixRow:
    stands = [
        Stand(
            cell.respondent.name,
            initial,
            wording.value_of(cell),
            cell.verdict.rank,
            wording.stands_at(cell),
            cell.verdict.origin == "suggestion",
        )
        for initial, cell in zip(short, row.cells, strict=True)
        if cell.verdict.rank is not None
    ]
    return MatrixRow(
        key=row.question.key,
        text=row.question.text,
        cells=tuple(_cell(cell, caveats, cell.respondent.key in row.different_grounds) for cell in row.cells),
        spread=spread(stands, row.question.scale),
        ends=(word(row.question.scale[0]), word(row.question.scale[-1])),
        stands=wording.stands(row, done),
        divergence="" if row.divergence is None else f"{row.divergence:.2f}",
        counted=wording.counted(row, done),
        discounts=caveats.rows.get(row.question.question_id, ()),
    )


def _cell(cell: Cell, caveats: Caveats, other_grounds: bool) -> MatrixCell:
    verdict, resolution, suggestion = cell.verdict, cell.resolution, cell.suggestion
    unread = _is_unread(cell)
    value = UNREAD if unread else verdict.value or ("split" if verdict.split else "")
    carried = carrying(cell) if verdict.value else []
    quote = _quoted(cell, carried[0]) if carried else ""
    note = wording.absence(verdict.value, cell) or wording.split(cell)
    if unread:
        note = wording.unread(cell, briefly=True)
    elif not quote and not note and resolution:
        note = resolution.why
    elif value in ("", LED):
        note = suggestion.reason
    return MatrixCell(
        question=cell.question.key,
        respondent=cell.respondent.key,
        name=cell.respondent.name,
        value=value,
        word="to mark" if cell.hidden else word(value) if value else "no verdict yet",
        level=_level(cell),
        provisional=verdict.origin == "suggestion",
        quote=wording.shortened(quote, 140),
        words_by=words_by(cell),
        quoted_by=_quoted_by(carried),
        suggested=wording.suggested(cell),
        note=note,
        excerpt=wording.shortened(cell.reading.passages[0].text, 140) if unread and cell.reading.passages else "",
        tally=wording.tally(cell.marks),
        settled=resolution is not None,
        threads=cell.open_threads,
        confirm_again=any(mark.confirm_again for mark in cell.marks)
        or bool(resolution is not None and resolution.confirm_again),
        led=cell.reading.asked.led,
        support=wording.support(cell).lower() or _looked_up(cell, caveats),
        supported=cell.support.value if cell.support else "",
        other_grounds=other_grounds,
        again=again(cell),
    )


def _quoted(cell: Cell, one: Mark | Suggestion) -> str:
    """The words that it quotes, with "…" if cut within a word."""
    text = next((turn.text for turn in cell.respondent.turns if turn.response_id == one.response_id), "")
    before, after = ("…" if _is_within_word(text, at) else "" for at in (one.start, one.end))
    return f"{before}{one.quote}{after}"


def _is_within_word(text: str, at: int) -> bool:
    words = _WORD.finditer(text, max(at - _LONGEST_WORD, 0), at + _LONGEST_WORD)
    return any(found.start() < at < found.end() for found in words)


def _quoted_by(carried: Sequence[Mark | Suggestion]) -> str:
    """Whose words the first are, if several people quote different ones."""
    people = [one for one in carried if isinstance(one, Mark)]
    return people[0].by if len({one.quote for one in people}) > 1 else ""


def _level(cell: Cell) -> int | None:
    """The place of the verdict on the scale, in LEVELS steps."""
    rank, steps = cell.verdict.rank, len(cell.question.scale) - 1
    return None if rank is None or steps < 1 else round(rank / steps * (LEVELS - 1))


def _is_unread(cell: Cell) -> bool:
    """Whether it is shown as unread.

    Nobody has read it, and no suggestion was left out.
    """
    return cell.unread and cell.reading.suggestion is not _NOT_SHOWN


def _looked_up(cell: Cell, caveats: Caveats) -> str:
    backing = caveats.cells.get((cell.question.question_id, cell.respondent.transcript_id))
    return backing.briefly if backing else ""

"""What a sheet for a later round holds of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from collation.assemble.collation import collate
from collation.cells import Cell
from collation.language.words import sentences
from collation.pages.matrix import evidence
from collation.readers.round_sheet import RoundAnswer, RoundMaterial, RoundQuestion
from reviews.lens import Lens, letters
from reviews.models import Comparison, RespondentKind, Transcript


def addressees(view: Lens) -> list[Transcript]:
    """The models of the first round, which can be asked again."""
    return [one for one in view.columns if one.round == 1 and view.kind(one) == RespondentKind.MODEL]


def round_material(comparison: Comparison, view: Lens, addressee: Transcript) -> tuple[RoundMaterial, dict[str, str]]:
    """All that a sheet for this respondent may hold.

    With it come the letters of the sheet, and the keys of the columns behind them. The order is the respondent's own,
    and stays as long as nobody joins. Only the first round is in it, and only what may be given to models.
    """
    shown = [one for one in view.columns if one.round == 1 and one.for_models]
    order = sorted(shown, key=lambda one: sha256(f"{addressee.key}:{one.key}".encode()).hexdigest())
    letter = {one.pk: letters(at) for at, one in enumerate(order)}
    hidden = replace(view, names_hidden=True)
    rows = [row for row in collate(comparison, view).rows if not row.computed]
    questions = tuple(
        RoundQuestion(
            number,
            row.question.text,
            row.question.scale,
            row.divergence,
            _answers(row.cells, [one.pk for one in order], letter, hidden),
        )
        for number, row in enumerate(rows, start=1)
    )
    paper = comparison.paper
    named = tuple(filter(None, (paper.title, ", ".join(paper.authors), paper.link)))
    own = f"Response {letter[addressee.pk]}" if addressee.pk in letter else ""
    return RoundMaterial(named, questions, own), {letter[one.pk]: view.key(one) for one in order}


def _answers(
    cells: Sequence[Cell], order: Sequence[int], letter: dict[int, str], hidden: Lens
) -> tuple[RoundAnswer, ...]:
    by_column = {cell.respondent.transcript_id: cell for cell in cells}
    return tuple(
        RoundAnswer(
            f"Response {letter[column]}",
            hidden.masked("\n\n".join(passage.text.strip() for passage in by_column[column].reading.passages)),
            tuple(map(hidden.masked, _quotations(by_column[column]))),
        )
        for column in order
        if column in by_column
    )


def _quotations(cell: Cell) -> list[str]:
    """The words that carry the verdict, else the first sentence."""
    turns = {turn.response_id: turn for turn in cell.respondent.turns}
    found = [
        turns[response].quote(start, end)
        for response, places in evidence(cell).items()
        if response in turns
        for start, end in dict.fromkeys(sorted(places))
    ]
    for passage in cell.reading.passages[: 0 if found else 1]:
        turn = turns[passage.response_id]
        first = next(iter(sentences(turn.text, passage.start, passage.end)), (passage.start, passage.end))
        found.append(turn.quote(*first))
    return found

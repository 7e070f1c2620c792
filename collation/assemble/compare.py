"""Reads the compare page, apart from the collation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from collation import wording
from collation.agreement.caveats import Place, backings
from collation.assemble.annotations import painted_elsewhere
from collation.assemble.collation import collate
from collation.assemble.conclusions import team_answers
from collation.assemble.facts import fact_reading
from collation.assemble.findings import said_alone
from collation.assemble.fragments import Fragment, html_of
from collation.cells import Collation
from collation.pages import choices
from collation.pages.anchors import anchor_of
from collation.pages.arrangement import Arrangement, Asked, arrange
from collation.pages.board import Board, board_of
from collation.pages.choices import LegendEntry, ViewChoice
from collation.pages.columns import ColumnChoice, Head, columns
from collation.pages.compare import ShownRow, side_by_side
from collation.pages.compare_cell import CompareRecord, Placed
from collation.pages.highlights import Evidence, kinds_in, painted, switched_on
from collation.pages.other_turns import OtherTurns, other_turns
from collation.pages.remembered import recalled
from collation.pages.search import HitCount, search, tally
from reviews.domain.labels import labels_of
from reviews.domain.placements import AskedAlike
from reviews.lens import Lens
from reviews.models import Comparison, Label, Placement, Question, RememberedView, Response


@dataclass(frozen=True)
class ComparePage:
    """All that the compare page shows to one viewer."""

    board: Board
    rows: tuple[ShownRow, ...]
    columns: tuple[ColumnChoice, ...]
    kinds: frozenset[str]
    tally: HitCount | None
    other_turns: tuple[OtherTurns, ...]
    labels: tuple[Label, ...]
    """Those whose colours are on the page."""

    @property
    def earlier(self) -> Arrangement:
        """The page of rows before this one."""
        return self.board.arrangement.at(self.board.before)

    @property
    def later(self) -> Arrangement:
        """The page of rows after this one."""
        return self.board.arrangement.at(self.board.after)

    @property
    def densities(self) -> tuple[ViewChoice, ...]:
        return choices.densities(self.board.arrangement)

    @property
    def row_choices(self) -> tuple[ViewChoice, ...]:
        return choices.rows(self.board.arrangement)

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        return choices.legend(self.board.arrangement, self.kinds)

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns that show cells, in order."""
        of = self.tally.of if self.tally else {}
        heads = {column.head.key: replace(column.head, hits=of.get(column.head.key, 0)) for column in self.columns}
        return [heads[key] for key in self.board.arrangement.beside]


def compare_page(comparison: Comparison, view: Lens, asked: Asked) -> ComparePage:
    """The compare page as an address asks for it."""
    collation = collate(comparison, view)
    arrangement = arrange([respondent.key for respondent in collation.respondents], asked)
    shown = [respondent for respondent in collation.respondents if respondent.key in arrangement.columns]
    found = search(shown, arrangement.search, view.masks.hide if view.masks else None)
    board = board_of(collation, arrangement, anchor_of(next(iter(asked.get("words", ())), "")), found)
    record = compare_record(comparison, view, board)
    rows = side_by_side(board, record)
    slots = {slot for some in record.notes.values() for *_, slot in some if slot}
    worded = any(piece.apart for row in rows for cell in (*row.cells, *row.strip) for piece in cell.asked)
    return ComparePage(
        board=board,
        rows=rows,
        columns=columns(collation, arrangement),
        kinds=record.kinds | ({"wording"} if worded else set()),
        tally=tally(found, collation.rows, shown) if found else None,
        labels=tuple(label for label in labels_of(comparison) if label.slot in slots) if slots else (),
        other_turns=other_turns(collation, arrangement, publication_of(collation)),
    )


def compare_record(comparison: Comparison, view: Lens, board: Board) -> CompareRecord:
    """The content of the rows, apart from the collation, for one viewer.

    Four queries and those of `said_alone`, whatever their number, and up to three more if some of it is shown for the
    first time.
    """
    evidence, off = _evidence(board), board.arrangement.off
    spans = painted(board, evidence, said_alone(comparison, view, board.collation.respondents))
    notes = painted_elsewhere(comparison, view, {passage.response_id for _, passage in spans})
    fragments = {
        (key, passage): Fragment.of(
            passage, [*switched_on(some, off), *(() if "note" in off else notes.get(passage.response_id, ()))]
        )
        for (key, passage), some in spans.items()
    }
    cut = html_of(fragments.values())
    facts = fact_reading(comparison, view, board.collation.respondents)
    return CompareRecord(
        html={place: cut[fragment] for place, fragment in fragments.items()},
        placed=_placed(comparison, view, board),
        evidence=evidence,
        backings=backings(board.collation, facts),
        kinds=kinds_in(spans.values()) | ({"note"} if any(notes.values()) else set()),
        answers=team_answers(comparison, view),
        notes={
            response: [(one.start, one.end, one.slot) for one in some]
            for response, some in notes.items()
            if "note" not in off
        },
    )


def publication_of(collation: Collation) -> dict[int, tuple[bool, str]]:
    """How the turns outside of the rows are published, by response.

    Of each, whether someone chose to publish it, and how much of its respondent is published. One query.
    """
    responses = [turn.response_id for turns in collation.other_turns for turn in turns]
    stored = Response.objects.filter(pk__in=responses).values_list("pk", "publish_anyway", "transcript__publish")
    return {response: (chosen, extent) for response, chosen, extent in stored}


def remembered_view(comparison: Comparison, view: Lens) -> Arrangement | None:
    """How the viewer arranged the page last, None for as everybody does.

    One query.
    """
    stored = RememberedView.objects.filter(comparison=comparison, user=view.viewer_id).first()
    return recalled(stored.arranged, {column.pk: view.key(column) for column in view.columns}) if stored else None


def _evidence(board: Board) -> Evidence:
    return {
        (cell.question.question_id, cell.respondent.transcript_id): [
            (mark.response_id, mark.start, mark.end) for mark in cell.marks if mark.response_id is not None
        ]
        for _row, cell in board.cells()
        if cell.marks
    }


def _placed(comparison: Comparison, view: Lens, board: Board) -> Mapping[Place, list[Placed]]:
    """People's placements by cell, oldest first."""
    turns = {
        turn.response_id: (respondent, turn) for respondent in board.collation.respondents for turn in respondent.turns
    }
    questions = [row.question.question_id for row in board.rows if not row.computed]
    placed = defaultdict(list)
    for placement in (
        Placement.objects.filter(question__in=questions).select_related("created_by").order_by("created_at", "pk")
    ):
        if placement.response_id not in turns:
            continue
        respondent, turn = turns[placement.response_id]
        placed[placement.question_id, respondent.transcript_id].append(
            Placed(
                id=placement.pk,
                response_id=placement.response_id,
                start=placement.start,
                end=placement.end,
                belongs=placement.belongs,
                by=view.person(placement.created_by),
                at=placement.created_at,
                words=wording.shortened(turn.quote(placement.start, placement.end)),
            )
        )
    return placed


def destinations(comparison: Comparison, collation: Collation) -> dict[str, Question | AskedAlike]:
    """The questions for placements, by the key of their row.

    One query. One that was archived since the rows were read is among them: the verb refuses it.
    """
    stored = comparison.questions.in_bulk([row.question.question_id for row in collation.rows if not row.computed])
    return {
        row.question.key: AskedAlike(row.question.text, row.question.prompt_key)
        if row.computed
        else stored[row.question.question_id]
        for row in collation.rows
    }

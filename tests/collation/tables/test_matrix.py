"""The matrix as a table: what its columns are, and where its links lead."""

from dataclasses import replace

import pytest

from collation.agreement.caveats import NO_CAVEATS, Caveats
from collation.cells import AskedAs
from collation.tables.matrix import MatrixTable, matrix_table
from reviews.models import Comparison
from tests.collation.samples.answers import SAFE, WORKS
from tests.collation.samples.rows import cell, collation, row, who

ADA, ANN = who("Ada"), replace(who("Ann"), kind="person")
OWL = Comparison(slug="owl-2")


def table(
    parameters: dict[str, str] | None = None, *, caveats: Caveats = NO_CAVEATS, only: str | None = None, asked=None
) -> MatrixTable:
    """Two rows, of which the first diverges."""
    both = collation(
        row(cell(ADA, "yes", asked=asked), cell(ANN, "no")),
        row(cell(ADA, "yes", question=WORKS), cell(ANN, "yes", question=WORKS), question=WORKS),
    )
    return matrix_table(OWL, both, parameters or {}, caveats, only)


def test_each_respondent_has_a_column_between_the_question_and_the_spread():
    columns = list(table().columns)
    assert [(column.name, column.header) for column in columns] == [
        ("question", "Question"),
        ("of-ada", "Ada"),
        ("of-ann", "Ann"),
        ("spread", "Spread"),
    ]
    assert [column.column.initial for column in columns[1:3]] == ["Ad", "An"]
    assert [column.column.tag for column in columns] == ["th", "td", "td", "td"]
    assert not any(column.orderable for column in columns)


def test_rows_and_cells_are_anchors():
    shown = table()
    assert [row.attrs["id"] for row in shown.rows] == ["row-safe", "row-works"]
    of_ann = shown.columns["of-ann"]
    first = shown.rows[0]
    assert first.record.cells[1].word == "no"
    assert of_ann.column.attrs["td"]["id"](record=first.record, bound_column=of_ann) == "cell-safe-ann"


@pytest.mark.parametrize(
    ("topics", "of_ada", "of_ann"),
    [
        ({}, "", ""),
        ({"ada": ("size",)}, "contradicts itself on size", ""),
        ({"ann": ("size", "date")}, "", "says two things on size, date"),
    ],
)
def test_who_contradicts_itself_is_told_by_kind(topics, of_ada, of_ann):
    columns = table(caveats=Caveats(contradictions=topics)).columns
    assert (columns["of-ada"].column.contradiction, columns["of-ann"].column.contradiction) == (of_ada, of_ann)


def test_flags_turn_and_keep_the_others():
    assert table().toggles == [
        ("only what diverges", "/c/owl-2/matrix/?diverging=on", False),
        ("hide suggestions", "/c/owl-2/matrix/?decided=on", False),
    ]
    assert table({"diverging": "1"}).toggles == [
        ("only what diverges", "/c/owl-2/matrix/", True),
        ("hide suggestions", "/c/owl-2/matrix/?diverging=on&decided=on", False),
    ]


def test_led_answers_can_be_left_out_only_if_there_are_some():
    led = AskedAs("alike", "It is safe, is it?", led=True)
    words = [words for words, _, _ in table(asked=led).toggles]
    assert words[2:] == ["leave out led answers"]
    assert [on for _, _, on in table({"unled": "1"}).toggles] == [False, False, True]


def test_a_row_is_found_by_its_question():
    shown = table({"diverging": "1"})
    assert shown.row("safe").record.text == SAFE.text
    assert shown.row("works") is None
    assert [row.record.key for row in table(only="works").rows] == ["works"]

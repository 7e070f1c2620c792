"""The table of findings: respondents between the finding and its ratings."""

from dataclasses import replace

from collation.findings.findings import Quotation, ReviewedFinding
from collation.tables.findings import FindingTable
from tests.collation.samples.rows import who

ADA, ANN, BERT = who("Ada"), who("Ann"), who("Bert")


def said(respondent: str, text: str) -> Quotation:
    return Quotation(respondent=respondent, response_id=1, response=0, start=0, end=len(text), text=text)


EYES = ReviewedFinding(
    key="finding-7",
    title="Eyes",
    kind="strength",
    pattern="shared",
    raised_by=("ada", "bert"),
    opposed_by=(),
    unquoted=("ann",),
    said=(said("ada", "Owls see well."), said("bert", "They see."), said("ada", "By night, too.")),
    why="",
    finding_id=7,
    by="Bob",
)


def test_columns_are_the_finding_the_respondents_and_the_ratings():
    table = FindingTable([EYES], [ADA, ANN, BERT])
    assert [(column.name, column.header) for column in table.columns] == [
        ("title", "Finding"),
        ("of-ada", "Ada"),
        ("of-ann", "Ann"),
        ("of-bert", "Bert"),
        ("ratings", "Rated"),
    ]
    initials = [column.column.initial for column in list(table.columns)[1:4]]
    assert len(set(initials)) == 3, "the initials of two that begin alike differ"
    assert initials[2] == "B"


def test_a_column_holds_what_its_respondent_says_in_order():
    table = FindingTable([EYES], [ADA, ANN, BERT])
    held = {}
    for name in ("of-ada", "of-ann", "of-bert"):
        bound = table.columns[name]
        place = {"record": EYES, "table": table, "bound_column": bound, "bound_row": table.rows[0]}
        given = bound.column.get_context_data(value=EYES.said, **place)
        held[name] = [one.text for one in given["value"]]
    assert held == {"of-ada": ["Owls see well.", "By night, too."], "of-ann": [], "of-bert": ["They see."]}


def test_a_row_is_an_anchor_and_its_title_a_row_head():
    table = FindingTable([EYES, replace(EYES, key="finding-8")], [ADA])
    assert [row.attrs["id"] for row in table.rows] == ["row-finding-7", "row-finding-8"]
    assert [column.column.tag for column in table.columns] == ["th", "td", "td"]
    assert table.columns["title"].attrs["td"]["scope"] == "row"
    assert not any(column.orderable for column in table.columns)

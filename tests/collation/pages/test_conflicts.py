"""The queue of conflicts, from cells made by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.pages.conflicts import LeftOpen, StoredMarks, StoredSettlement, anchor, queue
from reviews.scale import ABSENCES, VERDICTS
from tests.collation.samples.answers import SAFE
from tests.collation.samples.rows import cell, collation, mark, row, settled, who

THEN = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "spread", "words"),
    [
        (("no", "yes"), 1, ""),
        (("yes", "qualified"), 1 / 3, ""),
        (("yes", "silent"), None, "They differ on whether it answers at all."),
        (("yes", "yes", "not_asked"), 0, "They differ on whether it answers at all."),
        (("no", "refused", "unclear"), 1 / 3, "They differ on whether it answers at all."),
        (("silent", "not_asked"), None, "All say that it does not answer; they differ on why."),
        (("silent", "not_asked", "abstained"), None, "All say that it does not answer; they differ on why."),
    ],
)
def test_absences_are_off_the_scale_and_told_in_words(values, spread, words):
    (one,) = queue(collation(row(cell(ADA, "yes", marks=said(*values)))), {}, {}, {}).conflicts
    assert (one.spread, one.absences) == (spread and pytest.approx(spread), words)


@given(st.lists(st.sampled_from((*VERDICTS, *ABSENCES)), min_size=2, max_size=3))
def test_the_spread_of_a_cell_is_that_of_a_row_of_its_marks(values):
    marked = cell(ADA, "yes", marks=said(*values))
    of_row = [cell(one, value) for one, value in zip((ADA, BERT, CLEO), values, strict=False)]
    assert marked.spread == row(*of_row).divergence


def test_conflicts_without_a_spread_come_after_all_others_in_the_order_of_the_matrix():
    cells = row(
        cell(ADA, "yes", marks=said("silent", "not_asked")),
        cell(BERT, "yes", marks=said("silent", "yes", "yes")),
        cell(CLEO, "yes", marks=said("yes", "refused")),
        cell(DORA, "yes", marks=said("unclear", "no")),
        cell(EMIL, "yes", marks=said("no", "qualified")),
    )
    found = queue(collation(cells), {}, {}, {})
    assert [one.cell.respondent.name for one in found.conflicts] == ["Emil", "Dora", "Bert", "Ada", "Cleo"]


ADA, BERT, CLEO, DORA, EMIL = (who(name, "Is it safe?") for name in ("Ada", "Bert", "Cleo", "Dora", "Emil"))


def place(respondent) -> tuple[int, int]:
    return SAFE.question_id, respondent.transcript_id


def said(*values: str) -> tuple:
    """Marks of Bob, Cid and Dan."""
    return tuple(mark(by, value) for by, value in zip(("Bob", "Cid", "Dan"), values, strict=False))


def test_the_widest_come_first_and_what_is_left_open_last():
    cells = row(
        cell(ADA, "yes", marks=said("qualified", "yes")),
        cell(BERT, "yes", marks=said("no", "yes")),
        cell(CLEO, "yes", marks=said("no", "yes", "yes")),
        cell(DORA, "no", marks=said("no", "no", "abstained")),
        cell(EMIL, "no", marks=said("no", "abstained")),
    )
    left = {place(BERT): LeftOpen("Ask Cid.", "Alice", THEN)}
    found = queue(collation(cells), {place(CLEO): StoredMarks("token")}, {}, left)
    assert [one.cell.respondent.name for one in found.conflicts] == ["Cleo", "Ada"]
    assert [(one.cell.respondent.name, one.left_open.note) for one in found.left_open] == [("Bert", "Ask Cid.")]
    assert [(one.cell.respondent.name, one.value, one.reviewers) for one in found.unanimous] == [("Dora", "no", 2)]
    far, near = found.conflicts
    assert (far.majority, far.votes, far.marks) == ("yes", "2 of 3", "token")
    assert (near.majority, near.votes) == ("", "")
    assert anchor(far.cell) == far.anchor == "conflict-safe-cleo"
    assert found.sentence == "3 cells in conflict, the widest first; 1 left open for now."


def test_a_later_mark_is_told_and_settles_nothing_anew():
    cells = row(
        cell(ADA, "yes", "resolution", marks=said("no", "yes", "yes"), resolution=settled("yes")),
        cell(BERT, "yes", "resolution", marks=said("no", "no"), resolution=settled("yes")),
    )
    after = THEN + timedelta(minutes=1)
    found = queue(
        collation(cells),
        {place(ADA): StoredMarks("", {"Bob": after, "Cid": after}), place(BERT): StoredMarks("", {"Bob": THEN})},
        {place(ADA): StoredSettlement(7, THEN), place(BERT): StoredSettlement(8, after)},
        {},
    )
    assert not (found.conflicts or found.unanimous)
    assert [(one.cell.respondent.name, one.number, one.marked_since) for one in found.settled] == [
        ("Bert", 8, ""),
        ("Ada", 7, "Marked since: Bob now says no."),
    ]

"""Two reviewers' values set against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.agreement.confusion import confusion
from collation.agreement.raters import reviewers
from reviews.scale import ABSENCES, ABSTAINED, VERDICTS
from tests.collation.samples.rows import cell, collation, mark, row, who


def marked(name: str, ann: str, bob: str):
    marks = tuple(mark(by, value) for by, value in (("Ann", ann), ("Bob", bob)) if value)
    return cell(who(name), "yes", marks=marks)


SIX = collation(
    row(
        marked("a", "yes", "yes"),
        marked("b", "yes", "qualified"),
        marked("c", "no", "no"),
        marked("d", "silent", "no"),
        marked("e", "yes", ABSTAINED),
        marked("f", "yes", ""),
    )
)


def test_it_counts_each_two_values_and_their_sums():
    found = confusion(SIX, "Ann", "Bob")
    assert found.values == (*VERDICTS, "silent")
    assert {value: [times for _, times in counts] + [total] for value, counts, total in found.rows} == {
        "no": [1, 0, 0, 0, 0, 1],
        "unclear": [0, 0, 0, 0, 0, 0],
        "qualified": [0, 0, 0, 0, 0, 0],
        "yes": [0, 0, 1, 1, 0, 2],
        "silent": [1, 0, 0, 0, 0, 1],
    }
    assert found.sums == (2, 0, 1, 1, 0)
    assert (found.n, found.alike, found.on_scale, found.abstained) == (4, 2, 3, 1)


def test_it_names_the_cells_those_that_differ_first():
    groups = [(a, b, [one.respondent.name for one in cells]) for a, b, cells in confusion(SIX, "Ann", "Bob").groups]
    assert groups == [
        ("yes", "qualified", ["b"]),
        ("silent", "no", ["d"]),
        ("no", "no", ["c"]),
        ("yes", "yes", ["a"]),
    ]


def test_reviewers_who_share_nothing_have_an_empty_one():
    found = confusion(collation(row(marked("a", "yes", ""), marked("b", "", "no"))), "Ann", "Bob")
    assert (found.n, found.alike, found.groups, found.values) == (0, 0, (), VERDICTS)


VALUES = st.sampled_from(["", *VERDICTS, *ABSENCES, ABSTAINED])


@pytest.mark.parametrize("absences", [True, False])
@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=12))
def test_sums_are_n_and_the_other_order_is_its_transpose(absences, said):
    if not absences:
        said = [tuple("" if value in (*ABSENCES, ABSTAINED) else value for value in pair) for pair in said]
    marks = collation(row(*(marked(f"r{at}", *values) for at, values in enumerate(said))))
    found, turned = confusion(marks, "Ann", "Bob"), confusion(marks, "Bob", "Ann")
    both = [pair for pair in said if all(pair) and ABSTAINED not in pair]
    assert found.n == sum(found.sums) == sum(total for *_, total in found.rows) == len(both)
    assert found.alike == sum(a == b for a, b in both)
    table = [[times for _, times in counts] for _, counts, _ in found.rows]
    assert [list(column) for column in zip(*table, strict=True)] == [
        [times for _, times in counts] for _, counts, _ in turned.rows
    ]
    pairs = {frozenset((pair.a, pair.b)): pair.n for pair in reviewers(marks).pairs}
    assert found.on_scale == pairs.get(frozenset(("Ann", "Bob")), 0)
    if not absences:
        assert found.on_scale == found.n

"""The agreement of the reviewers for a spreadsheet."""

from collation.agreement.alpha import ALIKE
from collation.agreement.before_after import NOTHING_CHANGED, FirstMark
from collation.pages.agreement_rows import HEAD, agreement_rows
from reviews.scale import VERDICTS
from tests.collation.samples.answers import SAFE
from tests.collation.samples.rows import cell, collation, mark, row, who

MARKED = collation(row(cell(who("Ada"), "yes", marks=(mark("Ann", "yes"), mark("Bob", "yes")))))
FIRSTS = {(2, 1, "Ann"): FirstMark("yes"), (2, 1, "Bob"): FirstMark("yes")}


def rows_of(part, firsts):
    return [dict(zip(HEAD, one, strict=True)) for one in agreement_rows(MARKED, firsts) if one[0] == part]


def test_every_figure_has_a_row_and_what_is_undefined_is_empty():
    (everyone,) = rows_of("reviewers", FIRSTS)
    assert (everyone["n"], everyone["agreement"], everyone["alpha"], everyone["why_undefined"]) == (1, 1.0, None, ALIKE)
    (question,) = rows_of("question", FIRSTS)
    assert (question["question"], question["question_text"], question["n"]) == (SAFE.key, SAFE.text, 1)
    (pair,) = rows_of("pair", FIRSTS)
    assert (pair["reviewer_a"], pair["reviewer_b"], pair["n"], pair["agreement"]) == ("Ann", "Bob", 1, 1.0)
    matrix = {(one["value_a"], one["value_b"]): one["n"] for one in rows_of("confusion", FIRSTS)}
    assert matrix == {(a, b): int(a == b == "yes") for a in VERDICTS for b in VERDICTS}
    (compared,) = rows_of("before and after", FIRSTS)
    assert compared["why_undefined"] == NOTHING_CHANGED


def test_before_and_after_have_a_row_each_if_something_changed():
    changed = {**FIRSTS, (2, 1, "Bob"): FirstMark("no")}
    (before,), (after,) = rows_of("before", changed), rows_of("after", changed)
    assert (before["agreement"], before["alpha"], after["agreement"], after["alpha"]) == (0.0, 0.0, 1.0, None)

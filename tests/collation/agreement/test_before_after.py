"""Agreement before and after the discussion."""

from dataclasses import replace

import pytest

from collation.agreement.before_after import NO_MARKS, NOTHING_CHANGED, FirstMark, before_after
from tests.collation.samples.rows import cell, collation, mark, row, who


def marked(name, ann, bob):
    of = who(name)
    marks = tuple(
        replace(mark(by, value), transcript_id=of.transcript_id) for by, value in (("Ann", ann), ("Bob", bob))
    )
    return cell(of, None, marks=marks)


NOW = collation(row(marked("Ada", "yes", "yes"), marked("Bert", "no", "no")))


def firsts(*values, saw_others=None):
    places = [(one.question_id, one.transcript_id, one.by) for cell in NOW.rows[0].cells for one in cell.marks]
    return {
        place: FirstMark(value, saw_others) for place, value in zip(places, values, strict=True) if value is not None
    }


def test_first_marks_are_set_against_those_that_count_now():
    found = before_after(NOW, firsts("yes", "no", "no", "yes", saw_others=False))
    assert (found.marks, found.changed, found.alone, found.why) == (4, 2, 4, "")
    assert (found.before.alpha, found.before.alike, found.before.units) == (pytest.approx(-0.5), 0.0, 2)
    assert (found.after.alpha, found.after.alike, found.after.units) == (1.0, 1.0, 2)


def test_a_mark_whose_first_value_is_not_known_is_left_out_of_both():
    found = before_after(NOW, firsts("yes", "no", "no", None))
    assert (found.marks, found.changed, found.alone) == (3, 1, 0)
    assert (found.before.units, found.after.units) == (1, 1)


def test_if_there_is_nothing_to_compare_it_says_so():
    assert before_after(NOW, firsts("yes", "yes", "no", "no")).why == NOTHING_CHANGED
    assert before_after(NOW, {}).why == NO_MARKS
    assert before_after(collation(), {}).why == NO_MARKS

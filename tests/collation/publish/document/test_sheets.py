"""A publication as tables."""

from hypothesis import given
from hypothesis import strategies as st

from collation.publish.document.sheets import LONGEST, fitting, tables
from reviews.domain.marks import place_mark


def test_there_is_a_table_for_whatever_there_is(drafted, bert, safe, bob):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="Says so.")
    found = {table.name: table for table in tables(drafted(), sha256="")}
    assert list(found) == ["Matrix", "Cells", "Marks", "About"]
    assert found["Marks"].rows == (("Is it safe?", "Bert", "Reviewer 1", "yes", "Says so.", ""),)
    assert ("Title", "Owls") in found["About"].rows
    for table in found.values():
        assert {len(row) for row in table.rows} == {len(table.head)}


@given(st.integers(LONGEST - 120, LONGEST + 40), st.sampled_from(["a", "𝔸", "a𝔸"]))
def test_what_fits_stays_whole_and_the_rest_is_cut_to_fit(length: int, of: str):
    text = of * length
    cut = fitting(text)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert (cut == text) == (len(text.encode("utf-16-le")) // 2 <= LONGEST)

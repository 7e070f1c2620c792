"""What a reader can choose on Compare."""

from collation.pages.arrangement import Arrangement
from collation.pages.choices import densities, legend, rows

THREE = ("a", "b", "c")


def test_the_densities_say_which_is_shown():
    assert [(one.key, one.query, one.on) for one in densities(Arrangement(THREE, THREE))] == [
        ("comfortable", "?density=comfortable", True),
        ("compact", "?density=compact", False),
        ("pinned", "?density=pinned&pinned=a,b", False),
    ]
    assert [one.key for one in densities(Arrangement(THREE, THREE[:2]))] == ["comfortable", "compact"]


def test_the_rows_and_those_of_a_search():
    assert [(one.words, one.query, one.on) for one in rows(Arrangement(THREE, THREE, "diverging"))] == [
        ("All rows", "?view=everybody", False),
        ("Diverging rows", "?rows=diverging", True),
    ]
    assert [(one.words, one.query, one.on) for one in rows(Arrangement(THREE, THREE, search="owl"))] == [
        ("Rows with a hit", "?q=owl", True),
        ("All rows", "?rows=every&q=owl", False),
        ("Diverging rows with a hit", "?rows=diverging&q=owl", False),
    ]


def test_the_legend_has_what_is_there_and_what_is_off():
    shown = legend(Arrangement(THREE, THREE, off=("alone",)), {"wording", "hit", "evidence"})
    assert [(one.kind, one.on) for one in shown] == [("evidence", True), ("alone", False), ("wording", True)]

"""What would settle most, and who agrees for different reasons."""

from collation.readers.check import CheckedCell, CheckedCrux, CheckedFact
from collation.readers.cruxes import different_grounds, ranked_cruxes


def cell(respondent: str, verdict: str | None, *grounds: str, question: str = "works") -> CheckedCell:
    return CheckedCell(respondent, question, "answered", verdict, None, "", grounds)


def fact(topic: str, *cells: tuple[str, str]) -> CheckedFact:
    return CheckedFact(topic, "claim", True, (), (), CheckedCrux("the table", cells) if cells else None)


def test_cruxes_are_ranked_by_their_distinct_cells():
    few, many = fact("few", ("q", "a"), ("q", "a")), fact("many", ("q", "a"), ("q", "b"))
    ranked = ranked_cruxes([few, fact("none"), many])
    assert [(crux.fact.topic, len(crux.cells)) for crux in ranked] == [("many", 2), ("few", 1)]


def test_the_same_verdict_for_different_reasons():
    assert different_grounds([cell("a", "no", "f1"), cell("b", "no", "f2")]) == {("works", "a"), ("works", "b")}
    assert different_grounds([cell("a", "no", "f1", "f2"), cell("b", "no", "f2"), cell("c", "no", "f3")]) == {
        ("works", "c")
    }


def test_no_grounds_or_other_verdicts_say_nothing():
    assert different_grounds([cell("a", "no", "f1"), cell("b", "no")]) == frozenset()
    assert different_grounds([cell("a", "no", "f1"), cell("b", "yes", "f2")]) == frozenset()
    assert different_grounds([cell("a", None, "f1"), cell("b", None, "f2")]) == frozenset()
    assert different_grounds([cell("a", "no", "f1"), cell("b", "no", "f2", question="safe")]) == frozenset()

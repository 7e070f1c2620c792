"""The agreement of readers with each other and with people."""

from dataclasses import replace

from collation.agreement.alpha import Pair
from collation.agreement.readers import AgainstPeople, against_people, readers
from collation.record import Suggestion
from tests.collation.samples.rows import cell, collation, mark, row, who

ADA, BERT, CLEO = who("Ada"), who("Bert"), who("Cleo")


def read(respondent, *, marks=(), **suggested):
    """A cell with these suggestions: gpt="yes", owl=("no", own_family)."""
    suggestions = tuple(
        Suggestion(value[0], source=key, by=key.upper(), own_family=value[1])
        if isinstance(value, tuple)
        else Suggestion(value, source=key, by=key.upper())
        for key, value in suggested.items()
    )
    return replace(cell(respondent, "yes", marks=marks), suggestions=suggestions)


def test_readers_are_rated_against_each_other_and_against_people():
    found = readers(
        collation(
            row(
                read(ADA, gpt="yes", owl="yes", marks=(mark("Bob", "yes"),)),
                read(BERT, gpt="no", owl="yes", marks=(mark("Bob", "no"),)),
                read(CLEO, gpt="no"),
            )
        )
    )
    assert found.names == {"gpt": "GPT", "owl": "OWL", "people": "People"}
    assert found.pairs == (Pair("gpt", "owl", 0.5, 2), Pair("gpt", "people", 1.0, 2), Pair("owl", "people", 0.5, 2))
    assert found.agreement.units == 2


def test_marks_that_saw_a_suggestion_are_not_counted():
    seen = replace(mark("Bob", "yes"), blind=False)
    one = collation(row(read(ADA, gpt="yes", marks=(seen,)), read(BERT, gpt="no", marks=(seen,))))
    assert (readers(one).names, against_people(one)) == ({"gpt": "GPT"}, ())


def test_what_leads_nothing_is_not_counted():
    suspect = Suggestion("yes", source="gpt", by="GPT", suspect=True)
    one = replace(cell(ADA, "yes", marks=(mark("Bob", "yes"),)), suggestions=(suspect,))
    assert against_people(collation(row(one))) == ()


def test_a_reader_is_compared_with_people_value_by_value_and_on_its_own_family():
    found = against_people(
        collation(
            row(
                read(ADA, gpt=("yes", True), marks=(mark("Bob", "no"),)),
                read(BERT, gpt="no", marks=(mark("Bob", "no"),)),
                read(CLEO, gpt="yes", marks=(mark("Bob", "silent"),)),
            )
        )
    )
    counts = (("no", "no", 1), ("no", "yes", 1), ("silent", "yes", 1))
    assert found == (AgainstPeople("GPT", cells=3, alike=1, own=1, own_alike=0, counts=counts),)


def test_without_readers_there_is_nobody():
    one = collation(row(cell(ADA, "yes", marks=(mark("Bob", "yes"),))))
    assert (readers(one).names, against_people(one), readers(collation()).names) == ({}, (), {})

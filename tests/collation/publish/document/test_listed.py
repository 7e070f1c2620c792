"""A publication in a list."""

from collation.publish.document.listed import MOST_COLUMNS, entry
from tests.factories import make_transcript


def test_it_says_who_is_compared_and_is_found_by_what_it_holds(drafted, bert):
    document = drafted()
    document["paper"] |= {"title": "Owls see", "authors": ["A. Owl"], "arxiv_id": "2602.15763", "doi": None}
    document["facts"] = [{"topic": "DSA"}]
    document["findings"] = [{"title": "No\n  red-teaming"}]
    found = entry(document)
    assert found.about == "Ada and Bert on “Owls see”"
    assert found.words == (
        "A. Owl 2602.15763 Does it work? Is it safe? Is the code it produces safe? DSA No red-teaming"
    )


def test_it_shows_the_verdicts_at_a_glance(drafted, bert):
    document = drafted()
    for cell, value in zip(document["rows"][1]["cells"], ("no", "yes"), strict=True):
        cell["verdict"] = {"value": value, "rank": 0.0 if value == "no" else 3.0, "from": "marks", "split": False}
    found = entry(document)
    assert found.heads == (("A", "Ada"), ("B", "Bert"))
    assert [row.text for row in found.rows] == ["Does it work?", "Is it safe?", "Is the code it produces safe?"]
    assert found.rows[1].cells == (("Ada", "no", "no"), ("Bert", "yes", "yes"))
    assert (found.rows[1].counted, found.more) == ("1 no, 1 yes", 0)


def test_of_many_it_counts(comparison, drafted, monkeypatch):
    monkeypatch.setattr("collation.publish.document.listed.MOST_ROWS", 2)
    for number in range(MOST_COLUMNS + 1):
        make_transcript(comparison, f"Owl {number}", ("Is it fast?", "Hoot."))
    found = entry(drafted())
    assert found.heads == ()
    assert [row.text for row in found.rows] == ["Does it work?", "Is it safe?"]
    assert found.rows[0].counted.startswith(f"{MOST_COLUMNS + 1} ")
    assert found.more == 1

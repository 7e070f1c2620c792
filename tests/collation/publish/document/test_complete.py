"""A document that is broken in each way is told apart, and says where."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from collation.publish.document.complete import Fault, faults
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.transcripts import choose_publishing
from tests.factories import make_transcript

Break = Callable[[dict[str, Any]], object]
SAFE = 1
"""The row of “Is it safe?”."""


@pytest.fixture
def whole(comparison, ada, bert, safe, alice, bob, drafted) -> dict[str, Any]:
    """A document with marks, a tie, a settlement and a finding, in which nothing is wrong."""
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="Owl-2 is safe")
    place_mark(question=safe, transcript=bert, by=alice, value="qualified")
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    resolve_cell(question=safe, transcript=ada, by=alice, value="unclear", why="By vote.")
    start = bert.responses.get().text.index("It was tested")
    span = NewPoint(bert.responses.get(), start, start + 13)
    gather_finding(comparison=comparison, by=alice, title="Tested", kind="strength", spans=[span])
    return drafted()


def cell(document: dict[str, Any], row: int, respondent: int) -> dict[str, Any]:
    return document["rows"][row]["cells"][respondent]


BREAKS: list[tuple[Break, str]] = [
    (lambda d: d["rows"][SAFE]["cells"].pop(), "“Is it safe?”, Bert: there is no cell."),
    (
        lambda d: d["rows"][SAFE]["cells"].append(copy.deepcopy(cell(d, SAFE, 1))),
        "“Is it safe?”, Bert: two cells.",
    ),
    (
        lambda d: d["rows"][SAFE]["cells"].append({**cell(d, SAFE, 1), "respondent": "zed"}),
        "“Is it safe?”: a cell of “zed”, who is no respondent here.",
    ),
    (
        lambda d: d["rows"][SAFE]["cells"].reverse(),
        "“Is it safe?”: its cells are not in the order of the respondents.",
    ),
    (lambda d: d["rows"].pop(SAFE), "“Is it safe?”: there is no row."),
    (lambda d: d["rows"].append(d["rows"][SAFE]), "“Is it safe?”: two rows."),
    (lambda d: d["questions"].pop(SAFE), "A row of a question that is not there: “safe”."),
    (lambda d: d["transcripts"].pop(), "Bert: nothing says how much of it is published."),
    (lambda d: d["publication"].update(marks=4), "It counts 4 marks, and its cells hold 3."),
    (lambda d: d["publication"].update(reviewers=3), "It counts 3 reviewers, and its marks are those of 2."),
    (
        lambda d: cell(d, SAFE, 1).update(verdict={"value": None, "rank": 2.5, "from": "marks", "split": False}),
        "“Is it safe?”, Bert: its verdict is none, and its marks come to split.",
    ),
    (
        lambda d: cell(d, SAFE, 0)["resolution"].update(verdict="no"),
        "“Is it safe?”, Ada: its verdict is unclear, and the team settled on no.",
    ),
    (
        lambda d: d["rows"][SAFE].update(divergence=0.25),
        "“Is it safe?”: its divergence is 0.25, and its cells come to 0.50.",
    ),
    (
        lambda d: d["agreement"]["respondents"]["pairs"][0].update(n=3),
        "The agreement of Ada and Bert rests on 3 questions, and the table has 2 of both.",
    ),
    (
        lambda d: d["agreement"]["reviewers"]["pairs"][0].update(n=2),
        "The agreement of Reviewer 1 and Reviewer 2 rests on 2 cells, and the table has 1 of both.",
    ),
    (
        lambda d: cell(d, SAFE, 1)["passages"][0].update(text="Owl-2 is not safe."),
        "“Is it safe?”, Bert: “Owl-2 is not safe.” does not stand in the turn that it is quoted from.",
    ),
    (
        lambda d: cell(d, SAFE, 1)["marks"][0]["evidence"].update(text="is safe"),
        "“Is it safe?”, Bert, the mark of Reviewer 1: “is safe” does not stand in the turn that it is quoted from.",
    ),
    (
        lambda d: d["findings"][0]["quotes"][0].update(start=0),
        "The finding “Tested”: “It was tested” does not stand in the turn that it is quoted from.",
    ),
]


@pytest.mark.parametrize(("broken", "said"), BREAKS)
def test_each_fault_is_said_with_its_place_and_blocks(whole, broken: Break, said: str):
    assert faults(whole) == ()
    broken(whole)
    assert faults(whole) == (Fault(said, blocks=True),)


def test_words_of_a_turn_that_is_not_published_are_a_warning(comparison, ada, alice, drafted):
    talk = make_transcript(comparison, "Cleo", ("Is it safe?", "It is safe."), ("A poem?", "Feathers fall softly."))
    poem = talk.responses.get(position=1)
    gather_finding(comparison=comparison, by=alice, title="Verse", kind="other", spans=[NewPoint(poem, 0, 13)])
    said = "The finding “Verse”: “Feathers fall” is quoted from a turn that is not published."
    assert faults(drafted()) == (Fault(said, blocks=False),)
    choose_publishing(transcript=talk, publish="quotations")
    assert faults(drafted()) == (), "of whom only quotations are published, these are what is published"


def test_a_quotation_leaves_marks_of_citations_out(comparison, safe, bob, drafted):
    answer = "Owl-2 is safe【8†source】 by all accounts [1]."
    cited = make_transcript(comparison, "Dora", ("Is it safe?", answer))
    place_mark(question=safe, transcript=cited, by=bob, value="yes", evidence="is safe by all accounts")
    document = drafted()
    assert document["rows"][SAFE]["cells"][0]["marks"][0]["evidence"]["text"] == "is safe by all accounts"
    assert faults(document) == ()

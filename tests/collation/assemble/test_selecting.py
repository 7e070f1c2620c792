"""What can be done with selected words."""

from collation.assemble.collation import collate
from collation.assemble.selecting import selected
from reviews.domain.findings import NewPoint, gather_finding
from reviews.lens import lens
from tests.factories import make_transcript


def test_words_grow_to_whole_words_and_know_whose_they_are(alice, comparison, django_assert_num_queries):
    transcript = make_transcript(
        comparison, "Ada", ("Is it safe?", "The owl is safe."), version="2.1", said_on="2026-02-24"
    )
    response = transcript.responses.get()
    finding = gather_finding(
        comparison=comparison, by=alice, title="It is safe", kind="strength", spans=[NewPoint(response, 0, 3)]
    )
    view = lens(alice, comparison)
    collation = collate(comparison, view)
    with django_assert_num_queries(2):
        words = selected(comparison, view, collation, response, 5, 9)
    assert (words.words, words.start, words.end) == ("owl is", 4, 10)
    assert words.source == f"Ada, 2.1, 24 February 2026; turn 1; {comparison.title}"
    assert [(row.question.key, row.holds) for row in words.rows] == [
        ("safe", True),
        ("works", False),
        ("code_safe", False),
    ]
    assert words.respondent == "ada"
    assert [label.key for label in words.labels][:3] == ["claim", "evidence", "hedge"]
    assert words.findings == (finding,)


def test_a_question_that_is_not_scored_has_no_cell(alice, comparison):
    comparison.questions.filter(key="works").update(scored=False, scale=None)
    response = make_transcript(comparison, "Ada", ("Is it safe?", "The owl is safe.")).responses.get()
    view = lens(alice, comparison)
    words = selected(comparison, view, collate(comparison, view), response, 0, 3)
    assert {row.question.key for row in words.rows} == {"works", "safe", "code_safe"}
    assert [row.question.key for row in words.cells] == ["safe", "code_safe"]

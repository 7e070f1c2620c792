"""What is frozen reads the same when it is thawed."""

import json

from hypothesis import given
from hypothesis import strategies as st

from collation.answers import engine
from collation.answers.verdicts import apply_judgements
from collation.assemble.collation import collate
from collation.document import document
from collation.publish.document.parse import thaw
from collation.record import Mark, Resolution
from reviews.domain.marks import place_mark
from reviews.scale import ABSENCES, ABSTAINED
from tests.collation.samples.answers import (
    ALL_THREE,
    CAREFUL,
    NUMBERED,
    QUESTIONS,
    REVIEW,
    VERDICTS,
    record,
    respondent,
    turn,
)

RECORD = record(
    respondent("ada", turn(1, ALL_THREE, CAREFUL)),
    respondent("bert", turn(2, ALL_THREE, NUMBERED)),
    respondent("dora", turn(3, "", REVIEW), kind="person"),
)
READING = engine.read(RECORD)
ABOUT = {"slug": "owl-2", "title": "Owl-2", "phase": "mark", "revision": 1}
PAPER = {"title": "Owl-2", "arxiv_id": "", "doi": "", "url": "", "authors": []}
PLACES = st.tuples(
    st.sampled_from([question.question_id for question in QUESTIONS]),
    st.sampled_from([each.transcript_id for each in RECORD.respondents]),
)
MARKS = st.builds(
    lambda place, by, value, confidence, why: Mark(
        question_id=place[0], transcript_id=place[1], by=by, value=value, confidence=confidence, rationale=why
    ),
    PLACES,
    st.sampled_from(["Bob", "Dana", "Erin"]),
    st.sampled_from([*VERDICTS, *ABSENCES, ABSTAINED]),
    st.sampled_from([None, 1, 2, 3]),
    st.text(max_size=12),
)
SETTLED = st.builds(
    lambda place, value: Resolution(*place, "Bob", value, "By vote."), PLACES, st.sampled_from([*VERDICTS, *ABSENCES])
)


@given(
    st.lists(MARKS, max_size=12, unique_by=lambda mark: (mark.question_id, mark.transcript_id, mark.by)),
    st.lists(SETTLED, max_size=4, unique_by=lambda one: (one.question_id, one.transcript_id)),
)
def test_verdicts_marks_and_divergence_come_back(marks, settled):
    laid = apply_judgements(READING, record(*RECORD.respondents, marks=tuple(marks), resolutions=tuple(settled)))
    frozen = document(laid, comparison=ABOUT, paper=PAPER)
    frozen["transcripts"] = [{"respondent": each.key, "responses": []} for each in RECORD.respondents]
    thawed = thaw(json.loads(json.dumps(frozen)))
    assert len(thawed.rows) == len(laid.rows)
    for then, now in zip(laid.rows, thawed.rows, strict=True):
        assert now.divergence == then.divergence
        assert now.counted == then.counted
        for was, cell in zip(then.cells, now.cells, strict=True):
            assert cell.verdict == was.verdict
            assert (cell.state, cell.unread) == (was.state, was.unread)
            assert cell.reading.asked.how == was.reading.asked.how
            told = [(mark.by, mark.value, mark.confidence, mark.rationale) for mark in was.marks]
            assert [(mark.by, mark.value, mark.confidence, mark.rationale) for mark in cell.marks] == told
            assert (cell.resolution and cell.resolution.value) == (was.resolution and was.resolution.value)


def test_a_publication_of_everything_reads_as_the_comparison_does(comparison, cleo, safe, alice, bob, drafted):
    for user, value in ((alice, "yes"), (bob, "unclear")):
        place_mark(question=safe, transcript=cleo, by=user, value=value)
    now, then = thaw(drafted()), collate(comparison)
    assert [row.divergence for row in now.rows] == [row.divergence for row in then.rows]
    assert [[cell.verdict for cell in row.cells] for row in now.rows] == [
        [cell.verdict for cell in row.cells] for row in then.rows
    ]

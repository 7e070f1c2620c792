"""A tie of the marks has one place in the divergence, wherever that stands: list, matrix, document, publication."""

import json

import pytest

from collation.assemble.collation import collate, collation_document
from collation.pages.matrix import matrix
from collation.publish.document.page import page
from collation.publish.document.parse import thaw
from collation.publish.freeze import draft
from reviews.domain.marks import place_mark
from reviews.models import Comparison, Mark, Transcript
from tests.collation.samples.two_answers import ADA, ASKED, BERT
from tests.factories import make_transcript


@pytest.fixture
def one_question(comparison, alice, bob) -> Comparison:
    """Three respondents and one question: Ada no; Bert, on whom the reviewers disagree, no and yes; Cleo yes."""
    comparison.questions.exclude(key="safe").delete()
    safe = comparison.questions.get()
    columns = [make_transcript(comparison, name, (ASKED, ADA)) for name in ("Ada", "Bert", "Cleo")]
    for transcript, values in zip(columns, (["no"], ["no", "yes"], ["yes"]), strict=True):
        for by, value in zip((alice, bob), values, strict=False):
            place_mark(question=safe, transcript=transcript, by=by, value=value)
    comparison.refresh_from_db()
    return comparison


def everywhere(comparison: Comparison) -> list[float]:
    """The divergence of the one row in the list's summary, the reading, the document and a publication."""
    frozen = json.loads(json.dumps(draft(comparison, title="Owls", finding="")))
    return [
        comparison.summary["divergence"],
        collate(comparison).rows[0].divergence,
        collation_document(comparison)["rows"][0]["divergence"],
        frozen["rows"][0]["divergence"],
        thaw(frozen).rows[0].divergence,
    ]


def test_it_is_the_same_figure_everywhere(one_question):
    assert everywhere(one_question) == [pytest.approx((0.5 + 1 + 0.5) / 3)] * 5


def test_the_second_reviewer_takes_no_cell_out(one_question, bob):
    with_both = everywhere(one_question)[0]
    Mark.objects.get(cell__transcript__key="bert", reviewer=bob).delete()
    safe, ada = one_question.questions.get(), one_question.transcripts.get(key="ada")
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    one_question.refresh_from_db()
    assert everywhere(one_question) == [pytest.approx((0 + 1 + 1) / 3)] * 5
    assert with_both == pytest.approx(everywhere(one_question)[0])


def test_it_is_drawn_between_and_called_split(one_question):
    drawn = matrix(collate(one_question)).rows[0]
    frozen = json.loads(json.dumps(draft(one_question, title="Owls", finding="")))
    for row in (drawn, page(frozen, sha256="").rows[0].row):
        assert [(one.value, one.note) for one in row.cells][1] == ("split", "Between no and yes.")
        assert [(dot.stand.name, dot.stand.rank) for dot in row.spread.dots] == [("Ada", 0), ("Bert", 1.5), ("Cleo", 3)]
        assert (row.divergence, row.counted, row.stands) == ("0.67", "3 of 3 read", "Ada no, Cleo yes; Bert split")
    cell = collation_document(one_question)["rows"][0]["cells"][1]
    assert cell["verdict"] == {"value": None, "rank": 1.5, "from": "marks", "split": True}


def test_a_second_round_does_not_count(one_question, bob):
    before = everywhere(one_question)
    again = make_transcript(one_question, "Ada", (ASKED, BERT))
    Transcript.objects.filter(pk=again.pk).update(round=2)
    place_mark(question=one_question.questions.get(), transcript=again, by=bob, value="yes")
    one_question.refresh_from_db()
    assert everywhere(one_question) == before

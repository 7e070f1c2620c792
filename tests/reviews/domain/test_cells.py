"""A cell is made at the first act on it, and only where a question of the comparison meets a transcript of it."""

import pytest

from reviews.domain.cells import CellToJudge, cell_of, cell_to_judge
from reviews.domain.questions import archive_question
from reviews.domain.transcripts import archive_transcript
from reviews.models import Cell, Question, Transcript
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript

TURN = ("Is it safe?", "It is safe.")


@pytest.fixture
def owl(comparison) -> Transcript:
    return make_transcript(comparison, "Owl", TURN)


@pytest.fixture
def safe(comparison) -> Question:
    return comparison.questions.get(key="safe")


def test_it_is_made_once(comparison, owl, safe):
    cell = cell_of(comparison=comparison, question=safe, transcript=owl)
    assert (cell.comparison, cell.question, cell.transcript) == (comparison, safe, owl)
    assert cell_of(comparison=comparison, question=safe, transcript=owl) == cell
    assert cell_to_judge(question=safe, transcript=owl) == CellToJudge(cell, is_new=False, suggested=False)
    assert Cell.objects.count() == 1


def test_a_judgement_makes_it_and_says_so(owl, safe, django_assert_num_queries):
    with django_assert_num_queries(4):
        cell, made, *_ = cell_to_judge(question=safe, transcript=owl)
    assert (made, cell.question, cell.transcript, cell.comparison_id) == (True, safe, owl, owl.comparison_id)
    with django_assert_num_queries(2):
        assert cell_to_judge(question=safe, transcript=owl) == CellToJudge(cell, is_new=False, suggested=False)


def test_two_comparisons_have_no_cell_in_common(comparison, owl, safe, alice, team):
    other = make_comparison(alice, team, title="Kite")
    kite = make_transcript(other, "Kite", TURN)
    for refused in (
        lambda: cell_of(comparison=comparison, question=safe, transcript=kite),
        lambda: cell_of(comparison=other, question=safe, transcript=owl),
        lambda: cell_to_judge(question=safe, transcript=kite),
    ):
        with pytest.raises(Refused, match=r"^This respondent was not asked this question\.$"):
            refused()
    assert not Cell.objects.exists()


def test_what_was_archived_takes_no_judgement_and_keeps_its_cell(comparison, owl, safe, alice):
    cell = cell_of(comparison=comparison, question=safe, transcript=owl)
    archive_transcript(transcript=owl)
    with pytest.raises(Refused, match=r"^This respondent was taken out of the comparison meanwhile\.$"):
        cell_to_judge(question=safe, transcript=owl)
    archive_question(question=safe, by=alice)
    with pytest.raises(Refused, match=r"^This question is no longer asked: it was reworded or archived meanwhile\.$"):
        cell_to_judge(question=safe, transcript=owl)
    assert cell_of(comparison=comparison, question=safe, transcript=owl) == cell

"""Questions and their scales."""

from reviews.domain.questions import archive_question
from reviews.models import Scale


def test_the_ranks_of_a_scale_are_its_values_lowest_first():
    assert Scale(values=[["no", "No"], ["unclear", "Unclear"], ["yes", "Yes"]]).ranks == ("no", "unclear", "yes")


def test_an_archived_question_is_not_current(comparison, alice):
    archive_question(question=comparison.questions.get(key="safe"), by=alice)
    assert [question.key for question in comparison.questions.current()] == ["works", "code_safe"]

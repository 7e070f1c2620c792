"""The form of who marks: what it gives to the verb."""

import pytest

from reviews.domain.assignments import assignment_says
from reviews.domain.optimistic_lock import token
from reviews.forms.assigning import AssignmentForm
from reviews.models import User

ADA, BERT = User(pk=1, name="Ada"), User(pk=2, name="Bert")
STORED = {"people": [ADA, BERT], "marks_per_cell": None, "reviewers": [1, 2]}


def test_it_begins_with_what_is_stored():
    form = AssignmentForm(**STORED)
    assert form["how"].value() == "all"
    assert form["seen"].value() == token(assignment_says(None, [1, 2]))
    assert AssignmentForm(**{**STORED, "marks_per_cell": 2})["how"].value() == "some"


@pytest.mark.parametrize(
    ("sent", "given"),
    [
        ({"how": "all", "marks_per_cell": "3", "reviewers": ["1", "2"]}, (None, [1, 2])),
        ({"how": "some", "marks_per_cell": "2", "reviewers": ["2"]}, (2, [2])),
    ],
)
def test_what_the_verb_gets(sent, given):
    form = AssignmentForm(sent, **STORED)
    assert form.is_valid()
    assert (form.cleaned_data["marks_per_cell"], form.cleaned_data["reviewers"]) == given
    assert form.cleaned_data["seen"] is None


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"how": "some", "reviewers": ["1"]}, {"marks_per_cell": ["Say how many marks each cell needs."]}),
        (
            {"how": "some", "marks_per_cell": "0", "reviewers": ["1"]},
            {"marks_per_cell": ["Each cell needs at least one mark."]},
        ),
        ({"how": "all"}, {"reviewers": ["Somebody has to mark. Choose at least one person."]}),
        (
            {"how": "all", "reviewers": ["7"]},
            {"reviewers": ["One of these people may no longer mark here. Reload the page, and choose again."]},
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sent, errors):
    assert AssignmentForm(sent, **STORED).errors == errors

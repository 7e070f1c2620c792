"""Reviewers of the same name, told apart."""

import pytest

from collation.agreement.raters import reviewers
from collation.assemble.collation import collate
from collation.assemble.first_marks import first_marks
from collation.assemble.namesakes import people
from reviews.domain.marks import place_mark, withdraw_mark
from reviews.lens import lens
from reviews.models import Role
from tests.factories import MembershipFactory, UserFactory, make_transcript


@pytest.fixture
def sams(team):
    users = [UserFactory(name="Sam", email=f"sam{number}@example.org") for number in (1, 2)]
    return [MembershipFactory(team=team, user=user, role=Role.REVIEWER).user for user in users]


def test_the_later_ones_have_a_number_that_nobody_is_called(alice, comparison, sams):
    first, second = sams
    named_so = UserFactory(name="Sam (2)")
    view = lens(alice, comparison)
    assert people(view, [second, first, second]) == {first.pk: "Sam", second.pk: "Sam (2)"}
    assert people(view, [second, first, named_so])[named_so.pk] == "Sam (2) (2)"


def test_two_of_one_name_are_two_reviewers(alice, comparison, sams):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    safe = comparison.questions.get(key="safe")
    for sam, value in zip(sams, ("no", "yes"), strict=True):
        place_mark(question=safe, transcript=ada, by=sam, value=value)
    view = lens(alice, comparison)
    assert list(reviewers(collate(comparison, view)).names) == ["Sam", "Sam (2)"]
    values = {name: one.value for (_, _, name), one in first_marks(view).items()}
    assert values == {"Sam": "no", "Sam (2)": "yes"}
    withdraw_mark(question=safe, transcript=ada, by=sams[0])
    assert {name: one.value for (_, _, name), one in first_marks(view).items()} == {"Sam": "yes"}

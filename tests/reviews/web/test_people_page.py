"""The people of a comparison as the page shows them."""

from django.test import RequestFactory

from reviews.access import comparison_for
from reviews.lens import lens
from reviews.models import Guest, Role
from reviews.web.context import Context
from reviews.web.people_page import invitations_of, people_of, people_page
from tests.factories import MembershipFactory


def test_a_member_who_is_a_guest_stands_once_with_the_stronger_role(comparison, alice, bob, dana, team):
    erin = MembershipFactory(team=team, user__name="Erin", role=Role.READER).user
    for person, role in ((bob, Role.READER), (erin, Role.REVIEWER)):
        Guest.objects.create(comparison=comparison, user=person, role=role)
    request = RequestFactory().get("/")
    request.user = alice
    _, seat = comparison_for(alice, comparison.slug)
    shown = people_page(Context(request, comparison, seat, lens(alice, comparison), "people"))
    people = [(one.user.name, one.role, one.is_member, one.marked) for one in shown["people"]]
    assert people == [
        ("Alice", "owner", True, 0),
        ("Bob", "reviewer", True, 0),
        ("Erin", "reviewer", True, 0),
        ("Dana", "reviewer", False, 0),
    ]
    assert shown["remindable"] == [], "there is nothing to mark"
    assert {one.name for one in people_of(comparison)} == {"Alice", "Bob", "Erin", "Dana"}
    assert not invitations_of(comparison).exists()

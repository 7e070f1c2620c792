"""Teams: everyone sees those that they are a member of."""

from django.contrib.auth.models import AnonymousUser

from reviews.models import Team
from tests.factories import TeamFactory, UserFactory


def test_members_see_their_teams_and_nobody_else_does(team, alice, bob, charlie):
    TeamFactory(name="Empty")
    visible = {user.name: list(Team.objects.visible_to(user)) for user in (alice, bob, UserFactory(name="Nora"))}
    assert visible == {"Alice": [team], "Bob": [team], "Nora": []}
    assert [one.name for one in Team.objects.visible_to(charlie)] == ["Elsewhere"]
    assert not Team.objects.visible_to(AnonymousUser()).exists()

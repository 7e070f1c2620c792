"""Teams, their members, and how someone gets in."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from reviews.domain.teams import invite
from reviews.models import Invitation, Membership, Role, Team, User
from tests.factories import MembershipFactory


@pytest.fixture
def membership(bob, team) -> Membership:
    """Bob's."""
    return team.memberships.get(user=bob)


@pytest.fixture
def invitation(alice, team) -> tuple[Invitation, str]:
    """To review, with its secret."""
    return invite(team=team, role=Role.REVIEWER, by=alice, note="Dora")


def test_the_list_holds_ones_own_teams_with_ones_role(client, alice, bob, charlie):
    client.force_login(bob)
    answer = client.get("/teams/")
    assertContains(answer, '<a class="name" href="/teams/triangle/">Triangle</a>', html=True)
    assert "2 members · 0 comparisons" in " ".join(answer.text.split())
    assertContains(answer, '<span class="chip">reviewer</span>', html=True)
    assertNotContains(answer, "Elsewhere")


def test_founding_a_team_makes_one_its_owner(client, bob):
    client.force_login(bob)
    assertRedirects(client.post("/teams/", {"name": "Night owls"}), "/teams/night-owls/")
    assert Membership.objects.get(team__slug="night-owls").role == Role.OWNER
    assertContains(client.post("/teams/", {"name": "   "}), "This field is required.", status_code=422)
    assert Team.objects.count() == 2


def test_an_owner_sees_addresses_and_what_may_be_changed(client, alice, bob, membership, invitation):
    client.force_login(alice)
    answer = client.get("/teams/triangle/")
    assertContains(answer, "bob@example.org")
    assertContains(answer, f'action="/teams/triangle/members/{membership.pk}/role/"')
    assertContains(answer, "Withdraw the invitation of Dora")


def test_a_member_sees_names_and_no_button(client, alice, bob, invitation):
    client.force_login(bob)
    answer = client.get("/teams/triangle/")
    assertContains(answer, "Alice")
    for hidden in ("alice@example.org", 'method="post"', "Dora", "/remove/"):
        assertNotContains(answer, hidden)


def test_only_the_owner_of_this_team_may_change_it(client, alice, bob, charlie, membership, invitation):
    places = [
        ("post", "/teams/triangle/invite/"),
        ("post", f"/teams/triangle/invitations/{invitation[0].pk}/withdraw/"),
        ("post", f"/teams/triangle/members/{membership.pk}/role/"),
        ("get", f"/teams/triangle/members/{membership.pk}/remove/"),
        ("post", f"/teams/triangle/members/{membership.pk}/remove/"),
    ]
    for method, path in places:
        assertRedirects(getattr(client, method)(path), f"/accounts/login/?next={path}")
    for user, status in ((bob, 403), (charlie, 404)):
        client.force_login(user)
        assert [getattr(client, method)(path).status_code for method, path in places] == [status] * len(places)
    assert client.get("/teams/triangle/").status_code == 404
    membership.refresh_from_db()
    assert (membership.role, Invitation.objects.count()) == (Role.REVIEWER, 1)


def test_an_owner_of_another_team_reaches_no_member_of_this_one(client, charlie, membership):
    client.force_login(charlie)
    assert client.post(f"/teams/team-elsewhere/members/{membership.pk}/remove/").status_code == 404
    slug = charlie.memberships.get().team.slug
    assert client.post(f"/teams/{slug}/members/{membership.pk}/remove/").status_code == 404
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_a_role_is_changed(client, alice, membership):
    client.force_login(alice)
    answer = client.post(f"/teams/triangle/members/{membership.pk}/role/", {"role": "editor"}, follow=True)
    assertContains(answer, "Bob is now editor.")
    membership.refresh_from_db()
    assert membership.role == Role.EDITOR


@pytest.mark.parametrize(
    ("role", "complaint"),
    [
        ("reader", "A team needs an owner. Make someone else an owner first."),
        ("king", "king is not one of the available"),
    ],
)
def test_what_is_refused_is_said_on_the_page(client, alice, bob, role: str, complaint: str):
    client.force_login(alice)
    own = alice.memberships.get()
    answer = client.post(f"/teams/triangle/members/{own.pk}/role/", {"role": role})
    assertContains(answer, complaint, status_code=422)
    own.refresh_from_db()
    assert own.role == Role.OWNER


def test_a_member_is_removed_after_a_question(client, alice, membership):
    client.force_login(alice)
    path = f"/teams/triangle/members/{membership.pk}/remove/"
    assertContains(client.get(path), "<h1>Remove Bob from Triangle?</h1>")
    assert Membership.objects.filter(pk=membership.pk).exists()
    assertContains(client.post(path, follow=True), "Their marks and comments stay.")
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_last_owner_stays(client, alice):
    client.force_login(alice)
    answer = client.post(f"/teams/triangle/members/{alice.memberships.get().pk}/remove/")
    assertContains(answer, "A team needs an owner", status_code=422)


def test_an_invitation_is_shown_once_and_lets_one_person_in(client, alice, team):
    client.force_login(alice)
    answer = client.post("/teams/triangle/invite/", {"role": "editor", "note": "Dora"})
    assert answer.status_code == 201
    link = re.search(r'value="http://localhost:8000(/invitation/[\w-]+/)"', answer.content.decode())[1]
    page = client.get("/teams/triangle/")
    assertContains(page, "Dora")
    assertNotContains(page, link)
    client.logout()

    assertContains(client.get(link), "Alice invites you to this team as editor.")
    wrong = client.post(link, {"name": "Dora", "email": "dora@example.org", "password": "12345"})
    assertContains(wrong, "This password is too short.", status_code=422)
    unnamed = client.post(link, {"name": "you", "email": "dora@example.org", "password": "night flight 7"})
    assertContains(unnamed, "“You” is what these pages call whoever reads them.", status_code=422)
    assert not User.objects.filter(email="dora@example.org").exists()
    right = client.post(link, {"name": "Dora", "email": "Dora@example.org", "password": "night flight 7"}, follow=True)
    assertContains(right, "Welcome to “Triangle”.")
    dora = User.objects.get(email="dora@example.org")
    assert client.session["_auth_user_id"] == str(dora.pk)
    assert dora.memberships.get().role == Role.EDITOR

    client.logout()
    assertContains(client.get(link), "This invitation has expired", status_code=410)


def test_someone_with_an_account_joins_with_it(client, charlie, team, invitation):
    path = f"/invitation/{invitation[1]}/"
    assertContains(client.get(path), f"/accounts/login/?next={path}")
    client.force_login(charlie)
    assertContains(client.get(path), "Join as Charlie")
    assert not charlie.memberships.filter(team=team).exists()
    assertRedirects(client.post(path), "/")
    assert charlie.memberships.get(team=team).role == Role.REVIEWER


def test_an_address_that_has_an_account_is_sent_to_sign_in(client, alice, invitation):
    answer = client.post(
        f"/invitation/{invitation[1]}/", {"name": "Alice", "email": alice.email, "password": "night flight 7"}
    )
    assertContains(answer, "There is an account with this address already", status_code=422)
    assert User.objects.count() == 1


def test_a_withdrawn_or_expired_or_invented_invitation_opens_nothing(client, alice, team, invitation):
    client.force_login(alice)
    client.post(f"/teams/triangle/invitations/{invitation[0].pk}/withdraw/")
    old, secret = invite(team=team, role=Role.READER, by=alice)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    client.logout()
    for opened in (invitation[1], secret, "invented"):
        assert client.get(f"/invitation/{opened}/").status_code == 410


def test_a_role_that_does_not_exist_invites_nobody(client, alice, team):
    client.force_login(alice)
    assert client.post("/teams/triangle/invite/", {"role": "king"}).status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("path", ["/teams/", "/teams/triangle/"])
def test_as_many_queries_for_three_as_for_one(client, alice, team, path: str):
    client.force_login(alice)
    counts = []
    for number in range(3):
        MembershipFactory(team=team)
        MembershipFactory(user=alice)
        invite(team=team, role=Role.READER, by=alice, note=str(number))
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 6


@pytest.mark.parametrize("path", ["/teams/", "/teams/triangle/"])
def test_teams_are_for_those_signed_in(client, team, path: str):
    assertRedirects(client.get(path), f"/accounts/login/?next={path}")

"""The verbs of teams: members, roles and invitations."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.domain.name_consents import agree_to_be_named, is_named
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.domain.teams import (
    INVITATION_DAYS,
    accept_invitation,
    change_guest,
    change_role,
    found_team,
    invite,
    join_by_invitation,
    open_invitation,
    own_team,
    remove_guest,
    remove_member,
    withdraw_invitation,
)
from reviews.domain.threads import open_thread
from reviews.models import Comparison, Guest, Invitation, Membership, Role, Team, User
from reviews.refusal import Refused
from tests.factories import MembershipFactory, UserFactory, make_comparison


def roles(team: Team) -> dict[str, str]:
    return dict(team.memberships.values_list("user__name", "role"))


def test_a_team_has_its_founder_as_owner(alice):
    founded = found_team(name="  Barn owls ", by=alice)
    assert (founded.name, founded.slug, roles(founded)) == ("Barn owls", "barn-owls", {"Alice": "owner"})


def test_the_same_name_within_a_minute_is_a_double_submit(alice, bob):
    first = found_team(name="Barn", by=alice)
    assert found_team(name="Barn", by=alice) == first
    assert found_team(name="Barn", by=bob).slug.startswith("barn-")
    Team.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    assert found_team(name="Barn", by=alice) != first


def test_a_team_needs_a_name(alice):
    with pytest.raises(Refused, match=r"^Give the team a name\.$") as refused:
        found_team(name=" ", by=alice)
    assert refused.value.field == "name"


def test_someone_without_a_team_gets_one_and_once(db):
    nora = UserFactory(name="Nora")
    team = own_team(by=nora)
    assert (team.name, roles(team)) == ("Nora’s team", {"Nora": "owner"})
    assert own_team(by=nora) == team


def test_a_reviewer_gets_a_team_and_an_editor_has_one(bob, team):
    assert own_team(by=bob) != team
    eve = MembershipFactory(team=team, role=Role.EDITOR).user
    assert own_team(by=eve) == team


def test_an_invitation_opens_by_its_secret_and_keeps_only_its_hash(team, alice):
    invitation, secret = invite(team=team, role="reader", by=alice, note=" Dora ")
    assert (invitation.role, invitation.note, invitation.created_by) == ("reader", "Dora", alice)
    assert abs(invitation.expires_at - timezone.now() - timedelta(days=INVITATION_DAYS)) < timedelta(minutes=1)
    assert secret not in str(Invitation.objects.values())
    assert open_invitation(secret) == invitation
    assert open_invitation(f"{secret}x") is None
    withdraw_invitation(invitation=invitation)
    assert open_invitation(secret) is None


def test_an_invitation_ends(team, alice):
    invitation, secret = invite(team=team, role="reader", by=alice)
    Invitation.objects.update(expires_at=timezone.now())
    assert open_invitation(secret) is None
    with pytest.raises(Refused, match="has been used or has expired"):
        accept_invitation(invitation=invitation, user=UserFactory())
    assert roles(team) == {"Alice": "owner"}


def test_it_lets_one_person_in(team, alice, charlie):
    invitation, secret = invite(team=team, role="reviewer", by=alice)
    accept_invitation(invitation=invitation, user=charlie)
    assert open_invitation(secret) is None
    with pytest.raises(Refused, match="Ask for a new one"):
        accept_invitation(invitation=invitation, user=UserFactory(name="Dora"))
    assert roles(team) == {"Alice": "owner", "Charlie": "reviewer"}
    stored = Invitation.objects.get()
    assert (stored.accepted_by, stored.accepted_at is None) == (charlie, False)


def test_a_member_keeps_the_role_that_they_have(team, alice):
    invitation, _ = invite(team=team, role="reader", by=alice)
    accept_invitation(invitation=invitation, user=alice)
    assert roles(team) == {"Alice": "owner"}


def test_someone_new_joins_with_an_account(team, alice):
    invitation, _ = invite(team=team, role="editor", by=alice)
    dora = join_by_invitation(
        invitation=invitation, email=" Dora@Example.org", name=" Dora ", password="night flight 7"
    )
    assert (dora.email, dora.name, dora.check_password("night flight 7")) == ("dora@example.org", "Dora", True)
    assert roles(team) == {"Alice": "owner", "Dora": "editor"}


@pytest.mark.parametrize(
    ("email", "name", "words", "field"),
    [
        ("ALICE@example.org", "Dora", "There is an account with this address already", "email"),
        ("dora@example.org", "You", "“You” is what these pages call whoever reads them", "name"),
    ],
)
def test_who_cannot_join_leaves_the_invitation_open(team, alice, email, name, words, field):
    invitation, secret = invite(team=team, role="editor", by=alice)
    with pytest.raises(Refused, match=f"^{words}") as refused:
        join_by_invitation(invitation=invitation, email=email, name=name, password="night flight 7")
    assert refused.value.field == field
    assert open_invitation(secret) == invitation
    assert list(User.objects.all()) == [alice]


def test_a_role_is_one_of_four(team, alice, bob):
    membership = Membership.objects.get(user=bob)
    for refused in (
        lambda: invite(team=team, role="king", by=alice),
        lambda: change_role(membership=membership, role="king"),
    ):
        with pytest.raises(Refused, match=r"^Choose one of the four roles\.$"):
            refused()
    change_role(membership=membership, role="editor")
    assert roles(team) == {"Alice": "owner", "Bob": "editor"}
    assert not Invitation.objects.exists()


def test_a_team_keeps_an_owner(team, alice, bob):
    of_alice, of_bob = (Membership.objects.get(user=user) for user in (alice, bob))
    for refused in (
        lambda: change_role(membership=of_alice, role="editor"),
        lambda: remove_member(membership=of_alice),
    ):
        with pytest.raises(Refused, match=r"^A team needs an owner\. Make someone else an owner first\.$"):
            refused()
    change_role(membership=of_alice, role="owner")
    change_role(membership=of_bob, role="owner")
    remove_member(membership=of_alice)
    assert roles(team) == {"Bob": "owner"}


def guests(comparison: Comparison) -> dict[str, str]:
    return dict(comparison.guests.values_list("user__name", "role"))


def let_in(comparison: Comparison, by: User, user: User, role: str) -> None:
    invitation, _ = invite(team=comparison.team, comparison=comparison, role=role, by=by)
    accept_invitation(invitation=invitation, user=user)


def test_a_guest_gets_into_one_comparison_and_into_no_team(comparison, alice, charlie):
    let_in(comparison, alice, charlie, Role.READER)
    assert guests(comparison) == {"Charlie": "reader"}
    assert not comparison.team.memberships.filter(user=charlie).exists()
    let_in(comparison, alice, charlie, Role.EDITOR)
    assert guests(comparison) == {"Charlie": "editor"}
    let_in(comparison, alice, charlie, Role.REVIEWER)
    assert guests(comparison) == {"Charlie": "editor"}, "the stronger role stays"


def test_who_leaves_is_not_named_any_more(comparison, bob, dana, charlie):
    for person in (bob, dana, charlie):
        agree_to_be_named(comparison=comparison, by=person)
    remove_member(membership=comparison.team.memberships.get(user=bob))
    assert [is_named(comparison, one) for one in (bob, dana, charlie)] == [False, True, True]
    remove_guest(guest=comparison.guests.get(user=dana))
    assert [is_named(comparison, one) for one in (bob, dana, charlie)] == [False, False, True]


def test_a_guest_who_stays_a_member_stays_named(comparison, alice, bob):
    let_in(comparison, alice, bob, Role.EDITOR)
    agree_to_be_named(comparison=comparison, by=bob)
    remove_guest(guest=comparison.guests.get(user=bob))
    assert is_named(comparison, bob)


def test_mentions_of_who_leaves_are_not_counted_until_they_are_back(comparison, alice, bob):
    open_thread(comparison=comparison, by=alice, body="@Bob?")
    remove_member(membership=comparison.team.memberships.get(user=bob))
    assert User.objects.get(pk=bob.pk).unseen == 0
    let_in(comparison, alice, bob, Role.READER)
    assert User.objects.get(pk=bob.pk).unseen == 1


def test_no_guest_is_an_owner(comparison, alice, dana):
    with pytest.raises(Refused, match="A guest cannot be an owner"):
        invite(team=comparison.team, comparison=comparison, role=Role.OWNER, by=alice)
    with pytest.raises(Refused, match="A guest cannot be an owner"):
        change_guest(guest=comparison.guests.get(), role=Role.OWNER)
    assert Invitation.objects.count() == 0


def test_a_guests_role_is_changed_and_taken_away(comparison, dana):
    guest = comparison.guests.get()
    change_guest(guest=guest, role=Role.READER, seen=token({"role": "reviewer"}))
    assert guests(comparison) == {"Dana": "reader"}
    with pytest.raises(Overtaken):
        change_guest(guest=guest, role=Role.EDITOR, seen=token({"role": "reviewer"}))
    remove_guest(guest=Guest.objects.get())
    with pytest.raises(Refused, match="removed meanwhile"):
        change_guest(guest=guest, role=Role.EDITOR)


def test_who_leaves_the_team_is_no_guest_of_it_any_more(comparison, alice, bob, charlie):
    elsewhere = make_comparison(charlie, charlie.memberships.get().team, title="Kite")
    let_in(comparison, alice, bob, Role.EDITOR)
    let_in(elsewhere, charlie, bob, Role.READER)
    remove_member(membership=comparison.team.memberships.get(user=bob))
    assert list(Comparison.objects.visible_to(bob)) == [elsewhere]

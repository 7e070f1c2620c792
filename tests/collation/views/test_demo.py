"""The demo, at a click and from the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.asserts import assertRedirects

from collation.assemble.collation import record_of
from collation.assemble.facts import fact_reading
from reviews.domain.sign_in_links import sign_in_path, user_of_link
from reviews.lens import lens
from reviews.models import Comparison, Mark, Publication, Role, User
from tests.factories import MembershipFactory, UserFactory


def told(model) -> list[dict]:
    return list(model.objects.order_by("pk").values())


@pytest.mark.slow
def test_it_is_loaded_and_published_once(client, alice):
    client.force_login(alice)
    assert client.get("/demo/").status_code == 405
    assertRedirects(client.post("/demo/"), "/c/glm-5/matrix/", fetch_redirect_response=False)
    comparison = Comparison.objects.get()
    assert comparison.team.memberships.get(user=alice).role == Role.OWNER
    assert comparison.publications.get().number == 1
    before = told(Comparison), told(Publication)
    client.post("/demo/")
    assert (told(Comparison), told(Publication)) == before


def test_who_may_not_start_a_comparison_may_not_load_it(client, bob, erin):
    for user in (bob, erin):
        client.force_login(user)
        assert client.post("/demo/").status_code == 403
    client.logout()
    assertRedirects(client.post("/demo/"), "/accounts/login/?next=/demo/")
    assert not Comparison.objects.exists()


@pytest.mark.slow
def test_a_newcomer_without_a_team_may(client, db):
    client.force_login(UserFactory(name="Nora"))
    assert client.post("/demo/").status_code == 302
    assert Comparison.objects.count() == 1


@pytest.mark.slow
def test_everybody_has_a_demo_of_their_own(client, alice, team):
    editor = MembershipFactory(team=team, role=Role.EDITOR).user
    for user in (alice, editor):
        client.force_login(user)
        client.post("/demo/")
    assert Comparison.objects.count() == Publication.objects.count() == 2


@pytest.mark.slow
def test_the_people_of_the_demo_belong_nowhere_and_cannot_sign_in(client, db):
    """Whoever has an address like theirs gets nothing: not the demo, and not what comes into its team later."""
    evil = UserFactory(name="Alice Okafor", email="bob@example.org")
    victim = UserFactory(name="Nora")
    client.force_login(victim)
    client.post("/demo/")
    comparison = Comparison.objects.get()
    assert [(one.user, one.role) for one in comparison.team.memberships.all()] == [(victim, Role.OWNER)]
    invented = User.objects.exclude(pk__in=[evil.pk, victim.pk])
    assert sorted(invented.values_list("name", flat=True)) == ["Alice Okafor", "Bob Brandt", "Dana Reyes", "Erin Walsh"]
    for person in invented:
        assert (person.is_active, person.has_usable_password()) == (False, False)
        assert person.email.endswith("@demo.invalid")
        assert user_of_link(*sign_in_path(person).strip("/").split("/")[1:]) is None
    assert set(comparison.questions.values_list("cells__marks__reviewer", flat=True)) <= set(
        invented.values_list("pk", flat=True)
    )
    client.force_login(evil)
    for path in (f"/c/{comparison.slug}/matrix/", f"/c/{comparison.slug}/settings/"):
        assert client.get(path).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER, Role.EDITOR])
def test_a_team_called_demo_of_somebody_else_stays_as_it_is(client, db, role: Role):
    """An owner of a team of their own loads the demo there, whatever their role in another team of that name."""
    other = MembershipFactory(team__name="Demo", role=Role.OWNER).team
    guest = MembershipFactory(team=other, role=role).user
    MembershipFactory(user=guest, role=Role.OWNER)
    client.force_login(guest)
    assert client.post("/demo/").status_code == 302
    comparison = Comparison.objects.get()
    assert comparison.team != other
    assert [(one.user, one.role) for one in comparison.team.memberships.all()] == [(guest, Role.OWNER)]
    assert other.memberships.count() == 2


@pytest.mark.slow
def test_the_command_loads_it_for_the_account_it_is_told(db):
    call_command("demo", "--as", "Nora@example.org", stdout=StringIO())
    (membership,) = Comparison.objects.get().team.memberships.all()
    assert (membership.user.email, membership.user.name) == ("nora@example.org", "nora")
    assert User.objects.filter(name="Alice Okafor", is_active=False).count() == 1


@pytest.mark.slow
def test_by_default_the_commands_account_is_the_demos_first_person(db):
    call_command("demo", stdout=StringIO())
    alice = User.objects.get(is_active=True)
    assert (alice.email, alice.name) == ("alice@example.org", "Alice Okafor")
    assert User.objects.filter(name="Alice Okafor").count() == 1
    assert Mark.objects.filter(reviewer=alice).exists()


def test_the_command_refuses_what_is_no_address(db):
    with pytest.raises(CommandError, match=r"^nora: this is not an e-mail address\.$"):
        call_command("demo", "--as", "nora")
    assert not Comparison.objects.exists()
    assert not User.objects.exists()


@pytest.mark.slow
def test_the_command_twice_changes_nothing(db):
    out = StringIO()
    call_command("demo", stdout=out)
    before = told(Comparison), told(Publication)
    call_command("demo", stdout=out)
    assert (told(Comparison), told(Publication)) == before
    assert out.getvalue() == "The demo is at /c/glm-5/ and, published, at /p/glm-5/\n" * 2


@pytest.mark.slow
def test_the_facts_that_the_demos_people_reviewed_are_there(client, alice):
    client.force_login(alice)
    client.post("/demo/")
    comparison = Comparison.objects.get()
    view = lens(alice, comparison)
    facts = {one.topic: one for one in fact_reading(comparison, view, record_of(comparison, view).respondents).facts}
    reviewed = {(review.kind, review.topic): review.decision for review in comparison.fact_reviews.all()}
    assert set(reviewed) <= set(facts)
    assert reviewed == {("acronym", "dsa"): "confirmed"}
    dsa = facts["acronym", "dsa"]
    assert [value.value for value in dsa.fact.values if value.known] == [
        "Distributed Sparse Attention",
        "DeepSeek Sparse Attention",
        "Dynamic Sparse Activation",
    ]
    assert (dsa.fact.diverges, dsa.self_contradictions) == (True, ())
    published = json.loads(comparison.publications.get().document)
    assert [one["topic"] for one in published["facts"]] == ["DSA"]

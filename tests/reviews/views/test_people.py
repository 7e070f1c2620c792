"""The people of a comparison: who is in, invited from there, reminded and removed."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from reviews.domain.comparisons import archive_comparison
from reviews.domain.marks import place_mark
from reviews.domain.optimistic_lock import token
from reviews.domain.teams import invite
from reviews.models import Guest, Invitation, Reminder, Role
from tests.factories import MembershipFactory, UserFactory, make_transcript


@pytest.fixture
def page(comparison, alice, bob, dana) -> str:
    """The address of the page, of a comparison with three cells; Bob has marked one."""
    owl = make_transcript(comparison, "Owl", ("Is it safe?", "It is."))
    place_mark(question=comparison.questions.get(key="safe"), transcript=owl, by=bob, value="yes")
    return f"/c/{comparison.slug}/people/"


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def test_an_owner_sees_who_has_done_how_much(client, alice, page):
    client.force_login(alice)
    answer = client.get(page)
    shown = words(answer)
    assert "Bob bob@example.org marked 1 of 3" in shown
    assert "Dana dana@example.org marked 0 of 3" in shown
    assertContains(answer, 'aria-label="Remind Dana by mail"')
    assertNotContains(answer, "Remind Alice")
    assertContains(answer, "Remind all 2 by mail")
    assertContains(
        client.get("/c/owl-2/matrix/"),
        f'<a href="{page}" title="Who is in, and how far each has come">People</a>',
        html=True,
    )


def test_everybody_who_marks_decides_alone_about_their_name(client, alice, bob, page, comparison, charlie):
    named = f"{page}named/"
    client.force_login(bob)
    assertContains(client.get(page), "Name me as Bob")
    assertRedirects(client.post(named, {"named": "yes", "person": alice.pk}), f"{page}#own-name")
    assert [one.user for one in comparison.name_consents.all()] == [bob], "an address holds no other person"
    assert "The next version calls you Bob" in words(client.get(page))
    client.force_login(alice)
    assertContains(client.get(page), "Name me as Alice")
    assertNotContains(client.get(page), "Name me as Bob")
    archive_comparison(comparison=comparison)
    client.force_login(bob)
    client.post(named, {"named": "no"})
    assert not comparison.name_consents.filter(withdrawn_at=None).exists(), "it can be taken back at any time"
    reader = MembershipFactory(team=comparison.team, role=Role.READER).user
    client.force_login(reader)
    assertNotContains(client.get(page), "Your name in publications")
    for user, status in ((reader, 403), (charlie, 404)):
        client.force_login(user)
        assert client.post(named, {"named": "yes"}).status_code == status
    client.logout()
    assertRedirects(client.post(named, {"named": "yes"}), f"/accounts/login/?next={named}")


def test_others_see_names_and_their_own_progress(client, bob, dana, page, comparison, alice):
    invite(team=comparison.team, role=Role.READER, by=alice, note="Dora")
    for person, progress in ((bob, "marked 1 of 3"), (dana, "marked 0 of 3")):
        client.force_login(person)
        answer = client.get(page)
        assert re.findall(r"marked \d of \d", words(answer)) == [progress]
        assertContains(answer, "Alice")
        for hidden in (
            "alice@example.org",
            "/people/remind/",
            "/people/guests/",
            "/people/invite/",
            "Dora",
            "/remove/",
            "/teams/triangle/",
        ):
            assertNotContains(answer, hidden)


def test_invited_to_the_comparison_one_sees_it_alone(client, alice, charlie, page):
    client.force_login(alice)
    answer = client.post(f"{page}invite/", {"sees": "comparison", "role": "reviewer", "note": "Charlie"})
    assert "It lets them into Owl-2 as reviewer" in words(answer)
    assert "Charlie as reviewer, this comparison only" in words(answer)
    link = re.search(r"https?://[^/]+(/invitation/[^\"]+)", answer.text)[1]
    visitor = Client()
    assert "invites you to this comparison as a guest: reviewer. You will see nothing else of Triangle." in words(
        visitor.get(link)
    )
    visitor.force_login(charlie)
    assertRedirects(visitor.post(link), "/c/owl-2/matrix/")
    assert [row.comparison.slug for row in visitor.get("/").context["table"].data] == ["owl-2"]
    assert visitor.get("/teams/triangle/").status_code == 404


def test_invited_to_the_team_one_is_a_member(client, alice, charlie, page):
    client.force_login(alice)
    answer = client.post(f"{page}invite/", {"sees": "team", "role": "owner"})
    link = re.search(r"https?://[^/]+(/invitation/[^\"]+)", answer.text)[1]
    visitor = Client()
    visitor.force_login(charlie)
    assertRedirects(visitor.post(link), "/")
    assert charlie.memberships.get(team__slug="triangle").role == Role.OWNER


def test_a_guest_that_would_own_is_refused_at_the_field(client, alice, page):
    client.force_login(alice)
    answer = client.post(f"{page}invite/", {"sees": "comparison", "role": "owner"})
    assertContains(answer, "A guest cannot be an owner", status_code=422)
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn_from_here(client, alice, comparison, page, charlie):
    client.force_login(alice)
    invitation, _ = invite(team=comparison.team, comparison=comparison, role=Role.READER, by=alice)
    theirs, _ = invite(team=charlie.memberships.get().team, role=Role.READER, by=charlie)
    assertRedirects(client.post(f"{page}invitations/{invitation.pk}/withdraw/"), page)
    assert client.post(f"{page}invitations/{theirs.pk}/withdraw/").status_code == 404
    assert list(Invitation.objects.all()) == [theirs]


def test_a_person_is_reminded_and_it_is_said(client, alice, bob, charlie, page, mailed):
    client.force_login(alice)
    answer = client.post(f"{page}remind/", {"person": bob.pk}, follow=True)
    assertContains(answer, "A reminder is on its way to Bob.")
    assert "marked 1 of 3 · reminded just now" in words(answer)
    assertNotContains(answer, "Remind Bob")
    assertContains(client.post(f"{page}remind/", {"person": bob.pk}), "less than a day ago", status_code=422)
    assert client.post(f"{page}remind/", {"person": charlie.pk}).status_code == 404
    assertContains(client.post(f"{page}remind/", follow=True), "A reminder is on its way to Dana.")
    assertContains(client.post(f"{page}remind/"), "There is nobody to remind", status_code=422)
    assert [message.to for message in mailed()] == [["bob@example.org"], ["dana@example.org"]]
    assert Reminder.objects.count() == 2


def test_a_guests_role_is_changed_unless_it_changed_meanwhile(client, alice, comparison, page):
    client.force_login(alice)
    guest = comparison.guests.get()
    seen = token({"role": "reviewer"})
    assertRedirects(client.post(f"{page}guests/{guest.pk}/role/", {"role": "reader", "seen": seen}), page)
    answer = client.post(f"{page}guests/{guest.pk}/role/", {"role": "editor", "seen": seen})
    assertContains(answer, "This role was changed after you opened the page", status_code=422)
    guest.refresh_from_db()
    assert guest.role == Role.READER


def test_a_guest_is_removed_after_a_question(client, alice, dana, comparison, page):
    client.force_login(alice)
    guest = comparison.guests.get()
    assertContains(client.get(f"{page}guests/{guest.pk}/remove/"), "Remove Dana as a guest?")
    assert Guest.objects.exists()
    answer = client.post(f"{page}guests/{guest.pk}/remove/", follow=True)
    assertContains(answer, "Dana is no longer a guest here. Their marks and comments stay.")
    client.force_login(dana)
    assert client.get(page).status_code == 404


def test_an_outsider_gets_nothing(client, charlie, page):
    client.force_login(charlie)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_more_people_need_no_more_queries(client, request, who: str, page, comparison, team):
    client.force_login(request.getfixturevalue(who))
    client.get(page)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        return len(asked)

    before = queries()
    for _ in range(2):
        MembershipFactory(team=team)
        Guest.objects.create(comparison=comparison, user=UserFactory(), role=Role.READER)
        invite(team=team, comparison=comparison, role=Role.READER, by=comparison.created_by)
    assert queries() == before

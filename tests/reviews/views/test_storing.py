"""Storing one draft of several opens the next, and the storing can be undone from its message."""

import pytest
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft
from reviews.intake.parse import parse
from reviews.models import IntakeDraft, Source, Transcript
from tests.factories import MembershipFactory
from tests.reviews.views.test_intake import upload


@pytest.fixture
def intake(comparison) -> str:
    return reverse("reviews:intake", args=[comparison.slug])


@pytest.fixture
def alices(client: Client, alice) -> Client:
    client.force_login(alice)
    return client


def begin(comparison, alice, name: str) -> IntakeDraft:
    data = f"{name} says:\n\nIt works at night.".encode()
    return begin_draft(comparison=comparison, by=alice, document=Document(data, f"{name}.txt", "", parse(data)))


def store(client: Client, intake: str, draft: IntakeDraft):
    return client.post(f"{intake}{draft.pk}/store/", {"round": "1"}, follow=True)


def told(page: str) -> list[str]:
    return [" ".join(one.text().split()) for one in LexborHTMLParser(page).css("#messages li")]


def at(response) -> str:
    return response.redirect_chain[-1][0]


@pytest.mark.parametrize("turns", [1, 4])
def test_queries_depend_neither_on_respondents_nor_on_turns(alices, intake, django_assert_max_num_queries, turns):
    counts = []
    for names in (("Owl",), ("Lark", "Wren", "Swift")):
        said = "".join(
            f"You said:\n\nIs it {n}?\n\n{name} says:\n\nIt is {name} {n}.\n\n" for name in names for n in range(turns)
        )
        upload(alices, intake, (f"{len(names)}.txt", said.encode()))
        draft = IntakeDraft.objects.get()
        with django_assert_max_num_queries(45) as counted:
            alices.post(f"{intake}{draft.pk}/store/", {"round": "1"})
        counts.append(len(counted))
    assert Transcript.objects.count() == 4
    assert counts[0] == counts[1]


class TestTheNext:
    def test_those_read_at_once_open_one_after_the_other(self, alices, intake, comparison):
        upload(alices, intake, *((f"{name}.txt", f"{name} says:\n\nIt works.".encode()) for name in ("A1", "B2", "C3")))
        first, second, third = IntakeDraft.objects.order_by("pk")
        response = store(alices, intake, second)
        assert at(response) == f"{intake}{first.pk}/"
        assert told(response.text)[-1] == "Stored 1 transcript: B2. 2 of 3 left: here is the next. Undo u"
        response = store(alices, intake, first)
        assert at(response) == f"{intake}{third.pk}/"
        assert told(response.text) == ["Stored 1 transcript: A1. 1 of 3 left: here is the next. Undo u"]
        response = store(alices, intake, third)
        assert at(response) == reverse("collation:compare", args=[comparison.slug])
        assert told(response.text) == ["Stored 1 transcript: C3. Undo u"]

    def test_others_of_the_same_day_open_too(self, alices, intake, comparison, alice):
        owl, lark = begin(comparison, alice, "Owl"), begin(comparison, alice, "Lark")
        response = store(alices, intake, owl)
        assert at(response) == f"{intake}{lark.pk}/"
        assert told(response.text) == ["Stored 1 transcript: Owl. 1 draft left: here is the next. Undo u"]

    def test_a_draft_of_another_person_or_day_or_a_correction_is_not_next(
        self, alices, intake, comparison, alice, team
    ):
        other = MembershipFactory(team=team, role="editor").user
        begin(comparison, other, "Wren")
        old = begin(comparison, alice, "Lark")
        IntakeDraft.objects.filter(pk=old.pk).update(created_at="2020-01-01T00:00:00Z")
        store(alices, intake, begin(comparison, alice, "Swift"))
        alices.post(f"{intake}sources/{Source.objects.get().pk}/reopen/")
        response = store(alices, intake, begin(comparison, alice, "Owl"))
        assert at(response) == reverse("collation:compare", args=[comparison.slug])

    def test_after_a_correction_comes_the_comparison(self, alices, intake, comparison, alice):
        store(alices, intake, begin(comparison, alice, "Owl"))
        begin(comparison, alice, "Lark")
        alices.post(f"{intake}sources/{Source.objects.get().pk}/reopen/")
        draft = IntakeDraft.objects.get(source__isnull=False)
        alices.post(f"{intake}{draft.pk}/correct/", {"do": f"prompt {draft.text.index('It works')}-{len(draft.text)}"})
        alices.post(f"{intake}{draft.pk}/correct/", {"do": f"answer {draft.text.index('at night')}-{len(draft.text)}"})
        response = store(alices, intake, draft)
        assert at(response) == reverse("collation:compare", args=[comparison.slug])
        assert told(response.text) == ["Corrected 1 transcript: Owl."]


class TestUndo:
    @pytest.fixture
    def stored(self, alices, intake, comparison, alice) -> str:
        """The address that undoes the storing of a draft, as the message gives it."""
        page = store(alices, intake, begin(comparison, alice, "Owl")).text
        return LexborHTMLParser(page).css_first("#messages form").attributes["action"]

    def test_the_message_undoes_it(self, alices, intake, stored):
        response = alices.post(stored, follow=True)
        draft = IntakeDraft.objects.get()
        assert at(response) == f"{intake}{draft.pk}/"
        assert told(response.text) == ["Nothing of it is stored any more. Here is the draft again."]
        assert (draft.name, Transcript.objects.count()) == ("Owl.txt", 0)
        assert at(alices.post(stored, follow=True)) == f"{intake}{draft.pk}/"

    def test_what_cannot_be_undone_is_told(self, alices, intake, stored, comparison, alice):
        alices.post(f"{intake}sources/{Source.objects.get().pk}/reopen/")
        response = alices.post(stored, follow=True)
        assert told(response.text)[0].startswith("Somebody has worked on it since it was stored, so it stays.")
        assert Transcript.objects.count() == 1

    def test_the_page_of_the_ended_draft_undoes_it_too(self, alices, stored):
        page = LexborHTMLParser(alices.get(stored.replace("unstore/", "")).text)
        assert [form.attributes["action"] for form in page.css("main form")][-1] == stored

    def test_only_who_stored_it_may(self, client, stored, team, bob, charlie):
        client.logout()
        assert client.post(stored).headers["Location"].startswith("/accounts/login/")
        other = MembershipFactory(team=team, role="editor").user
        for person, status in ((bob, 403), (charlie, 404), (other, 404)):
            client.force_login(person)
            assert client.post(stored).status_code == status
            assert client.get(stored).status_code == 405
        assert Transcript.objects.count() == 1

"""The settings of a comparison."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.comparisons import archive_comparison
from reviews.domain.marks import place_mark
from reviews.domain.questions import adopt_prompt, archive_question, ask_question
from reviews.models import Comparison, Role
from tests.factories import MembershipFactory, make_transcript


@pytest.fixture
def questions(comparison) -> dict:
    """The default questions by their keys."""
    return {question.key: question for question in comparison.questions.all()}


@pytest.fixture
def address(comparison) -> str:
    return f"/c/{comparison.slug}/settings/"


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


def asked(comparison: Comparison) -> list[str]:
    """The keys of the questions that are asked, in order."""
    return [question.key for question in comparison.questions.current()]


def mark(comparison: Comparison, question, by) -> None:
    transcript = make_transcript(comparison, "Claude", ("Does it work?", "It does."))
    place_mark(question=question, transcript=transcript, by=by, value="yes")


def test_the_page_holds_title_questions_and_phase(signed_in, comparison, address):
    answer = signed_in.get(address)
    assertContains(answer, 'value="Owl-2"')
    assertContains(answer, "Is the code it produces safe?")
    assertContains(answer, "Now: <strong data-phase-now>Collect</strong>")
    assertContains(answer, 'aria-current="page">Settings</a>')


def test_the_title_is_changed_and_the_paper_has_its_own_page(signed_in, comparison, address):
    assertContains(signed_in.get(address), f'<a href="/c/{comparison.slug}/paper/">a page of its own</a>', html=True)
    assertRedirects(signed_in.post(address, {"title": "Does the owl see?"}), address)
    comparison.refresh_from_db()
    assert (comparison.title, comparison.paper.title) == ("Does the owl see?", "Owl-2")
    assertContains(signed_in.post(address, {"title": " "}), "This field is required.", status_code=422)


def test_a_question_is_added_with_a_scale_or_without_marks(signed_in, comparison, address):
    where = f"{address}questions/"
    assertRedirects(
        signed_in.post(where, {"text": "How good?", "scored": "on", "scale": "rating-10"}), f"{address}#questions"
    )
    signed_in.post(where, {"text": "What is new?", "scale": "verdict"})
    rated, told = comparison.questions.order_by("position")[3:]
    assert (rated.text, rated.scored, rated.scale.key) == ("How good?", True, "rating-10")
    assert (told.text, told.scored, told.scale) == ("What is new?", False, None)
    again = signed_in.post(where, {"text": "WHAT is new?", "scale": "verdict"})
    assertContains(again, "This question is asked already.", status_code=422)


def test_a_wording_changes_until_there_are_marks(signed_in, alice, comparison, questions, address):
    where = f"{address}questions/{questions['works'].pk}/"
    assertRedirects(signed_in.post(where, {"text": "Does it fly?"}), f"{address}#questions")
    questions["works"].refresh_from_db()
    assert questions["works"].text == "Does it fly?"

    mark(comparison, questions["works"], alice)
    assertContains(signed_in.get(address), "It has marks. Rewording creates a new question without marks")
    answer = signed_in.post(where, {"text": "Does it land?"}, follow=True)
    assertContains(answer, "its new wording starts without any")
    assertContains(answer, "1 archived")
    successor = comparison.questions.current().first()
    assert (successor.text, successor.predecessor, successor.cells.count()) == ("Does it land?", questions["works"], 0)
    assert questions["works"].cells.get().marks.count() == 1


def test_an_empty_wording_is_refused_beside_its_question(signed_in, questions, address):
    answer = signed_in.post(f"{address}questions/{questions['safe'].pk}/", {"text": " "})
    assertContains(answer, "This field is required.", status_code=422)
    assertContains(answer, "<details open>", status_code=422)


def test_questions_move_one_place(signed_in, comparison, questions, address):
    def move(key: str, to: str) -> list[str]:
        signed_in.post(f"{address}questions/{questions[key].pk}/move/", {"to": to})
        return asked(comparison)

    assert move("code_safe", "up") == ["works", "code_safe", "safe"]
    assert move("works", "down") == ["code_safe", "works", "safe"]
    assert move("code_safe", "up") == ["code_safe", "works", "safe"]


def test_questions_are_archived_and_asked_again(signed_in, comparison, questions, address):
    where = f"{address}questions/{questions['works'].pk}"
    signed_in.post(f"{where}/archive/")
    assert asked(comparison) == ["safe", "code_safe"]
    assert signed_in.post(f"{where}/archive/").status_code == 404, "what is archived is not asked"
    assertContains(signed_in.get(address), "Restore: Does it work?")
    signed_in.post(f"{where}/restore/")
    assert asked(comparison) == ["safe", "code_safe", "works"]


def test_a_prompt_made_a_question_anew_is_not_asked_twice(signed_in, comparison, alice, address):
    given = {"comparison": comparison, "by": alice, "prompt": "What is new?", "prompt_key": "0" * 64}
    old = adopt_prompt(**given)
    archive_question(question=old, by=alice)
    adopt_prompt(**given)
    answer = signed_in.post(f"{address}questions/{old.pk}/restore/", follow=True)
    assertContains(answer, "This prompt has been made a question again since: that one is asked now.")
    old.refresh_from_db()
    assert old.archived_at


def test_the_phase_published_needs_a_publication(signed_in, comparison, address):
    answer = signed_in.post(f"{address}phase/", {"phase": "published"})
    assertContains(answer, "Nothing is published yet. Publish a version", status_code=422)
    comparison.refresh_from_db()
    assert comparison.phase == "collect"


def test_the_phase_moves(signed_in, comparison, address):
    assertRedirects(signed_in.post(f"{address}phase/", {"phase": "reconcile"}), f"{address}#phase")
    comparison.refresh_from_db()
    assert comparison.phase == "reconcile"
    answer = signed_in.post(f"{address}phase/", {"phase": "done"})
    assertContains(answer, "done is not one of the available choices", status_code=422)


def test_a_comparison_is_archived_and_comes_back(signed_in, comparison, address):
    assertContains(signed_in.post(f"{address}archive/", follow=True), "To see it, tick “Archived” above the list.")
    comparison.refresh_from_db()
    assert comparison.archived_at
    matrix = f"/c/{comparison.slug}/matrix/"
    assertContains(signed_in.get(matrix), "Put it back")
    answer = signed_in.post(f"{address}restore/", follow=True)
    assertRedirects(answer, matrix)
    assert [str(message) for message in answer.context["messages"]] == ["Restored. It is back in the list."]
    comparison.refresh_from_db()
    assert comparison.archived_at is None
    assertNotContains(signed_in.get(matrix), "Put it back")


def test_an_archived_comparison_is_read_and_not_changed(client, signed_in, comparison, bob, questions, address):
    archive_comparison(comparison=comparison)
    before = Comparison.objects.values().get(pk=comparison.pk)
    words = "It can be read but not changed until you or another owner puts it back."
    question = questions["works"].pk
    for place in ("", "phase/", "questions/", f"questions/{question}/", f"questions/{question}/archive/", "archive/"):
        assertContains(signed_in.post(address + place, {"title": "Other", "text": "Why?"}), words, status_code=403)
    for place in ("intake/paste/", "threads/open/", "publish/freeze/"):
        assertContains(signed_in.post(f"/c/{comparison.slug}/{place}", {"text": "Why?"}), words, status_code=403)
    page = signed_in.get(f"/c/{comparison.slug}/matrix/")
    assertNotContains(page, f'href="{address}"')
    assertNotContains(page, f"/c/{comparison.slug}/intake/")
    client.force_login(bob)
    page = client.get(f"/c/{comparison.slug}/matrix/")
    assertContains(page, "archived</span>")
    assertNotContains(page, "Put it back")
    assert Comparison.objects.values().get(pk=comparison.pk) == before


@pytest.mark.parametrize("place", ["settings/", "intake/"])
def test_an_owner_is_told_why_it_is_closed_and_opens_it_there(client, signed_in, team, bob, charlie, comparison, place):
    archive_comparison(comparison=comparison)
    where = f"/c/{comparison.slug}/{place}"
    answer = signed_in.get(where)
    assertContains(answer, "<h1>This comparison is archived</h1>", status_code=403)
    assertNotContains(answer, "You don’t have permission", status_code=403)
    assertContains(answer, "until you or another owner puts it back", status_code=403)
    restore = f"/c/{comparison.slug}/settings/restore/"
    main = LexborHTMLParser(answer.text).css_first("main")
    assert main.css_first("form").attributes["action"] == restore
    client.force_login(MembershipFactory(team=team, role=Role.EDITOR).user)
    answer = client.get(where)
    assertContains(answer, "until an owner of the team puts it back", status_code=403)
    assert LexborHTMLParser(answer.text).css_first("main form") is None
    client.force_login(bob)
    assertContains(client.get(where), "Your role here doesn’t allow that.", status_code=403)
    client.force_login(charlie)
    assert client.get(where).status_code == 404
    client.force_login(comparison.created_by)
    client.post(restore)
    assert client.get(where).status_code == 200


def test_who_may_do_what(client, bob, charlie, team, comparison, questions, address):
    question = questions["works"].pk
    places = ["", "phase/", "questions/"]
    places += [f"questions/{question}/{place}" for place in ("", "move/", "archive/", "restore/")]
    owners = ["archive/", "restore/"]
    editor = MembershipFactory(team=team, role=Role.EDITOR).user
    before = asked(comparison)
    for place in places + owners:
        assertRedirects(client.post(address + place), f"/accounts/login/?next={address}{place}")
    for user, status in ((bob, 403), (charlie, 404)):
        client.force_login(user)
        assert [client.post(address + place).status_code for place in places + owners] == [status] * 9
        assert client.get(address).status_code == status
    client.force_login(editor)
    assertNotContains(client.get(address), "Archive this comparison")
    assert [client.post(address + place).status_code for place in owners] == [403, 403]
    comparison.refresh_from_db()
    assert (asked(comparison), comparison.phase, comparison.archived_at) == (before, "collect", None)


def test_a_question_of_another_comparison_is_not_here(client, charlie, questions):
    client.force_login(charlie)
    client.post("/new/", {"title": "Other", "questions": "Does it work?"})
    assert client.post(f"/c/other/settings/questions/{questions['works'].pk}/archive/").status_code == 404


def test_as_many_queries_for_more_questions(signed_in, alice, comparison, address):
    counts = []
    for number in range(3):
        ask_question(comparison=comparison, by=alice, text=f"Question {number}")
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 12

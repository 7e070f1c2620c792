"""The conflict queue as a page: two clients, stale tabs, undo, and who may."""

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.domain.threads import open_thread
from reviews.models import Comparison, Mark, Resolution, Role
from tests.collation.views.test_matrix import texts
from tests.factories import MembershipFactory


@pytest.fixture
def base(comparison) -> str:
    return f"/c/{comparison.slug}/conflicts/"


@pytest.fixture
def differ(comparison, bert, safe, alice, bob) -> None:
    """Alice and Bob differ on Bert, and agree on Ada."""
    ada = comparison.transcripts.get(key="ada")
    place_mark(question=safe, transcript=bert, by=bob, value="no", rationale="It says so.", confidence=3)
    place_mark(question=safe, transcript=bert, by=alice, value="yes", evidence="by five people for a year")
    for person in (alice, bob):
        place_mark(question=safe, transcript=ada, by=person, value="no")


@pytest.fixture
def alices(alice) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def eves(eve) -> Client:
    client = Client()
    client.force_login(eve)
    return client


def fields(page: str, selector: str) -> dict[str, str]:
    """What a form sends as it stands."""
    form = LexborHTMLParser(page).css_first(selector)
    return {one.attributes["name"]: one.attributes.get("value") or "" for one in form.css("input")}


DECIDE = "#conflict-safe-bert details form"


def test_a_conflict_shows_who_marked_what_and_why(alices, comparison, bert, safe, bob, base, differ):
    open_thread(comparison=comparison, by=bob, body="Five people?", question=safe, transcript=bert)
    say_support(question=safe, transcript=bert, by=bob, value="not_found")
    page = alices.get(base).text
    assert texts(page, "h3") == ["Bert · Is it safe?"]
    bobs, own, suggested = texts(page, ".said-by > li")
    assert bobs == "Bob no high confidence It says so."
    assert own == "Alice you yes by five people for a year"
    assert suggested.startswith("Suggested by the built-in rules yes")
    assert suggested.endswith("It does not count as a mark.")
    assert "Does the paper say so? not found Bob" in texts(page, ".conflict > p.small")[0]
    assert texts(page, ".conflict .written") == ["Five people?"]
    assert texts(page, ".decide > p") == ["No value has a majority."]
    assert texts(page, ".together label") == ["Ada · Is it safe? no 2 reviewers"]
    assert "The first settlement moves it to Reconcile" in texts(page, ".hint")[0]


def test_a_conflict_without_a_spread_says_so_in_words_and_has_no_bar(alices, eve, comparison, bert, safe, base, differ):
    ada = comparison.transcripts.get(key="ada")
    place_mark(question=safe, transcript=ada, by=eve, value="silent")
    place_mark(question=safe, transcript=bert, by=eve, value="not_asked")
    Mark.objects.filter(cell__transcript=ada, value="no", reviewer__name="Alice").delete()
    page = alices.get(base).text
    assert texts(page, "h3") == ["Bert · Is it safe?", "Ada · Is it safe?"]
    assert texts(page, ".conflict header p") == [
        "Spread 1.00 They differ on whether it answers at all.",
        "They differ on whether it answers at all.",
    ]
    assert [len(one.css("meter")) for one in LexborHTMLParser(page).css(".conflict header")] == [1, 0]


def test_a_settlement_a_stale_tab_and_reopening(alices, eves, comparison, bert, safe, bob, base, differ):
    stale = fields(eves.get(base).text, DECIDE)
    mine = fields(alices.get(base).text, DECIDE)
    address = f"{base}safe/bert/"
    assertRedirects(
        alices.post(f"{address}settle/", {**mine, "value": "yes", "why": "Five of them."}), f"{base}#conflicts"
    )
    told = eves.post(f"{address}settle/", {**stale, "value": "no", "why": "I read it so."})
    assert told.status_code == 422
    assert "This was changed after you opened it" in texts(told.text, ".refused-at")[0]
    assert Resolution.objects.get().value == "yes"
    page = alices.get(base).text
    assert texts(page, ".conflict") == []
    assert texts(page, ".settled p")[:2] == ["Bert · Is it safe? yes", "Alice, just now: Five of them."]
    place_mark(question=safe, transcript=bert, by=bob, value="unclear")
    page = alices.get(base).text
    assert texts(page, ".since") == [
        "Marked since: Bob now says unclear. The settlement stands until somebody reopens it."
    ]
    reopen = fields(page, ".settled form")
    assertRedirects(alices.post(f"{address}reopen/", reopen), f"{base}#conflict-safe-bert")
    assert texts(alices.get(base).text, "h3") == ["Bert · Is it safe?"]
    assert not Resolution.objects.exists()


def test_a_mark_that_came_meanwhile_is_told(alices, comparison, bert, safe, bob, base, differ):
    seen = fields(alices.get(base).text, DECIDE)
    place_mark(question=safe, transcript=bert, by=bob, value="unclear")
    answer = alices.post(f"{base}safe/bert/settle/", {**seen, "value": "no", "why": "So."})
    assert answer.status_code == 422
    assert "Somebody marked this cell after you opened the page" in texts(answer.text, ".refused-at")[0]
    assert LexborHTMLParser(answer.text).css_first(f"{DECIDE} textarea").text().strip() == "So."
    assert not Resolution.objects.exists()


def test_the_majority_is_one_click(alices, comparison, bert, safe, eve, base, differ):
    place_mark(question=safe, transcript=bert, by=eve, value="no")
    page = alices.get(base).text
    assert texts(page, "[data-key=m]") == ["Take the majority: no 2 of 3"]
    alices.post(f"{base}safe/bert/settle/", fields(page, ".decide > form"))
    assert Resolution.objects.values_list("value", "why").get() == ("no", "The majority: 2 of 3 say no.")


def test_it_is_left_open_at_the_end_and_taken_up_again(alices, base, differ):
    address = f"{base}safe/bert/leave/"
    refused = alices.post(address, {"note": ""})
    assert (refused.status_code, "Say what is missing" in texts(refused.text, ".refused-at")[0]) == (422, True)
    alices.post(address, {"note": "Ask the author."})
    page = alices.get(base).text
    assert texts(page, "#left-open") == ["Left open 1"]
    assert texts(page, ".note") == ["Left open by Alice, just now: Ask the author."]
    alices.post(address, {"again": "1"})
    assert texts(alices.get(base).text, "#left-open") == []


def test_unanimous_cells_are_settled_together_and_undone(alices, base, differ):
    page = alices.get(base).text
    assertRedirects(
        alices.post(f"{base}together/", fields(page, ".together")), f"{base}#conflicts", fetch_redirect_response=False
    )
    page = alices.get(base).text
    assert texts(page, "#messages li") == ["1 cell settled together. Undo u"]
    undo = LexborHTMLParser(page).css_first("#messages form").attributes["action"]
    assert texts(page, "#unanimous") == []
    again = alices.post(f"{base}together/", {"cells": "safe/ada/none"})
    assert again.status_code == 422
    alices.post(undo)
    assert not Resolution.objects.exists()
    assert texts(alices.get(base).text, "#messages li") == ["1 cell reopened."]


def test_a_settlement_and_a_reopening_are_undone_unless_somebody_settled_it_since(alices, eves, base, differ):
    def undo(page: str) -> str:
        return LexborHTMLParser(page).css_first("#messages form").attributes["action"]

    first = fields(alices.get(base).text, DECIDE)
    alices.post(f"{base}safe/bert/settle/", {**first, "value": "no", "why": "So."})
    settled = undo(alices.get(base).text)
    alices.post(f"{base}safe/bert/reopen/", {})
    page = alices.get(base).text
    assert texts(page, "#messages li") == ["Bert, Is it safe?: reopened. Undo u"]
    alices.post(undo(page))
    assert Resolution.objects.values_list("value", "why").get() == ("no", "So.")
    eves.post(f"{base}safe/bert/reopen/", {})
    alices.post(settled)
    assert texts(alices.get(base).text, "#messages li") == ["Nothing was undone: this was changed since."]


def test_an_empty_queue_teaches(alices, comparison, bert, base):
    assert (
        "Nothing to settle yet Once two reviewers have marked the same cell"
        in texts(alices.get(base).text, ".empty")[0]
    )


def test_who_may(client, charlie, bob, erin, comparison, bert, safe, alice, base, differ):
    resolve_cell(question=safe, transcript=comparison.transcripts.get(key="ada"), by=alice, value="no", why="So.")
    for person in (bob, erin):
        client.force_login(person)
        page = client.get(base).text
        assert texts(page, "h3") == ["Bert · Is it safe?"]
        assert texts(page, ".decide, .together, .settled form") == []
        for act in ("safe/bert/settle/", "safe/bert/leave/", "safe/ada/reopen/", "together/", "undo/"):
            assert client.post(f"{base}{act}", {"value": "no", "why": "x", "note": "x"}).status_code == 403
    client.force_login(charlie)
    assert client.get(base).status_code == 404
    assert Resolution.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_conflicts(
    alices, team, comparison, cleo, safe, alice, base, count, django_assert_num_queries
):
    for transcript in comparison.transcripts.all()[:count]:
        for value in ("yes", "no", "unclear")[: count + 1]:
            person = MembershipFactory(team=team, role=Role.REVIEWER).user
            place_mark(question=safe, transcript=transcript, by=person, value=value)
        open_thread(comparison=comparison, by=alice, body="Hm.", question=safe, transcript=transcript)
    alices.get(base)
    with django_assert_num_queries(11):
        assert len(texts(alices.get(base).text, ".conflict")) == count


def test_it_says_what_the_first_settlement_does(alices, base, differ):
    """It reveals nothing by the way: tests/reviews/domain/test_phases.py."""
    assert "The first settlement moves it to Reconcile." in texts(alices.get(base).text, ".hint")[0]
    Comparison.objects.update(names_hidden=True)
    assert "does not move it to Reconcile while something is hidden" in texts(alices.get(base).text, ".hint")[0]


def test_a_reviewer_who_may_not_know_others_marks_is_told_that_cells_are_missing(client, bob, base, comparison):
    client.force_login(bob)
    assert texts(client.get(base).text, ".hint") == []
    Comparison.objects.update(others_hidden=True)
    assert texts(client.get(base).text, ".hint")[0].startswith("Only cells that you have marked are here")

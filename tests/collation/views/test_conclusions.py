"""The page of conclusions: writing, stale tabs, undo, and who may."""

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.blinding import set_blinding
from reviews.domain.conclusions import conclude
from reviews.domain.threads import open_thread
from reviews.models import Conclusion
from tests.collation.views.test_conflicts import fields
from tests.collation.views.test_matrix import texts

QUOTED = "by five people for a year"


@pytest.fixture
def base(comparison) -> str:
    return f"/c/{comparison.slug}/conclusions/"


def test_the_team_answers_changes_it_and_takes_it_back(alice, eve, comparison, bert, safe, base):
    alices, eves = Client(), Client()
    alices.force_login(alice)
    eves.force_login(eve)
    stale = fields(eves.get(base).text, "#conclusion-safe form")
    mine = fields(alices.get(base).text, "#conclusion-safe form")
    given = {**mine, "answer": "It is.", "why": "One says why.", "evidence": QUOTED, "settled_by": "A trial."}
    assertRedirects(alices.post(f"{base}safe/", given), f"{base}#conclusion-safe", fetch_redirect_response=False)
    page = alices.get(base).text
    assert texts(page, "#conclusion-safe .answer") == ["It is."]
    assert "What would settle it: A trial." in texts(page, "#conclusion-safe p")
    assert texts(page, "#conclusion-safe .evidence li") == [f"{QUOTED} Bert, in its answer"]
    told = eves.post(f"{base}safe/", {**stale, "answer": "It is not."})
    assert told.status_code == 422
    assert "This was changed after you opened it" in texts(told.text, ".refused-at")[0]
    refused = alices.post(f"{base}safe/", {"answer": "Yes.", "evidence": "It sings."})
    assert "“It sings.” is in no answer" in texts(refused.text, ".refused-at")[0]
    assert LexborHTMLParser(refused.text).css_first("#conclude-safe-evidence").text().strip() == "It sings."
    undo = fields(page, "#conclusion-safe > form")
    alices.post(f"{base}safe/undo/", undo)
    assert texts(alices.get(base).text, "#conclusion-safe .absent") == ["The team has not answered it yet."]


def test_who_may(client, charlie, bob, erin, comparison, bert, safe, alice, base):
    conclude(question=safe, by=alice, answer="It is.")
    open_thread(comparison=comparison, by=alice, body="Sure?", question=safe)
    for person in (bob, erin):
        client.force_login(person)
        page = client.get(base).text
        assert texts(page, "#conclusion-safe .answer, #conclusion-safe .written") == ["It is.", "Sure?"]
        assert texts(page, "form[action*=conclusions]") == []
        assert client.post(f"{base}safe/", {"answer": "No."}).status_code == 403
        assert client.post(f"{base}safe/undo/").status_code == 403
    client.force_login(charlie)
    assert client.get(base).status_code == 404
    assert Conclusion.objects.get().answer == "It is."


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_conclusions(
    client, alice, comparison, bert, base, count, django_assert_num_queries
):
    for question in comparison.questions.all()[:count]:
        conclude(question=question, by=alice, answer="Yes.", evidence=[QUOTED])
        open_thread(comparison=comparison, by=alice, body="Hm.", question=question)
    client.force_login(alice)
    client.get(base)
    with django_assert_num_queries(8):
        assert len(texts(client.get(base).text, ".answer")) == count


@pytest.mark.parametrize("page", ["", "matrix/"])
def test_it_stands_on_its_row_but_not_for_the_blind(client, alice, bob, comparison, bert, safe, page):
    address = f"/c/{comparison.slug}/{page}"
    conclude(question=safe, by=alice, answer="It is <b>safe</b>.")
    client.force_login(bob)
    shown = client.get(address).text
    assert texts(shown, ".concluded") == ["The team concludes: It is <b>safe</b>."]
    (link,) = LexborHTMLParser(shown).css(".concluded")
    assert link.attributes["href"] == f"/c/{comparison.slug}/conclusions/#conclusion-safe"
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=True)
    assert texts(client.get(address).text, ".concluded") == []

"""The page of what leaves: pointed out, redacted with one click, undone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.redactions import redact
from reviews.models import Redaction, Role
from tests.factories import MembershipFactory, make_comparison, make_transcript

PAGE, REDACT = "/c/owl-2/publish/leaving/", "/c/owl-2/publish/redact/"
MAIL = "ada@owls.example"


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


@pytest.fixture
def dora(comparison, ada):
    return make_transcript(comparison, "Dora", ("Is it safe?", f"It is safe. Ask {MAIL} today."))


def test_what_may_be_private_is_shown_in_context_and_goes_with_one_click(client, alice, dora):
    client.force_login(alice)
    page = client.get(PAGE).text
    assert texts(page, "#pointed") == ["To look at 1"]
    assert texts(page, ".pointed .what p") == [f"{MAIL} looks like an e-mail address"]
    assert texts(page, ".places li") == [f"Dora, turn 1 …It is safe. Ask {MAIL} today.…"]
    assert "1 thing may be private: an e-mail address. Look at it first" in texts(
        client.get("/c/owl-2/publish/").text, ".leaves"
    )
    button = LexborHTMLParser(page).css_first(".pointed button[name=words]")
    assertRedirects(client.post(REDACT, {"words": button.attributes["value"]}), PAGE)
    page = client.get(PAGE).text
    assert texts(page, "#pointed, #redacted") == ["To look at 0", "Redacted 1"]
    assert MAIL not in "".join(texts(page, ".public-text"))
    assert "It is safe. Ask [redacted] today." in texts(page, ".public-text")
    for address in ("/c/owl-2/publish/preview/", "/c/owl-2/publish/export/json/", "/c/owl-2/publish/blog/"):
        assert MAIL not in client.get(address).text
    redaction = Redaction.objects.get()
    assert redaction.created_by == alice
    assertRedirects(client.post(f"/c/owl-2/publish/redactions/{redaction.pk}/undo/"), PAGE)
    page = client.get(PAGE).text
    assert texts(page, "#pointed, #redacted, details summary")[:3] == ["To look at 1", "Redacted 0", "1 undone"]
    assert MAIL in client.get("/c/owl-2/publish/preview/").text


def test_other_words_are_redacted_or_refused_at_the_field(client, alice, dora):
    client.force_login(alice)
    refused = client.post(REDACT, {"words": " a "})
    assert refused.status_code == 422
    assert texts(refused.text, ".errorlist li") == [
        "Give at least 3 characters: fewer would take out half of the page."
    ]
    assert texts(client.post(REDACT, {"words": ""}).text, ".errorlist li") == ["Write the words that are to go."]
    assert not Redaction.objects.exists()
    client.post(REDACT, {"words": "today"})
    assert f"It is safe. Ask {MAIL} [redacted]." in texts(client.get(PAGE).text, ".public-text")


def test_owners_and_editors_redact_and_nobody_else(client, alice, bob, erin, charlie, team, comparison, dora):
    redaction = redact(comparison=comparison, by=alice, words=MAIL)
    undo = f"/c/owl-2/publish/redactions/{redaction.pk}/undo/"
    assertRedirects(client.get(PAGE), f"/accounts/login/?next={PAGE}")
    for user, status in ((charlie, 404), (erin, 403), (bob, 403)):
        client.force_login(user)
        assert client.get(PAGE).status_code == status
        assert client.post(REDACT, {"words": "owls"}).status_code == status
        assert client.post(undo).status_code == status
    assert Redaction.objects.filter(undone_at=None).count() == 1
    client.force_login(MembershipFactory(team=team, role=Role.EDITOR).user)
    assert client.post(undo).status_code == 302


def test_a_redaction_of_another_comparison_cannot_be_undone(client, alice, team, comparison, dora):
    other = redact(comparison=make_comparison(alice, team, title="Kites"), by=alice, words=MAIL)
    client.force_login(alice)
    assert client.post(f"/c/owl-2/publish/redactions/{other.pk}/undo/").status_code == 404
    assert Redaction.objects.get().undone_at is None


def test_the_page_costs_the_same_for_one_redaction_and_three(client, alice, comparison, dora):
    client.force_login(alice)

    def cost(words: str) -> int:
        redact(comparison=comparison, by=alice, words=words)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    one = cost("today")
    redact(comparison=comparison, by=alice, words="safe")
    assert cost("abstract") == one

"""The pages that delete for good: who may, what they tell, and that they ask for the name."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertRedirects
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.comparisons import archive_comparison
from reviews.domain.marks import place_mark
from reviews.models import Comparison, Publication, Source
from tests.collation.views.test_matrix import texts
from tests.everything_held import holders
from tests.factories import make_comparison, make_transcript
from tests.private_chat import MARK, SAFE, paste_chat, publish, work_on

COMPARISON = "/c/owl-2/settings/delete/"
INTAKE = "/c/owl-2/intake/"


@pytest.fixture
def bert(comparison):
    return make_transcript(comparison, "Bert", ("Is it safe?", SAFE))


@pytest.fixture
def chat(comparison, bert):
    return paste_chat(comparison)


@pytest.fixture
def page(chat) -> str:
    return f"{INTAKE}sources/{chat.source_id}/delete/"


def confirmed(client, path: str, name: str) -> dict[str, str]:
    """What the form sends with that name typed."""
    asked = LexborHTMLParser(client.get(path).text)
    return {"seen": asked.css_first("input[name=seen]").attributes["value"] or "", "name": name}


def messages(page: str) -> list[str]:
    return texts(page, ".messages li")


def test_only_an_owner_deletes(client, page, alice, bob, charlie, eve, erin):
    for path in (page, COMPARISON):
        for method in (client.get, client.post):
            client.logout()
            assertRedirects(method(path), f"/accounts/login/?next={path}", fetch_redirect_response=False)
            for user, status in ((bob, 403), (erin, 403), (eve, 403), (charlie, 404)):
                client.force_login(user)
                assert method(path).status_code == status, (user, path)
    assert Source.objects.count() == 2
    client.force_login(alice)
    assert client.get(f"{INTAKE}sources/999/delete/").status_code == 404


def test_the_links_are_an_owners(client, page, alice, eve):
    client.force_login(alice)
    assert f'href="{page}"' in client.get(INTAKE).text
    assert f'href="{COMPARISON}"' in client.get("/c/owl-2/settings/").text
    client.force_login(eve)
    assert page not in client.get(INTAKE).text
    assert COMPARISON not in client.get("/c/owl-2/settings/").text


def test_the_page_tells_what_goes_and_what_stays(client, page, comparison, bert, chat, alice, bob, team):
    work_on(chat, bert.responses.get(), alice, bob)
    version = publish(comparison, alice)
    paste_chat(make_comparison(alice, team, title="Other <owls>"))
    client.force_login(alice)
    asked = client.get(page).text
    assert texts(asked, "h1") == ["Delete this document for good?"]
    assert texts(asked, ".title strong") == ["Qzxmally.md"]
    assert texts(asked, "[aria-labelledby=goes] li")[:4] == [
        "The document, with its text as it came in",
        "1 transcript",
        "1 turn",
        "1 mark by 1 reviewer",
    ]
    assert texts(asked, "[aria-labelledby=goes] ul:last-of-type li") == ["What else did it say?"]
    assert texts(asked, "[aria-labelledby=versions] li") == [f"Version 1 of {version.created_at:%-d %B %Y}, public now"]
    assert texts(asked, "[aria-labelledby=stays] li") == [
        "Copies that others took.",
        "Static sites, until publish --out is run again.",
        "Backups of the server.",
        "What people wrote elsewhere, if they repeated its words: comments, reasons, questions, titles.",
        "The same document in another comparison: Other <owls>",
        "A file of more than 1 MB, until the server next clears its files.",
    ]


def test_nothing_goes_without_its_name(client, page, alice):
    client.force_login(alice)
    for path in (page, COMPARISON):
        for typed in ("", "Bert.md"):
            refused = client.post(path, confirmed(client, path, typed))
            assert refused.status_code == 422
            expected = "This is not its name. Nothing was deleted." if typed else "Type the name."
            assert texts(refused.text, ".errorlist li") == [expected]
        assert client.post(path, {"name": "Qzxmally.md"}).status_code == 422, "the page was never seen"
    assert Source.objects.count() == 2


def test_the_name_may_be_typed_in_another_case(client, page, alice):
    client.force_login(alice)
    assert client.post(page, confirmed(client, page, " qzxMALLY.md ")).status_code == 302


@pytest.mark.slow
def test_a_document_goes_and_the_next_page_says_with_what(client, page, comparison, bert, chat, alice, bob):
    safe = comparison.questions.get(key="safe")
    place_mark(question=safe, transcript=chat, by=bob, value="yes")
    publish(comparison, alice)
    client.force_login(alice)
    for path in ("", "matrix/", "facts/", "findings/"):
        client.get(f"/c/owl-2/{path}")
    shown = client.post(page, confirmed(client, page, "Qzxmally.md"), follow=True)
    assert shown.redirect_chain == [(INTAKE, 302)]
    assert messages(shown.text) == [
        "“Qzxmally.md” is deleted for good, and with it: 1 transcript, 1 turn and 1 mark by 1 reviewer. "
        "Version 1 says that it was withdrawn."
    ]
    assert holders(MARK) == []
    for path in ("", "matrix/", "facts/", "findings/", "publish/", "collation.json"):
        again = client.get(f"/c/owl-2/{path}")
        assert (again.status_code, MARK in again.text.lower()) == (200, False), path
    for path in ("/p/owl-2/", "/p/owl-2/v1/", "/p/owl-2/v1.json", "/p/owl-2/v1.md", "/p/owl-2/embed/"):
        gone = client.get(path)
        assert (gone.status_code, MARK in gone.text.lower()) == (410, False), path
        assert "A document that it showed was deleted." in gone.text
    assert client.get(page).status_code == 404


def test_cached_readings_go(client, page, alice):
    client.force_login(alice)
    for path in ("", "matrix/", "facts/", "findings/"):
        client.get(f"/c/owl-2/{path}")
    held = cache._cache  # type: ignore[attr-defined]
    assert any(b"qzxis" in value for value in held.values())
    client.post(page, confirmed(client, page, "Qzxmally.md"))
    assert not any(b"qzx" in value for value in held.values())


def test_a_stale_confirmation_shows_the_list_again(client, page, comparison, chat, alice, bob):
    client.force_login(alice)
    form = confirmed(client, page, "Qzxmally.md")
    place_mark(question=comparison.questions.get(key="safe"), transcript=chat, by=bob, value="yes")
    refused = client.post(page, form)
    assert refused.status_code == 422
    assert texts(refused.text, "[role=alert] li") == [
        "What would go has changed since you opened this page, so nothing was deleted. Look at the list again."
    ]
    assert "1 mark by 1 reviewer" in texts(refused.text, "[aria-labelledby=goes] li")
    typed = LexborHTMLParser(refused.text).css_first("input[name=name]").attributes["value"]
    seen = LexborHTMLParser(refused.text).css_first("input[name=seen]").attributes["value"]
    assert client.post(page, {"name": typed, "seen": seen}).status_code == 302
    assert [source.name for source in Source.objects.all()] == ["Bert.md"]


def test_an_older_export_leads_to_the_whole_conversation(client, comparison, chat, alice):
    newer = chat.source
    older = make_transcript(comparison, "Older", ("Is it safe?", SAFE)).source
    older.transcripts.update(source=newer, voice=7)
    Source.objects.filter(pk=older.pk).update(continued_by=newer)
    client.force_login(alice)
    asked = client.get(f"{INTAKE}sources/{older.pk}/delete/").text
    assert texts(asked, ".title strong") == ["Qzxmally.md"]
    assert "1 earlier export of this conversation" in texts(asked, "[aria-labelledby=goes] li")


def test_a_comparison_goes_even_an_archived_one(client, comparison, chat, alice):
    publish(comparison, alice)
    archive_comparison(comparison=comparison)
    client.force_login(alice)
    assert f'href="{COMPARISON}"' in client.get("/c/owl-2/settings/").text
    shown = client.post(COMPARISON, confirmed(client, COMPARISON, "Owl-2"), follow=True)
    assert shown.redirect_chain == [("/", 302)]
    assert messages(shown.text) == [
        "“Owl-2” is deleted for good, and with it: 2 documents, 2 transcripts, 2 turns and 3 questions. "
        "Version 1 went, too."
    ]
    assert not Comparison.objects.exists()
    assert not Publication.objects.exists()
    assert {client.get(path).status_code for path in (COMPARISON, "/c/owl-2/", "/p/owl-2/", "/p/owl-2/v1/")} == {404}


def test_the_pages_cost_the_same_with_three_of_everything(client, alice, bob, team):
    client.force_login(alice)
    counts = set()
    for number, times in enumerate((1, 3)):
        comparison = make_comparison(alice, team, title=f"Comparison {number}")
        bert = make_transcript(comparison, "Bert", ("Is it safe?", SAFE))
        chat = paste_chat(comparison, turns=times)
        work_on(chat, bert.responses.get(), alice, bob, times=times)
        publish(comparison, alice)
        for what, path in (("sources", f"intake/sources/{chat.source_id}"), ("comparison", "settings")):
            with CaptureQueriesContext(connection) as counted:
                assert client.get(f"/c/{comparison.slug}/{path}/delete/").status_code == 200
            counts.add((what, len(counted)))
    assert len(counts) == 2

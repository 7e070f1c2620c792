"""Replies of the criticised: the form on the page, the check, and what the owner publishes."""

import json

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import draft, freeze
from reviews.domain.redactions import redact
from reviews.domain.rejoinders import rejoinder_path, take_rejoinders
from reviews.domain.transcripts import choose_publishing
from reviews.models import Publish, Rejoinder
from tests.collation.views.test_matrix import texts
from tests.factories import make_transcript
from tests.races import at_once

HOSTILE = 'It is safe. <script>alert(1)</script> <img src="x" onerror="alert(1)"> <b onclick="x()">Owls</b> agree.'


@pytest.fixture
def public(comparison, alice):
    make_transcript(comparison, "Ada", ("Is it safe?", "Yes, it is safe."))
    take_rejoinders(comparison=comparison, taken=True)
    comparison.refresh_from_db()
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    return comparison


@pytest.fixture
def url(comparison):
    return f"/p/{comparison.slug}/reply/"


def send(client, url, **more):
    given = {"place": "safe/ada", "says": "author", "name": "Wren", "email": "wren@owls.example", "text": HOSTILE}
    return client.post(url, {**given, **more})


def handed_in(client, url, mailed, **more):
    send(client, url, **more)
    mailed()
    path = next(word for word in mail.outbox[-1].body.split() if "/reply/" in word).partition("example.org")[2] or next(
        word for word in mail.outbox[-1].body.split() if "/reply/" in word
    )
    link = path[path.index("/p/") :]
    return link, client.post(link)


def test_the_page_leads_to_the_form_and_nobody_sees_a_reply_before_its_check(client, public, url, alice, mailed):
    assert f'href="{url}"' in client.get(f"/p/{public.slug}/").text
    answer = send(client, url)
    assert answer.url == f"{url}?sent"
    assert texts(client.get(answer.url).text, "h1") == ["Look into your mail"]
    client.force_login(alice)
    assert "Wren" not in client.get(f"/c/{public.slug}/publish/").text


def test_a_checked_reply_is_published_with_the_next_version_without_its_address(client, public, url, alice, mailed):
    link, answer = handed_in(client, url, mailed)
    assert texts(answer.text, "h1") == ["Your reply is handed in"]
    assert (client.get(link).status_code, client.post(link).status_code) == (410, 410)
    assert "rejoinders" not in draft(public, title="Owls", finding="")
    client.force_login(alice)
    page = client.get(f"/c/{public.slug}/publish/").text
    assert "address checked at owls.example" in " ".join(page.split())
    assert "wren@owls.example" not in page
    stored = Rejoinder.objects.get()
    client.post(f"/c/{public.slug}/publish/replies/{stored.pk}/", {"publish": "yes"})
    public.refresh_from_db()
    freeze(comparison=public, by=alice, title="Owls", finding="")
    client.logout()
    page = client.get(f"/p/{public.slug}/").text
    day = f"{Rejoinder.objects.get().checked_at:%-d %B %Y}"
    (reply,) = LexborHTMLParser(page).css("#safe-ada article.beside")
    assert " ".join(reply.css_first("p").text().split()) == (
        f"Reply of Wren, who says they are an author of the paper. Address checked at owls.example on {day}."
    )
    assert reply.css_first(".said").text().startswith("It is safe.")
    (link,) = LexborHTMLParser(page).css("#replies .answers a")
    assert (link.attributes["href"], link.text()) == (f"#{reply.id}", "Wren on Ada on “Is it safe?”")
    for text in (
        client.get(f"/p/{public.slug}.md").text,
        client.get(f"/p/{public.slug}/export/text/").content.decode(),
    ):
        words = " ".join(text.split())
        said, reply, after = words.index("Ada: yes"), words.index("Reply of Wren"), words.rindex("Is the code it")
        assert said < reply < after
    assert "<script>alert" not in page
    assert '<img src="x"' not in page
    assert "<b onclick" not in page
    assert "wren@owls.example" not in page
    assert "Wren" not in client.get(f"/p/{public.slug}/v1/").text


def test_what_is_left_out_stays_out(client, public, url, alice, mailed):
    handed_in(client, url, mailed)
    client.force_login(alice)
    stored = Rejoinder.objects.get()
    for publish in ("yes", "no"):
        client.post(f"/c/{public.slug}/publish/replies/{stored.pk}/", {"publish": publish})
    public.refresh_from_db()
    assert "Wren" not in json.dumps(draft(public, title="Owls", finding=""))


def test_under_another_page_a_link_is_void_and_stays_unused(client, public, url, mailed):
    send(client, url)
    sent = Rejoinder.objects.get()
    link = rejoinder_path(sent)
    assert client.post(link.replace(public.slug, "another")).status_code == 410
    assert client.post(link).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_eight_presses_of_a_link_at_once_one_hands_the_reply_in(client, public, url):
    send(client, url)
    link = rejoinder_path(Rejoinder.objects.get())
    statuses = at_once(*[lambda: Client().post(link).status_code for _ in range(8)])
    assert sorted(statuses) == [200] + [410] * 7
    checked = Rejoinder.objects.get()
    assert (checked.email, checked.domain, checked.checked_at is None) == ("", "owls.example", False)


def test_a_reply_to_what_is_not_published_names_it_nowhere(client, public, url, alice, mailed):
    handed_in(client, url, mailed)
    Rejoinder.objects.update(published=True)
    make_transcript(public, "Bert", ("Is it safe?", "No, it is not safe."))
    choose_publishing(transcript=public.transcripts.get(key="ada"), publish=Publish.NOTHING)
    public.refresh_from_db()
    (reply,) = draft(public, title="Owls", finding="")["rejoinders"]
    assert (reply["name"], reply["question"], reply["respondent"]) == ("Wren", None, None)


def test_only_an_owner_decides(client, public, url, bob, charlie, mailed):
    handed_in(client, url, mailed)
    address = f"/c/{public.slug}/publish/replies/{Rejoinder.objects.get().pk}/"
    for person, status in ((bob, 403), (charlie, 404), (None, 302)):
        client.logout()
        if person:
            client.force_login(person)
        assert client.post(address, {"publish": "yes"}).status_code == status
        assert client.post(f"/c/{public.slug}/publish/replies/", {"taken": "yes"}).status_code == status
    assert Rejoinder.objects.get().published is None


def test_off_there_is_no_form(client, public, url):
    take_rejoinders(comparison=public, taken=False)
    assert (client.get(url).status_code, send(client, url).status_code) == (404, 404)
    assert not Rejoinder.objects.exists()


def test_one_address_is_asked_three_times_a_day(client, public, url):
    cache.clear()
    assert [send(client, url).status_code for _ in range(4)] == [302, 302, 302, 429]


def test_bad_input_is_said_at_its_field_and_stores_nothing(client, public, url):
    answer = send(client, url, email="no address", place="safe/nobody", text=" ")
    assert answer.status_code == 422
    assert len(texts(answer.text, ".errorlist li")) == 3
    assert not Rejoinder.objects.exists()


def test_a_reply_reaches_a_cell_whose_key_is_redacted(client, public, url, alice, mailed):
    redact(comparison=public, by=alice, words="Ada")
    public.refresh_from_db()
    freeze(comparison=public, by=alice, title="Owls", finding="")
    ada = public.transcripts.get(key="ada")
    handed_in(client, url, mailed, place=f"safe/redacted-r{ada.pk}")
    assert [(one.question.key, one.transcript) for one in Rejoinder.objects.all()] == [("safe", ada)]

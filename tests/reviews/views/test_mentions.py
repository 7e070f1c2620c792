"""For you: what is shown, opened, and ended."""

from django.test import Client

from reviews.domain.mentions import no_more_mail_token
from reviews.domain.threads import open_thread, reply
from reviews.models import CommentMention, User


def test_a_mention_is_listed_counted_opened_and_then_seen(client, alice, bob, comparison):
    comment = open_thread(comparison=comparison, by=alice, body="@Bob, is *that* so?")
    client.force_login(bob)
    page = client.get("/for-you/").text
    assert "@Bob, is *that* so?" in page
    assert "Account of Bob, 1 for you" in page
    mention = CommentMention.objects.get()
    answer = client.get(f"/for-you/{mention.pk}/")
    assert answer.headers["Location"] == f"/c/owl-2/threads/{comment.thread_id}/#comment-{comment.pk}"
    assert 'Account of Bob"' in client.get("/for-you/").text
    client.force_login(alice)
    assert client.get(f"/for-you/{mention.pk}/").status_code == 404
    assert "Nobody has mentioned you yet<" in client.get("/for-you/").text
    assert client.get("/c/owl-2/threads/people/").json() == {"names": ["Bob"]}


def test_all_are_seen_and_mail_is_chosen(client, alice, bob, comparison):
    thread = open_thread(comparison=comparison, by=alice, body="@Bob?").thread
    reply(thread=thread, by=alice, body="@Bob!")
    client.force_login(bob)
    client.post("/for-you/see/", {})
    assert not CommentMention.objects.filter(seen_at=None).exists()
    client.post("/for-you/see/", {"mails": "off"})
    assert User.objects.get(name="Bob").mails_mentions is False
    client.post("/for-you/see/", {"mails": "on"})
    assert User.objects.get(name="Bob").mails_mentions is True


def test_a_link_ends_the_mail_once_it_is_pressed_or_posted_by_a_mail_program(bob):
    anybody = Client(enforce_csrf_checks=True)
    link = f"/for-you/mails/{no_more_mail_token(bob)}/"
    assert "No more mail when somebody mentions me" in anybody.get(link).text
    assert User.objects.get(name="Bob").mails_mentions is True
    assert anybody.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert User.objects.get(name="Bob").mails_mentions is False
    assert anybody.post("/for-you/mails/forged/").status_code == 410

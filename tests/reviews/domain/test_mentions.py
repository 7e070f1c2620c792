"""Mentions: who is named, who is told, and what mail says."""

import pytest

from reviews.domain.blinding import set_blinding
from reviews.domain.deletion import delete_comparison, delete_source
from reviews.domain.marks import place_mark
from reviews.domain.mentions import (
    choose_mails,
    mentioned,
    no_more_mail_token,
    people_to_mention,
    see_mentions,
    tell_mentioned,
    user_of_no_more_mail,
)
from reviews.domain.threads import edit_comment, open_thread, reply
from reviews.models import CommentMention, Guest, Role, User
from reviews.web.mentions import for_you_of, mentions_of
from tests.factories import UserFactory, make_comparison, make_transcript

PEOPLE = [User(pk=1, name="Ann Lee"), User(pk=2, name="Ann Leeds"), User(pk=3, name="Bob Ray"), User(pk=4, name="Zoë")]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("@Bob Ray, look", [3]),
        ("Look, @bob.", [3]),
        ("@Ann", []),
        ("@ann leeds and @Ann Lee", [2, 1]),
        ("mail bob@bob.example", []),
        ("@Bobby", []),
        ("(@ZOË)", [4]),
        ("@", []),
        ("", []),
    ],
)
def test_a_name_after_an_at_names_its_person(words, named):
    assert [person.pk for person in mentioned(words, PEOPLE)] == named


def test_only_who_may_read_is_told_once_and_never_oneself(comparison, alice, bob, charlie, team, mailed):
    guest = UserFactory(name="Gil")
    Guest.objects.create(comparison=comparison, user=guest, role=Role.REVIEWER)
    assert {str(one) for one in people_to_mention(comparison)} == {"Alice", "Bob", "Gil"}
    assert guest not in people_to_mention(make_comparison(alice, team, title="Other"))
    comment = open_thread(comparison=comparison, by=alice, body="@Alice @Bob @Gil @Charlie: sarsaparilla?")
    assert sorted(str(one.to) for one in CommentMention.objects.all()) == ["Bob", "Gil"]
    edit_comment(comment=comment, by=alice, body="@Bob, so.")
    tell_mentioned(comment)
    assert CommentMention.objects.count() == 2
    letters = {letter.to[0]: letter for letter in mailed()}
    assert set(letters) == {bob.email, guest.email}
    told = letters[bob.email]
    assert told.subject == "You are mentioned: Owl-2"
    assert "Alice mentions you" in told.body
    assert "sarsaparilla" not in told.body
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_no_mail_to_who_wants_none_has_seen_it_or_is_gone(comparison, alice, bob, mailed):
    choose_mails(user=bob, wanted=False)
    first = open_thread(comparison=comparison, by=alice, body="@Bob?")
    choose_mails(user=bob, wanted=True)
    reply(thread=first.thread, by=alice, body="@Bob!")
    see_mentions(user=bob)
    reply(thread=first.thread, by=alice, body="@Bob!!")
    bob.memberships.all().delete()
    assert mailed() == []


def test_what_is_not_seen_is_counted(comparison, alice, bob):
    thread = open_thread(comparison=comparison, by=alice, body="@Bob?").thread
    second = reply(thread=thread, by=alice, body="@Bob!").mentions.get()
    bob.refresh_from_db()
    assert bob.unseen == 2
    see_mentions(user=bob, mentions=[second])
    bob.refresh_from_db()
    assert bob.unseen == 1
    see_mentions(user=bob)
    bob.refresh_from_db()
    assert bob.unseen == 0


def test_what_is_deleted_is_not_counted(comparison, alice, bob, charlie, team):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    cell = {"question": comparison.questions.get(key="safe"), "transcript": ada}
    open_thread(comparison=comparison, by=alice, body="@Bob?", **cell)
    open_thread(comparison=comparison, by=alice, body="@Bob!")
    delete_source(source=ada.source, by=alice)
    bob.refresh_from_db()
    assert bob.unseen == 1
    delete_comparison(comparison=comparison)
    bob.refresh_from_db()
    assert bob.unseen == 0
    User.objects.filter(pk=bob.pk).update(unseen=3)
    see_mentions(user=bob)
    bob.refresh_from_db()
    assert bob.unseen == 0


def test_people_are_told_in_one_order_whoever_is_named_first(comparison, alice, bob):
    guest = UserFactory(name="Gil")
    Guest.objects.create(comparison=comparison, user=guest, role=Role.REVIEWER)
    for words in ("@Gil @Bob", "@Bob @Gil"):
        comment = open_thread(comparison=comparison, by=alice, body=words)
        told = comment.mentions.order_by("pk").values_list("to", flat=True)
        assert list(told) == sorted([bob.pk, guest.pk])


def test_the_link_in_a_mail_belongs_to_one_person(bob):
    assert user_of_no_more_mail(no_more_mail_token(bob)) == bob
    assert user_of_no_more_mail(f"{bob.pk}:forged") is None


def test_a_blind_person_is_told_without_the_words(comparison, alice, bob):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    cell = {"question": comparison.questions.get(key="safe"), "transcript": ada}
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    open_thread(comparison=comparison, by=alice, body="@Bob, Ada says no.", **cell)
    (hidden,) = for_you_of(bob, mentions_of(bob))
    assert (hidden.by, hidden.words, hidden.address) == ("Alice", "", "")
    place_mark(**cell, by=bob, value="yes")
    (shown,) = for_you_of(bob, mentions_of(bob))
    assert "says no." in shown.words
    assert "Ada" not in shown.words

"""The verbs of a person's e-mail address; tests/reviews/views/test_new_address.py follows the mail."""

import pytest
from django.utils import timezone
from django.utils.http import int_to_base36

from reviews.domain.email_addresses import (
    RECENT,
    address_path,
    ask_for_address,
    change_address,
    forget_new_address,
    must_sign_in_again,
    tokens,
    user_of_address_link,
)
from reviews.models import Job, User
from reviews.refusal import Refused

PASSWORD = "a long password"


def letters() -> list[tuple[str, str]]:
    """The letters that wait, as (which, to whom), in the order in which they were asked for."""
    return [(job.details["letter"], job.details["to"]) for job in Job.objects.order_by("pk")]


def test_a_new_address_is_only_kept_and_both_are_written_to(alice):
    ask_for_address(user=alice, email=" New@Example.org ", password=PASSWORD)
    assert User.objects.values_list("email", "new_email").get(pk=alice.pk) == ("alice@example.org", "new@example.org")
    assert letters() == [("address_confirm", "new@example.org"), ("address_asked", "alice@example.org")]


def test_of_an_address_that_is_taken_its_owner_is_told(alice, bob):
    ask_for_address(user=alice, email="BOB@example.org", password=PASSWORD)
    assert letters() == [("address_taken", "bob@example.org"), ("address_asked", "alice@example.org")]


@pytest.mark.parametrize(
    ("email", "password", "words", "field"),
    [
        ("new@example.org", "a guess", "This is not your password.", "password"),
        ("ALICE@example.org", PASSWORD, "This is your address already.", "email"),
    ],
)
def test_what_is_refused_keeps_nothing(alice, email, password, words, field):
    with pytest.raises(Refused) as refused:
        ask_for_address(user=alice, email=email, password=password)
    assert (str(refused.value), refused.value.field) == (words, field)
    assert (User.objects.get(pk=alice.pk).new_email, letters()) == ("", [])


def test_without_a_password_the_last_sign_in_must_be_recent(alice):
    alice.set_unusable_password()
    for last, again in ((None, True), (RECENT, True), (RECENT / 2, False)):
        alice.last_login = last and timezone.now() - last
        assert must_sign_in_again(alice) is again
    alice.last_login = None
    alice.save()
    with pytest.raises(Refused, match=r"^Sign in again by a link first"):
        ask_for_address(user=alice, email="new@example.org", password="")
    alice.set_password(PASSWORD)
    assert not must_sign_in_again(alice)


def test_the_link_changes_the_address_once(alice):
    ask_for_address(user=alice, email="new@example.org", password=PASSWORD)
    alice.refresh_from_db()
    *_, uid, token, _ = address_path(alice).split("/")
    assert uid == int_to_base36(alice.pk)
    assert user_of_address_link(uid, token) == alice
    assert change_address(uid=uid, token=token) == alice
    assert User.objects.values_list("email", "new_email").get(pk=alice.pk) == ("new@example.org", "")
    assert letters()[-1] == ("address_changed", "alice@example.org")
    assert change_address(uid=uid, token=token) is None


def test_a_wrong_link_is_nobodys(alice):
    ask_for_address(user=alice, email="new@example.org", password=PASSWORD)
    alice.refresh_from_db()
    uid, token = int_to_base36(alice.pk), tokens.make_token(alice)
    for one, other in (
        (uid, "guess"),
        (uid, ""),
        ("!", token),
        ("z" * 14, token),
        (int_to_base36(alice.pk + 1), token),
    ):
        assert user_of_address_link(one, other) is None
    forget_new_address(user=alice)
    assert user_of_address_link(uid, token) is None
    assert User.objects.get(pk=alice.pk).new_email == ""


def test_an_address_that_was_taken_since_is_refused(alice, bob):
    ask_for_address(user=alice, email="new@example.org", password=PASSWORD)
    alice.refresh_from_db()
    User.objects.filter(pk=bob.pk).update(email="new@example.org")
    with pytest.raises(Refused, match=r"^Someone else has this address\.$") as refused:
        change_address(uid=int_to_base36(alice.pk), token=tokens.make_token(alice))
    assert refused.value.field == "email"
    assert User.objects.get(pk=alice.pk).email == "alice@example.org"

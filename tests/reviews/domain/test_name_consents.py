"""Consents to be named: each person's own, and taken back for what comes."""

from importlib import import_module

from django.apps import apps

from reviews.domain.name_consents import agree_to_be_named, is_named, stay_numbered
from reviews.models import Comparison, NameConsent


def test_consent_is_given_once_and_taken_back(comparison, alice, bob):
    agree_to_be_named(comparison=comparison, by=bob)
    agree_to_be_named(comparison=comparison, by=bob)
    assert (is_named(comparison, bob), is_named(comparison, alice)) == (True, False)
    assert Comparison.objects.get().revision == 2, "the second time changes nothing"
    stay_numbered(comparison=comparison, by=alice)
    stay_numbered(comparison=comparison, by=bob)
    assert not is_named(comparison, bob)
    agree_to_be_named(comparison=comparison, by=bob)
    kept = [(str(one.user), one.withdrawn_at is None) for one in NameConsent.objects.all()]
    assert kept == [("Bob", False), ("Bob", True)], "what was given and taken back is still known"


def test_whoever_left_before_is_not_named_any_more(comparison, alice, bob, dana):
    for person in (alice, bob, dana):
        agree_to_be_named(comparison=comparison, by=person)
    comparison.team.memberships.filter(user=bob).delete()  # as an earlier release did it
    import_module("reviews.migrations.0046_nobody_named_who_left").withdraw(apps, None)
    assert [is_named(comparison, one) for one in (alice, bob, dana)] == [True, False, True]

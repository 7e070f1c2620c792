"""Consents to be named: each person's own, and taken back for what comes."""

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

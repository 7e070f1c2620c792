"""Replies whose address nobody checked are seen by nobody."""

from reviews.domain.rejoinders import send_rejoinder, take_rejoinders
from reviews.models import Rejoinder


def test_an_unchecked_reply_is_not_among_the_checked(comparison):
    take_rejoinders(comparison=comparison, taken=True)
    sent = send_rejoinder(comparison=comparison, says="maker", name="Wren", email="wren@owls.example", text="No.")
    assert list(Rejoinder.objects.checked()) == []
    Rejoinder.objects.update(email="", checked_at=sent.created_at)
    assert list(Rejoinder.objects.checked()) == [sent]

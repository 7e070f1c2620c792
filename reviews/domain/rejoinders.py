"""Verbs of rejoinders: the criticised reply, and the team decides."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reviews import richtext
from reviews.domain.changes import changing, summarise_nothing
from reviews.domain.mail import Letter, send_mail_later
from reviews.models import Comparison, Question, Rejoinder, SaysToBe, Transcript, User
from reviews.refusal import Refused

MOST_TEXT = 5_000
MOST_WAITING = 50
"""How many of one comparison wait for their check at once."""
_SALT = "reviews.domain.rejoinders"


def take_rejoinders(*, comparison: Comparison, taken: bool) -> None:
    """Say whether those whom the page is about may reply.

    The next version tells readers.
    """
    with changing(comparison, summary=summarise_nothing) as change:
        change.nothing = comparison.takes_rejoinders == taken
        Comparison.objects.filter(pk=comparison.pk).update(takes_rejoinders=taken)
        comparison.takes_rejoinders = taken


@transaction.atomic
def send_rejoinder(
    *,
    comparison: Comparison,
    says: str,
    name: str,
    email: str,
    text: str,
    question: Question | None = None,
    transcript: Transcript | None = None,
) -> Rejoinder:
    """Keep a reply, and mail the link that checks its address.

    Nobody sees it before that. Those that were not checked in time go. Raises Refused if none are taken, for an empty
    or too long text, and if too many wait for their check.
    """
    now = timezone.now()
    here = Comparison.objects.select_for_update().filter(pk=comparison.pk, takes_rejoinders=True).first()
    if here is None:
        raise Refused("No replies are taken here any more.")
    forget_unchecked()
    if here.rejoinders.filter(checked_at=None).count() >= MOST_WAITING:
        raise Refused("Too many replies wait for their check. Try again tomorrow.")
    if not text.strip() or len(text) > MOST_TEXT:
        raise Refused(f"Write between one and {MOST_TEXT:,} characters.", "text")
    rejoinder = Rejoinder.objects.create(
        comparison=here,
        question=question,
        transcript=transcript,
        says=SaysToBe(says),
        name=" ".join(name.split())[:100],
        email=email,
        domain=email.rpartition("@")[2].lower(),
        text=text.strip(),
        html=richtext.render(text.strip()).html,
        created_at=now,
    )
    send_mail_later(Letter.REJOINDER_CHECK, rejoinder=rejoinder.pk)
    return rejoinder


def rejoinder_path(rejoinder: Rejoinder) -> str:
    """The path of the link that checks the address, once."""
    token = signing.dumps(rejoinder.pk, salt=_SALT)
    return reverse("collation:rejoinder_check", args=[rejoinder.comparison.slug, token])


def rejoinder_of_link(token: str, *, lock: bool = False) -> Rejoinder | None:
    """The reply that a link checks.

    None if it is used up, expired or wrong, and if none are taken any more. `lock` needs a transaction: a second caller
    waits for the first, and then finds the link used up.
    """
    try:
        pk = signing.loads(token, salt=_SALT, max_age=_in_time())
    except signing.BadSignature:
        return None
    unchecked = Rejoinder.objects.filter(pk=pk, checked_at=None, comparison__takes_rejoinders=True)
    if lock:
        unchecked = unchecked.select_for_update(of=("self",))
    return unchecked.select_related("comparison").first()


@transaction.atomic
def check_rejoinder(*, token: str) -> Rejoinder | None:
    """Take the address as checked.

    All of it but its domain is forgotten. None for a void link.
    """
    rejoinder = rejoinder_of_link(token, lock=True)
    if rejoinder is not None:
        rejoinder.checked_at, rejoinder.email = timezone.now(), ""
        rejoinder.save(update_fields=["checked_at", "email"])
    return rejoinder


def forget_unchecked() -> None:
    """Delete the replies whose addresses were not checked in time."""
    Rejoinder.objects.filter(checked_at=None, created_at__lt=timezone.now() - _in_time()).delete()


def decide_rejoinder(*, rejoinder: Rejoinder, by: User, publish: bool) -> None:
    """Say whether the next version holds a reply.

    Raises Refused for one whose address was not checked.
    """
    with changing(rejoinder.comparison, summary=summarise_nothing) as change:
        rejoinder.refresh_from_db()
        if rejoinder.checked_at is None:
            raise Refused("The address of this reply was not checked.")
        change.nothing = rejoinder.published is publish
        rejoinder.published, rejoinder.decided_by = publish, by
        rejoinder.save(update_fields=["published", "decided_by"])


def _in_time() -> timedelta:
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)

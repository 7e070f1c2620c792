"""Verbs of reminders: a mail to whoever has cells left to mark."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from reviews.access import MARK, role_on
from reviews.domain.mail import Letter, send_mail_later
from reviews.domain.phases import refuse_closed_marks
from reviews.domain.progress import progress_of
from reviews.domain.users import lock_person
from reviews.models import Comparison, Reminder, User
from reviews.refusal import Refused

A_DAY = timedelta(days=1)
"""The least time between two reminders of one person."""


@transaction.atomic
def remind(*, comparison: Comparison, to: User, by: User) -> Reminder:
    """Remind a person by mail of what they have not marked.

    Raises Refused if they may not mark here or have marked every cell, if they were reminded within a day, if they
    are `by` themselves, and if the comparison is archived or published.
    """
    lock_person(to)
    if to == by:
        raise Refused("You need no mail to remind yourself.")
    refuse_closed_marks(comparison)
    left = cells_left(comparison, to)
    if left is None:
        raise Refused(f"{to} may not mark here.")
    if not left:
        raise Refused(f"{to} has nothing left to mark.")
    if last_reminders(comparison).get(to.pk, _LONG_AGO) > timezone.now() - A_DAY:
        raise Refused(f"{to} was reminded less than a day ago.")
    reminder = Reminder.objects.create(comparison=comparison, to=to, created_by=by, created_at=timezone.now())
    send_mail_later(Letter.REMINDER, to=to.email, by=by, person=to.pk, comparison=comparison.pk, asked_by=by.pk)
    return reminder


@transaction.atomic
def remind_all(*, comparison: Comparison, people: Iterable[User], by: User) -> list[Reminder]:
    """Remind all of these people who may be reminded now.

    Raises Refused if nobody may, and if marks are closed.
    """
    refuse_closed_marks(comparison)
    reminders = []
    for person in sorted(people, key=lambda person: person.pk):
        with suppress(Refused):
            reminders.append(remind(comparison=comparison, to=person, by=by))
    if not reminders:
        raise Refused("There is nobody to remind: all have marked every cell, or were reminded less than a day ago.")
    return reminders


def cells_left(comparison: Comparison, person: User) -> int | None:
    """The number of cells that the person has left to mark.

    None if they may not mark here, or marks are closed.
    """
    closed = comparison.archived_at is not None or comparison.marks_closed
    if closed or not person.is_active or role_on(comparison, person) not in MARK:
        return None
    return progress_of(comparison).left(person.pk)


def last_reminders(comparison: Comparison) -> dict[int, datetime]:
    """The time of each person's last reminder, by their id."""
    reminders = Reminder.objects.filter(comparison=comparison)
    return dict(reminders.order_by().values_list("to").annotate(Max("created_at")))


_LONG_AGO = datetime(1970, 1, 1, tzinfo=timezone.get_default_timezone())

"""Verbs of mail: a letter is sent later.

The verb stores which letter goes to whom, and a worker writes and sends it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from reviews.domain.jobs import do_later
from reviews.models import Job, JobKind, User


class Letter(StrEnum):
    """The letters there are.

    `reviews/tasks/letters.py` says what each holds.
    """

    SIGN_IN_LINK = "sign_in_link"
    NEW_PASSWORD = "new_password"  # noqa: S105 (a name)
    ADDRESS_ASKED = "address_asked"
    ADDRESS_TAKEN = "address_taken"
    ADDRESS_CONFIRM = "address_confirm"
    ADDRESS_CHANGED = "address_changed"
    REMINDER = "reminder"
    REJOINDER_CHECK = "rejoinder_check"
    MENTION = "mention"


def send_mail_later(letter: Letter, *, to: str = "", by: User | None = None, **context: Any) -> Job:
    """Store that a letter is to be sent to an address.

    It is sent soon after the transaction is committed, once. `context` is what the letter needs to know, as JSON: ids
    rather than people, and no secrets. A worker looks things up, makes links and tokens, writes the letter and sends
    it, so a request takes the same time whether or not anybody has the address. `to` is "" if the letter finds the
    address in a row, so that no job keeps it. `by` is who asked for it, if it is known.

    To add a letter, give it a name in `Letter` and a function in `reviews.tasks.letters.LETTERS`.
    """
    return do_later(kind=JobKind.MAIL, details={"letter": letter, "to": to, "context": context}, by=by)

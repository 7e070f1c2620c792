"""Write letters, and send them.

Links are made here and begin with BASE_URL.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36

from reviews.access import role_on
from reviews.domain.email_addresses import address_path
from reviews.domain.jobs import Never, NotNow, keep_on
from reviews.domain.mail import Letter
from reviews.domain.mentions import no_more_mail_token
from reviews.domain.progress import progress_of
from reviews.domain.rejoinders import rejoinder_path
from reviews.domain.reminders import cells_left
from reviews.domain.sign_in_links import active_user, sign_in_path
from reviews.lens import lens
from reviews.links import full_address
from reviews.models import CommentMention, Comparison, Job, Rejoinder, User


def sign_in_link(to: str) -> EmailMessage | None:
    """A one-time link that signs in the owner of the address.

    None if no account has it.
    """
    user = active_user(to)
    if user is None:
        return None
    context = {"person": user, "link": full_address(sign_in_path(user))}
    return _letter("Your sign-in link for Triangulate", "reviews/letters/sign_in_link.txt", user.email, context)


def new_password(to: str) -> EmailMessage:
    """A link to choose a new password.

    If nobody has the address, the letter says so.
    """
    user = active_user(to)
    if user is None:
        subject = "No account at Triangulate has this address"
        return _letter(subject, "reviews/letters/unknown_account.txt", to, {"email": to})
    key = {"uidb36": int_to_base36(user.pk), "key": default_token_generator.make_token(user)}
    context = {"person": user, "link": full_address(reverse("account_reset_password_from_key", kwargs=key))}
    return _letter("A new password for Triangulate", "reviews/letters/new_password.txt", user.email, context)


def address_asked(to: str, *, person: int, new_email: str) -> EmailMessage:
    """Tells the present address that it is about to change."""
    context = {"person": User.objects.get(pk=person), "new_email": new_email}
    return _letter("Your address at Triangulate is about to change", "reviews/letters/address_asked.txt", to, context)


def address_taken(to: str) -> EmailMessage:
    """Tells the owner of an address that someone else asked for it."""
    return _letter("Someone asked to use your address at Triangulate", "reviews/letters/address_taken.txt", to, {})


def address_confirm(to: str, *, person: int) -> EmailMessage | None:
    """A link that confirms a person's new address.

    None if the person cancelled the change.
    """
    user = User.objects.filter(pk=person, new_email=to).first()
    if user is None:
        return None
    context = {"person": user, "link": full_address(address_path(user))}
    return _letter("Confirm your new address for Triangulate", "reviews/letters/address_confirm.txt", to, context)


def address_changed(to: str, *, person: int, new_email: str) -> EmailMessage:
    """Tells the old address that it has changed."""
    context = {"person": User.objects.get(pk=person), "new_email": new_email}
    return _letter("Your address at Triangulate has changed", "reviews/letters/address_changed.txt", to, context)


def reminder(to: str, *, person: int, comparison: int, asked_by: int) -> EmailMessage | None:
    """Reminds a person of the cells that they have not marked.

    None if they have marked all of them meanwhile, or may not mark any more.
    """
    user = User.objects.filter(pk=person).first()
    about = Comparison.objects.select_related("team").filter(pk=comparison).first()
    left = cells_left(about, user) if about and user else None
    if about is None or user is None or not left:
        return None
    title = lens(user, about).masked(str(about))
    context = {
        "person": user,
        "asked_by": User.objects.filter(pk=asked_by).first(),
        "title": title,
        "cells": progress_of(about).asked(user.pk),
        "left": left,
        "link": full_address(reverse("collation:matrix", args=[about.slug])),
    }
    return _letter(f"Waiting for your marks: {title}", "reviews/letters/reminder.txt", to, context)


def rejoinder_check(to: str, *, rejoinder: int) -> EmailMessage | None:
    """A link that hands a reply in, once.

    It goes to the address that the reply holds until then. None if it is gone, or handed in.
    """
    found = Rejoinder.objects.select_related("comparison").filter(pk=rejoinder, checked_at=None).first()
    if found is None:
        return None
    context = {"name": found.name, "title": found.comparison.title, "link": full_address(rejoinder_path(found))}
    return _letter("Hand in your reply at Triangulate", "reviews/letters/rejoinder_check.txt", found.email, context)


def mention(to: str, *, mention: int) -> EmailMessage | None:
    """Tells a person that a comment names them, without its words.

    None if they have seen it, may not read it any more, or want no such mail.
    """
    told = CommentMention.objects.select_related("to", "comment__created_by", "comment__thread__comparison__team")
    found = told.filter(pk=mention, seen_at=None, to__mails_mentions=True, comment__deleted_at=None).first()
    if found is None or role_on(found.comment.thread.comparison, found.to) is None:
        return None
    end = full_address(reverse("reviews:mails_end", args=[no_more_mail_token(found.to)]))
    comparison = found.comment.thread.comparison
    link = full_address(reverse("reviews:mention_open", args=[found.pk]))
    title = lens(found.to, comparison).masked(str(comparison))
    context = {"mention": found, "title": title, "link": link, "end": end}
    letter = _letter(f"You are mentioned: {title}", "reviews/letters/mention.txt", to, context)
    letter.extra_headers = {"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return letter


LETTERS: dict[Letter, Callable[..., EmailMessage | None]] = {
    Letter.SIGN_IN_LINK: sign_in_link,
    Letter.NEW_PASSWORD: new_password,
    Letter.ADDRESS_ASKED: address_asked,
    Letter.ADDRESS_TAKEN: address_taken,
    Letter.ADDRESS_CONFIRM: address_confirm,
    Letter.ADDRESS_CHANGED: address_changed,
    Letter.REMINDER: reminder,
    Letter.REJOINDER_CHECK: rejoinder_check,
    Letter.MENTION: mention,
}
"""The function of each letter.

It takes the address and the context of `send_mail_later`; None sends nothing.
"""


def send(job: Job) -> None:
    """Write the letter of a job of mail, and send it.

    No transaction is open while the mail server is asked. Every attempt has the same Message-ID: if a worker dies
    between the server's yes and our note of it, mailboxes can see that the second mail is the first.

    Raises Never if the mail server refuses the mail for good, NotNow if a later attempt may do.
    """
    message = LETTERS[job.details["letter"]](job.details["to"], **job.details["context"])
    if message is None:
        return
    host = urlsplit(settings.BASE_URL).hostname
    message.extra_headers |= {
        "Message-ID": f"<job-{job.pk}.{job.created_at:%Y%m%d%H%M%S%f}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    keep_on(job)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(*next(iter(error.recipients.values())), message.to) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error, message.to) from error
    except OSError as error:
        raise NotNow(f"The mail server does not answer: {error}") from error


def _letter(subject: str, template: str, to: str, context: dict[str, Any]) -> EmailMessage:
    return EmailMessage(subject, render_to_string(template, context), to=[to])


def _refusal(code: int, answer: bytes | str, to: Sequence[str]) -> Never | NotNow:
    """The meaning of a mail server's refusal, without the addresses.

    5xx is for good, unless it is about our own sign-in.
    """
    reason = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    for address in to:
        reason = re.sub(re.escape(address), "the address", reason, flags=re.IGNORECASE)
    sentence = f"The mail server refused the mail: {code} {reason}"
    return Never(sentence) if code >= 500 and code not in (530, 535) else NotNow(sentence)

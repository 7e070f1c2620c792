"""A letter is stored as a job, and sent later."""

import pytest
from django.core import mail
from django.db import transaction

from reviews.domain.mail import Letter, send_mail_later
from reviews.models import Job

pytestmark = pytest.mark.django_db


def test_a_row_holds_what_is_mailed_to_whom_and_no_secret(alice):
    job = send_mail_later(Letter.SIGN_IN_LINK, to=alice.email, by=alice)
    job.refresh_from_db()
    assert job.kind == "mail" and job.created_by == alice
    assert job.details == {"letter": "sign_in_link", "to": alice.email, "context": {}}


def test_what_the_letter_needs_to_know_is_kept_with_it(alice):
    job = send_mail_later(Letter.ADDRESS_CHANGED, to="old@example.org", person=alice.pk, new="new@example.org")
    job.refresh_from_db()
    assert job.created_by is None
    assert job.details["context"] == {"person": alice.pk, "new": "new@example.org"}


def test_a_letter_of_a_change_that_failed_is_forgotten_with_it(alice):
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        send_mail_later(Letter.SIGN_IN_LINK, to=alice.email)
        raise ValueError("no")
    assert not Job.objects.exists()
    assert mail.outbox == []

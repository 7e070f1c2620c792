"""Who made a row, and when, is called the same in every table."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from freezegun import freeze_time

from reviews.domain.teams import invite
from reviews.models import Invitation

COMES_WITH = {
    "Cell": "the first act on it",
    "EndedDraft": "the end of a draft, whose date it has",
    "ExportedConversation": "its export",
    "Identity": "its first respondent",
    "Label": "the labels of its comparison",
    "PaperPage": "its paper’s text",
    "Reader": "its first reply",
    "ReaderQuotation": "its statement",
    "ReaderStatement": "its reply",
    "RememberedView": "the last look of its person, who keeps one",
    "Respondent": "its first transcript",
    "Scale": "its first question",
    "Transcript": "its source",
}
"""The tables without a date of their own: with what each of their rows comes into being."""

WHOSE = {"created_by", "owner", "reviewer", "to", "user"}
"""The names of a column that says whose a row is; `to` is whom a mail is for."""


def tables() -> Iterator[type[models.Model]]:
    """Every table of the record, without the histories."""
    for model in apps.get_app_config("reviews").get_models():
        if not hasattr(model, "instance_type"):
            yield model


def columns(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.fields}


def test_every_row_says_when_it_was_made_or_comes_with_one_that_does():
    undated = {
        model.__name__ for model in tables() if "created_at" not in columns(model) and not hasattr(model, "history")
    }
    assert undated == set(COMES_WITH)


def test_who_made_a_row_is_never_stored_without_the_time():
    signed = [model for model in tables() if "created_by" in columns(model)]
    assert Invitation in signed
    assert [model.__name__ for model in signed if "created_at" not in columns(model)] == []


def test_whose_a_row_is_has_one_of_five_names():
    people = get_user_model()
    required = {
        field.name
        for model in tables()
        for field in model._meta.fields
        if field.related_model is people and not field.null and not field.name.endswith("_ptr")
    }
    assert required == WHOSE


@pytest.mark.django_db
def test_an_invitation_says_when_it_was_made(team, alice):
    with freeze_time("2026-03-01 12:00"):
        invite(team=team, role="reader", by=alice)
    assert Invitation.objects.get().created_at == datetime(2026, 3, 1, 12, tzinfo=UTC)

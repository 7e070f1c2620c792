"""Forms of a fact: decision, label, merging, struck values."""

from __future__ import annotations

from django import forms

from reviews.forms import SeenForm, VerbForm
from reviews.models import FactDecision

MOST_CHARS = 5_000
MOST_TOPIC = 200


class FactForm(VerbForm):
    """A fact, named by its kind and topic key."""

    kind = forms.CharField(max_length=20)
    topic = forms.CharField(max_length=MOST_TOPIC)


class DecisionForm(SeenForm, FactForm):
    """The decision to confirm, dismiss or reopen a fact, and why."""

    decision = forms.ChoiceField(
        choices=FactDecision.choices,
        error_messages={
            "required": "Confirm the fact, dismiss it, or leave it open.",
            "invalid_choice": "Confirm the fact, dismiss it, or leave it open.",
        },
    )
    why = forms.CharField(required=False, max_length=MOST_CHARS)


class LabelForm(SeenForm, FactForm):
    """A new name of the topic; "" restores the computed one."""

    label = forms.CharField(required=False, max_length=MOST_TOPIC)


class FactMergeForm(FactForm):
    """The fact of the same kind to merge into; "" undoes it."""

    into = forms.CharField(required=False, max_length=MOST_TOPIC)


class StrikeForm(FactForm):
    """A value that does not belong to the fact, and why."""

    value = forms.CharField(max_length=300, strip=False, error_messages={"required": "Say which value."})
    why = forms.CharField(required=False, max_length=MOST_CHARS)


class RestoreForm(FactForm):
    """A value that was struck out of the fact, by its key."""

    value = forms.CharField(max_length=300, strip=False, error_messages={"required": "Say which value."})

"""Forms of a cell: a reviewer's mark, support by the paper, settlement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget

from reviews.forms import SeenForm, VerbForm
from reviews.models import SupportValue
from reviews.scale import ABSENCES, ABSTAINED, CONFIDENCES, MEANINGS, word

MOST_CHARS = 5_000
ABSTAIN = "abstain"
NO_SUPPORT = "Say whether the paper supports it, contradicts it, or does not speak of it."
NO_VERDICT = {
    "required": "Choose a verdict from the scale, or say that there is none.",
    "invalid_choice": "“%(value)s” is no verdict here. Choose one from the scale, or say that there is none.",
}


class MarkForm(SeenForm):
    """A reviewer's mark of one cell.

    Its value is one of the scale, an absence, or an abstention.
    """

    value = forms.ChoiceField(
        label="Verdict",
        widget=forms.RadioSelect,
        error_messages=NO_VERDICT,
    )
    confidence = forms.TypedChoiceField(
        widget=forms.RadioSelect, choices=tuple(CONFIDENCES.items()), coerce=int, empty_value=None, required=False
    )
    evidence = forms.CharField(
        label="The words that carry it",
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "Quote the words, or leave empty"}),
        required=False,
        max_length=MOST_CHARS,
    )
    evidence_at = forms.CharField(
        required=False, max_length=60, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )
    rationale = forms.CharField(
        label="Why you read it so",
        widget=forms.Textarea(attrs={"rows": 2, "data-own-words": True}),
        required=False,
        max_length=MOST_CHARS,
    )

    def __init__(self, scale: tuple[str, ...], data: Any = None, **kwargs: Any) -> None:
        """Offer the values of `scale`, lowest first, the absences and the abstention."""
        super().__init__(data, auto_id="mark-%s", **kwargs)
        self.scale = scale
        choices = [(value, word(value)) for value in (*scale, *ABSENCES)]
        self.fields["value"].choices = [*choices, (ABSTAINED, ABSTAIN)]  # type: ignore[attr-defined]

    def meanings(self) -> list[tuple[str, str]]:
        """The words to mark with, and what they mean."""
        known = [value for value in (*self.scale, *ABSENCES, ABSTAINED) if value in MEANINGS]
        return [(ABSTAIN if value == ABSTAINED else word(value), MEANINGS[value]) for value in known]

    def verdicts(self) -> list[BoundWidget]:
        """The choices on the scale, lowest first."""
        return self["value"].subwidgets[: len(self.scale)]

    def others(self) -> list[BoundWidget]:
        """The absences, and the abstention."""
        return self["value"].subwidgets[len(self.scale) :]


class SuggestionForm(VerbForm):
    """A value that readers suggest for a cell."""

    value = forms.CharField(max_length=20)


class SupportForm(SeenForm):
    """Whether the paper supports a cell, and the passage that says so."""

    value = forms.ChoiceField(
        label="Does the paper say so?",
        widget=forms.RadioSelect,
        choices=SupportValue.choices,
        error_messages={"required": NO_SUPPORT, "invalid_choice": NO_SUPPORT},
    )
    quote = forms.CharField(
        label="The passage of the paper",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=MOST_CHARS,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="support-%s", label_suffix="", **kwargs)


class SettleForm(SeenForm):
    """The value that the team settles on for a cell, and why."""

    value = forms.ChoiceField(label="Verdict", error_messages=NO_VERDICT)
    why = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MOST_CHARS,
        error_messages={"required": "Say why, in a sentence: readers will ask."},
    )

    def __init__(self, scale: tuple[str, ...], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="settle-%s", label_suffix="", **kwargs)
        choices = [("", "Choose a verdict"), *((value, word(value)) for value in (*scale, *ABSENCES))]
        self.fields["value"].choices = choices  # type: ignore[attr-defined]

"""The forms that make sheets and take replies in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from reviews.forms import VerbForm


class ReaderSheetForm(VerbForm):
    """What goes into a sheet."""

    respondents = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one respondent."}
    )
    paper = forms.BooleanField(required=False, label="The paper’s text")
    hide_names = forms.BooleanField(
        required=False,
        label="Hide the names",
        help_text="Respondents are R1, R2 and so on, in a random order. Their names come back with the reply.",
    )
    most_tokens = forms.IntegerField(
        label="Largest sheet, in tokens",
        min_value=1000,
        max_value=10_000_000,
        help_text="If all together are larger, each respondent gets a sheet of its own.",
    )

    def __init__(self, *args: Any, respondents: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Take the keys and names of those that models may read."""
        super().__init__(*args, **kwargs)
        self.fields["respondents"].choices = respondents  # type: ignore[attr-defined]


class ReaderReplyForm(VerbForm):
    """A reply, and who read.

    `completes` says how it stands to the earlier one.
    """

    verbatim = frozenset({"reply"})

    reply = forms.CharField(
        strip=False,
        label="The reply",
        error_messages={"required": "Paste the reply of the model."},
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    name = forms.CharField(
        max_length=100,
        label="Who read it",
        error_messages={"required": "Say who read it, such as “GPT-5.2” or “Claude Opus 4.5”."},
        widget=forms.TextInput(attrs={"placeholder": "GPT-5.2", "autocomplete": "off"}),
    )
    family = forms.CharField(
        max_length=100,
        required=False,
        label="Its maker",
        widget=forms.TextInput(attrs={"placeholder": "OpenAI", "autocomplete": "off"}),
    )
    completes = forms.TypedChoiceField(
        required=False,
        choices=[("yes", "Completes it"), ("no", "Replaces it")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )

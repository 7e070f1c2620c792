"""The form that makes a sheet for a later round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from reviews.forms import VerbForm


class RoundSheetForm(VerbForm):
    """Whom to ask again, and how much to show."""

    respondent = forms.ChoiceField(
        label="Whom to ask", error_messages={"required": "Choose whom to ask.", "invalid_choice": "Choose whom to ask."}
    )
    only_disputed = forms.TypedChoiceField(
        label="What to show",
        choices=[("no", "The whole comparison"), ("yes", "Only the disputed quotations")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    most = forms.IntegerField(
        label="At most",
        min_value=1_000,
        max_value=2_000_000,
        initial=60_000,
        help_text="Answers that differ least become quotations first, then go. No quotation is cut.",
    )
    unit = forms.ChoiceField(
        label="of", choices=[("characters", "characters"), ("tokens", "tokens, roughly")], initial="characters"
    )

    def __init__(self, *args: Any, respondents: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Take the keys and names of those who can be asked."""
        super().__init__(*args, **kwargs)
        self.fields["respondent"].choices = respondents  # type: ignore[attr-defined]

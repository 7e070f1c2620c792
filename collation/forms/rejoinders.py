"""The form of those who reply to a published page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from reviews.domain.rejoinders import MOST_TEXT
from reviews.forms import VerbForm
from reviews.models import SaysToBe


class RejoinderForm(VerbForm):
    """Who replies, to what, and the words.

    `place` is the key of a question and of a respondent, "safe/gemini", or "" for the page.
    """

    place = forms.ChoiceField(required=False, label="About")
    says = forms.ChoiceField(label="You are", choices=SaysToBe.choices, widget=forms.RadioSelect)
    name = forms.CharField(max_length=100, label="Your name, as it is to be shown")
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="A link is sent there. Of the address, the page shows what stands behind the @, and nothing else.",
    )
    text = forms.CharField(
        max_length=MOST_TEXT,
        label="Your reply",
        help_text=f"At most {MOST_TEXT:,} characters. The team decides whether it is published.",
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Take the cells of the page, and what they are called."""
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "The page as a whole"), *places]  # type: ignore[attr-defined]

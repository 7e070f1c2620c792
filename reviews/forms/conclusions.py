"""The form of a conclusion."""

from __future__ import annotations

from typing import Any

from django import forms

from reviews.forms import LinesField, SeenForm
from reviews.forms.marking import MOST_CHARS


class ConclusionForm(SeenForm):
    """The team's own answer to a question, why, and its evidence."""

    answer = forms.CharField(
        label="The team’s answer",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MOST_CHARS,
        error_messages={"required": "Say what the team answers."},
    )
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=MOST_CHARS)
    settled_by = forms.CharField(
        label="What would settle it",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=MOST_CHARS,
        help_text="A test, a passage of the paper, or data that would decide it. It is published with the conclusion.",
    )
    evidence = LinesField(
        label="Words that show it",
        required=False,
        max_length=20_000,
        help_text="Quotations of respondents or of the paper, one per line. The program finds where they stand.",
    )

    def __init__(self, data: Any = None, *, of: str = "conclusion", **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{of}-%s", label_suffix="", **kwargs)

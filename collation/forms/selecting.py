"""The forms of the toolbar for selected words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from reviews.domain.placements import AskedAlike
from reviews.forms import VerbForm
from reviews.models import Finding, FindingKind, Question


class WordsPlaceForm(VerbForm):
    """The row that selected words go under."""

    def __init__(self, *args: Any, rows: Mapping[str, Question | AskedAlike], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.TypedChoiceField(
            choices=[(key, key) for key in rows],
            coerce=rows.__getitem__,
            error_messages={
                "required": "Choose the question that this answers.",
                "invalid_choice": "There is no such question in this comparison.",
            },
        )


class WordsGatherForm(VerbForm):
    """The finding that takes selected words.

    It is one of the team's, or a new one.
    """

    title = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(required=False, choices=FindingKind.choices)
    opposes = forms.BooleanField(required=False)

    def __init__(self, *args: Any, findings: QuerySet[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"] = forms.ModelChoiceField(
            findings, required=False, error_messages={"invalid_choice": "This finding is not there any more."}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned["finding"] and not cleaned["title"]:
            self.add_error("title", "Choose a finding, or give a new one a title.")
        return {**cleaned, "kind": cleaned.get("kind") or FindingKind.OTHER}

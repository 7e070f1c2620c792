"""Forms of how a comparison is marked: reviewers, scales, guidelines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from reviews.domain.assignments import assignment_says
from reviews.domain.guidelines import MOST_CHARS
from reviews.domain.optimistic_lock import token
from reviews.domain.questions import SCALES
from reviews.forms import SeenForm, VerbForm
from reviews.models import User

ALL, SOME = "all", "some"


class AssignmentForm(VerbForm):
    """Who marks: everyone every cell, or some of them each."""

    how = forms.ChoiceField(
        label="How many mark each cell",
        choices=[(ALL, "Everyone chosen above"), (SOME, "Only some of them, chosen evenly")],
        widget=forms.RadioSelect,
    )
    marks_per_cell = forms.IntegerField(
        label="Marks for each cell",
        min_value=1,
        max_value=1000,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"min_value": "Each cell needs at least one mark."},
    )
    reviewers = forms.TypedMultipleChoiceField(
        label="Who marks",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Somebody has to mark. Choose at least one person.",
            "invalid_choice": "One of these people may no longer mark here. Reload the page, and choose again.",
        },
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(
        self, data: Any = None, *, people: Iterable[User], marks_per_cell: int | None, reviewers: Iterable[int]
    ) -> None:
        """Fill a new form with what is stored.

        `people` are those who may mark.
        """
        stored = assignment_says(marks_per_cell, reviewers)
        initial = {**stored, "how": ALL if marks_per_cell is None else SOME, "seen": token(stored)}
        super().__init__(data, auto_id="assignment-%s", label_suffix="", initial=initial)
        self.fields["reviewers"].choices = [(person.pk, str(person)) for person in people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What `set_assignment` takes."""
        given: dict[str, Any] = super().clean() or {}
        if given.pop("how", ALL) == ALL:
            given["marks_per_cell"] = None
        elif given.get("marks_per_cell") is None and "marks_per_cell" not in self.errors:
            self.add_error("marks_per_cell", "Say how many marks each cell needs.")
        given["seen"] = given.get("seen") or None
        return given


class GuidelineForm(SeenForm):
    """Guidelines in Markdown."""

    markdown = forms.CharField(
        label="Guidelines", widget=forms.Textarea(attrs={"rows": 6}), required=False, max_length=MOST_CHARS
    )


class ScaleForm(SeenForm):
    """Another scale for a question."""

    scale = forms.ChoiceField(label="Scale", choices=[(key, name) for key, name, _values in SCALES])

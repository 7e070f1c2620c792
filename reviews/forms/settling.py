"""Forms of the conflict queue."""

from __future__ import annotations

from typing import Any

from django import forms

from reviews.forms import SeenForm, VerbForm
from reviews.forms.marking import MOST_CHARS, SettleForm


class ConflictForm(SettleForm):
    """A settlement of a cell whose marks differ.

    `marks` is the token of the marks that the page showed.
    """

    marks = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput, empty_value=None)

    def __init__(self, scale: tuple[str, ...], data: Any = None, *, of: str = "", **kwargs: Any) -> None:
        """Make the ids of the fields unique on the page by `of`."""
        super().__init__(scale, data, **kwargs)
        self.auto_id = f"{of}-%s"


class LeaveForm(SeenForm):
    """A note on why a conflict is left open."""

    note = forms.CharField(
        label="What is missing to settle it",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MOST_CHARS,
        error_messages={"required": "Say what is missing to settle it."},
    )

    def __init__(self, data: Any = None, *, of: str = "", **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{of}-%s", label_suffix="", **kwargs)


class TogetherForm(VerbForm):
    """Unanimous cells to settle: "question/respondent/marks" each."""

    cells = forms.MultipleChoiceField(error_messages={"required": "Choose the cells to settle."})

    def __init__(self, choices: list[str], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["cells"].choices = [(choice, choice) for choice in choices]  # type: ignore[attr-defined]


class UndoForm(VerbForm):
    """The settlements to take back, by the moment when they were made."""

    at = forms.DateTimeField()

"""The forms that place passages under rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from reviews.domain.placements import AskedAlike
from reviews.forms import VerbForm
from reviews.lens import Lens
from reviews.models import Placement, Question, Response

Rows = Mapping[str, Question | AskedAlike]

_NUMBER = re.compile("[0-9]{1,19}")
_LARGEST = 2**63 - 1
"""The largest number that a database holds."""
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


class StoredField(forms.ModelMultipleChoiceField):
    """Records by their primary keys; one too large is invalid."""

    def clean(self, value: Any) -> Any:
        if any(not _NUMBER.fullmatch(str(key)) or int(key) > _LARGEST for key in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class PassageForm(VerbForm):
    """A passage of a row, and where it goes.

    It moves under another row, is shown there too, or leaves its own row.
    """

    start = forms.IntegerField(error_messages={"required": "Say where the passage starts."})
    end = forms.IntegerField(error_messages={"required": "Say where the passage ends."})
    how = forms.ChoiceField(
        choices=[("move", "Move there"), ("also", "Show there too"), ("away", "Answers no question here")],
        error_messages={"required": "Say what to do with the passage.", "invalid_choice": "There is no such way."},
    )

    def __init__(self, *args: Any, view: Lens, rows: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["response"] = response_field(view)
        self.fields["row"] = _row_field(rows)
        self.fields["to"] = _row_field(rows, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("how") in ("move", "also") and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", "Choose the question that this passage answers.")
        return cleaned


class SpansForm(VerbForm):
    """Spans of a response, and the row that they go under.

    A `span` is "start-end", and there may be any number of them.
    """

    def __init__(self, *args: Any, rows: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = _row_field(rows)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        matches = [_SPAN.fullmatch(span) for span in self.data.getlist("span")]  # type: ignore[attr-defined]
        spans = [(int(match[1]), int(match[2])) for match in matches if match]
        if len(spans) < len(matches):
            raise forms.ValidationError("This span is not inside the answer.")
        return {**cleaned, "spans": spans}


class WithdrawForm(VerbForm):
    """Placements to take back."""

    def __init__(self, *args: Any, view: Lens, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["placement"] = StoredField(
            Placement.objects.filter(question__comparison=view.comparison_id).select_related("question"),
            error_messages={
                "required": "Say which placement to take back.",
                "invalid_choice": "This placement was taken back already.",
            },
        )


class RowForm(VerbForm):
    """A row."""

    def __init__(self, *args: Any, rows: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"] = _row_field(rows)


class TurnForm(VerbForm):
    """A turn that answers no question, and whether it is published anyway."""

    anyway = forms.BooleanField(required=False)

    def __init__(self, *args: Any, view: Lens, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["response"] = response_field(view)


def responses(view: Lens) -> QuerySet[Response]:
    """The responses that the viewer may see, including replaced ones.

    Their transcripts, respondents and sources are read with them.
    """
    return Response.objects.filter(transcript__in=view.transcripts()).select_related(
        "transcript__respondent__identity", "transcript__source", "transcript__comparison"
    )


def response_field(view: Lens) -> forms.Field:
    """One of the responses that the viewer may see."""
    missing = "There is no such answer in this comparison."
    return forms.ModelChoiceField(responses(view), error_messages={"required": missing, "invalid_choice": missing})


def _row_field(rows: Rows, *, required: bool = True) -> forms.Field:
    return forms.TypedChoiceField(
        choices=[(key, key) for key in rows],
        coerce=rows.__getitem__,
        empty_value=None,
        required=required,
        error_messages={
            "required": "Choose the question that this answers.",
            "invalid_choice": "There is no such question in this comparison.",
        },
    )

"""The form that describes a respondent."""

from __future__ import annotations

from django import forms

from reviews.forms.drafts import DescriptionForm
from reviews.models import Publish


class RespondentForm(DescriptionForm):
    """What is said of a transcript, and how much is published."""

    publish = forms.ChoiceField(
        label="Published",
        choices=Publish.choices,
        error_messages={"required": "Choose full text, quotations only, or nothing."},
    )

    def clean_evidence_quote(self) -> str:
        """The quotation with the line breaks of the record, not of browsers."""
        return self.cleaned_data["evidence_quote"].replace("\r\n", "\n")

"""The form that describes a respondent."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from reviews.forms.drafts import DescriptionForm
from reviews.models import Publish


class RespondentForm(DescriptionForm):
    """What is said of a transcript, and how much is published."""

    publish = forms.ChoiceField(
        label="Published",
        choices=Publish.choices,
        error_messages={"required": "Choose full text, quotations only, or nothing."},
    )

    def __init__(self, data: Any = None, *, others: Collection[tuple[str, str]] = (), **kwargs: Any) -> None:
        """Ask before two respondents become one.

        `others` are the names and kinds of the other ones.
        """
        super().__init__(data, **kwargs)
        self.others = {(name.casefold(), kind) for name, kind in others}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = (cleaned.get("name", "").casefold(), cleaned.get("kind", ""))
        if named in self.others and not self.data.get("one"):
            question = format_html(
                "{} is the name of another column. With the same maker or outlet, or none, the two are one {}. "
                '<label><input type="checkbox" name="one" value="1"> They are one</label>',
                cleaned["name"],
                cleaned["kind"],
            )
            self.add_error("name", ValidationError(question, code="one"))
        return cleaned

    def clean_evidence_quote(self) -> str:
        """The quotation with the line breaks of the record, not of browsers."""
        return self.cleaned_data["evidence_quote"].replace("\r\n", "\n")

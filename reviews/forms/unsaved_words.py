"""The fields of a form that is not saved yet."""

from __future__ import annotations

from django import forms

from reviews.domain.threads import MOST_CHARS
from reviews.forms import VerbForm


class UnsavedForm(VerbForm):
    """The fields of a mark or a comment, as they were typed.

    `seen` is the token of what the form was opened with. Nothing is checked but the length.
    """

    value = forms.CharField(required=False, max_length=20)
    confidence = forms.CharField(required=False, max_length=1)
    evidence = forms.CharField(required=False, max_length=MOST_CHARS, strip=False, widget=forms.Textarea)
    evidence_at = forms.CharField(required=False, max_length=60)
    rationale = forms.CharField(required=False, max_length=MOST_CHARS, strip=False, widget=forms.Textarea)
    body = forms.CharField(required=False, max_length=MOST_CHARS, strip=False, widget=forms.Textarea)
    seen = forms.CharField(required=False, max_length=64)

    def words(self) -> dict[str, str]:
        """The fields that say something; none if `seen` alone does."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return said if said.keys() - {"seen"} else {}

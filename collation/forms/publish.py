"""The forms that publish and withdraw."""

from __future__ import annotations

from django import forms

from reviews.forms import VerbForm


class WithdrawalForm(VerbForm):
    """Why a publication is withdrawn."""

    why = forms.CharField(
        max_length=1000,
        required=False,
        label="The reason, if you want to give one",
        help_text="Everybody who comes to the address will read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublicationForm(VerbForm):
    """The words of a publication."""

    title = forms.CharField(max_length=300, error_messages={"required": "Give the publication a title."})
    finding = forms.CharField(
        max_length=2000,
        required=False,
        label="The finding",
        help_text="What the comparison shows, in a sentence or two. It stands under the title.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RedactionForm(VerbForm):
    """Words that no publication shows."""

    words = forms.CharField(
        max_length=500,
        label="Redact other words",
        help_text="A name, an address, a sentence: they go wherever they occur, as whole words, in any case.",
        error_messages={"required": "Write the words that are to go."},
    )


class LastLookForm(VerbForm):
    """What a new version corrects, and what was seen of it."""

    correction = forms.CharField(
        max_length=1000,
        required=False,
        label="What was corrected, and why",
        help_text="If this corrects something. It stands on the new version, in the feed, and on the versions before.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

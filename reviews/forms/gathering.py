"""Forms of findings: names, quotations, stances, ratings, merging and splitting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from reviews.forms import SeenForm, VerbForm
from reviews.models import FindingKind, RatingValue

Choices = Sequence[tuple[str, str]]

NO_TITLE = "Give the finding a title."
NO_KIND = "Choose what kind of finding it is."
NO_RATING = "Rate it major, minor, wrong or not raised."
NO_OTHER = "Choose another finding of this comparison to merge with."
NO_STANCE = "Say whether they speak against it."
NO_RESPONDENT = "Choose who says it."
NO_WORDS = "Paste the words of the respondent, as they stand in the answer."
NO_POINTS = "Choose some of the points, and leave some."


class _NamedForm(VerbForm):
    """A form whose name is part of its field ids.

    A page holds several of these forms.
    """

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, auto_id=f"{self.name}-%s", label_suffix="", **kwargs)

    name: str


class FindingNameForm(SeenForm, _NamedForm):
    """The title and the kind of a finding."""

    name = "name"
    title = forms.CharField(label="Title", max_length=300, error_messages={"required": NO_TITLE})
    kind = forms.ChoiceField(
        label="Kind", choices=FindingKind.choices, error_messages={"required": NO_KIND, "invalid_choice": NO_KIND}
    )


class QuoteForm(_NamedForm):
    """The words of a respondent for or against a finding.

    `respondents` are (key, name).
    """

    name = "quote"
    respondent = forms.ChoiceField(
        label="Who says it", error_messages={"required": NO_RESPONDENT, "invalid_choice": NO_RESPONDENT}
    )
    words = forms.CharField(
        label="Their words",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_WORDS},
        help_text="As they stand in the answer: they are looked up there.",
    )
    opposes = forms.BooleanField(label="These words speak against it", required=False)

    def __init__(self, data: Any = None, *, respondents: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["respondent"].choices = [("", "Choose a respondent"), *respondents]  # type: ignore[attr-defined]


class WriteForm(QuoteForm):
    """A new finding: its title, its kind and its first quotation."""

    name = "write"
    title = forms.CharField(label="Title", max_length=300, error_messages={"required": NO_TITLE})
    kind = forms.ChoiceField(
        label="Kind",
        choices=FindingKind.choices,
        initial="other",
        error_messages={"required": NO_KIND, "invalid_choice": NO_KIND},
    )

    field_order = ["title", "kind", "respondent", "words", "opposes"]


class StanceForm(_NamedForm):
    """Whether a respondent speaks against a finding.

    `respondents` are (key, name).
    """

    name = "stance"
    respondent = forms.ChoiceField(error_messages={"required": NO_RESPONDENT, "invalid_choice": NO_RESPONDENT})
    opposes = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        coerce=lambda value: value == "yes",
        error_messages={"required": NO_STANCE, "invalid_choice": NO_STANCE},
    )

    def __init__(self, data: Any = None, *, respondents: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["respondent"].choices = respondents  # type: ignore[attr-defined]


class RateForm(_NamedForm):
    """A reviewer's rating; "" takes it back."""

    name = "rate"
    value = forms.ChoiceField(choices=RatingValue.choices, required=False, error_messages={"invalid_choice": NO_RATING})


class FindingMergeForm(_NamedForm):
    """The finding to merge this one into.

    `others` are the findings to choose from, as (key, title).
    """

    name = "merge"
    into = forms.ChoiceField(label="Merge into", error_messages={"required": NO_OTHER, "invalid_choice": NO_OTHER})

    def __init__(self, data: Any = None, *, others: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["into"].choices = [("", "Choose a finding"), *others]  # type: ignore[attr-defined]


class SplitForm(_NamedForm):
    """The points to split off as a new finding, and its title.

    `points` are those to choose from, as (key, words).
    """

    name = "split"
    points = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": NO_POINTS, "invalid_choice": NO_POINTS}
    )
    title = forms.CharField(label="Title", max_length=300, error_messages={"required": NO_TITLE})

    def __init__(self, data: Any = None, *, points: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["points"].choices = points  # type: ignore[attr-defined]

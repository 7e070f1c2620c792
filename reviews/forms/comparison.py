"""Forms of a comparison: its title, its questions, its phase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from reviews.characters import UNSEEN, without
from reviews.domain.questions import DEFAULT_QUESTIONS, SCALES, VERDICT_SCALE
from reviews.forms import LinesField, SeenForm, VerbForm
from reviews.forms.paper import PDF_HELP, PaperForm, PdfField
from reviews.models import Phase, Team


class TitleForm(SeenForm):
    """The title of a comparison."""

    title = forms.CharField(
        label="Title of the comparison", max_length=300, help_text="What a reader of the published page sees first."
    )


class BlindingForm(SeenForm):
    """What reviewers do not see while they mark."""

    others_hidden = forms.BooleanField(
        label="Hide others’ marks",
        required=False,
        help_text="Reviewers see what others mark, settle and say of an answer, and what readers and rules suggest, "
        "once their own mark of it is in.",
    )
    names_hidden = forms.BooleanField(
        label="Hide names",
        required=False,
        help_text="Respondents are Response A, B and so on, in another order for every reviewer. Inside texts the "
        "names of models, makers and respondents are replaced.",
    )


class ComparisonForm(PaperForm):
    """A new comparison. Only someone with several teams is asked for one."""

    title = forms.CharField(
        label="Title of the comparison",
        max_length=300,
        required=False,
        help_text="What a reader of the published page sees first. Left empty, it is the paper’s own.",
    )
    pdf = PdfField(label="Its PDF", required=False, help_text=PDF_HELP)
    questions = LinesField(
        label="Questions to ask of everyone",
        max_length=20_000,
        initial=[text for _key, text in DEFAULT_QUESTIONS],
        help_text="One per line. They can be changed later, until someone has marked an answer.",
    )
    team = forms.ModelChoiceField(queryset=Team.objects.none(), empty_label=None, label="Team")

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = list(teams)
        if len(self.teams) > 1:
            self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        else:
            del self.fields["team"]

    def chosen_title(self) -> str:
        """The title given, else the paper's, from the form or the PDF.

        "" if there is none.
        """
        given = self.cleaned_data
        return given["title"] or given["paper_title"] or (given["pdf"].text.identity.title if given["pdf"] else "")

    def clean_questions(self) -> list[str]:
        questions = self.cleaned_data["questions"]
        if any(len(text) > 2000 for text in questions):
            raise forms.ValidationError("A question has at most 2,000 characters.")
        return questions

    def chosen_team(self) -> Team | None:
        """The chosen or only team; None for someone who has none."""
        return self.cleaned_data.get("team") or next(iter(self.teams), None)


class QuestionForm(VerbForm):
    """A new question."""

    text = forms.CharField(label="Another question", max_length=2000)
    scored = forms.BooleanField(
        label="Mark every answer to it", required=False, initial=True, help_text="It becomes a row of the matrix."
    )
    scale = forms.ChoiceField(
        label="Scale of the marks", choices=[(key, name) for key, name, _values in SCALES], initial=VERDICT_SCALE
    )


class RewordForm(SeenForm):
    """A new wording of a question."""

    text = forms.CharField(label="Wording", max_length=2000)


class PhaseForm(SeenForm):
    """The phase of a comparison."""

    phase = forms.ChoiceField(choices=Phase.choices)


class DeletionForm(VerbForm):
    """The typed name of what is to be deleted for good.

    `seen` is the token of what the page told.
    """

    name = forms.CharField(
        label="Type its name to confirm",
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the name."},
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.called = called

    def clean_name(self) -> str:
        typed: str = self.cleaned_data["name"]
        if _plain(typed) != _plain(self.called):
            raise forms.ValidationError("This is not its name. Nothing was deleted.")
        return typed


def _plain(name: str) -> str:
    """A name without what nobody can see or would type."""
    return " ".join("".join(char for char in without(name) if char not in UNSEEN).casefold().split())

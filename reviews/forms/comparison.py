"""Forms of a comparison: its paper, its questions, its phase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from reviews.comparing import DEFAULT_QUESTIONS, SCALES, VERDICT_SCALE
from reviews.forms import VerbForm
from reviews.models import Comparison, Paper, Phase, Team
from reviews.paper_ids import PaperIds, parse_paper_ids

NO_TEXT = "Paste the text of the paper."


class LinesField(forms.CharField):
    """A text area that holds a list, one item a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        """The lines that are not blank, each once, stripped."""
        lines = (line.strip() for line in (super().clean(value) or "").splitlines())
        return list(dict.fromkeys(filter(None, lines)))


class PaperForm(VerbForm):
    """The title of a comparison, and the paper that it is about."""

    title = forms.CharField(
        label="Title of the comparison", max_length=300, help_text="What a reader of the published page sees first."
    )
    where = forms.CharField(
        label="The paper",
        required=False,
        max_length=500,
        help_text="An arXiv id, a DOI or a link, however you have it.",
        widget=forms.TextInput(attrs={"placeholder": "2602.15763", "spellcheck": "false", "autocapitalize": "off"}),
    )
    paper_title = forms.CharField(label="Title of the paper", required=False, max_length=500)
    authors = LinesField(label="Authors", required=False, help_text="One a line.")
    abstract = forms.CharField(label="Abstract", required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_where(self) -> PaperIds:
        try:
            found = parse_paper_ids(self.cleaned_data["where"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        for name in found._fields:
            most: int = Paper._meta.get_field(name).max_length  # type: ignore[union-attr, assignment]
            if len(getattr(found, name)) > most:
                raise forms.ValidationError("This is longer than any name of a paper.")
        return found

    @classmethod
    def about(cls, comparison: Comparison, data: Any = None) -> PaperForm:
        """The form with what is known of the comparison filled in."""
        paper = comparison.paper
        return cls(
            data,
            initial={
                "title": comparison.title,
                "where": (paper.arxiv_id and f"{paper.arxiv_id}{paper.version}") or paper.doi or paper.url,
                "paper_title": paper.title,
                "authors": paper.authors,
                "abstract": paper.abstract,
            },
        )

    def paper(self) -> dict[str, Any]:
        """What the form says of the paper, for the verbs; its names only where they were changed."""
        given = self.cleaned_data
        told = {
            "title": given["paper_title"] or given["title"],
            "authors": given["authors"],
            "abstract": given["abstract"].strip(),
        }
        return told | (given["where"]._asdict() if "where" in self.changed_data else {})


class FullTextForm(VerbForm):
    """The paper's own text, to search what respondents say in it."""

    full_text = forms.CharField(
        label="Full text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="Paste it as it comes from the PDF. Page breaks (form feeds) are kept; "
        "a line such as “--- page 3 ---” begins a page, too.",
        error_messages={"required": NO_TEXT},
    )

    def clean_full_text(self) -> str:
        text = self.cleaned_data["full_text"]
        if not text.strip():
            raise forms.ValidationError(NO_TEXT)
        return text


class ComparisonForm(PaperForm):
    """A new comparison. Someone with one team, or none yet, is not asked for it."""

    questions = LinesField(
        label="Questions to ask of everyone",
        max_length=20_000,
        initial=[text for _key, text in DEFAULT_QUESTIONS],
        help_text="One a line. They can be changed later, until someone has marked an answer.",
    )
    team = forms.ModelChoiceField(queryset=Team.objects.none(), empty_label=None, label="Team")

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = list(teams)
        if len(self.teams) > 1:
            self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        else:
            del self.fields["team"]

    def clean_questions(self) -> list[str]:
        questions = self.cleaned_data["questions"]
        if any(len(text) > 2000 for text in questions):
            raise forms.ValidationError("A question has at most 2,000 characters.")
        return questions

    def chosen_team(self) -> Team | None:
        """The team chosen, or the only one that there is; None for someone who has none."""
        return self.cleaned_data.get("team") or next(iter(self.teams), None)


class QuestionForm(VerbForm):
    """A further question."""

    text = forms.CharField(label="Another question", max_length=2000)
    scored = forms.BooleanField(
        label="Mark every answer to it", required=False, initial=True, help_text="It becomes a row of the matrix."
    )
    scale = forms.ChoiceField(
        label="Scale of the marks", choices=[(key, name) for key, name, _values in SCALES], initial=VERDICT_SCALE
    )


class RewordForm(VerbForm):
    """Another wording of a question."""

    text = forms.CharField(label="Wording", max_length=2000)


class PhaseForm(VerbForm):
    """Where the work on a comparison stands."""

    phase = forms.ChoiceField(choices=Phase.choices)

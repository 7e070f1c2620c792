"""The forms of annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms

from collation.forms.placing import response_field
from collation.web_annotations import MOST_CHARS as MOST_READ
from collation.web_annotations import NoWebAnnotations, WebAnnotation, read
from reviews.domain.anchoring import CONTEXT
from reviews.domain.annotations import MOST_CHARS, Ambiguous
from reviews.domain.selections import ELSEWHERE
from reviews.domain.spans import TextSpan
from reviews.forms import SeenForm, VerbForm
from reviews.forms.gathering import NO_KIND
from reviews.lens import Lens
from reviews.models import Finding, FindingKind, Label

MOST_QUOTED = 20_000


@dataclass(frozen=True)
class OfferedPlace:
    """One of several places of the quoted words, with its context."""

    value: str
    before: str
    words: str
    after: str

    @classmethod
    def of(cls, span: TextSpan) -> OfferedPlace:
        text, start, end = span.response.text, span.start, span.end
        around = text[max(0, start - 2 * CONTEXT) : start], text[start:end], text[end : end + 2 * CONTEXT]
        return cls(f"{start}-{end}", *around)


class _SaysForm(VerbForm):
    """A label, a note, or both."""

    label = forms.ChoiceField(
        label="Label",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "There is no such label in this comparison."},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=MOST_CHARS,
        widget=forms.Textarea(attrs={"rows": 2, "data-own-words": True}),
    )

    def offer(self, labels: Iterable[Label]) -> None:
        """Offer these labels."""
        self.labels = list(labels)
        choices = [("", "no label"), *((label.key, label.name) for label in self.labels)]
        self.fields["label"].choices = choices  # type: ignore[attr-defined]


class AnnotationForm(_SaysForm):
    """Words of a response, and what to say of them.

    `quote` and `at` are words that were selected on the page, and where. Without `at` they are looked for; if they
    stand at several places, `places` are these, and `place` is the chosen one.
    """

    at = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    place = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    quote = forms.CharField(
        label="Words of the answer",
        strip=False,
        max_length=MOST_QUOTED,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Quote some words of the answer."},
        help_text="As they stand in the answer: they are looked up there.",
    )

    field_order = ["response", "at", "place", "quote", "label", "note"]
    places: tuple[OfferedPlace, ...] = ()

    def __init__(self, data: Any = None, *, view: Lens, labels: Iterable[Label], **kwargs: Any) -> None:
        super().__init__(data, auto_id="annotate-%s", label_suffix="", **kwargs)
        self.fields["response"] = response_field(view)
        self.fields["response"].widget = forms.HiddenInput()
        self.offer(labels)

    def clean_at(self) -> str:
        """The place, without the id of the response.

        Some pages send it before the place.
        """
        named, _, place = self.cleaned_data["at"].rpartition(":")
        if named and named != str(self.data.get("response", "")):
            raise forms.ValidationError(ELSEWHERE)
        return place

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except Ambiguous as ambiguous:
                self.places = tuple(map(OfferedPlace.of, ambiguous.spans))
                raise


class AnnotationEditForm(SeenForm, _SaysForm):
    """What an annotation is to say from now on."""

    def __init__(self, data: Any = None, *, labels: Iterable[Label], number: int, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"a-{number}-%s", label_suffix="", **kwargs)
        self.offer(labels)


class AnnotationImportForm(VerbForm):
    """A file of W3C Web Annotations, or its text.

    If it is valid, `annotations` are what it holds, and `source` is what it is called.
    """

    verbatim = frozenset({"text"})

    file = forms.FileField(label="File", required=False, widget=forms.FileInput(attrs={"accept": ".jsonld,.json"}))
    text = forms.CharField(
        label="Or paste its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )

    annotations: Sequence[WebAnnotation] = ()
    source = "pasted text"

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, label_suffix="", auto_id="import-%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        field = "file" if file else "text"
        if file:
            if file.size > 4 * MOST_READ:
                self.add_error(field, f"The file is too long: {4 * MOST_READ // 1_000_000} MB are the most.")
                return cleaned
            try:
                text = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error(field, "This is no text in UTF-8.")
                return cleaned
            self.source = file.name
        if not text.strip():
            self.add_error(None, "Choose a file, or paste its text.")
            return cleaned
        try:
            self.annotations = read(text)
        except NoWebAnnotations as refused:
            self.add_error(field, str(refused))
        return cleaned


class LabelActForm(VerbForm):
    """What to do with a label."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in ("add", "rename", "archive", "restore")],
        error_messages={"required": "Say what to do with the label.", "invalid_choice": "There is no such way."},
    )
    key = forms.CharField(required=False, max_length=60)
    name = forms.CharField(required=False)


class GatherForm(VerbForm):
    """The finding that words go under.

    One of `findings`, or a new one with its title and kind.
    """

    finding = forms.ChoiceField(
        label="Finding",
        required=False,
        error_messages={"invalid_choice": "This finding was merged or taken apart meanwhile."},
    )
    title = forms.CharField(label="Title of the new one", required=False, max_length=300)
    kind = forms.ChoiceField(
        label="Its kind",
        required=False,
        choices=FindingKind.choices,
        initial="other",
        error_messages={"invalid_choice": NO_KIND},
    )

    def __init__(self, data: Any = None, *, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(data, auto_id="gather-%s", label_suffix="", **kwargs)
        choices = [("", "A new finding"), *((str(finding.pk), finding.title) for finding in findings)]
        self.fields["finding"].choices = choices  # type: ignore[attr-defined]

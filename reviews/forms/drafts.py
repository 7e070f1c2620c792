"""Forms of a draft: its corrections, its respondents, its storing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from django import forms

from reviews.domain.optimistic_lock import refuse_unseen
from reviews.forms import Form, SeenForm
from reviews.intake import corrections
from reviews.intake.document import IntakeError, Parsed, Voice, turns
from reviews.intake.page.first_line import perhaps_named
from reviews.intake.page.model_names import model_named
from reviews.models import EvidenceBasis, RespondentKind

ROLES = ("prompt", "answer", "furniture")
WITHIN_A_DOCUMENT = re.compile(r"(\d{1,9})-(\d{1,9})")
NEW_VOICE = "new"
NO_NAME = "Say who this is: nobody is stored without a name."


class NameField(forms.CharField):
    """The name of a respondent; a placeholder for one is invalid."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, error_messages={"required": NO_NAME}, **kwargs)

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        if not Voice(name).is_named:
            raise forms.ValidationError(NO_NAME)
        return name


class DescriptionForm(SeenForm):
    """Who answers, and what the answers rest on."""

    name = NameField(label="Name")
    kind = forms.ChoiceField(label="Model or person", choices=RespondentKind.choices)
    version = forms.CharField(label="Version", max_length=100, required=False)
    vendor = forms.CharField(label="Maker or outlet", max_length=100, required=False)
    said_on = forms.DateField(
        label="Said on", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    link = forms.URLField(label="Link", max_length=1000, required=False, assume_scheme="https")
    evidence_basis = forms.ChoiceField(label="What it rests on", choices=EvidenceBasis.choices)
    evidence_quote = forms.CharField(
        label="The words that say so", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @staticmethod
    def filled(stored: Mapping[str, Any]) -> dict[str, Any]:
        said_on = stored["said_on"] and date.fromisoformat(stored["said_on"])
        return {**stored, "name": stored["name"] if Voice(stored["name"]).is_named else "", "said_on": said_on}

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.startswith(("http://", "https://")):
            raise forms.ValidationError("Give a link that begins with http:// or https://.")
        return link

    def voice(self) -> Voice:
        """The voice that a valid form describes."""
        given = {each.name: self.cleaned_data[each.name] for each in fields(Voice)}
        return Voice(**{**given, "said_on": given["said_on"].isoformat() if given["said_on"] else ""})


class VoiceForm(DescriptionForm):
    """A respondent of a draft."""

    @classmethod
    def of(cls, voice: Voice, index: int) -> VoiceForm:
        """The form of a stored voice."""
        return cls(stored=asdict(voice), auto_id=f"voice-{index}-%s")

    def correction(self, index: int) -> Callable[[Parsed], Parsed]:
        """A function that describes the voice in a document.

        It raises Overtaken if the voice is no longer what the form showed, and IntakeError if there is no such voice.
        """
        voice = self.voice()

        def described(parsed: Parsed) -> Parsed:
            for known in parsed.voices[index : index + 1]:
                refuse_unseen(self.cleaned_data["seen"], stored=asdict(known), wanted=asdict(voice))
            return corrections.describe_voice(parsed, index, voice)

        return described


class StoreForm(Form):
    """The round, and a name for each respondent without one."""

    round = forms.IntegerField(min_value=1, max_value=9)

    def __init__(self, *args: Any, parsed: Parsed, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="store-%s", **kwargs)
        answering = {turn.voice for turn in turns(parsed) if turn.answer}
        self.parsed = parsed
        self.nameless = [voice for voice in sorted(answering) if not parsed.voices[voice].is_named]
        proposed = perhaps_named(parsed.text) if len(parsed.voices) == 1 else ""
        for voice in self.nameless:
            self.fields[f"name_{voice}"] = NameField(
                label="Who says this?" if len(self.nameless) == 1 else f"Who is respondent {voice + 1}?",
                initial=proposed,
                help_text="From the first line: put it right if it is no name." if proposed else "",
                widget=forms.TextInput({"autocomplete": "off", "hx-preserve": "true"}),
            )

    def names(self) -> list[forms.BoundField]:
        """The name fields; the first with an error gets the focus."""
        fields = [self[f"name_{voice}"] for voice in self.nameless]
        for field in [field for field in fields if self.is_bound and field.errors][:1]:
            field.field.widget.attrs["autofocus"] = True
        return fields

    def named(self, parsed: Parsed) -> Parsed:
        """The document with the given names, and the makers of known models."""
        for voice in self.nameless:
            before, name = parsed.voices[voice], self.cleaned_data[f"name_{voice}"]
            known = model_named(name) if before.kind == "model" else None
            named = replace(before, name=known.name, vendor=known.vendor) if known else replace(before, name=name)
            parsed = corrections.describe_voice(parsed, voice, named)
        return parsed


class CorrectionForm(Form):
    """One correction of a draft.

    `do` is a verb with its place, as in "prompt 120-310", or a verb alone, and then `at` is the place. "settle" comes
    with the key of a doubt instead.
    """

    do = forms.CharField(max_length=40)
    at = forms.CharField(max_length=20, required=False)
    to = forms.CharField(max_length=10, required=False)
    new_name = forms.CharField(max_length=100, required=False)
    new_kind = forms.ChoiceField(choices=RespondentKind.choices, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        verb, _, place = given.get("do", "").partition(" ")
        if verb == "settle":
            return {**given, "verb": verb, "key": place, "start": None, "end": None}
        span = WITHIN_A_DOCUMENT.fullmatch(place or given.get("at", ""))
        if verb not in (*ROLES, "split", "merge", "turn_over", "voice_from", "voice_here"):
            raise forms.ValidationError("There is no such correction.")
        if not span:
            raise forms.ValidationError("Choose a paragraph first.")
        if verb.startswith("voice") and given.get("to") in (NEW_VOICE, "") and not given.get("new_name", "").strip():
            raise forms.ValidationError("Name the respondent that begins here.")
        return {**given, "verb": verb, "start": int(span[1]), "end": int(span[2])}

    @property
    def place(self) -> int | None:
        """The offset at which the correction begins, if it has a place."""
        return self.cleaned_data["start"]

    def correction(self) -> Callable[[Parsed], Parsed]:
        """A function that corrects a document.

        It raises IntakeError if the document has no such place.
        """
        verb, start, end = (self.cleaned_data[name] for name in ("verb", "start", "end"))
        if verb == "settle":
            return lambda parsed: corrections.settle(parsed, self.cleaned_data["key"])
        if verb == "split":
            return lambda parsed: corrections.split_at(
                parsed, start, parsed.pieces[corrections.piece_at(parsed, start)].role
            )
        if verb == "turn_over":
            return corrections.turn_over
        if verb == "merge":
            return lambda parsed: corrections.merge_with_previous(parsed, corrections.piece_at(parsed, start))
        if verb == "voice_from":
            return lambda parsed: self._give(corrections.cut_at(parsed, start), start, to_the_end=True)
        if verb == "voice_here":
            return lambda parsed: self._give(_cut_out(parsed, start, end), start, to_the_end=False)
        return lambda parsed: corrections.carve(parsed, start, end, verb)

    def _give(self, parsed: Parsed, start: int, *, to_the_end: bool) -> Parsed:
        index, to = corrections.piece_at(parsed, start), self.cleaned_data["to"]
        if to in (NEW_VOICE, ""):
            name, kind = self.cleaned_data["new_name"].strip(), self.cleaned_data["new_kind"] or "model"
            voice = Voice(name, kind)  # type: ignore[arg-type]  # one of its choices
            return corrections.start_voice(parsed, index, voice, to_the_end=to_the_end)
        if not to.isdecimal():
            raise IntakeError("There is no such respondent in this document.")
        return corrections.set_voice(parsed, index, int(to), to_the_end=to_the_end)


def _cut_out(parsed: Parsed, start: int, end: int) -> Parsed:
    parsed = corrections.cut_at(parsed, start)
    return corrections.cut_at(parsed, end) if end < len(parsed.text) else parsed

"""Forms of a draft say what is wrong in words, and overwrite nothing unseen."""

from dataclasses import asdict

import pytest

from reviews.domain.optimistic_lock import Overtaken, token
from reviews.forms.drafts import NO_NAME, CorrectionForm, StoreForm, VoiceForm
from reviews.intake.document import IntakeError, Parsed, Voice
from reviews.intake.parse import parse

CHAT = b"User: Is it safe?\n\nClaude: It is.\n\nUser: Does it work?\n\nClaude: It does."
OWL = Voice("Owl", version="2", said_on="2026-03-01")


def of(voice: Voice) -> dict[str, str]:
    """What the form of that voice sends."""
    form = VoiceForm.of(voice, 0)
    return {field.html_name: str(field.value() or "") for field in form}


class TestVoice:
    def test_a_voice_comes_back_as_it_was_shown(self):
        form = VoiceForm(of(OWL))
        assert form.is_valid(), form.errors
        parsed = parse(CHAT)
        parsed = Parsed(**{**vars(parsed), "voices": (OWL, *parsed.voices[1:])})
        assert form.correction(0)(parsed).voices[0] == OWL

    def test_a_placeholder_is_no_name(self):
        for name in ("", "Unnamed model", " unnamed  reviewer "):
            assert VoiceForm({**of(OWL), "name": name}).errors == {"name": [NO_NAME]}
        assert VoiceForm.of(Voice("Unnamed model"), 0)["name"].value() == ""

    def test_a_link_is_of_the_web(self):
        form = VoiceForm({**of(OWL), "link": "ftp://owls.example"})
        assert form.errors == {"link": ["Give a link that begins with http:// or https://."]}

    def test_a_voice_that_changed_meanwhile_is_not_overwritten(self):
        form = VoiceForm({**of(OWL), "name": "Lark", "seen": token(asdict(OWL))})
        assert form.is_valid(), form.errors
        with pytest.raises(Overtaken):
            form.correction(0)(parse(CHAT))


class TestStore:
    def test_whoever_answers_and_has_no_name_is_asked_for(self):
        parsed = parse(b"User: Is it safe?\n\nAssistant: It is.")
        nameless = [number for number, voice in enumerate(parsed.voices) if not voice.is_named]
        form = StoreForm({"round": "1"}, parsed=parsed)
        assert list(form.fields) == ["round", *(f"name_{number}" for number in nameless)]
        assert not form.is_valid()
        (field,) = form.names()
        assert (field.errors, field.field.widget.attrs["autofocus"]) == ([NO_NAME], True)
        named = StoreForm({"round": "1", field.html_name: "chatgpt"}, parsed=parsed)
        assert named.is_valid()
        voice = named.named(parsed).voices[nameless[0]]
        assert (voice.name, voice.vendor) == ("ChatGPT", "OpenAI")

    def test_a_persons_name_on_the_first_line_is_proposed(self):
        form = StoreForm(parsed=parse(b"Jane Doe\n\nIt works at night.\n\nBy day it sleeps."))
        (field,) = form.names()
        assert (field.value(), field.help_text) == ("Jane Doe", "From the first line: put it right if it is no name.")

    @pytest.mark.parametrize("number", ["0", "10", "x", ""])
    def test_a_round_is_between_one_and_nine(self, number):
        assert list(StoreForm({"round": number}, parsed=parse(CHAT)).errors) == ["round"]


class TestCorrection:
    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"do": "burn 0-3"}, "There is no such correction."),
            ({"do": "prompt"}, "Choose a paragraph first."),
            ({"do": "prompt", "at": "3-"}, "Choose a paragraph first."),
            ({"do": "prompt 0-99999999999"}, "Choose a paragraph first."),
            ({"do": "voice_from 0-3", "to": "new"}, "Name the respondent that begins here."),
            ({"do": "voice_here 0-3", "new_name": " "}, "Name the respondent that begins here."),
        ],
    )
    def test_what_is_none_is_refused_in_words(self, fields, told):
        assert CorrectionForm(fields).errors == {"__all__": [told]}

    def test_a_place_comes_with_the_verb_or_beside_it(self):
        for fields in ({"do": "prompt 27-35"}, {"do": "prompt", "at": "27-35"}):
            form = CorrectionForm(fields)
            assert form.is_valid()
            assert form.place == 27
            parsed = form.correction()(parse(CHAT))
            assert [piece.role for piece in parsed.pieces if piece.start <= 27 < piece.end] == ["prompt"]

    def test_a_new_respondent_begins_there(self):
        start = CHAT.index(b"User: Does")
        form = CorrectionForm({"do": f"voice_from {start}-{len(CHAT)}", "new_name": "Lark", "new_kind": "person"})
        assert form.is_valid(), form.errors
        parsed = form.correction()(parse(CHAT))
        assert [(voice.name, voice.kind) for voice in parsed.voices][-1] == ("Lark", "person")

    def test_a_respondent_that_is_none_is_refused(self):
        form = CorrectionForm({"do": "voice_here 0-5", "to": "x"})
        assert form.is_valid()
        with pytest.raises(IntakeError, match="There is no such respondent in this document"):
            form.correction()(parse(CHAT))

    def test_a_doubt_is_settled_by_its_key(self):
        parsed = parse(b"Claude says:\n\nIt works.")
        form = CorrectionForm({"do": "settle gap-0-first"})
        assert form.is_valid()
        assert form.place is None
        assert form.correction()(parsed).settled == ("gap-0-first",)
        with pytest.raises(IntakeError, match="settled already"):
            form.correction()(form.correction()(parsed))

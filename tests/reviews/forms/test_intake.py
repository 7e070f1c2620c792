"""Forms of the intake: what is read of a paste, what of files, and how a draft is corrected."""

from dataclasses import asdict

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.domain.optimistic_lock import Overtaken, token
from reviews.forms.intake import ALL_OR_NONE, NO_NAME, CorrectionForm, FilesForm, PasteForm, StoreForm, VoiceForm
from reviews.intake.document import IntakeError, Parsed, Voice
from reviews.intake.parse import parse
from tests.exports import export_of, talk

CHAT = b"User: Is it safe?\n\nClaude: It is.\n\nUser: Does it work?\n\nClaude: It does."


def files(**held: bytes) -> FilesForm:
    """The form with those files, which are Markdown or, if they are called so, JSON."""
    given = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in held.items()]
    return FilesForm({}, {"files": given})


class TestPaste:
    def test_a_paste_is_a_document_of_its_bytes(self):
        form = PasteForm({"text": CHAT.decode(), "respondent": "", "kind": ""})
        assert form.is_valid(), form.errors
        assert (form.document.data, form.document.name, form.document.media_type) == (CHAT, "", "text/plain")
        assert form.document.parsed.pieces == parse(CHAT).pieces
        assert form.exports == []

    def test_who_speaks_can_be_said(self):
        form = PasteForm({"text": "It is safe.", "respondent": "Ada", "kind": "person"})
        assert form.is_valid()
        (voice,) = form.document.parsed.voices
        assert (voice.name, voice.kind) == ("Ada", "person")

    def test_an_export_of_many_is_one_to_choose_from(self):
        form = PasteForm({"text": export_of(talk(1), talk(2)).decode()})
        assert form.is_valid()
        ((name, held),) = form.exports
        assert (name, held.read()) == ("A paste", export_of(talk(1), talk(2)))

    def test_what_cannot_be_read_is_said_at_the_text(self):
        form = PasteForm({"text": " \n"})
        assert list(form.errors) == ["text"]


class TestFiles:
    def test_each_is_read_and_those_of_many_conversations_are_kept_to_choose_from(self):
        form = files(owls_md=CHAT, many_json=export_of(talk(1), talk(2)), one_json=export_of(talk(3)))
        assert form.is_valid(), form.errors
        assert [one.name for one in form.documents] == ["owls.md"]
        assert [name for name, _ in form.exports] == ["many.json", "one.json"], "what came along is of the same export"

    def test_one_that_cannot_be_read_keeps_the_others_out(self):
        form = files(owls_md=CHAT, empty_md=b"")
        assert [str(one) for one in form.errors["files"]][1:] == [ALL_OR_NONE]
        alone = files(empty_md=b"")
        assert len(alone.errors["files"]) == 1

    def test_too_many_bytes_are_refused_before_they_are_read(self, monkeypatch):
        monkeypatch.setattr("reviews.forms.intake.MOST_AT_ONCE", 10)
        assert files(owls_md=CHAT).errors == {"files": ["These are more than 10 bytes: give fewer files at once."]}
        assert FilesForm.too_long().errors["files"][0].startswith("More than 1 GB is not read at once")


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

"""Forms of the intake: what is read of a paste, and what of files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.forms.intake import ALL_OR_NONE, CalledForm, FilesForm, PasteForm
from reviews.intake.document import Voice
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


@pytest.mark.parametrize(
    ("sent", "voice"),
    [
        ({"respondent": "Claude Opus 4.5"}, Voice("Claude", vendor="Anthropic", version="Opus 4.5")),
        ({"respondent": " Wren ", "kind": "person"}, Voice("Wren", kind="person")),
        ({"respondent": ""}, None),
        ({"respondent": "Wren", "kind": "bird"}, None),
    ],
)
def test_who_somebody_says_speaks(sent, voice):
    assert CalledForm(sent).voice() == voice

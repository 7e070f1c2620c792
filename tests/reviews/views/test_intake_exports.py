"""Exports on the intake page: one conversation becomes a draft, many are refused in words, and only what is read is kept."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.models import IntakeDraft, Source, Transcript

TALK = {
    "uuid": "owl-1",
    "name": "Of owls",
    "model": "claude-opus-4-8",
    "chat_messages": [
        {"sender": "human", "text": "Is the owl safe?"},
        {"sender": "assistant", "text": "It is, **with the lid on**."},
    ],
}


@pytest.fixture
def url(comparison) -> str:
    return reverse("reviews:intake", args=[comparison.slug])


@pytest.fixture
def alices(client: Client, alice) -> Client:
    client.force_login(alice)
    return client


def upload(client: Client, url: str, name: str, data: bytes):
    return client.post(f"{url}files/", {"files": [SimpleUploadedFile(name, data)]})


def test_one_conversation_becomes_a_draft_and_is_stored(alices, url):
    data = json.dumps([TALK]).encode()
    upload(alices, url, "conversations.json", data)
    draft = IntakeDraft.objects.get()
    assert (draft.parsed["format"], bytes(draft.data)) == ("claude", data)
    page = alices.get(f"{url}{draft.pk}/")
    assert (page.status_code, "Is the owl safe?" in page.text) == (200, True)
    alices.post(f"{url}{draft.pk}/store/", {"round": "1"})
    (transcript,) = Transcript.objects.all()
    (response,) = transcript.responses.all()
    assert (transcript.respondent.name, transcript.respondent.version) == ("Claude", "Opus 4.8")
    assert (response.prompt, response.prompt_found_by, response.text.strip()) == (
        "Is the owl safe?",
        "format",
        "It is, with the lid on.",
    )


def test_of_an_archive_only_the_conversation_is_kept(alices, url):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("users.json", json.dumps([{"email_address": "private@example.org"}]))
        archive.writestr("conversations.json", json.dumps([TALK]))
    upload(alices, url, "export.zip", held.getvalue())
    assert json.loads(bytes(IntakeDraft.objects.get().data)) == TALK


def test_many_conversations_are_never_all_imported(alices, url):
    response = upload(alices, url, "export.json", json.dumps([TALK, {**TALK, "uuid": "owl-2"}]).encode())
    assert response.status_code == 422
    assert "export.json holds 2 conversations: choose one by its id. owl-1 “Of owls”; owl-2 “Of owls”." in response.text
    assert not (IntakeDraft.objects.exists() or Source.objects.exists())

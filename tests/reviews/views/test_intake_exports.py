"""Exports on the intake page: one conversation becomes a draft, many are chosen from, and only what is read is kept."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.models import IntakeDraft, IntakeExport, Source, Transcript
from tests.exports import export_of, talk, zipped
from tests.factories import MembershipFactory

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
    return upload_all(client, url, (name, data))


def upload_all(client: Client, url: str, *files: tuple[str, bytes]):
    return client.post(f"{url}files/", {"files": [SimpleUploadedFile(name, data) for name, data in files]})


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


@pytest.mark.parametrize("odd", ["\ud800", "\x00"])
def test_ids_that_nothing_can_hold_are_made_ones_that_can(alices, url, odd):
    nodes = {
        key: {
            "parent": parent,
            "message": {
                "id": key,
                "author": {"role": "user" if key == "asked" else "assistant"},
                "content": {"content_type": "text", "parts": [key]},
            },
        }
        for key, parent in (("asked", None), (f"a{odd}", "asked"), (f"b{odd}", "asked"))
    }
    owl = {"id": f"owl{odd}", "title": f"Owl{odd}", "mapping": nodes, "current_node": f"a{odd}"}
    upload(alices, url, "owl.json", json.dumps(owl).encode())
    draft = IntakeDraft.objects.get()
    assert alices.get(f"{url}{draft.pk}/").context["branches"] == []
    alices.post(f"{url}{draft.pk}/store/", {"round": "1"})
    source = Source.objects.get()
    assert (source.conversation, [run["ids"] for run in source.messages]) == ("owl\ufffd", [["asked"], ["a\ufffd"]])


def test_of_an_archive_only_the_conversation_is_kept(alices, url):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("users.json", json.dumps([{"email_address": "private@example.org"}]))
        archive.writestr("conversations.json", json.dumps([TALK]))
    upload(alices, url, "export.zip", held.getvalue())
    assert json.loads(bytes(IntakeDraft.objects.get().data)) == TALK


class TestManyConversations:
    """They become an export to choose from; none of them is imported."""

    def test_a_file_of_two(self, alices, url):
        response = upload(alices, url, "export.json", export_of(talk(1), talk(2)))
        export = IntakeExport.objects.get()
        assert response.headers["Location"] == f"{url}exports/{export.pk}/"
        assert (export.name, export.read_to, export.conversations.count()) == ("export.json", 0, 0)
        assert not (IntakeDraft.objects.exists() or Source.objects.exists())

    def test_a_paste_of_two(self, alices, url):
        response = alices.post(f"{url}paste/", {"text": export_of(talk(1), talk(2)).decode()})
        export = IntakeExport.objects.get()
        assert (response.headers["Location"], export.name) == (f"{url}exports/{export.pk}/", "A paste")
        assert not IntakeDraft.objects.exists()

    def test_an_archive_of_two(self, alices, url):
        upload(alices, url, "export.zip", zipped(conversations=export_of(talk(1), talk(2))))
        assert IntakeExport.objects.get().parts[0][0] == "export.zip (conversations.json)"

    def test_files_that_are_too_large_to_be_read_at_once(self, alices, url, monkeypatch):
        monkeypatch.setattr("reviews.forms.intake.MAX_BYTES", 100)
        response = upload(alices, url, "one.json", export_of(talk(1)))
        assert response.headers["Location"] == f"{url}exports/{IntakeExport.objects.get().pk}/"
        response = upload(alices, url, "long.md", b"Owl says:\n\n" + b"It works. " * 100)
        assert "long.md is too large: 1,011 bytes, where at most 100 are read." in response.text

    def test_many_small_ones_that_are_too_large_together(self, alices, url, monkeypatch):
        monkeypatch.setattr("reviews.forms.intake.MOST_AT_ONCE", 1000)
        files = [(f"conversations-00{n}.json", export_of(talk(n))) for n in range(4)]
        response = upload_all(alices, url, *files)
        export = IntakeExport.objects.get()
        assert response.headers["Location"] == f"{url}exports/{export.pk}/"
        assert (export.name, len(export.parts)) == ("conversations-000.json and 3 more", 4)

    def test_what_came_along_is_in_the_same_export_or_a_draft(self, alices, url):
        files = [
            ("conversations-000.json", export_of(talk(1), talk(2))),
            ("lark.md", b"Lark says:\n\nTweet."),
            ("conversations-001.json", export_of(talk(3))),
        ]
        response = upload_all(alices, url, *files)
        export = IntakeExport.objects.get()
        assert response.headers["Location"] == f"{url}exports/{export.pk}/"
        assert [part[0] for part in export.parts] == ["conversations-000.json", "conversations-001.json"]
        assert [draft.name for draft in IntakeDraft.objects.all()] == ["lark.md"]
        assert "1 document is read: look at each before it is stored." in alices.get(url).text

    @pytest.mark.parametrize(
        ("bad", "words"),
        [
            (("empty.md", b""), "empty.md is empty."),
            (("broken.zip", b"PK\x03\x04..."), "broken.zip is no whole ZIP archive: it cannot be unpacked."),
        ],
    )
    def test_one_bad_file_and_nothing_is_kept(self, alices, url, bad, words):
        response = upload_all(
            alices, url, ("export.json", export_of(talk(1), talk(2))), ("lark.md", b"Lark says:\n\nTweet."), bad
        )
        assert response.status_code == 422
        assert f"<li>{words}</li>" in response.text
        assert not (IntakeExport.objects.exists() or IntakeDraft.objects.exists())

    def test_a_draft_that_is_refused_refuses_the_export_too(self, alices, url):
        upload(alices, url, "lark.md", b"Lark says:\n\nTweet.")
        alices.post(f"{url}{IntakeDraft.objects.get().pk}/store/", {"round": "1"})
        response = upload_all(
            alices, url, ("export.json", export_of(talk(1), talk(2))), ("lark.md", b"Lark says:\n\nTweet.")
        )
        assert response.status_code == 422
        assert "<li>lark.md: This is stored already, since" in response.text
        assert not IntakeExport.objects.exists()

    def test_a_script_is_told_where_to_go(self, alices, url):
        file = SimpleUploadedFile("export.json", export_of(talk(1), talk(2)))
        response = alices.post(f"{url}files/", {"files": [file]}, headers={"HX-Request": "true"})
        assert response.headers["HX-Redirect"] == f"{url}exports/{IntakeExport.objects.get().pk}/"

    def test_what_is_open_is_listed_for_its_owner(self, client, team, alices, url):
        upload(alices, url, "export.json", export_of(talk(1), talk(2)))
        export = IntakeExport.objects.get()
        page = alices.get(url).text
        assert f'<a href="{url}exports/{export.pk}/">export.json</a>' in page
        assert "not read to its end" in page
        assert f'action="{url}exports/{export.pk}/discard/"' in page
        other = Client()
        other.force_login(MembershipFactory(team=team, role="editor").user)
        assert "export.json" not in other.get(url).text

    def test_what_is_longer_than_all_that_is_read_is_turned_away_unread(self, alices, url, monkeypatch):
        monkeypatch.setattr("reviews.views.intake.MOST_SENT", 1000)
        response = upload(alices, url, "export.json", export_of(*map(talk, range(1, 9))))
        assert response.status_code == 422
        words = "More than 1 GB is not read at once: give fewer files, or the ZIP that the export came in."
        assert f"<li>{words}</li>" in response.text
        assert not IntakeExport.objects.exists()

    def test_the_token_is_checked_all_the_same(self, alice, url):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(alice)
        assert upload(strict, url, "export.json", export_of(talk(1), talk(2))).status_code == 403
        assert not IntakeExport.objects.exists()
        token = strict.get(url).cookies["csrftoken"].value
        files = [SimpleUploadedFile("export.json", export_of(talk(1), talk(2)))]
        assert strict.post(f"{url}files/", {"files": files, "csrfmiddlewaretoken": token}).status_code == 302

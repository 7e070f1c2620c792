"""Bytes over 1 MB: one file for the same bytes, on disk before the commit, and gone an hour after nothing names it."""

import os
import threading
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft
from reviews.domain.ended_drafts import discard_draft
from reviews.domain.files import GRACE, FileMissing, forget_orphans, read_stored, stored
from reviews.domain.papers import store_pages, store_pdf
from reviews.domain.sources import record_document
from reviews.domain.storing import store_draft
from reviews.intake.parse import parse
from reviews.models import Comparison, IntakeDraft, PaperFile, Source, User
from reviews.models.stored_bytes import private_files
from reviews.pdf.reading import PdfText
from tests.factories import make_comparison
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SMALL, LARGE = b"owl" * 333_333, b"owl!" * 250_001
TEXT = b"User: Is it safe?\n\nClaude: Yes. " + b"It has wings. " * 80_000


@pytest.fixture(autouse=True)
def _no_files() -> None:
    for name in files():
        private_files().delete(name)


def files() -> list[str]:
    """The names of all private files."""
    storage = private_files()
    folders = [folder for folder in ("files", "uploads") if storage.exists(folder)]
    return sorted(f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1])


def age(name: str, by: timedelta = GRACE + timedelta(seconds=1)) -> None:
    """The file was saved so long ago."""
    then = (timezone.now() - by).timestamp()
    os.utime(private_files().path(name), (then, then))


@cache
def document(data: bytes = TEXT) -> Document:
    return Document(data, "owl.txt", "text/plain", parse(data, name="owl.txt"))


def give(comparison: Comparison, data: bytes = LARGE) -> PaperFile:
    store_pdf(comparison=comparison, data=data, name="owl.pdf", text=PdfText(("Owls see.",)))
    return PaperFile.objects.get(paper=comparison.paper)


class TestWhereBytesLie:
    def test_up_to_a_megabyte_in_the_row(self, comparison):
        file = give(comparison, SMALL)
        assert (file.size, file.in_file, bytes(file.data or b""), files()) == (999_999, False, SMALL, [])
        assert read_stored(file) == SMALL

    def test_more_in_a_file_that_their_hash_names(self, comparison):
        file = give(comparison)
        assert (file.size, file.in_file, file.data, files()) == (1_000_004, True, None, [file.file_name])
        assert file.file_name == f"files/{file.sha256}"
        assert read_stored(file) == LARGE
        path = Path(private_files().path(file.file_name))
        assert (path.read_bytes(), path.stat().st_mode & 0o777) == (LARGE, 0o600)
        assert path.parent.stat().st_mode & 0o777 == 0o700

    @pytest.mark.slow
    def test_a_draft_and_what_is_stored_of_it_share_the_file(self, comparison, alice):
        draft = begin_draft(comparison=comparison, by=alice, document=document())
        assert (draft.in_file, files()) == (True, [draft.file_name])
        store_draft(draft=draft, by=alice)
        source = Source.objects.get()
        assert (source.in_file, source.size, read_stored(source)) == (True, len(TEXT), TEXT)
        assert (files(), forget_orphans()) == ([source.file_name], 0)

    def test_they_are_on_disk_before_the_commit(self, comparison, monkeypatch):
        synced = []
        fsync = os.fsync

        def noted(descriptor: int) -> None:
            fsync(descriptor)
            synced.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")
            assert not PaperFile.objects.exists()

        monkeypatch.setattr("reviews.storage.os.fsync", noted)
        give(comparison)
        assert synced == ["file", "folder"]

    def test_a_row_holds_its_bytes_in_one_place(self, comparison):
        fields = {"paper": comparison.paper, "name": "owl.pdf", "sha256": "0" * 64, "size": 1}
        for placed in ({"in_file": True, "data": b"a"}, {"in_file": False, "data": None}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PaperFile.objects.create(**fields, **placed)

    def test_a_file_is_never_overwritten(self):
        storage = private_files()
        assert storage.save("files/owl", ContentFile(b"first")) == "files/owl"
        age("files/owl")
        assert storage.save("files/owl", ContentFile(b"second")) == "files/owl"
        with storage.open("files/owl") as kept:
            assert kept.read() == b"first"
        assert storage.get_modified_time("files/owl") > timezone.now() - timedelta(minutes=1), "it counts as new"


class TestSweep:
    def test_a_crash_before_the_commit_leaves_an_orphan_and_no_row(self, comparison, monkeypatch):
        def crash(*args: object, **kwargs: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("reviews.domain.papers.unknown_of", crash)
        with pytest.raises(KeyboardInterrupt):
            give(comparison)
        (orphan,) = files()
        assert not PaperFile.objects.exists()
        assert forget_orphans() == 0, "its transaction may still be open"
        age(orphan)
        assert (forget_orphans(), files()) == (1, [])

    def test_the_same_bytes_share_a_file_and_removing_one_keeps_the_others(self, comparison, alice, team):
        other = make_comparison(alice, team, title="Lark")
        first, second = give(comparison), give(other)
        assert files() == [first.file_name] == [second.file_name]
        age(first.file_name)
        store_pages(comparison=comparison, text="")
        assert (forget_orphans(), read_stored(second)) == (0, LARGE)
        store_pages(comparison=other, text="")
        assert (forget_orphans(), files()) == (1, [])

    def test_what_a_killed_process_left_goes_too(self, comparison):
        kept = give(comparison)
        age(kept.file_name)
        for name in ("uploads/fresh.upload", "uploads/stale.upload", "files/.half-written"):
            path = Path(private_files().path(name))
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"half of somebody's conversations")
        age("uploads/stale.upload")
        age("files/.half-written")
        assert (forget_orphans(), files()) == (2, [kept.file_name, "uploads/fresh.upload"])

    @pytest.mark.slow
    def test_the_same_bytes_again_spare_an_orphan(self, comparison, alice):
        draft = begin_draft(comparison=comparison, by=alice, document=document())
        discard_draft(draft=draft)
        age(draft.file_name)
        again = begin_draft(comparison=comparison, by=alice, document=document())
        assert (forget_orphans(), read_stored(again)) == (0, TEXT)


class TestAtOnce:
    def test_two_uploads_of_the_same_bytes_at_once_share_a_file(self, comparison, alice, team):
        other = make_comparison(alice, team, title="Lark")
        first, second = at_once(lambda: give(comparison), lambda: give(other))
        assert isinstance(first, PaperFile) and isinstance(second, PaperFile)
        assert files() == [first.file_name] == [second.file_name]
        assert read_stored(first) == read_stored(second) == LARGE

    @pytest.mark.slow
    def test_a_sweep_spares_what_an_open_transaction_will_name(self, comparison, alice):
        """The file is an old orphan when a transaction finds it there; the sweep comes before that commits."""
        orphan = stored(TEXT)
        age(f"files/{orphan['sha256']}")
        written, swept = threading.Event(), threading.Event()

        def upload() -> IntakeDraft:
            with transaction.atomic():
                draft = begin_draft(comparison=comparison, by=alice, document=document())
                written.set()
                swept.wait(20)
            return draft

        def sweep() -> int:
            written.wait(20)
            try:
                return forget_orphans()
            finally:
                swept.set()

        draft, count = at_once(upload, sweep)
        assert count == 0
        assert isinstance(draft, IntakeDraft)
        assert read_stored(draft) == TEXT

    def test_a_saver_waits_for_a_sweep_that_deletes_the_file(self, comparison):
        digest = stored(LARGE)["sha256"]
        age(f"files/{digest}")
        asked = threading.Event()

        def is_used() -> bool:
            asked.set()
            saver.join(0.3)
            assert saver.is_alive(), "it waits"
            return False

        def save() -> None:
            asked.wait(20)
            stored(LARGE)
            connection.close()

        saver = threading.Thread(target=save)
        saver.start()
        storage = private_files()
        assert storage.delete_unused(f"files/{digest}", since=timezone.now() - GRACE, is_used=is_used)  # type: ignore[attr-defined]
        saver.join()
        assert files() == [f"files/{digest}"]


@pytest.mark.slow
class TestMissing:
    @pytest.fixture
    def missing(self, comparison: Comparison, alice: User, client):
        """A browser of Alice's; the files of her comparison are gone."""
        give(comparison)
        record_document(comparison=comparison, document=document(), by=alice)
        begin_draft(comparison=comparison, by=alice, document=document(TEXT + b"And a beak."))
        for name in files():
            private_files().delete(name)
        client.force_login(alice)
        return client

    def test_reading_says_so(self, missing):
        with pytest.raises(FileMissing) as failed:
            read_stored(PaperFile.objects.get())
        assert str(failed.value) == "The file of owl.pdf is missing on this server: ask who runs it to restore it."

    def test_the_page_of_the_paper_says_so(self, missing, comparison):
        address = f"/c/{comparison.slug}/paper/"
        assert "Its file is missing on this server: ask who runs it to restore it." in missing.get(address).text
        answer = missing.get(f"{address}pdf/", follow=True)
        assert answer.redirect_chain == [(address, 302)]
        assert "The file of owl.pdf is missing on this server: ask who runs it to restore it." in answer.text

    def test_the_intake_page_says_so(self, missing, comparison):
        page = missing.get(f"/c/{comparison.slug}/intake/").text
        assert page.count("its file is missing on this server") == 2, "of the source and of the draft"

    def test_the_draft_says_so_and_stores_nothing(self, missing, comparison):
        draft = IntakeDraft.objects.get()
        address = f"/c/{comparison.slug}/intake/{draft.pk}/"
        assert missing.get(address).status_code == 200
        answer = missing.post(f"{address}store/", {"round": 1})
        assert answer.status_code == 422
        assert "The file of owl.txt is missing on this server: ask who runs it to restore it." in answer.text
        assert Source.objects.count() == 1

    def test_the_same_bytes_again_bring_the_file_of_a_draft_back(self, missing, comparison, alice):
        begin_draft(comparison=comparison, by=alice, document=document(TEXT + b"And a beak."))
        assert read_stored(IntakeDraft.objects.get()) == TEXT + b"And a beak."

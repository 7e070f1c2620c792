"""Exports as people keep them for a day: read step by step, chosen from, thrown away."""

import io
import json
import os
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from reviews.domain.exports import (
    KEPT,
    MOST_KEPT,
    discard_export,
    exports_of,
    forget_expired,
    keep_export,
    read_on,
    stored_ids,
    take,
    unpack_uploads,
)
from reviews.domain.files import GRACE, forget_orphans, read_stored
from reviews.domain.storing import store_draft
from reviews.intake.exports.registry import document_of
from reviews.intake.parse import parse
from reviews.models import ExportedConversation, IntakeDraft, IntakeExport, Source
from reviews.models.stored_bytes import private_files
from reviews.refusal import Refused
from tests.exports import export_of, talk, zipped
from tests.factories import make_comparison

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _in_files(monkeypatch):
    """The bytes of these small exports lie in files, as those of large ones do."""
    monkeypatch.setattr("reviews.domain.files.MOST_IN_A_ROW", 0)
    for name in files():
        private_files().delete(name)


def files() -> list[str]:
    storage = private_files()
    return sorted(
        f"{folder}/{name}"
        for folder in ("files", "uploads")
        if storage.exists(folder)
        for name in storage.listdir(folder)[1]
    )


def path_of(export: IntakeExport) -> str:
    return private_files().path(export.file_name)


def begin(comparison, alice, *given: tuple[str, bytes]) -> IntakeExport:
    with unpack_uploads([(name, io.BytesIO(data)) for name, data in given]) as unpacked:
        assert unpacked
        return keep_export(comparison=comparison, by=alice, unpacked=unpacked)


def read_whole(export: IntakeExport) -> IntakeExport:
    while not export.is_read:
        read_on(export=export, seconds=60)
    return export


@pytest.fixture
def three(comparison, alice) -> IntakeExport:
    return begin(comparison, alice, ("conversations.json", export_of(talk(1), talk(2, turns=2), talk(3))))


class TestBegin:
    def test_the_file_is_kept_and_nothing_is_read_yet(self, three, alice, comparison):
        assert (three.name, three.read_to, three.size) == ("conversations.json", 0, os.path.getsize(path_of(three)))
        assert three.parts == [("conversations.json", 0, three.size, False)]
        assert files() == [three.file_name]
        assert os.stat(path_of(three)).st_mode & 0o777 == 0o600
        assert timedelta(0) < timezone.now() + KEPT - three.expires_at < timedelta(minutes=1)
        assert list(exports_of(alice, comparison)) == [three]

    def test_several_files_are_one_export(self, comparison, alice):
        export = begin(
            comparison,
            alice,
            ("conversations-000.json", export_of(talk(1))),
            ("conversations-001.json", export_of(talk(2), talk(3))),
            ("more.zip", zipped(conversations=export_of(talk(4)), users=b'[{"email": "owl@example.org"}]')),
        )
        assert export.name == "conversations-000.json and 2 more"
        read_whole(export)
        assert [one.conversation for one in export.conversations.all()] == ["owl-1", "owl-2", "owl-3", "owl-4"]
        with private_files().open(export.file_name) as kept:
            assert b"owl@example.org" not in kept.read()

    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("broken.zip", b"PK\x03\x04 and no more", "broken.zip is no whole ZIP archive: it cannot be unpacked."),
            ("empty.zip", zipped(notes=b"{}"), "empty.zip holds no conversation that says something."),
        ],
    )
    def test_what_is_refused_leaves_no_file(self, comparison, alice, name, data, words):
        with pytest.raises(Refused) as refused:
            begin(comparison, alice, ("good.json", export_of(talk(1))), (name, data))
        assert (str(refused.value), refused.value.field) == (words, "files")
        assert (files(), IntakeExport.objects.count()) == ([], 0)

    def test_one_more_than_are_kept_takes_the_place_of_the_one_used_longest_ago(self, comparison, alice):
        held = [begin(comparison, alice, (f"{n}.json", export_of(talk(n), talk(9)))) for n in range(1, MOST_KEPT + 1)]
        take(export=read_whole(held[0]), chosen=list(held[0].conversations.all()[:1]))
        newest = begin(comparison, alice, ("newest.json", export_of(talk(7), talk(8))))
        kept = exports_of(alice, comparison).order_by("pk")
        assert [export.name for export in kept] == ["1.json", "3.json", "newest.json"]
        assert newest in kept

    def test_exports_elsewhere_do_not_count(self, comparison, alice, team):
        other = make_comparison(alice, team, title="Lark")
        for n in range(1, MOST_KEPT + 1):
            begin(comparison, alice, (f"{n}.json", export_of(talk(n), talk(9))))
        begin(other, alice, ("other.json", export_of(talk(1), talk(2))))
        assert exports_of(alice, comparison).count() == MOST_KEPT


class TestRead:
    def test_what_is_offered(self, three):
        read_whole(three)
        one, two, _ = three.conversations.all()
        assert (one.number, one.conversation, one.format, one.title) == (1, "owl-1", "claude", "Of owl 1")
        assert (one.said_on, one.model, one.prompts) == (date(2026, 5, 1), "Claude Opus 4.8", 1)
        assert one.first_prompt == "Is owl 1 safe, asked for the 1. time?"
        assert (two.number, two.prompts) == (2, 2)
        with private_files().open(three.file_name) as kept:
            data = kept.read()
        assert json.loads(data[two.start : two.end])["uuid"] == "owl-2"

    def test_it_goes_on_where_it_was_after_each_step(self, three):
        steps = []
        while not three.is_read:
            read_on(export=IntakeExport.objects.get(pk=three.pk), seconds=0)
            three.refresh_from_db()
            steps.append((three.read_to, three.conversations.count()))
        assert [count for _, count in steps][:3] == [1, 2, 3]
        assert [at for at, _ in steps] == sorted({at for at, _ in steps})
        assert steps[-1] == (three.size, 3)
        assert [one.number for one in three.conversations.all()] == [1, 2, 3]

    def test_what_is_read_whole_is_not_read_again_for_each_conversation(self, comparison, alice, monkeypatch):
        clock = [0]
        monkeypatch.setattr("reviews.domain.exports.monotonic", lambda: clock[0])
        entries = [
            {"header": "Gemini Apps", "products": ["Gemini Apps"], "time": f"2026-05-0{day}T08:00:00Z"}
            | {"title": f"Prompted Owl {day}?", "safeHtmlItem": [{"html": "Safe."}]}
            for day in (3, 2, 1)
        ]

        def slowly(*args, **kwargs):
            clock[0] += 100
            return document_of(*args, **kwargs)

        monkeypatch.setattr("reviews.intake.exports.registry.document_of", slowly)
        export = begin(comparison, alice, ("MyActivity.json", json.dumps(entries).encode()))
        read_on(export=export, seconds=1)
        assert (export.is_read, export.conversations.count()) == (True, 3)

    def test_of_two_that_read_on_at_once_one_stands(self, three):
        first, second = IntakeExport.objects.get(pk=three.pk), IntakeExport.objects.get(pk=three.pk)
        read_on(export=first, seconds=0)
        read_on(export=second, seconds=60)
        three.refresh_from_db()
        assert (three.read_to, three.conversations.count()) == (first.read_to, 1)

    def test_an_export_that_is_cut_short_is_refused_and_gone(self, comparison, alice):
        data = export_of(*map(talk, range(1, 5)))
        export = begin(comparison, alice, ("conversations.json", data[:-200]))
        with pytest.raises(Refused, match=r"^conversations\.json .*\.$"):
            for _ in range(9):
                read_on(export=export, seconds=0)
        assert (IntakeExport.objects.count(), ExportedConversation.objects.count()) == (0, 0)

    def test_an_export_that_is_nested_too_deep_is_refused_and_gone(self, comparison, alice):
        deep = export_of(talk(1), talk(2))[:-1] + b', {"uuid": ' + b"[" * 5_000 + b"]" * 5_000 + b"}]"
        export = begin(comparison, alice, ("deep.json", deep))
        with pytest.raises(Refused, match=r"^deep\.json.* nested too deep: at most 200 levels of JSON are read\.$"):
            for _ in range(9):
                read_on(export=export, seconds=0)
        assert IntakeExport.objects.count() == 0

    def test_nothing_to_choose_from_is_refused(self, comparison, alice):
        export = begin(comparison, alice, ("conversations.json", export_of(talk(1, chat_messages=[]))))
        with pytest.raises(Refused, match=r"^conversations\.json holds no conversation that says something\.$"):
            read_whole(export)
        assert IntakeExport.objects.count() == 0

    def test_one_that_was_thrown_away_meanwhile_is_not_read(self, three):
        discard_export(export=IntakeExport.objects.get(pk=three.pk))
        with pytest.raises(Refused, match=r"^conversations\.json was thrown away meanwhile: give it again\.$"):
            read_on(export=three, seconds=1)


class TestTake:
    def test_each_becomes_a_draft_that_holds_nothing_else(self, three):
        read_whole(three)
        one, _, third = three.conversations.all()
        first, second = take(export=three, chosen=[one, third])
        assert (first.name, second.name, first.owner) == ("Of owl 1", "Of owl 3", three.owner)
        assert json.loads(read_stored(second)) == talk(3)
        assert "Owl 3 is safe, with its lid on." in second.text
        assert (second.parsed["format"], second.parsed["conversation"]) == ("claude", "owl-3")
        assert not Source.objects.exists()

    def test_the_same_again_is_the_same_draft(self, three):
        chosen = list(read_whole(three).conversations.all()[:1])
        assert take(export=three, chosen=chosen) == take(export=three, chosen=chosen)

    def test_none_and_too_many_are_refused(self, comparison, alice):
        export = read_whole(begin(comparison, alice, ("many.json", export_of(*map(talk, range(1, 22))))))
        for chosen, words in (
            ([], "Choose a conversation first: tick it, or press its title."),
            (list(export.conversations.all()), "21 conversations are ticked: at most 20 are taken at once."),
        ):
            with pytest.raises(Refused) as refused:
                take(export=export, chosen=chosen)
            assert str(refused.value) == words
        assert not IntakeDraft.objects.exists()

    def test_all_or_none(self, three, alice):
        one, two, _ = read_whole(three).conversations.all()
        (draft,) = take(export=three, chosen=[two])
        store_draft(draft=draft, by=alice)
        with pytest.raises(Refused, match=r"^“Of owl 2”: .* stored already"):
            take(export=three, chosen=[one, two])
        assert not IntakeDraft.objects.exists()

    def test_what_is_stored_is_said(self, three, alice):
        _, two, _ = read_whole(three).conversations.all()
        store_draft(draft=take(export=three, chosen=[two])[0], by=alice)
        assert stored_ids(three.comparison) == {"owl-2"}

    def test_nobody_waits_while_they_are_read(self, three, monkeypatch):
        def unhindered(*args, **kwargs):
            assert not connection.in_atomic_block
            return parse(*args, **kwargs)

        monkeypatch.setattr("reviews.domain.exports.parse", unhindered)
        assert len(take(export=three, chosen=list(read_whole(three).conversations.all()))) == 3

    def test_thrown_away_while_they_are_read(self, three, monkeypatch):
        chosen = list(read_whole(three).conversations.all()[:1])

        def meanwhile(*args, **kwargs):
            discard_export(export=IntakeExport.objects.get(pk=three.pk))
            return parse(*args, **kwargs)

        monkeypatch.setattr("reviews.domain.exports.parse", meanwhile)
        (draft,) = take(export=three, chosen=chosen)
        assert (draft.name, IntakeExport.objects.count()) == ("Of owl 1", 0)

    def test_a_use_keeps_it_a_day_longer(self, three):
        read_whole(three)
        IntakeExport.objects.update(expires_at=timezone.now() + timedelta(hours=1))
        take(export=three, chosen=list(three.conversations.all()[:1]))
        assert three.expires_at > timezone.now() + timedelta(hours=23)


class TestGone:
    def test_thrown_away(self, three):
        (draft,) = take(export=three, chosen=list(read_whole(three).conversations.all()[:1]))
        discard_export(export=three)
        assert (IntakeExport.objects.count(), ExportedConversation.objects.count()) == (0, 0)
        assert list(IntakeDraft.objects.all()) == [draft]

    def test_its_file_goes_an_hour_later(self, three):
        discard_export(export=three)
        assert (forget_orphans(), files()) == (0, [three.file_name])
        old = (timezone.now() - GRACE).timestamp() - 1
        os.utime(path_of(three), (old, old))
        assert (forget_orphans(), files()) == (1, [])

    def test_a_day_later(self, three, comparison, alice):
        forget_expired()
        assert list(exports_of(alice, comparison)) == [three]
        IntakeExport.objects.update(expires_at=timezone.now())
        assert not exports_of(alice, comparison).exists()
        forget_expired()
        assert IntakeExport.objects.count() == 0

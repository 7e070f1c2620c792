"""Exports in their ZIP archives, and archives that are not to be unpacked."""

import io
import json
import zipfile

import pytest

from reviews.intake import archive
from reviews.intake.formats import alone, conversations, parse
from reviews.intake.pieces import IntakeError
from tests.reviews.intake.formats.reading import read, talk

CHAT = {"uuid": "sea", "chat_messages": [{"sender": "human", "text": "Salt?"}, {"sender": "assistant", "text": "Yes."}]}
OTHER = {**CHAT, "uuid": "lake"}


def zipped(*files: tuple[str, object], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as written:
        for name, content in files:
            written.writestr(name, content if isinstance(content, str | bytes) else json.dumps(content))
    return held.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(IntakeError) as refusal:
        parse(data, name="export.zip")
    return str(refusal.value)


def test_the_conversations_are_found_by_what_they_are():
    data = zipped(
        ("user.json", {"email": "private@example.org"}),
        ("notes.json", "{not json"),
        ("a/b/talks.json", [CHAT]),
        ("chat.html", "<html>" + "x" * 100),
        ("kite.png", b"\x89PNG"),
    )
    assert (talk(read(data)), read(data).format) == ([("Salt?", "Yes.")], "claude")


def test_what_is_kept_of_an_archive_is_the_conversation_alone():
    data = zipped(("user.json", {"email": "private@example.org"}), ("conversations.json", [CHAT]))
    kept = alone(data)
    assert json.loads(kept) == CHAT
    assert alone(kept) == kept


def test_an_export_in_several_files():
    data = zipped(("conversations-000.json", [CHAT]), ("conversations-001.json", [OTHER]))
    assert [one.id for one in conversations(data)] == ["sea", "lake"]
    assert json.loads(alone(data, conversation="lake")) == OTHER


def test_pages_count_where_there_is_nothing_else():
    page = '<html><div data-message-author-role="assistant">Yes.</div></html>'
    assert read(zipped(("talk.html", page))).format == "saved_page"
    assert read(zipped(("talk.html", page), ("talks.json", [CHAT]))).format == "claude"


def test_what_is_surely_an_export_counts_before_what_is_only_like_one():
    notes = {"messages": [{"role": "user", "content": "Sugar?"}, {"role": "assistant", "content": "No."}]}
    assert talk(read(zipped(("a.json", notes), ("b.json", [CHAT])))) == [("Salt?", "Yes.")]
    assert read(zipped(("a.json", notes), ("b.json", {"chat_messages": []}))).format == "sharegpt"


def test_an_archive_without_conversations():
    for data in (zipped(), zipped(("a.txt", "words")), zipped(("a.json", {"a": 1}))):
        assert refused(data) == "export.zip holds no conversation that says something."


def test_an_export_that_is_cut_short_inside():
    assert refused(zipped(("c.json", '[{"chat_messages": ['))) == (
        "export.zip (c.json) is no whole JSON: line 1, character 21."
    )


@pytest.mark.parametrize("name", ["../c.json", "/etc/c.json", "a/../../c.json", "C:\\c.json", "a\\c.json"])
def test_names_that_lead_out(name):
    assert refused(zipped((name, [CHAT]))) == f"export.zip is refused: “{name}” in it would lead out of its folder."


def test_archives_in_archives():
    assert refused(zipped(("c.json", [CHAT]), ("more.zip", zipped()))) == (
        "export.zip holds an archive of its own, “more.zip”: unpack it first, and give the file with the conversations."
    )


def test_encrypted_archives():
    data = bytearray(zipped(("c.json", [CHAT])))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == (
        "export.zip is encrypted: unpack it first, and give the file with the conversations."
    )


def test_bombs():
    assert refused(zipped(("c.json", b" " * 3_000_000))) == (
        "export.zip is refused: “c.json” in it would unpack to 3,000,000 bytes."
    )


def test_one_name_twice():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("c.json", [CHAT]), ("c.json", [OTHER]))
    assert refused(data) == "export.zip is refused: it holds “c.json” twice."


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("MOST_UNPACKED", "export.zip is refused: it would unpack to more than 60 bytes."),
        ("MOST_MEMBERS", "export.zip holds 2 files, where at most 1 are looked through."),
    ],
)
def test_limits(monkeypatch, limit, words):
    monkeypatch.setattr(archive, limit, 1 if limit == "MOST_MEMBERS" else 60)
    assert refused(zipped(("c.json", [CHAT]), ("d.json", [OTHER]))).startswith(words)


def test_broken_archives():
    data = zipped(("c.json", [CHAT]))
    for broken in (data[:-10], data[:40], data[: data.index(b"PK\x01\x02") - 5] + data[data.index(b"PK\x01\x02") :]):
        assert refused(broken) == "export.zip is no whole ZIP archive: it cannot be unpacked."

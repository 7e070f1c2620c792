"""Exports in their ZIP archives, and archives that are not to be unpacked."""

import io
import json
import struct
import tracemalloc
import zipfile

import pytest

from reviews.intake.bytes import archive
from reviews.intake.document import IntakeError
from reviews.intake.exports.catalogue import UploadPart, extract, list_conversations, unpack_upload
from reviews.intake.parse import alone, conversations, parse
from tests.large_export import write_export
from tests.reviews.intake.exports.reading import read, talk

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


def test_files_that_lie_in_one_another():
    """A bomb of David Fifield's kind: many entries of the directory stand for the same bytes."""
    data = zipped(("c.json", [CHAT] * 40))
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[at:end] + data[at:end].replace(b"c.json", b"d.json")
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), at, 0)
    assert refused(data[:at] + entries + closing) == "export.zip is refused: the files in it overlap."


def with_sizes(data: bytes, *, packed: int, size: int) -> bytes:
    """The archive of one file, of which its directory says something else."""
    at = data.index(b"PK\x01\x02") + 20
    return data[:at] + struct.pack("<LL", packed, size) + data[at + 8 :]


def test_sizes_that_lie():
    data = zipped(("c.json", [CHAT]))
    packed, size = struct.unpack_from("<LL", data, data.index(b"PK\x01\x02") + 20)
    assert refused(with_sizes(data, packed=packed, size=1)) == (
        "export.zip is no whole ZIP archive: it cannot be unpacked."
    )
    assert refused(with_sizes(data, packed=10_000_000, size=size)) == "export.zip is refused: the files in it overlap."
    assert refused(with_sizes(data, packed=packed, size=3 * 2**30)) == (
        "export.zip is refused: “c.json” in it would unpack to 3,221,225,472 bytes."
    )
    assert talk(read(with_sizes(data, packed=packed, size=size + 1))) == [("Salt?", "Yes.")]


@pytest.mark.slow
@pytest.mark.parametrize("bomb", [b"[" * 900_000, b'{"chat_messages":' * 50_000, b"[[" + b"[]," * 300_000])
def test_brackets_upon_brackets(bomb):
    data = zipped(("c.json", bomb), method=zipfile.ZIP_STORED)
    tracemalloc.start()
    try:
        assert refused(data) in (
            "export.zip holds no conversation that says something.",
            "export.zip (c.json) is nested too deep: at most 200 levels of JSON are read.",
        )
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_an_export_of_any_size_streams_out_of_its_archive():
    held = io.BytesIO()
    write_export(held, 40)
    data = zipped(("conversations.json", held.getvalue()))
    whole = held.tell()
    del held
    tracemalloc.start()
    try:
        assert len(conversations(data)) == 40
        assert tracemalloc.get_traced_memory()[1] < whole
    finally:
        tracemalloc.stop()


BEES = "# Bees\n\n#### You:\n\nWhy do they hum?\n\n#### ChatGPT:\n\nTheir **wings** beat.\n"
WASPS = "Human: And wasps?\n\nClaude: They do, too.\n"
TEXTS = zipped(
    ("README.md", "# Kept\n\nAll my chats."), ("a/bees.md", BEES), ("wasps.txt", WASPS), ("bad.md", b"\xff\x00\x01")
)


def test_texts_with_labels_count_where_there_is_nothing_else():
    assert [(one.title, one.first_prompt, one.model, one.prompts) for one in conversations(TEXTS)] == [
        ("Bees", "Why do they hum?", "ChatGPT", 1),
        ("", "And wasps?", "Claude", 1),
    ]
    assert (alone(TEXTS, conversation="1"), alone(TEXTS, conversation="2")) == (BEES.encode(), WASPS.encode())
    with_a_page = zipped(("bees.md", BEES), ("page.html", "<p data-message-author-role='assistant'>Yes.</p>"))
    assert talk(read(with_a_page)) == [("", "Yes.")]


def test_a_text_out_of_an_archive_is_read_as_the_text_that_it_is():
    assert read(zipped(("bees.md", BEES))) == read(BEES)
    assert parse(TEXTS, conversation="2") == read(WASPS)


def test_texts_are_no_conversations_of_the_format_that_is_asked_for():
    with pytest.raises(IntakeError, match="holds no conversation"):
        parse(TEXTS, name="export.zip", format="chatgpt")


def test_a_text_is_taken_off_the_shelf_as_it_is():
    held = io.BytesIO()
    parts = [UploadPart(*part) for part in json.loads(json.dumps(unpack_upload(io.BytesIO(TEXTS), "texts.zip", held)))]
    found = [one for _, one in list_conversations(held, parts) if one]
    assert [(one.format, extract(held, one)) for one in found] == [
        ("markdown", BEES.encode()),
        ("markdown", WASPS.encode()),
    ]

"""Exports of any size: what they hold, read on from anywhere, and each conversation alone."""

import io
import json
import tracemalloc
import zipfile
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.bytes import json_stream
from reviews.intake.bytes.decode import MAX_BYTES
from reviews.intake.document import IntakeError
from reviews.intake.exports import registry
from reviews.intake.exports.catalogue import (
    Listing,
    UploadPart,
    extract,
    list_conversations,
    unpack_upload,
)
from reviews.intake.exports.chat import Conversation
from reviews.intake.parse import conversations, parse
from tests.large_export import write_export
from tests.reviews.intake.exports.test_laws import CHATGPT, CLAUDE, SHAREGPT, TAKEOUT, few

SEA, LAKE, POND = (
    {
        "uuid": id,
        "name": f"The {id}",
        "created_at": "2025-01-02T03:04:05Z",
        "chat_messages": [{"sender": "human", "text": f"Is the {id} salt?"}, {"sender": "assistant", "text": "Yes."}],
    }
    for id in ("sea", "lake", "pond")
)
EMPTY = {"uuid": "empty", "chat_messages": []}
SHARED = {"conversations": [{"from": "human", "value": "Why?"}, {"from": "gpt", "value": "Because."}]}


def gemini(prompt: str, time: str) -> dict[str, Any]:
    return {
        "header": "Gemini Apps",
        "title": f"Prompted {prompt}",
        "time": time,
        "products": ["Gemini Apps"],
        "safeHtmlItem": [{"html": "<p>Yes.</p>"}],
    }


TAKEN_OUT = [gemini("Is it late?", "2025-01-03T03:04:05Z"), gemini("Is it early?", "2025-01-02T03:04:05Z")]


def laid_out(*uploads: tuple[str, bytes]) -> tuple[io.BytesIO, list[UploadPart]]:
    into = io.BytesIO()
    return into, [part for name, data in uploads for part in unpack_upload(io.BytesIO(data), name, into)]


def found_in(file: io.BytesIO, parts: list[UploadPart], **options: Any) -> list[Listing]:
    return [one for _, one in list_conversations(file, parts, **options) if one]


def ids(found: list[Listing]) -> list[str]:
    return [one.conversation.id for one in found]


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in files.items():
            written.writestr(f"{name}.json", data)
    return held.getvalue()


def refused(*uploads: tuple[str, bytes]) -> str:
    with pytest.raises(IntakeError) as refusal:
        found_in(*laid_out(*uploads))
    return str(refusal.value)


class TestApart:
    def test_each_is_told_with_its_place_and_taken_as_it_came(self):
        data = f" [{json.dumps(SEA)} ,\n{json.dumps(EMPTY)},{json.dumps(LAKE, indent=1)}]\n".encode()
        file, parts = laid_out(("talks.json", data))
        assert parts == [("talks.json", 0, len(data), False)]
        read = list(list_conversations(file, parts))
        (first, sea), (second, none), (third, lake), (last, end) = read
        assert (sea.conversation, sea.format) == (
            Conversation("sea", "The sea", "2025-01-02", "Claude", "Is the sea salt?", 1),
            "claude",
        )
        assert [data[one.start : one.end] for one in (sea, lake)] == [
            json.dumps(SEA).encode(),
            json.dumps(LAKE, indent=1).encode(),
        ]
        assert (first, third) == (sea.end, lake.end)
        assert data[:second].endswith(json.dumps(EMPTY).encode())
        assert (none, end, last) == (None, None, len(data))
        assert extract(file, lake) == json.dumps(LAKE, indent=1).encode()
        assert parse(extract(file, lake)).title == "The lake"

    @pytest.mark.parametrize(
        "data",
        [
            json.dumps([SEA, LAKE]),
            "\ufeff" + json.dumps([SEA, LAKE], indent=2),
            f"{json.dumps(SEA)}\n\n{json.dumps(LAKE)}\n",
            f"[{json.dumps(SEA)}, 1, null, \"]\", [[]], {{}}, {json.dumps(LAKE)}]",
        ],
        ids=["a list", "with a byte order mark", "one a line", "among other things"],
    )  # fmt: skip
    def test_lists_and_lines(self, data):
        file, parts = laid_out(("talks.json", data.encode()))
        assert ids(found_in(file, parts)) == ["sea", "lake"]

    @pytest.mark.slow
    def test_one_conversation_in_memory_at_a_time(self):
        file = io.BytesIO()
        write_export(file, 80)
        whole = len(file.getvalue())
        tracemalloc.start()
        try:
            found = found_in(file, [UploadPart("conversations.json", 0, whole)])
            assert tracemalloc.get_traced_memory()[1] < 4_000_000 < whole // 2
        finally:
            tracemalloc.stop()
        assert (len(found), found[7].conversation.id, found[7].conversation.prompts) == (80, "owl-000007", 21)

    def test_letters_that_are_no_utf_8_are_read_as_in_one_conversation_alone(self):
        old = json.dumps({**SEA, "name": "Die Nordsee für alle"}, ensure_ascii=False).encode("cp1252")
        file, parts = laid_out(("talks.json", b"[" + json.dumps(LAKE).encode() + b"," + old + b"]"))
        _, sea = found_in(file, parts)
        assert sea.conversation.title == "Die Nordsee für alle"
        assert extract(file, sea) == old

    def test_what_was_taken_and_is_gone(self):
        file, parts = laid_out(("a.json", json.dumps([SEA]).encode()))
        (sea,) = found_in(file, parts)
        with pytest.raises(IntakeError, match=r"^The export holds no conversation “sea” any more\.$"):
            extract(io.BytesIO(b" [1]".ljust(sea.end)), sea)


class TestWhole:
    def test_what_does_not_come_apart_is_read_whole_and_told_apart_by_its_id(self):
        data = json.dumps(TAKEN_OUT).encode()
        file, parts = laid_out(("MyActivity.json", data))
        read = [(at, one) for at, one in list_conversations(file, parts) if one]
        assert [at for at, _ in read] == [1, len(data)], "an offset inside counts those that were given"
        assert [(one.conversation.id, one.start, one.end) for _, one in read] == [
            ("2025-01-03T03:04:05", 0, len(data)),
            ("2025-01-02T03:04:05", 0, len(data)),
        ]
        assert [json.loads(extract(file, one)) for _, one in read] == [[record] for record in TAKEN_OUT]

    def test_a_bare_list_of_turns_a_page_and_other_letters(self):
        turns = [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "Because."}]
        page = '<html><div data-message-author-role="assistant">Yes.</div></html>'
        file, parts = laid_out(
            ("turns.json", json.dumps(turns).encode()),
            ("page.html", page.encode()),
            ("wide.json", json.dumps([SEA]).encode("utf-16")),
        )
        found = found_in(file, parts)
        assert [(one.format, one.conversation.id) for one in found] == [
            ("sharegpt", "1"),
            ("saved_page", "2"),
            ("claude", "sea"),
        ]
        assert [parse(extract(file, one)).format for one in found] == ["sharegpt", "saved_page", "claude"]

    @pytest.mark.parametrize("text", ["User: hi\n\nAssistant: ho", '{"a": 1}', "[10:32] not JSON", "{{", "[1, 2]"])
    def test_what_is_no_export_offers_nothing(self, text):
        file, parts = laid_out(("words.txt", text.encode()))
        assert list(list_conversations(file, parts)) == [(len(text), None)]


class TestIds:
    def test_none_is_given_twice_in_one_export_or_in_several(self):
        file, parts = laid_out(
            ("a.json", json.dumps([SEA, SHARED, SEA]).encode()), ("b.json", json.dumps([SHARED, SEA]).encode())
        )
        every = ["sea", "2", "sea-3", "4", "sea-5"]
        assert ids(found_in(file, parts)) == every
        assert ids(found_in(file, parts, read_from=parts[0].end, known=every[:3])) == every[3:]

    def test_a_second_file_of_records_is_still_told_apart(self):
        data = json.dumps(TAKEN_OUT).encode()
        file, parts = laid_out(("a.json", data), ("b.json", data))
        found = found_in(file, parts)
        assert ids(found) == [f"2025-01-0{day}T03:04:05{more}" for more, day in zip(("", "", "-3", "-4"), (3, 2, 3, 2), strict=True)]  # fmt: skip
        assert [json.loads(extract(file, one)) for one in found] == [[record] for record in TAKEN_OUT] * 2

    def test_an_id_can_be_shown_and_typed(self):
        file, parts = laid_out(("a.json", json.dumps([{**SEA, "uuid": "a\x1b[31m\n" + "b" * 500}]).encode()))
        assert ids(found_in(file, parts)) == ["a[31m" + "b" * 195]


class TestRefused:
    LIST = json.dumps([SEA, LAKE]).encode()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (LIST[:-20], f"a.json is no whole JSON: it ends at byte {len(LIST) - 20}, cut short."),
            (LIST[:-1], f"a.json is no whole JSON: it ends at byte {len(LIST) - 1}, cut short."),
            (LIST + b" x", f"a.json is no whole JSON: byte {len(LIST) + 2}."),
            (LIST[:-1] + b" {}]", f"a.json is no whole JSON: byte {len(LIST) + 1}."),
            (LIST[:-1] + b",]", f"a.json is no whole JSON: byte {len(LIST) + 1}."),
            (LIST[:-1] + b", {]]", f"a.json (from byte {len(LIST) + 2} on) is no whole JSON: line 1, character 2."),
            (
                LIST[:-1] + b', {"a": 1, "a": 2}]',
                f"a.json (from byte {len(LIST) + 2} on) cannot be read as JSON: the key “a” stands twice in one object.",
            ),
            (
                LIST[:-1] + b"," + b"[" * 300,
                f"a.json (from byte {len(LIST) + 1} on) is nested too deep: at most 200 levels of JSON are read.",
            ),
            (LIST[:-1] + b', "\xff\x00"]', f"a.json (from byte {len(LIST) + 2} on) is binary, not text: a zero at byte 3."),
        ],
    )  # fmt: skip
    def test_a_place_in_an_export(self, data, words):
        assert refused(("a.json", data)) == words

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("size", "words"),
        [
            (MAX_BYTES, "20,971,696 bytes, where at most 20,971,520 are read."),
            (2 * MAX_BYTES, "more than 20,971,520 bytes in one conversation."),
        ],
    )
    def test_one_conversation_that_is_too_large(self, size, words):
        large = json.dumps({**LAKE, "name": "x" * size}).encode()
        data = b"[" + json.dumps(SEA).encode() + b"," + large + b"]"
        assert refused(("a.json", data)) == f"a.json (from byte 184 on) is too large: {words}"

    @pytest.mark.slow
    def test_more_values_than_memory_has_room_for(self):
        most = json_stream.MOST_VALUES
        for many in (b"[]," * most, b"1," * (most + 1)):
            data = self.LIST[:-1] + b', {"chat_messages": [' + many + b"0]}]"
            assert refused(("a.json", data)) == (
                f"a.json (from byte {len(self.LIST) + 2} on) holds too much: at most 1,000,000 values of JSON are read."
            )

    def test_more_conversations_than_are_listed(self, monkeypatch):
        monkeypatch.setattr(registry, "MOST_CONVERSATIONS", 1)
        assert refused(("a.json", self.LIST)) == ("a.json holds too much: at most 1 conversations are looked through.")

    def test_much_that_is_no_conversation_is_not_looked_through(self, monkeypatch):
        monkeypatch.setattr(registry, "_FIRST", 20)
        after = json.dumps([*range(20), SEA]).encode()
        assert [(one.start, one.end) for one in found_in(*laid_out(("a.json", after)))] == [(0, len(after))]
        monkeypatch.setattr(registry, "MAX_BYTES", 100)
        assert refused(("a.json", after)) == f"a.json is too large: {len(after)} bytes, where at most 100 are read."
        monkeypatch.setattr(registry, "MOST_CONVERSATIONS", 20)
        assert refused(("a.json", json.dumps([SEA, *range(20)]).encode())) == (
            "a.json holds too much: at most 20 conversations are looked through."
        )


def described(value: list[Any], draw: st.DrawFn) -> bytes:
    """A list of conversations as files hold them."""
    as_lines, ascii = draw(st.booleans()), draw(st.booleans())
    if as_lines and len(value) > 1:
        return "\n".join(json.dumps(one, ensure_ascii=ascii) for one in value).encode("utf-8", "replace")
    mark = draw(st.sampled_from(["", "\ufeff", " \n"]))
    written = json.dumps(value, ensure_ascii=ascii, indent=draw(st.sampled_from([None, 0, 2])))
    return (mark + written).encode("utf-8", "replace")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    some = draw(st.sampled_from([CHATGPT, CLAUDE, SHAREGPT, TAKEOUT, st.one_of(CHATGPT, CLAUDE, SHAREGPT)]))
    return described(draw(st.lists(some, min_size=1, max_size=5)), draw)


CHUNKS = st.integers(1, 5_000)


@pytest.mark.slow
@given(files(), CHUNKS, st.data())
def test_the_listing_is_the_same_whatever_is_held_and_wherever_it_goes_on(data, chunk, draw):
    file, part = io.BytesIO(data), UploadPart("export", 0, len(data))
    try:
        whole = conversations(data, name="export")
    except IntakeError:
        whole = ()
    with patch.object(json_stream, "CHUNK", chunk):
        read = list(list_conversations(file, [part]))
        given_before = draw.draw(st.integers(0, len(read) - 1))
        known = ids([one for _, one in read[:given_before] if one])
        read_from = read[given_before - 1][0] if given_before else 0
        on = list(list_conversations(file, [part], read_from=read_from, known=known))
    found = [one for _, one in read if one]
    assert tuple(one.conversation for one in found) == whole
    assert on == read[given_before:]
    assert read[-1] == (len(data), None)
    assert [at for at, _ in read] == sorted(at for at, _ in read)
    for one in found:
        assert parse(extract(file, one), name="export") == parse(data, name="export", conversation=one.conversation.id)


@pytest.mark.slow
@given(st.one_of(files(), few(SHAREGPT).map(lambda value: json.dumps(value).encode("utf-16"))), CHUNKS, st.data())
def test_cut_short_anywhere_it_is_read_or_refused_in_words(data, chunk, draw):
    cut = data[: draw.draw(st.integers(0, len(data)))]
    with patch.object(json_stream, "CHUNK", chunk):
        try:
            assert list(list_conversations(io.BytesIO(cut), [UploadPart("export", 0, len(cut))]))
        except IntakeError as refusal:
            assert str(refusal).startswith("export ")

"""One conversation out of many: never all, and of the file only that one is kept."""

import json

import pytest

from reviews.intake.document import IntakeError
from reviews.intake.exports.chat import ManyConversations
from reviews.intake.parse import alone, conversations, parse
from tests.reviews.intake.exports.reading import as_bytes, read, talk


def chat(number: int, prompt: str = "Why?") -> dict:
    messages = [{"sender": "human", "text": prompt}, {"sender": "assistant", "text": f"Because of {number}."}]
    return {"uuid": f"c{number}", "name": f"Talk {number}", "created_at": "2025-01-02", "chat_messages": messages}


EXPORT = as_bytes([chat(number) for number in range(1, 8)])


def test_none_is_taken_where_none_was_chosen():
    for act in (parse, alone):
        with pytest.raises(ManyConversations) as refusal:
            act(EXPORT, name="export.json")
        assert str(refusal.value) == (
            "export.json holds 7 conversations: choose one by its id. c1 “Talk 1”, 2025-01-02; c2 “Talk 2”, 2025-01-02; "
            "c3 “Talk 3”, 2025-01-02; c4 “Talk 4”, 2025-01-02; c5 “Talk 5”, 2025-01-02; and 2 more."
        )
        assert refusal.value.conversations == conversations(EXPORT)


def test_the_chosen_one_is_read_and_kept_alone():
    parsed = parse(EXPORT, conversation="c3")
    assert (talk(parsed), parsed.title) == ([("Why?", "Because of 3.")], "Talk 3")
    kept = alone(EXPORT, conversation="c3")
    assert json.loads(kept) == chat(3)
    assert parse(kept) == parsed


def test_one_that_is_not_there():
    with pytest.raises(IntakeError, match=r"^export\.json holds no conversation “c9”\.$"):
        parse(EXPORT, name="export.json", conversation="c9")


def test_an_export_of_one_needs_no_choice_and_keeps_its_bytes():
    data = b" " + as_bytes([chat(1)]) + b"\n"
    assert talk(read(data)) == [("Why?", "Because of 1.")]
    assert alone(data) == data


def test_conversations_that_say_nothing_are_not_offered():
    data = as_bytes([chat(1), {"uuid": "empty", "chat_messages": []}])
    assert [one.id for one in conversations(data)] == ["c1"]


def test_other_documents_hold_no_conversations_to_choose_from():
    for text in ("User: hi\n\nAssistant: ho", "# Title\n\n- words", '{"a": 1}'):
        assert conversations(text.encode()) == ()
        assert alone(text.encode()) == text.encode()


def test_a_format_that_is_named_is_the_only_one_tried():
    with pytest.raises(IntakeError, match=r"^export holds no chatgpt conversation that says something\.$"):
        parse(EXPORT, name="export", format="chatgpt")
    with pytest.raises(IntakeError, match=r"^export is no whole JSON: line 1, character 2\.$"):
        parse(b"{] and so on", name="export", format="claude")
    assert parse(EXPORT, format="pasted").format == "pasted"


def test_an_export_cut_short_is_not_taken_for_words():
    with pytest.raises(IntakeError, match=r"^export\.json is no whole JSON: it ends at byte 1,\d+, cut short\.$"):
        parse(EXPORT[:-40], name="export.json")


def test_a_longer_export_begins_with_the_words_of_a_shorter_one():
    short = parse(as_bytes(chat(1)))
    longer = chat(1)
    longer["chat_messages"] += [{"sender": "human", "text": "Again?"}, {"sender": "assistant", "text": "Yes."}]
    long = parse(as_bytes(longer))
    assert long.text.startswith(short.text)
    assert long.pieces[: len(short.pieces)] == short.pieces


def test_an_unknown_format_is_refused():
    with pytest.raises(
        IntakeError, match=r"^There is no format “tarot”: choose auto, chatgpt, .+, markdown, pasted\.$"
    ):
        parse(b"words", format="tarot")


def test_a_text_of_too_many_lines_is_refused():
    with pytest.raises(IntakeError) as refusal:
        parse(b"a\n" * 100_001, name="lines.txt")
    assert str(refusal.value) == "lines.txt has 100,001 lines, where at most 100,000 are read."

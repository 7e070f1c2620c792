"""Claude.ai's export: text wherever it stands, thoughts and tools apart, artifacts with a label."""

import json
from typing import Any

import pytest

from reviews.intake.document import SOURCES, turns
from reviews.intake.page.question_headings import Sheet
from reviews.intake.page.thoughts import WHY as THOUGHTS
from reviews.intake.parse import parse
from tests.reviews.intake.exports.reading import read, talk


def said(sender: str, text: str = "", content: Any = (), **more: Any) -> dict[str, Any]:
    return {"uuid": more.pop("uuid", ""), "sender": sender, "text": text, "content": list(content), **more}


def words(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def chat(*messages: Any, **more: Any) -> dict[str, Any]:
    return {
        "uuid": "tides",
        "name": "Tides",
        "created_at": "2025-02-03T10:00:00.000000Z",
        "chat_messages": list(messages),
        **more,
    }


ASKED = said("human", "What moves the sea?")


def test_a_conversation_with_its_title_date_and_model():
    parsed = read(chat(ASKED, said("assistant", "The **moon**."), model="claude-opus-4-8"))
    (voice,) = parsed.voices
    assert talk(parsed) == [("What moves the sea?", "The **moon**.")]
    assert (voice.name, voice.vendor, voice.version, voice.said_on) == ("Claude", "Anthropic", "Opus 4.8", "2025-02-03")
    assert (parsed.title, parsed.format, parsed.warnings) == ("Tides", "claude", ())


def test_every_side_keeps_the_ids_of_its_messages_and_their_places():
    parsed = read(chat(said("human", "Sea?", uuid="m1"), said("assistant", "Moon.", uuid="m2")))
    assert parsed.conversation == "tides"
    assert [(one.ids, parsed.text[one.start : one.end]) for one in parsed.messages] == [
        (("m1",), "Sea?"),
        (("m2",), "Moon."),
    ]
    without = read(chat(ASKED, said("assistant", "The moon.")))
    assert (without.conversation, without.messages) == ("", ())


def test_a_model_that_is_called_with_a_day_keeps_it():
    parsed = read(chat(ASKED, said("assistant", "The moon."), model="claude-3-5-sonnet-20241022"))
    assert (parsed.voices[0].name, parsed.voices[0].version) == ("Claude", "3.5 Sonnet (2024-10-22)")


def test_text_that_stands_in_blocks_only():
    answer = said(
        "assistant", "", [words("The moon."), {"type": "thinking", "thinking": "Or wind?"}, words("And the sun.")]
    )
    assert talk(read([chat(ASKED, answer)])) == [("What moves the sea?", "The moon.\n\nAnd the sun.")]


def test_blocks_that_the_text_joins_stay_joined():
    answer = said("assistant", "The moon and the sun.", [words("The moon "), words("and the sun.")])
    assert talk(read(chat(ASKED, answer)))[0][1] == "The moon and the sun."


def test_tools_and_thoughts_are_no_answer():
    blocks = [
        {"type": "thinking", "thinking": "secret"},
        {"type": "tool_use", "name": "web_search", "input": {"query": "secret"}},
        {"type": "tool_result", "content": [words("secret")]},
        words("The moon."),
    ]
    parsed = read(chat(ASKED, said("assistant", "```\nThis block is not supported here.\n```\nThe moon.", blocks)))
    assert talk(parsed) == [("What moves the sea?", "The moon.")]
    assert parsed.voices[0].evidence_basis == "web_search"


def test_thoughts_and_sources_are_set_aside_beside_the_answer():
    cited = words("The moon.") | {
        "citations": [{"start_index": 0, "end_index": 9, "details": {"url": "https://tides.org/", "title": "Tides"}}]
    }
    thought = {"type": "thinking", "thinking": "Is it `wind`?\n\n```"}
    parsed = read(chat(ASKED, said("assistant", "", [thought, cited], uuid="2"), said("human", "Sure?", uuid="3")))
    assert talk(parsed) == [("What moves the sea?", "The moon."), ("Sure?", "")]
    assert [(parsed.text[one.start : one.end], one.why) for one in parsed.pieces if one.role == "furniture"] == [
        ("Is it `wind`?\n\n```\n\n", THOUGHTS),
        ("\n\n- [Tides](https://tides.org/)", SOURCES),
    ]
    assert [turn.sources for turn in turns(parsed)] == ["\n\n- [Tides](https://tides.org/)", ""]
    assert [parsed.text[one.start : one.end] for one in parsed.messages] == ["The moon.", "Sure?"]


def test_thoughts_written_into_the_text():
    answer = "<thinking>\nIs it wind?\n</thinking>\n\nNo: <antThinking>be brief</antThinking>the moon."
    parsed = read(chat(ASKED, said("assistant", answer)))
    assert talk(parsed)[0][1] == "No: the moon."
    assert [parsed.text[one.start : one.end] for one in parsed.pieces if one.why == THOUGHTS] == [
        "be brief\n\n",
        "<thinking>\nIs it wind?\n</thinking>",
    ]
    assert talk(read(chat(ASKED, said("assistant", "Write <thinking> to think.</thinking>"))))[0][1] == (
        "Write <thinking> to think.</thinking>"
    )


def test_artifacts_are_blocks_with_a_label():
    answer = (
        'See:<antArtifact identifier="t" type="application/vnd.ant.code" language="python" title="Tide table">\n'
        'print("```")\n</antArtifact>That is all.'
    )
    assert talk(read(chat(ASKED, said("assistant", answer))))[0][1] == (
        'See:\n\n**Artifact: Tide table**\n\n````python\nprint("```")\n````\n\nThat is all.'
    )


def test_artifacts_made_by_a_tool():
    made = {"title": "Notes", "type": "text/markdown", "content": "# High\n\nAt noon."}
    blocks = [words("Here:"), {"type": "tool_use", "name": "artifacts", "input": made}, words("Done.")]
    assert talk(read(chat(ASKED, said("assistant", "", blocks))))[0][1] == (
        "Here:\n\n**Artifact: Notes**\n\n# High\n\nAt noon.\n\nDone."
    )


def test_an_artifact_that_never_ends_stays_as_it_is():
    answer = 'So <antArtifact title="x">and on'
    assert talk(read(chat(ASKED, said("assistant", answer))))[0][1] == answer


def test_attachments_are_named_and_not_copied():
    asked = said("human", "Is it right?", attachments=[{"file_name": "tide.pdf", "extracted_content": "private"}])
    asked["files"] = [{"file_name": "moon.png"}, {"file_name": "tide.pdf"}, {}]
    parsed = read(chat(asked, said("assistant", "Yes.")))
    assert talk(parsed) == [("[file: tide.pdf]\n\n[file: moon.png]\n\nIs it right?", "Yes.")]
    assert "private" not in parsed.text


def test_the_branch_that_the_site_shows():
    messages = [
        said("human", "What moves the sea?", uuid="a", parent_message_uuid="00000000"),
        said("assistant", "Wind.", uuid="b", parent_message_uuid="a"),
        said("assistant", "The moon.", uuid="c", parent_message_uuid="a"),
        said("human", "Why?", uuid="d", parent_message_uuid="b"),
    ]
    parsed = read(chat(*messages, current_leaf_message_uuid="c"))
    assert talk(parsed) == [("What moves the sea?", "The moon.")]
    assert parsed.warnings == (
        "One other branch of this conversation left out: edited prompts, or answers made again.",
    )
    assert [prompt for prompt, _ in talk(read(chat(*messages)))] == ["What moves the sea?", "Why?"]


def test_a_conversation_that_begins_with_an_answer():
    parsed = read(chat(said("assistant", "Ahoy."), ASKED))
    assert talk(parsed) == [("", "Ahoy."), ("What moves the sea?", "")]
    assert parsed.warnings == (
        "The first answer of Claude has no prompt in the export.",
        "The last prompt to Claude has no answer in the export.",
    )


def test_odd_messages_are_passed_over():
    odd = [
        None,
        7,
        said("human", "", content=[None, 5]),
        {"sender": ["human"], "text": {}},
        {"sender": "human", "content": None},
    ]
    assert talk(read([None, chat(), chat(*odd, ASKED, said("assistant", "The moon."))])) == [
        ("What moves the sea?", "The moon.")
    ]
    assert talk(read(chat({"sender": "human", "content": "as text"}, said("assistant", "Yes."))))[0][0] == "as text"


def test_a_part_of_an_artifact_that_is_changed():
    changed = {"command": "update", "id": "a", "old_str": "high", "new_str": "low"}
    answer = said("assistant", "", [{"type": "tool_use", "name": "artifacts", "input": changed}, words("Done.")])
    assert talk(read(chat(ASKED, answer)))[0][1] == "**Artifact, changed in part**\n\n```\nlow\n```\n\nDone."


def test_a_file_that_a_tool_writes():
    written = {"path": "/mnt/out/tide.md", "file_text": "# Tide\n\nIt turns."}
    answer = said("assistant", "", [{"type": "tool_use", "name": "create_file", "input": written}])
    assert talk(read(chat(ASKED, answer)))[0][1] == "**File: tide.md**\n\n# Tide\n\nIt turns."


def pasted(words: str, content: str, name: str = "paste.txt") -> dict[str, Any]:
    return said("human", words, attachments=[{"file_name": name, "extracted_content": content}])


SHEET = "Please read one paper.\n\n## What I could read\n\n## 1. Is it safe?\n\n## 2. Does it work?"


@pytest.mark.parametrize("name", ["", "paste.txt", "paste-2.txt", "Pasted content"])
def test_a_text_that_was_pasted_as_a_file_is_the_prompt_if_there_are_no_other_words(name):
    assert talk(read(chat(pasted("", "What moves\nthe sea?", name), said("assistant", "The moon.")))) == [
        ("What moves\nthe sea?", "The moon.")
    ]


def test_a_pasted_text_beside_other_words_is_named_and_not_copied():
    parsed = read(chat(pasted("What is this about?", "secret words"), said("assistant", "The sea.")))
    assert talk(parsed) == [("[file: paste.txt]\n\nWhat is this about?", "The sea.")]
    assert "secret" not in parsed.text


def test_an_uploaded_file_alone_is_named_and_not_copied():
    assert talk(read(chat(pasted("", "secret words", "tide.pdf"), said("assistant", "The sea.")))) == [
        ("[file: tide.pdf]", "The sea.")
    ]


def test_the_ask_sheet_that_was_pasted_as_a_file_is_the_prompt_beside_other_words_too():
    sheet = Sheet(("Is it safe?", "Does it work?"), "What I could read")
    export = chat(pasted("Here you are.", SHEET), said("assistant", "Yes, it is safe."))
    (turn,) = turns(parse(json.dumps(export).encode(), sheet=sheet))
    assert (turn.prompt, turn.answer) == (f"{SHEET}\n\nHere you are.", "Yes, it is safe.")
    assert talk(read(export)) == [("[file: paste.txt]\n\nHere you are.", "Yes, it is safe.")]


def test_what_the_export_says_in_the_place_of_a_tool_is_no_answer():
    block = "```\nThis block is not supported on your current device yet.\n```"
    assert talk(read(chat(ASKED, said("assistant", f"I look.\n{block}\n\n\n{block}\n\nThe moon.")))) == [
        ("What moves the sea?", "I look.\n\nThe moon.")
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "This block is not supported on your current device yet.",
        "Artifacts of the Analysis Tool are not yet supported on mobile.",
        "Viewing artifacts created via the Analysis Tool web feature preview isn\u2019t yet supported on mobile.",
    ],
)
def test_a_notice_alone_is_no_answer(notice):
    for alone in (notice, f"```\n{notice}\n```", f"{notice}\n\n{notice}"):
        export = chat(ASKED, said("assistant", alone, uuid="2"), said("human", "Sure?", uuid="3"))
        assert talk(read(export)) == [("What moves the sea?\n\nSure?", "")]
    assert talk(read(chat(ASKED, said("assistant", f"I look.\n\n{notice}\n\nThe moon.")))) == [
        ("What moves the sea?", "I look.\n\nThe moon.")
    ]
    quoted = f"It says: {notice}"
    assert talk(read(chat(ASKED, said("assistant", quoted)))) == [("What moves the sea?", quoted)]

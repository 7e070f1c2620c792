"""ShareGPT's turns, and turns with a role."""

import json

import pytest

from reviews.intake.document import IntakeError, turns
from reviews.intake.page.newest_first import TURNED
from reviews.intake.page.thoughts import WHY as THOUGHTS
from reviews.intake.parse import conversations
from tests.reviews.intake.exports.reading import as_bytes, read, talk

TURNS = [
    {"from": "system", "value": "Be kind."},
    {"from": "human", "value": "Why rust?"},
    {"from": "gpt", "value": "Water."},
]
ROLES = [{"role": "user", "content": "Why rust?"}, {"role": "assistant", "content": "Water."}]


@pytest.mark.parametrize(
    ("document", "name", "version"),
    [
        ({"id": "r", "conversations": TURNS}, "ChatGPT", ""),
        ([{"id": "r", "conversations": TURNS, "model": "Claude Opus 4.8"}], "Claude", "Opus 4.8"),
        ({"items": TURNS}, "ChatGPT", ""),
        (TURNS, "ChatGPT", ""),
        (ROLES, "Unnamed model", ""),
        ({"messages": ROLES, "model": "qwen2"}, "Qwen", "2"),
        ({"messages": [ROLES[0], {**ROLES[1], "model": "Mistral Large"}]}, "Mistral", "Large"),
    ],
)
def test_layouts(document, name, version):
    parsed = read(document)
    assert talk(parsed) == [("Why rust?", "Water.")]
    assert (parsed.voices[0].name, parsed.voices[0].version, parsed.format) == (name, version, "sharegpt")


def test_who_answers_can_be_told():
    parsed = read(ROLES, respondent="Claude Opus 4.8")
    assert (parsed.voices[0].name, parsed.voices[0].version, parsed.warnings) == ("Claude", "Opus 4.8", ())
    assert read(ROLES).warnings == ("The export does not say who answers: name the respondent.",)


def test_one_conversation_a_line():
    lines = "\n".join(json.dumps({"id": number, "conversations": TURNS}) for number in (7, 8))
    assert [(one.id, one.first_prompt, one.prompts) for one in conversations(as_bytes(lines))] == [
        ("7", "Why rust?", 1),
        ("8", "Why rust?", 1),
    ]


def test_answers_kept_as_html_become_markdown():
    turns = [TURNS[1], {"from": "gpt", "value": '<div class="markdown"><p>Iron <strong>and</strong> air.</p></div>'}]
    assert talk(read({"conversations": turns})) == [("Why rust?", "Iron **and** air.")]


def test_parts_and_tools():
    document = {
        "messages": [
            {
                "role": "user",
                "content": [{"type": "text", "text": "What is it?"}, {"type": "image_url", "image_url": {}}],
            },
            {"role": "tool", "content": "secret"},
            {"role": "assistant", "content": ["Rust", {"type": "thinking", "text": "secret"}]},
        ]
    }
    assert talk(read(document)) == [("What is it?\n\n[image]", "Rust")]


def test_other_json_is_refused_unless_somebody_says_who_said_it():
    with pytest.raises(IntakeError, match=r"^export is JSON, but no export of conversations that is read here\. "):
        read({"score": 4})
    assert read({"score": 4}, respondent="Grader").format == "pasted"
    assert read("[see above] The bridge holds.").format == "pasted"


def test_the_json_of_a_browser_extension():
    parsed = read(
        {
            "metadata": {
                "title": "Ferns",
                "user": {"email": "secret@example.org"},
                "dates": {"created": "12/17/2025 14:21:32"},
                "link": "https://claude.ai/chat/1",
                "powered_by": "an extension",
            },
            "messages": [{"role": "Prompt", "say": "Ferns?"}, {"role": "Response", "say": "Green."}],
        }
    )
    (voice,) = parsed.voices
    assert (talk(parsed), parsed.title) == ([("Ferns?", "Green.")], "Ferns")
    assert (voice.name, voice.said_on, voice.link) == ("Claude", "2025-12-17", "https://claude.ai/chat/1")


def test_logs_of_utterances_and_responses():
    pairs = [{"turn id": 1, "user utterance": "Ferns?", "system response": "Green."}]
    logs = {
        "set--1": {"original dialog id": "1", "log": pairs},
        "set--2": {"log": [*pairs, {"user utterance": "All?"}]},
    }
    assert [one.prompts for one in conversations(as_bytes(logs))] == [1, 2]
    parsed = read(logs, conversation="2")
    assert (talk(parsed), parsed.voices[0].name) == ([("Ferns?", "Green."), ("All?", "")], "ChatGPT")


@pytest.mark.parametrize("speaker", ["ai", "chatbot", "bot", "model", "assistant"])
def test_models_without_a_name(speaker):
    turns = [{"from": "user", "value": "Ferns?"}, {"from": speaker, "value": "Green."}]
    assert talk(read({"conversations": turns})) == [("Ferns?", "Green.")]


@pytest.mark.parametrize(
    ("document", "name", "version", "said_on"),
    [
        (
            {
                "author": "gemini", "date": "2026-03-19T16:37:24Z", "url": "https://gemini.google.com/app/1",
                "messages": [{"author": "user", "content": "Bees?"}, {"author": "ai", "content": "They hum."}],
            },
            "Gemini", "", "2026-03-19",
        ),
        (
            {
                "endpoint": "openAI",
                "messages": [
                    {"sender": "User", "isCreatedByUser": True, "text": "Bees?", "createdAt": "2025-01-02T10:11:12Z"},
                    {"sender": "GPT-4o", "isCreatedByUser": False, "text": "They hum.", "model": "gpt-4o"},
                ],
            },
            "ChatGPT", "GPT-4o", "2025-01-02",
        ),
        (
            [
                {
                    "id": "1", "created_at": 1735812672,
                    "chat": {
                        "messages": [
                            {"role": "user", "content": "Bees?"},
                            {"role": "assistant", "model": "gpt-4o", "content": "They hum."},
                        ]
                    },
                }
            ],
            "ChatGPT", "GPT-4o", "2025-01-02",
        ),
        (
            {
                "version": 1,
                "chats": [
                    {
                        "config": {"model": "gpt-4-0314"},
                        "messages": [
                            {"role": "system", "content": "secret"},
                            {"role": "user", "content": "Bees?"},
                            {"role": "assistant", "content": "They hum."},
                        ],
                    }
                ],
            },
            "ChatGPT", "gpt-4-0314", "",
        ),
        (
            {
                "contents": [
                    {"role": "user", "parts": [{"text": "Bees?"}]},
                    {"role": "model", "parts": [{"text": "secret", "thought": True}, {"text": "They hum."}]},
                ]
            },
            "Gemini", "", "",
        ),
    ],
)  # fmt: skip
def test_what_other_interfaces_write(document, name, version, said_on):
    parsed = read(document)
    (voice,) = parsed.voices
    assert talk(parsed) == [("Bees?", "They hum.")]
    assert (parsed.format, voice.name, voice.version, voice.said_on) == ("sharegpt", name, version, said_on)


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("<think>\nHmm.\n</think>\n\nThey hum.", "They hum."),
        ('<details type="reasoning" done="true" duration="8">\n<summary>Thought</summary>\n> Hmm.\n</details>\nThey hum.', "They hum."),
        ("<think>a</think><think>b</think>They hum.", "They hum."),
        ("<think>They hum.", "<think>They hum."),
        ("They hum <think>softly</think>.", "They hum <think>softly</think>."),
        ("<details><summary>More</summary>They hum.</details>", "<details><summary>More</summary>They hum.</details>"),
    ],
)  # fmt: skip
def test_thoughts_that_open_an_answer_are_set_aside(said, read_as):
    assert talk(read([{"from": "human", "value": "Bees?"}, {"from": "gpt", "value": said}])) == [("Bees?", read_as)]


@pytest.mark.parametrize(
    "turn",
    [
        {"content": "They hum.", "reasoning_content": "Hmm."},
        {"content": [{"type": "thinking", "thinking": "Hmm."}, {"type": "text", "text": "They hum."}]},
        {"content": [{"type": "text", "text": "Hmm.", "thought": True}, {"type": "text", "text": "They hum."}]},
    ],
)
def test_thoughts_that_a_turn_has_apart_are_set_aside(turn):
    parsed = read([{"role": "user", "content": "Bees?"}, {"role": "assistant", **turn}])
    assert talk(parsed) == [("Bees?", "They hum.")]
    assert [parsed.text[one.start : one.end] for one in parsed.pieces if one.why == THOUGHTS] == ["Hmm.\n\n"]


@pytest.mark.parametrize(
    "more",
    [
        {"citations": ["https://bees.org/"]},
        {"sources": [{"source": {"name": "bees.org", "url": "https://bees.org/"}, "document": ["Bees hum."]}]},
        {"annotations": [{"type": "url_citation", "url_citation": {"url": "https://bees.org/", "title": "bees.org"}}]},
        {"search_results": [{"title": " ", "url": "https://bees.org/"}, {"title": "x", "url": "javascript:x"}]},
    ],
)
def test_sources_that_a_turn_has_apart_are_kept_beside_the_answer(more):
    parsed = read([{"role": "user", "content": "Bees?"}, {"role": "assistant", "content": "They hum.", **more}])
    (turn,) = turns(parsed)
    assert (turn.answer, turn.sources) == ("They hum.", "\n\n- [bees.org](https://bees.org/)")


def test_turns_that_stand_newest_first_are_turned():
    said = [("assistant", "d", 9), ("user", "c", 8), ("assistant", "b", 5), ("user", "a", 4)]
    log = [{"role": who, "content": words, "timestamp": 1_700_000_000 + at} for who, words, at in said]
    parsed = read(log)
    assert talk(parsed) == [("a", "b"), ("c", "d")]
    assert (parsed.newest_first, parsed.warnings[:1]) == (True, (TURNED,))
    assert talk(read(log[::-1])) == [("a", "b"), ("c", "d")]


def test_mail_is_no_conversation():
    with pytest.raises(IntakeError, match="no export of conversations"):
        read(
            {
                "messages": [
                    {"sender": "alice@example.org", "text": "Bees?"},
                    {"sender": "bob@example.org", "text": "No."},
                ]
            }
        )


def test_a_conversation_with_turns_of_its_own_reads_alone_as_in_a_list():
    own = {"contents": [{"role": "user", "parts": [{"text": "Bees?"}]}, {"role": "model", "parts": [{"text": "Hum."}]}]}
    logs = {"x": {"log": [{"user utterance": "Why?", "system response": "So."}]}}
    backup = {"chats": [{"messages": ROLES}, {"messages": ROLES}]}
    both = {**own, **backup, **logs}
    for document in (both, [both], [{}, both]):
        parsed = read(document)
        assert [voice.name for voice in parsed.voices] == ["Gemini"]
        assert talk(parsed) == [("Bees?", "Hum.")]
    assert [one.first_prompt for one in conversations(as_bytes([{}, both, logs["x"]]))] == ["Bees?", "Why?"]
    assert [one.first_prompt for one in conversations(as_bytes({**backup, "contents": []}))] == ["Why rust?"] * 2

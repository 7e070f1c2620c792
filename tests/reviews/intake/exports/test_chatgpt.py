"""ChatGPT's export: the branch that the site shows, and of it only what the two sides say."""

from typing import Any

import pytest

from reviews.intake.document import IntakeError
from reviews.intake.parse import conversations
from tests.reviews.intake.exports.reading import as_bytes, read, talk


def node(key: str, parent: str | None, role: str = "", *parts: Any, **message: Any) -> dict[str, Any]:
    """A node of the tree; without a role, one that holds no message."""
    about = message.pop("metadata", {})
    content = message.pop("content", {"content_type": "text", "parts": list(parts)})
    said = {"author": {"role": role}, "content": content, "recipient": "all", "metadata": about, "create_time": None}
    return {"id": key, "parent": parent, "children": [], "message": {**said, **message} if role else None}


def conversation(*nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "title": "Kites",
        "create_time": 1714557600.5,
        "mapping": {one["id"]: one for one in nodes},
        "current_node": nodes[-1]["id"],
        "conversation_id": "kites-1",
        **more,
    }


ROOT = node("root", None)
ASKED = node("a", "root", "user", "Why do kites fly?")
ANSWERED = node("b", "a", "assistant", "The wind **lifts** them.", metadata={"model_slug": "gpt-4o"})


def test_a_conversation_with_its_title_date_and_model():
    parsed = read(conversation(ROOT, ASKED, ANSWERED))
    (voice,) = parsed.voices
    assert talk(parsed) == [("Why do kites fly?", "The wind **lifts** them.")]
    assert (voice.name, voice.vendor, voice.version, voice.said_on) == ("ChatGPT", "OpenAI", "GPT-4o", "2024-05-01")
    assert (parsed.title, parsed.format, parsed.markup, parsed.warnings) == ("Kites", "chatgpt", "markdown", ())
    assert [piece.role for piece in parsed.pieces] == ["marker", "prompt", "marker", "answer"]
    assert {piece.found_by for piece in parsed.pieces} == {"format"}


def test_the_order_is_that_of_the_parents_not_of_the_file():
    assert talk(read(conversation(ANSWERED, ASKED, ROOT, current_node="b"))) == [
        ("Why do kites fly?", "The wind **lifts** them.")
    ]


def test_other_branches_are_counted_and_left_out():
    parsed = read(
        conversation(
            ROOT,
            node("x", "root", "user", "Why do kits fly?"),
            node("y", "x", "assistant", "Which kits?"),
            ASKED,
            node("c", "a", "assistant", "By magic."),
            ANSWERED,
        )
    )
    assert talk(parsed) == [("Why do kites fly?", "The wind **lifts** them.")]
    assert parsed.warnings == (
        "2 other branches of this conversation left out: edited prompts, or answers made again.",
    )


def test_what_is_hidden_thought_or_said_to_tools_is_no_answer():
    hidden = {"is_visually_hidden_from_conversation": True}
    private = {"content_type": "user_editable_context", "user_profile": "I fly kites at night.", "parts": ["secret"]}
    thought = {"content_type": "thoughts", "thoughts": [{"content": "Hmm."}], "parts": ["Hmm."]}
    parsed = read(
        conversation(
            ROOT,
            node("s", "root", "system", "Be brief.", metadata=hidden),
            node("p", "s", "user", content=private, metadata={"is_user_system_message": True}),
            node("h", "p", "user", "hidden words", metadata=hidden),
            node("a", "h", "user", "Why do kites fly?"),
            node("t", "a", "assistant", content=thought),
            node("w", "t", "assistant", '{"query": "kites"}', recipient="web"),
            node("r", "w", "tool", "a page about kites"),
            node("k", "r", "assistant", "Let me weigh that.", channel="analysis"),
            node("n", "k", "assistant", ""),
            node("b", "n", "assistant", "They just do."),
        )
    )
    assert talk(parsed) == [("Why do kites fly?", "They just do.")]
    for word in ("secret", "night", "hidden", "Hmm", "query", "a page", "weigh", "brief"):
        assert word not in parsed.text
    assert parsed.voices[0].evidence_basis == "web_search"


def test_messages_of_one_side_in_a_row_are_one():
    parsed = read(
        conversation(
            ROOT,
            ASKED,
            node("b", "a", "assistant", "First, wind."),
            node("t", "b", "tool", "42"),
            node("c", "t", "assistant", "Then, string."),
        )
    )
    assert talk(parsed) == [("Why do kites fly?", "First, wind.\n\nThen, string.")]


def test_every_side_keeps_the_ids_of_its_messages_and_their_places():
    nameless = node("c", "b", "assistant", "Then, string.")
    named = node("b", "a", "assistant", "First, wind.", id="message-b")
    parsed = read(conversation(ROOT, ASKED, named, node("e", "b", "assistant", " "), nameless))
    assert parsed.conversation == "kites-1"
    assert [(run.ids, parsed.text[run.start : run.end]) for run in parsed.messages] == [
        (("a",), "Why do kites fly?"),
        (("message-b", "c"), "First, wind.\n\nThen, string."),
    ]


def test_parts_that_are_no_words():
    picture = {"content_type": "image_asset_pointer", "asset_pointer": "file-service://1"}
    spoken = {"content_type": "audio_transcription", "text": "Say it aloud."}
    files = [{"name": "plan.pdf", "mime_type": "application/pdf"}, {"name": "kite.png", "mime_type": "image/png"}]
    parsed = read(
        conversation(
            ROOT,
            node(
                "a",
                "root",
                "user",
                content={"content_type": "multimodal_text", "parts": [picture, "Is this a kite?", spoken, 7, None]},
                metadata={"attachments": files},
            ),
            node("b", "a", "assistant", "It is."),
        )
    )
    assert talk(parsed) == [("[file: plan.pdf]\n\n[image]\n\nIs this a kite?\n\nSay it aloud.", "It is.")]


def test_citations_become_links_and_their_marks_go():
    words = (
        "Kites are old\ue200cite\ue202turn0search0\ue202turn0search1\ue201, says "
        '\ue200entity\ue202["company","Aeolus","a maker"]\ue201. \ue203Very\ue204 old\ue200cite\ue202turn1view0'
    )
    pages = [
        {"title": "A [short] history", "url": "https://example.org/kites_(toys)"},
        {"attribution": "Museum", "title": "Kites", "url": "https://example.com/"},
        {"title": "bad", "url": "javascript:alert(1)"},
    ]
    references = [
        {"matched_text": "\ue200cite\ue202turn0search0\ue202turn0search1\ue201", "items": pages},
        {"matched_text": " ", "url": "https://example.net/foot", "title": "a footnote"},
    ]
    parsed = read(
        conversation(ROOT, ASKED, node("b", "a", "assistant", words, metadata={"content_references": references}))
    )
    ((_, answer),) = talk(parsed)
    assert answer == (
        "Kites are old ([A [short] history](https://example.org/kites_%28toys%29), [Museum](https://example.com/)), "
        "says Aeolus. Very old"
    )


def test_citations_of_older_exports_are_told_by_their_places():
    words = "They are old【7†source】."
    about = {"citations": [{"start_ix": 12, "end_ix": 22, "metadata": {"title": "Old", "url": "https://example.org/"}}]}
    parsed = read(conversation(ROOT, ASKED, node("b", "a", "assistant", words, metadata=about)))
    assert talk(parsed)[0][1] == "They are old ([Old](https://example.org/))."


def test_two_models_in_one_conversation():
    parsed = read(
        conversation(
            ROOT,
            ASKED,
            ANSWERED,
            node("c", "b", "user", "And at night?"),
            node("d", "c", "assistant", "Too.", metadata={"model_slug": "o3-mini"}),
            node("e", "d", "user", "Sure?"),
            node("f", "e", "assistant", "Sure.", metadata={"model_slug": "o3-mini"}),
        )
    )
    assert parsed.voices[0].version == "o3-mini"
    assert parsed.warnings == ("Several models answer here: o3-mini (2), gpt-4o (1).",)


def test_a_prompt_without_an_answer_is_told():
    parsed = read(conversation(ROOT, ASKED, ANSWERED, node("c", "b", "user", "And why at night?")))
    assert talk(parsed)[-1] == ("And why at night?", "")
    assert parsed.warnings == ("The last prompt to ChatGPT has no answer in the export.",)


@pytest.mark.parametrize("current", [None, "gone", 7])
def test_without_a_current_node_the_newest_end_counts(current):
    old = {**node("o", "a", "assistant", "Old."), "children": []}
    old["message"]["create_time"] = 5.0
    new = node("n", "a", "assistant", "New.", create_time=6.0)
    assert talk(read(conversation(ROOT, ASKED, new, old, current_node=current)))[0][1] == "New."


def test_a_parent_told_only_by_its_children():
    a, b = {**ASKED, "children": ["b"]}, dict(ANSWERED)
    del b["parent"]
    assert talk(read(conversation(ROOT, a, b))) == [("Why do kites fly?", "The wind **lifts** them.")]


def test_a_circle_of_parents_ends():
    a = {**ASKED, "parent": "b"}
    assert talk(read(conversation(a, ANSWERED))) == [("Why do kites fly?", "The wind **lifts** them.")]


def test_letters_that_no_record_can_hold():
    parsed = read(conversation(ROOT, node("a", "root", "user", "a\x00b\ud800c\r\nd"), ANSWERED))
    assert talk(parsed)[0][0] == "a\ufffdb\ufffdc\nd"


def test_titles_and_ids_need_not_differ():
    export = [conversation(ROOT, ASKED, ANSWERED, title="New chat") for _ in range(2)]
    assert [
        (one.id, one.title, one.date, one.model, one.first_prompt, one.prompts)
        for one in conversations(as_bytes(export))
    ] == [
        ("kites-1", "New chat", "2024-05-01", "ChatGPT GPT-4o", "Why do kites fly?", 1),
        ("kites-1-2", "New chat", "2024-05-01", "ChatGPT GPT-4o", "Why do kites fly?", 1),
    ]


def test_an_export_that_says_nothing():
    with pytest.raises(IntakeError, match=r"^export holds no conversation that says something\.$"):
        read([conversation(ROOT)])


def test_another_name_for_who_answers():
    parsed = read(conversation(ROOT, ASKED, ANSWERED), respondent="Kitebot")
    assert (parsed.voices[0].name, parsed.voices[0].said_on) == ("Kitebot", "2024-05-01")
    assert "#### Kitebot:" in parsed.text

"""What no export breaks, whatever it holds: it is read whole or refused in words."""

import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import IntakeError, is_partition, turns
from reviews.intake.parse import EXPORTS, alone, conversations, parse

KEYS = st.sampled_from(["0", "1", "2", "-1", ""])
WORDS = st.one_of(
    st.sampled_from(
        [
            "", " \n", "Why?", "user", "assistant", "human", "gpt", "model", "text", "tool_use", "artifacts", "all",
            "\ue200cite\ue202turn0search0\ue201", "\ue203x\ue204\ue200entity\ue202[\"a\",\"b\"]\ue201", "【1†source】",
            "<antArtifact title=\"x\">y</antArtifact>", "<antThinking>", "<thinking>z</thinking>w", "<p>html</p>",
            "2025-01-02T03:04:05Z", "0001-01-01T00:00:00+23:59", "2025-01-02T03:24:05Z", "https://gemini.google.com/app/x", "Prompted hi\nAttached 1 file.\n- a",
            "Gemini Apps", "gpt-4o", '{"name": "x", "type": "code/py", "content": "y"}', '{"updates": [{"replacement": "z"}]}',
            'The latest state of the widget is: {"report_message": {"author": {"role": "assistant"}, "content": {"content_type": "text", "parts": ["w"]}}}',
            "a\x00\ud800b", "multimodal_text", "image_asset_pointer", "```",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.just(10**400), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with all of the fields."""
    return st.fixed_dictionaries(fields)


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=2)


def spoil(draw: st.DrawFn, value: Any) -> Any:
    """The value with something in it, or the whole, become something else or nothing."""
    if isinstance(value, dict) and value and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(value)))
        if draw(st.integers(0, 5)):
            return {**value, key: spoil(draw, value[key])}
        return {one: held for one, held in value.items() if one != key}
    if isinstance(value, list) and value and draw(st.integers(0, 5)):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], spoil(draw, value[at]), *value[at + draw(st.integers(0, 1)) :]]
    return draw(ODD)


@st.composite
def exports(draw: st.DrawFn) -> bytes:
    """A file of about the right shape."""
    value = draw(st.one_of(*(st.one_of(st.lists(one, min_size=1, max_size=3), one) for one in SHAPES)))
    for _ in range(draw(st.integers(0, 3))):
        value = spoil(draw, value)
    return json.dumps(value).encode()


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """The nodes of a conversation of ChatGPT's, in any order."""
    messages = draw(st.lists(MESSAGE, min_size=1, max_size=5))
    nodes = [
        {"id": f"{at}", "parent": f"{draw(st.integers(-1, at - 1))}", "children": draw(few(KEYS)), "message": message}
        for at, message in enumerate(messages)
    ]
    return {node["id"]: node for node in draw(st.permutations(nodes))}


LINK = record(
    url=st.sampled_from(["https://example.org/(x)", "javascript:x", "http://[x"]), title=WORDS, attribution=WORDS
)
MESSAGE = record(
    author=record(
        role=st.sampled_from(["user", "assistant", "assistant", "tool", "system"]),
        name=st.sampled_from([None, "dalle.text2im"]),
    ),
    create_time=st.floats(),
    recipient=st.sampled_from(["all", "all", "all", "web", "canmore.create_textdoc"]),
    channel=st.sampled_from(["final", None, "analysis"]),
    content=record(
        content_type=st.sampled_from(["text", "text", "multimodal_text", "code"]),
        parts=few(st.one_of(WORDS, record(content_type=st.just("image_asset_pointer"), metadata=ODD))),
        text=WORDS,
    ),
    metadata=record(
        model_slug=WORDS,
        is_visually_hidden_from_conversation=st.sampled_from([None, False, True]),
        attachments=few(record(name=WORDS, mime_type=WORDS)),
        content_references=few(record(matched_text=WORDS, items=few(LINK), url=WORDS, sources=few(LINK))),
        citations=few(record(start_ix=st.integers(-1, 9), end_ix=st.integers(-1, 9), metadata=LINK)),
        search_result_groups=few(record(domain=WORDS)),
    ),
)
CHATGPT = record(
    title=WORDS,
    create_time=st.floats(),
    current_node=KEYS,
    conversation_id=WORDS,
    default_model_slug=WORDS,
    mapping=trees(),
)
BLOCK = record(
    type=st.sampled_from(["text", "text", "thinking", "tool_use"]),
    text=WORDS,
    thinking=WORDS,
    citations=few(record(details=LINK, url=WORDS)),
    name=st.sampled_from(["artifacts", "web_search"]),
    input=record(content=WORDS, type=WORDS, title=WORDS, language=WORDS),
)
CLAUDE = record(
    uuid=WORDS,
    name=WORDS,
    model=WORDS,
    created_at=WORDS,
    current_leaf_message_uuid=KEYS,
    chat_messages=st.lists(
        record(
            uuid=KEYS,
            parent_message_uuid=KEYS,
            sender=st.sampled_from(["human", "assistant"]),
            text=WORDS,
            content=few(BLOCK),
            attachments=few(record(file_name=WORDS)),
        ),
        max_size=4,
    ),
)
CHUNK = record(
    role=st.sampled_from(["user", "model"]),
    text=WORDS,
    isThought=st.sampled_from([None, False, True]),
    parts=few(record(text=WORDS, thought=st.booleans())),
    driveDocument=st.sampled_from([None, {"id": "x"}]),
    createTime=WORDS,
    grounding=record(webSearchQueries=few(WORDS)),
)
AISTUDIO = record(
    runSettings=record(model=WORDS), systemInstruction=CHUNK, chunkedPrompt=record(chunks=st.lists(CHUNK, max_size=4))
)
TAKEOUT = record(
    header=st.sampled_from(["Gemini Apps", "YouTube"]),
    products=few(WORDS),
    title=st.builds("Prompted {}".format, WORDS),
    time=WORDS,
    titleUrl=WORDS,
    safeHtmlItem=few(record(html=WORDS)),
)
WORKSPACE = record(
    title=WORDS,
    creation_time=WORDS,
    conversation_turns=st.lists(
        st.one_of(
            record(user_turn=record(prompt=WORDS)),
            record(
                system_turn=record(text=few(record(data=WORDS, cards=few(record(content=WORDS)))), images=few(WORDS))
            ),
        ),
        max_size=4,
    ),
)
TURN = st.one_of(
    st.fixed_dictionaries({"from": st.sampled_from(["human", "gpt", "system"]), "value": WORDS}),
    record(role=st.sampled_from(["user", "assistant", "tool"]), content=st.one_of(WORDS, few(WORDS)), model=WORDS),
    record(
        role=st.sampled_from(["user", "assistant"]),
        content=WORDS,
        timestamp=st.integers(-9, 9),
        reasoning_content=WORDS,
        citations=few(st.one_of(WORDS, LINK)),
    ),
    record(role=st.sampled_from(["user", "model"]), parts=few(record(text=WORDS, thought=st.booleans()))),
    record(sender=st.sampled_from(["User", "GPT-4o"]), isCreatedByUser=st.booleans(), text=WORDS, createdAt=WORDS),
    record(author=st.sampled_from(["user", "ai"]), content=st.builds("<think>{}</think>{}".format, WORDS, WORDS)),
)
LOGS = st.dictionaries(
    WORDS, record(log=few(st.dictionaries(st.sampled_from(["user utterance", "system response"]), WORDS)))
)
VSCODE = record(
    sessionId=WORDS,
    customTitle=WORDS,
    responderUsername=st.sampled_from(["GitHub Copilot", "x", ""]),
    creationDate=st.integers(),
    requests=st.lists(
        record(
            requestId=WORDS,
            message=st.one_of(WORDS, record(text=WORDS)),
            modelId=WORDS,
            response=few(st.one_of(record(value=WORDS), record(kind=st.just("inlineReference"), name=WORDS))),
        ),
        max_size=3,
    ),
)
SHAREGPT = record(id=WORDS, model=WORDS, conversations=st.lists(TURN, min_size=1, max_size=4), title=WORDS)
WRAPPED = record(title=WORDS, chat=record(messages=few(TURN), models=few(WORDS)), created_at=st.integers())
BACKUP = record(chats=few(record(messages=few(TURN), config=record(model=WORDS))), contents=few(TURN), url=WORDS)
SHAPES = (CHATGPT, CLAUDE, AISTUDIO, TAKEOUT, WORKSPACE, SHAREGPT, TURN, LOGS, VSCODE, WRAPPED, BACKUP)
DOCUMENTS = exports()
TAGS = [
    '<div class="ds-message">', '<div class="ds-markdown">', '<div class="ds-think-content">', '<p data-content="ai-message">',
    "<!doctype html><html>", '<div data-message-author-role="user">', '<div data-message-author-role="assistant">', "</div>",
    '<div class="outer-cell mdl-cell">', '<p class="mdl-typography--title">Gemini Apps<br></p>', "<br>", "words", "<p>",
    '<div class="content-cell mdl-typography--body-1">', "Prompted&nbsp;hi", "Mar 4, 2025, 8:20:00 PM CET", "<button>", "<",
    "Attached 1 file.", '<div class="content-cell mdl-typography--caption">', '<div class="conversation-item">',
    '<div data-testid="user-message">', '<div class="x font-claude-response">', '<div class="query-text">', "<message-content>",
    '<script>streamController.enqueue("[{\\"_1\\":2},\\"linear_conversation\\",[3,-5,9],\\"x\\"]")', "linear_conversation",
    '<h5 class="sr-only">', "</h5>", '<img src="https://r2cdn.perplexity.ai/x"/>\n', "\n---\n\n# why?\n", '\n<div align="c">⁂</div>\n', "[^1]: https://x.org", "\n## chat-1\n> hi\n\nyes\n\n###### [top](#table-of-contents)\n", "<math>", '<annotation encoding="application/x-tex">', "</math>", "<model-thoughts>", "</model-thoughts>", "<message-content>", "<script>var jsonData = ", "\n> [!user]\n> hi", "\n> [!nexus_agent] **Assistant** - 10:00\n> > [!nexus_attachment] **a**", '[{"mapping": {"a": {"message": {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["x"]}}}}}]',
    '<div class="author user">', '<div class="conversation-content">', "<pre><code>", "</table>", "<td>", '"', "2025年3月5日 9:00",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(TAGS), min_size=1, max_size=25).map(lambda parts: "".join(parts).encode())


def check(data: bytes, format: str = "auto") -> None:
    """Each conversation is read whole, and alone reads as it did among the others; or all is refused in words."""
    try:
        offered = conversations(data, name="export", format=format)
        for one in offered:
            parsed = parse(data, name="export", format=format, conversation=one.id)
            assert is_partition(parsed)
            assert turns(parsed)
            assert not {"\x00", "\r", "\ud800"} & set(parsed.text)
            kept = alone(data, name="export", format=format, conversation=one.id)
            again = parse(kept, name="export", format=format)
            assert (again.text, again.voices) == (parsed.text, parsed.voices)
        if not offered:
            assert is_partition(parse(data, name="export", format=format))
    except IntakeError as refusal:
        assert str(refusal).startswith(("export ", "The page "))


@pytest.mark.slow
@given(DOCUMENTS)
def test_json_of_about_the_right_shape(data):
    check(data)


@pytest.mark.slow
@given(DOCUMENTS, st.sampled_from([export.name for export in EXPORTS]))
def test_json_read_as_any_format(data, format):
    check(data, format)


@pytest.mark.slow
@given(DOCUMENTS, st.data())
def test_json_cut_short(data, draw):
    check(data[: draw.draw(st.integers(0, len(data)))])


@pytest.mark.slow
@given(st.one_of(DOCUMENTS, ODD.map(lambda value: json.dumps(value).encode())), st.data())
def test_json_with_a_byte_changed(data, draw):
    at = draw.draw(st.integers(0, max(0, len(data) - 1)))
    check(data[:at] + draw.draw(st.binary(max_size=3)) + data[at + 1 :])


@given(PAGES)
def test_pages(data):
    check(data)


@pytest.mark.slow
@given(st.one_of(DOCUMENTS, PAGES), st.data())
def test_archives_with_bytes_changed(data, draw):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("a.json", data)
        written.writestr("b.html", data)
    archive = bytearray(held.getvalue())
    for _ in range(draw.draw(st.integers(0, 3))):
        archive[draw.draw(st.integers(0, len(archive) - 1))] = draw.draw(st.integers(0, 255))
    check(bytes(archive))


@pytest.mark.parametrize(
    "value",
    [
        [{"header": "Gemini", "time": "", "title": "Prompted " + " " * 300_000 + "x" + "\n- a" * 9_000 + "\nAttached 1 file."}],
        {"chat_messages": [{"sender": "assistant", "text": "<antArtifact title='x'>" * 30_000}]},
        {"chat_messages": [{"uuid": f"{n}", "parent_message_uuid": f"{n - 1}", "sender": "human", "text": "x"} for n in range(9_000)]},
        [{"id": "1", "conversations": [{"from": "human", "value": "x"}]} for _ in range(2_000)],
    ],
    ids=["attached", "artifacts", "a long chain", "one id"],
)  # fmt: skip
def test_hostile_exports_are_read(value):
    assert conversations(json.dumps(value).encode())


@pytest.mark.parametrize("tag", TAGS)
def test_hostile_pages_are_read(tag):
    check(b"<html>Gemini" + b'<div class="outer-cell">' * 3 + tag.encode() * 5_000)


def test_a_conversation_of_nothing_but_a_thought_says_nothing():
    said = [{"from": "human", "value": ""}, {"from": "gpt", "value": "<think>hm</think>"}]
    with pytest.raises(IntakeError, match="holds no conversation that says something"):
        conversations(json.dumps([{"conversations": said}]).encode(), name="export", format="auto")

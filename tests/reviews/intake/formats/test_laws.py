"""What no export breaks, whatever it holds: it is read whole or refused in words."""

import io
import json
import zipfile
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.formats import EXPORTS, alone, conversations, parse
from reviews.intake.pieces import IntakeError, is_partition, turns

KEYS = st.sampled_from(["a", "b", "root", ""])
WORDS = st.one_of(
    st.sampled_from(
        [
            "", " \n", "Why?", "user", "assistant", "human", "gpt", "model", "text", "tool_use", "artifacts", "all",
            "\ue200cite\ue202turn0search0\ue201", "\ue203x\ue204\ue200entity\ue202[\"a\",\"b\"]\ue201", "【1†source】",
            "<antArtifact title=\"x\">y</antArtifact>", "<antThinking>", "<thinking>z</thinking>w", "<p>html</p>",
            "2025-01-02T03:04:05Z", "0001-01-01T00:00:00+23:59", "https://gemini.google.com/app/x", "Prompted hi\nAttached 1 file.\n- a",
            "Gemini Apps", "gpt-4o", "a\x00\ud800b", "multimodal_text", "image_asset_pointer", "```",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.just(10**400), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly of the right shape."""
    return st.one_of(strategy, strategy, strategy, ODD)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with some of the fields."""
    return st.fixed_dictionaries({}, optional={name: maybe(field) for name, field in fields.items()})


LINK = record(url=st.sampled_from(["https://example.org/(x)", "javascript:x"]), title=WORDS, attribution=WORDS)
MESSAGE = record(
    author=record(role=st.sampled_from(["user", "assistant", "tool", "system"])),
    create_time=st.floats(),
    recipient=WORDS,
    channel=st.sampled_from(["final", "analysis"]),
    content=record(
        content_type=st.sampled_from(["text", "multimodal_text", "code"]), parts=st.lists(WORDS, max_size=3)
    ),
    metadata=record(
        model_slug=WORDS,
        is_visually_hidden_from_conversation=st.booleans(),
        attachments=st.lists(record(name=WORDS, mime_type=WORDS), max_size=2),
        content_references=st.lists(
            record(matched_text=WORDS, items=st.lists(LINK, max_size=2), url=WORDS), max_size=3
        ),
        citations=st.lists(record(start_ix=st.integers(-1, 9), end_ix=st.integers(-1, 9), metadata=LINK), max_size=2),
        search_result_groups=st.lists(record(domain=WORDS), max_size=1),
    ),
)
CHATGPT = record(
    title=WORDS,
    create_time=st.floats(),
    current_node=KEYS,
    conversation_id=WORDS,
    default_model_slug=WORDS,
    mapping=st.dictionaries(
        KEYS, maybe(record(id=KEYS, parent=KEYS, children=st.lists(KEYS, max_size=3), message=MESSAGE)), max_size=4
    ),
)
BLOCK = record(
    type=st.sampled_from(["text", "thinking", "tool_use"]),
    text=WORDS,
    name=WORDS,
    input=record(content=WORDS, type=WORDS),
)
CLAUDE = record(
    uuid=WORDS,
    name=WORDS,
    model=WORDS,
    created_at=WORDS,
    current_leaf_message_uuid=KEYS,
    chat_messages=st.lists(
        maybe(
            record(
                uuid=KEYS,
                parent_message_uuid=KEYS,
                sender=st.sampled_from(["human", "assistant"]),
                text=WORDS,
                content=st.lists(maybe(BLOCK), max_size=3),
                attachments=st.lists(record(file_name=WORDS), max_size=2),
            )
        ),
        max_size=4,
    ),
)
CHUNK = record(
    role=st.sampled_from(["user", "model"]),
    text=WORDS,
    isThought=st.booleans(),
    parts=st.lists(record(text=WORDS, thought=st.booleans()), max_size=2),
    driveDocument=record(id=WORDS),
    createTime=WORDS,
    grounding=record(webSearchQueries=st.lists(WORDS, max_size=1)),
)
AISTUDIO = record(
    runSettings=record(model=WORDS),
    systemInstruction=CHUNK,
    chunkedPrompt=record(chunks=st.lists(maybe(CHUNK), max_size=4)),
)
TAKEOUT = record(
    header=WORDS,
    products=st.lists(WORDS, max_size=2),
    title=WORDS,
    time=WORDS,
    titleUrl=WORDS,
    safeHtmlItem=st.lists(record(html=WORDS), max_size=2),
)
TURN = st.one_of(record(**{"from": WORDS, "value": WORDS}), record(role=WORDS, content=WORDS, model=WORDS))
SHAREGPT = record(id=WORDS, model=WORDS, conversations=st.lists(maybe(TURN), max_size=4), title=WORDS)
EXPORT = st.one_of(CHATGPT, CLAUDE, AISTUDIO, TAKEOUT, SHAREGPT, TURN)
DOCUMENTS = st.one_of(EXPORT, st.lists(maybe(EXPORT), max_size=3)).map(lambda value: json.dumps(value).encode())
TAGS = [
    "<!doctype html><html>", '<div data-message-author-role="user">', '<div data-message-author-role="assistant">', "</div>",
    '<div class="outer-cell mdl-cell">', '<p class="mdl-typography--title">Gemini Apps<br></p>', "<br>", "words", "<p>",
    '<div class="content-cell mdl-typography--body-1">', "Prompted&nbsp;hi", "Mar 4, 2025, 8:20:00 PM CET", "<button>", "<",
    "Attached 1 file.", '<div class="content-cell mdl-typography--caption">', '<div class="conversation-item">',
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
            assert parsed.text.isprintable() or not {"\x00", "\r"} & set(parsed.text)
            assert json.dumps(parsed.text).encode() and parsed.text.encode()
            kept = alone(data, name="export", format=format, conversation=one.id)
            again = parse(kept, name="export", format=format)
            assert (again.text, again.voices) == (parsed.text, parsed.voices)
        if not offered:
            assert is_partition(parse(data, name="export", format=format))
    except IntakeError as refusal:
        assert str(refusal).startswith(("export ", "The page "))


@given(DOCUMENTS)
def test_json_of_about_the_right_shape(data):
    check(data)


@given(DOCUMENTS, st.sampled_from([export.name for export in EXPORTS]))
def test_json_read_as_any_format(data, format):
    check(data, format)


@given(DOCUMENTS, st.data())
def test_json_cut_short(data, draw):
    check(data[: draw.draw(st.integers(0, len(data)))])


@given(st.one_of(DOCUMENTS, ODD.map(lambda value: json.dumps(value).encode())), st.data())
def test_json_with_a_byte_changed(data, draw):
    at = draw.draw(st.integers(0, max(0, len(data) - 1)))
    check(data[:at] + draw.draw(st.binary(max_size=3)) + data[at + 1 :])


@given(PAGES)
def test_pages(data):
    check(data)


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

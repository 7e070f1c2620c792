"""What ChatGPT makes beside its words: canvases, pictures, reports; and the export's own page."""

import json
from typing import Any

import pytest

from reviews.intake.document import IntakeError
from reviews.intake.parse import alone, conversations
from tests.reviews.intake.exports.reading import as_bytes, read, talk
from tests.reviews.intake.exports.test_chatgpt import ANSWERED, ASKED, ROOT, conversation, node

HIDDEN = {"is_visually_hidden_from_conversation": True}


def tool(key: str, parent: str, name: str, *parts: Any, **message: Any) -> dict[str, Any]:
    kind = "text" if all(isinstance(part, str) for part in parts) else "multimodal_text"
    said = node(key, parent, "tool", content={"content_type": kind, "parts": list(parts)}, **message)
    said["message"]["author"]["name"] = name
    return said


def to_canvas(key: str, parent: str, verb: str, *, as_code: bool = True, **written: Any) -> dict[str, Any]:
    words = json.dumps(written)
    content = {"content_type": "code", "text": words} if as_code else {"content_type": "text", "parts": [words]}
    return node(key, parent, "assistant", content=content, recipient=f"canmore.{verb}_textdoc")


@pytest.mark.parametrize("as_code", [True, False])
def test_what_went_into_a_canvas_is_part_of_the_answer(as_code):
    parsed = read(
        conversation(
            ROOT,
            ASKED,
            to_canvas(
                "c", "a", "create", as_code=as_code, name="Kites", type="document", content="# Kites\n\nThey fly."
            ),
            tool("t", "c", "canmore.create_textdoc", "Successfully created textdoc_id: 'secret'"),
            node("b", "t", "assistant", "I wrote it down."),
            node("d", "b", "user", "Shorter."),
            to_canvas("e", "d", "update", as_code=as_code, updates=[{"pattern": "fly\\\\.", "replacement": "soar."}]),
            tool("u", "e", "canmore.update_textdoc", "Successfully updated secret"),
            to_canvas("f", "u", "update", as_code=as_code, updates=[{"pattern": ".*", "replacement": "Kites soar."}]),
            to_canvas("g", "f", "comment", as_code=as_code, comments=[{"pattern": "soar", "comment": "secret"}]),
        )
    )
    assert talk(parsed) == [
        ("Why do kites fly?", "**Canvas: Kites**\n\n# Kites\n\nThey fly.\n\nI wrote it down."),
        ("Shorter.", "**Canvas, changed in part**\n\nsoar.\n\n**Canvas, written anew**\n\nKites soar."),
    ]
    assert "secret" not in parsed.text


def test_code_in_a_canvas_is_listed():
    canvas = to_canvas("c", "a", "create", name="kite.py", type="code/python", content="fly()\n")
    assert talk(read(conversation(ROOT, ASKED, canvas)))[0][1] == "**Canvas: kite.py**\n\n```python\nfly()\n```"


def test_a_canvas_that_is_no_json_says_nothing():
    canvas = node("c", "a", "assistant", '{"name": "cut', recipient="canmore.create_textdoc")
    assert talk(read(conversation(ROOT, ASKED, canvas, node("b", "c", "assistant", "Done."))))[0][1] == "Done."


DRAWN = {"content_type": "image_asset_pointer", "asset_pointer": "sediment://1"}


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("dalle.text2im", None),
        ("image_gen.text2im", None),
        ("t2uay3k.sj1i4kz", {"dalle": None, "generation": {"gen_id": "1"}}),
    ],
)
def test_a_picture_that_a_tool_drew_is_the_answer_between_two_prompts(name, about):
    parsed = read(
        conversation(
            ROOT,
            node("a", "root", "user", "Draw a kite."),
            node("c", "a", "assistant", '{"prompt": "secret"}', recipient=name),
            tool("t", "c", name, {**DRAWN, "metadata": about}),
            tool("h", "t", name, "secret", metadata=HIDDEN),
            node("d", "h", "user", "Another."),
            node("b", "d", "assistant", "No."),
        )
    )
    assert talk(parsed) == [("Draw a kite.", "[image]"), ("Another.", "No.")]
    assert "secret" not in parsed.text


def test_the_pages_of_a_file_that_a_tool_shows_are_no_answer():
    pages = tool("t", "a", "myfiles_browser", "<PARSED TEXT> secret", DRAWN)
    answer = node("b", "t", "assistant", "It says so.")
    assert talk(read(conversation(ROOT, ASKED, pages, answer))) == [("Why do kites fly?", "It says so.")]


def widget(report: Any) -> str:
    return "The latest state of the widget is: " + json.dumps({"plan": "secret", "report_message": report})


def test_a_report_of_deep_research_stands_in_a_tools_message():
    mark = "\ue200cite\ue202turn0search1\ue201"
    report = {
        "author": {"role": "assistant"},
        "content": {"content_type": "text", "parts": [f"# Kites\n\nThey fly.{mark}"]},
        "metadata": {
            "model_slug": "gpt-5-5-pro",
            "content_references": [{"matched_text": mark, "items": [{"url": "https://example.org/", "title": "Old"}]}],
        },
    }
    parsed = read(
        conversation(
            ROOT,
            ASKED,
            tool("s", "a", "api_tool.widget_state", widget(None), metadata=HIDDEN),
            tool("t", "s", "api_tool.widget_state", widget(report), metadata=HIDDEN),
            node("b", "t", "assistant", ""),
        )
    )
    assert talk(parsed) == [("Why do kites fly?", "# Kites\n\nThey fly. ([Old](https://example.org/))")]
    assert (parsed.voices[0].version, parsed.messages[1].ids) == ("GPT-5.5 Pro", ("t",))


def test_a_report_within_a_report_says_nothing():
    inner = {"author": {"role": "tool"}, "content": {"content_type": "text", "parts": [widget(None)]}}
    parsed = read(conversation(ROOT, ASKED, tool("t", "a", "api_tool.widget_state", widget(inner)), ANSWERED))
    assert talk(parsed) == [("Why do kites fly?", "The wind **lifts** them.")]


def page(*held: Any, ends: str = ";\nvar assetsJson = {};") -> str:
    data = json.dumps(held).replace("</", "<\\/")
    return (
        f"<html><head><title>Export</title><script>\nvar jsonData = {data}{ends}\n</script></head><body></body></html>"
    )


@pytest.mark.parametrize("ends", [";\nvar assetsJson = {};", "\nfunction show() {}", "", ";"])
def test_the_page_of_the_export_holds_the_same(ends):
    one = conversation(ROOT, node("a", "root", "user", "Why </script> this; streamController.enqueue(x)?"), ANSWERED)
    other = conversation(ROOT, ASKED, ANSWERED, conversation_id="kites-2")
    assert [found.id for found in conversations(page(one, other, ends=ends).encode())] == ["kites-1", "kites-2"]
    assert read(page(one, ends=ends)) == read(one)
    assert json.loads(alone(page(one, other, ends=ends).encode(), conversation="kites-2")) == other


def test_a_page_of_a_shared_link():
    shared = {**conversation(ROOT, ASKED, ANSWERED), "linear_conversation": []}
    data = json.dumps({"props": {"pageProps": {"serverResponse": {"type": "data", "data": shared}}}, "page": "/share"})
    parsed = read(
        f'<!DOCTYPE html><html><body><script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    )
    assert talk(parsed) == [("Why do kites fly?", "The wind **lifts** them.")]
    assert (parsed.format, parsed.title, parsed.voices[0].version) == ("chatgpt", "Kites", "GPT-4o")


def streamed(value: Any) -> str:
    """A page that carries a value as React Router does."""
    table: list[Any] = []

    def put(item: Any) -> int:
        if item is None:
            return -5
        if isinstance(item, str) and item in table:
            return table.index(item)
        table.append(item)
        at = len(table) - 1
        if isinstance(item, dict):
            table[at] = {f"_{put(key)}": put(held) for key, held in item.items()}
        elif isinstance(item, list):
            table[at] = [put(held) for held in item]
        return at

    put(value)
    words = json.dumps(json.dumps(table) + "\n").replace("</", "<\\/")
    return f"<!DOCTYPE html><html><script>window.x.streamController.enqueue({words});</script></html>"


@pytest.mark.parametrize("tree", [True, False])
def test_a_page_of_a_shared_link_that_streams_its_conversation(tree):
    whole = conversation(ROOT, node("a", "root", "user", 'Why "kites" </script> var jsonData = [?'), ANSWERED)
    shared = {**whole, "linear_conversation": list(whole["mapping"].values())}
    if not tree:
        del shared["mapping"], shared["current_node"]
    parsed = read(streamed({"loaderData": {"share": {"serverResponse": {"data": shared}}, "other": [None, True]}}))
    assert talk(parsed) == [('Why "kites" </script> var jsonData = [?', "The wind **lifts** them.")]
    assert (parsed.format, parsed.title, parsed.voices[0].said_on) == ("chatgpt", "Kites", "2024-05-01")


@pytest.mark.slow
@pytest.mark.parametrize(
    "table",
    [
        [{"_1": 0}, "linear_conversation"],
        [{"_1": 2}, "linear_conversation", [3] * 2000, [4] * 2000, [5]],
    ],
    ids=["a circle", "copies of copies"],
)
def test_a_hostile_table_is_refused(table):
    page = f"<html><script>x.streamController.enqueue({json.dumps(json.dumps(table))});</script></html>"
    with pytest.raises(IntakeError, match=r"^The page holds too much, or too deep: it cannot be put together\.$"):
        read(page)


def test_a_page_that_is_cut_short():
    whole = page(conversation(ROOT, ASKED, ANSWERED))
    with pytest.raises(IntakeError, match=r"^The page of the export is no whole JSON: "):
        read(whole[: whole.index("lifts")])


def test_an_object_that_holds_the_conversations():
    held = {"conversations": [conversation(ROOT, ASKED, ANSWERED)]}
    assert read(as_bytes(held)).voices[0].name == "ChatGPT"


def test_pictures_are_told_by_either_spelling_of_their_kind():
    about = {"attachments": [{"name": "kite.png", "mimeType": "image/png"}, {"name": "plan.pdf", "mimeType": "a/pdf"}]}
    asked = node("a", "root", "user", "Is it one?", metadata=about)
    assert talk(read(conversation(ROOT, asked, ANSWERED)))[0][0] == "[file: plan.pdf]\n\nIs it one?"

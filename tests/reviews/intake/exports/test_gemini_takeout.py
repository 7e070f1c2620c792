"""Gemini in Takeout: entries, new ones first, put together into conversations."""

from typing import Any

import pytest

from reviews.intake.document import IntakeError
from reviews.intake.parse import alone, conversations
from tests.reviews.intake.exports.reading import as_bytes, read, talk


def record(title: str, time: str, answer: str = "", **more: Any) -> dict[str, Any]:
    items = {"safeHtmlItem": [{"html": answer}]} if answer else {}
    return {"header": "Gemini Apps", "title": title, "time": time, "products": ["Gemini Apps"], **items, **more}


MORNING = [
    record("Prompted And snow?", "2025-03-04T08:20:00.123Z", "<p>Snow is <b>ice</b>.</p>"),
    record("Gave feedback: good", "2025-03-04T08:11:00Z"),
    record("Prompted What is rain?", "2025-03-04T08:10:00Z", "<p>Water.</p><ul><li>that falls</li></ul>"),
    record("Watched a film about rain", "2025-03-04T08:09:00Z", header="YouTube", products=["YouTube"]),
]


def test_the_json():
    parsed = read(MORNING)
    (voice,) = parsed.voices
    assert talk(parsed) == [("What is rain?", "Water.\n\n- that falls"), ("And snow?", "Snow is **ice**.")]
    assert (voice.name, voice.vendor, voice.said_on, parsed.format) == (
        "Gemini",
        "Google",
        "2025-03-04",
        "gemini_takeout",
    )
    assert parsed.warnings == (
        "Takeout does not say which prompts are one conversation: those less than half an hour apart are taken for one.",
    )


def test_a_pause_or_an_address_makes_another_conversation():
    address = "https://gemini.google.com/app/abc"
    records = [
        record("Prompted Still wet?", "2025-03-06T08:00:00Z", "Yes.", titleUrl=address),
        record("Prompted Night?", "2025-03-04T22:00:00Z", "Dark."),
        *MORNING,
        record("Prompted Wet?", "2025-03-01T08:00:00Z", "Yes.", titleUrl=address),
    ]
    assert [(one.id, one.date, one.first_prompt, one.prompts) for one in conversations(as_bytes(records))] == [
        ("2025-03-04T22:00:00", "2025-03-04", "Night?", 1),
        ("2025-03-04T08:10:00", "2025-03-04", "What is rain?", 2),
        ("abc", "2025-03-01", "Wet?", 2),
    ]
    chosen = read(alone(as_bytes(records), conversation="abc"))
    assert talk(chosen) == [("Wet?", "Yes."), ("Still wet?", "Yes.")]
    assert (chosen.voices[0].link, chosen.warnings) == (address, ())


@pytest.mark.parametrize(
    ("title", "answered", "prompt"),
    [
        ("Prompted with: hello", True, "hello"),
        ("Asked Gemini: hello", False, "hello"),
        ("Gav instruktionen hello", True, "Gav instruktionen hello"),
        ("Gav instruktionen hello", False, None),
        ("Created Gemini Canvas titled X", True, None),
        ("Prompted hello\nAttached 2 files.\n- a.pdf\n- b.png", True, "[file: a.pdf]\n\n[file: b.png]\n\nhello"),
        ("Prompted hello Attached 1 file.", True, "[file]\n\nhello"),
    ],
)
def test_titles(title, answered, prompt):
    records = [record(title, "2025-03-04T08:00:00Z", "Hi." if answered else "")]
    if prompt is None:
        with pytest.raises(IntakeError, match="holds no conversation that says something"):
            read(records)
    else:
        assert talk(read(records))[0][0] == prompt


def cell(inner: str, header: str = "Gemini Apps") -> str:
    return (
        '<div class="outer-cell mdl-cell mdl-shadow--2dp"><div class="mdl-grid">'
        f'<div class="header-cell mdl-cell"><p class="mdl-typography--title">{header}<br></p></div>'
        f'<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">{inner}</div>'
        '<div class="content-cell mdl-cell mdl-typography--body-1 mdl-typography--text-right"></div>'
        '<div class="content-cell mdl-cell mdl-typography--caption"><b>Products:</b><br>&emsp;Gemini Apps</div>'
        "</div></div>"
    )


def test_the_html():
    page = (
        "<html><body>"
        + cell("Prompted&nbsp;And snow?<br>Mar 4, 2025, 8:20:00\u202fPM CET<br><p>Snow is <b>ice</b>.</p>")
        + cell("Used Gemini Apps<br>Mar 4, 2025, 8:15:00\u202fPM CET<br>")
        + cell(
            "Prompted&nbsp;What is 1 &lt; 2?<br>Attached 1 file.<br>- <a href=x>sum.pdf</a><br>4 Mar 2025, 20:10:00 CET<br>"
            "<p>True.</p><p>Always.</p>"
        )
        + cell("Watched&nbsp;rain<br>4 Mar 2025, 20:00:00 CET<br>", header="YouTube").replace("Gemini Apps", "YouTube")
        + "</body></html>"
    )
    parsed = read(page)
    assert talk(parsed) == [
        ("[file: sum.pdf]\n\nWhat is 1 < 2?", "True.\n\nAlways."),
        ("And snow?", "Snow is **ice**."),
    ]
    assert (parsed.format, parsed.voices[0].said_on) == ("gemini_takeout", "2025-03-04")


def test_one_conversation_of_the_html_alone():
    page = (
        "<html>"
        + cell("Prompted Two?<br>2025年3月5日 9:00:00 CST<br><p>2</p>")
        + cell("Prompted One?<br>Mar 4, 2025, 8:00:00 AM<br>1")
        + "</html>"
    )
    assert [one.id for one in conversations(page.encode())] == ["2025-03-05T09:00:00", "2025-03-04T08:00:00"]
    first = alone(page.encode(), conversation="2025-03-04T08:00:00")
    assert b"Two?" not in first
    assert talk(read(first)) == [("One?", "1")]


def test_a_moment_in_words_that_are_not_known_still_ends_the_prompt():
    parsed = read(cell("Prompted Chuva?<br>10 de xyz. de 2026, 03:46:09 BRT<br><p>Sim.</p>"))
    assert (talk(parsed), parsed.voices[0].said_on) == ([("Chuva?", "Sim.")], "")


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("Eingegebener Prompt:&nbsp;Wetter?<br>14.03.2026, 13:08:30 MEZ", "2026-03-14"),
        ("Prompt envoyé&nbsp;:&nbsp;Wetter?<br>3 août 2025, 18:22:23 CEST", "2025-08-03"),
        ("Etwas getan&nbsp;Wetter?<br>16 июл. 2026 г., 20:02:03 MSK", "2026-07-16"),
        ("送信したメッセージ: Wetter?<br>2026/07/16 20:02:03 JST", "2026-07-16"),
    ],
)
def test_the_html_of_an_account_in_another_language(asked, day):
    parsed = read(cell(f"{asked}<br><p>Nass.</p>"))
    assert (talk(parsed), parsed.voices[0].said_on) == ([("Wetter?", "Nass.")], day)


def test_the_json_of_an_account_in_another_language():
    gemini = {"header": "Geminiアプリ", "products": ["Geminiアプリ"]}
    records = [
        record("Eingegebener Prompt: Und morgen?", "2026-03-11T20:00:00Z", **gemini),
        record("Gemini-Apps wurde verwendet", "2026-03-11T19:59:00Z", **gemini),
        record("送信したメッセージ: 雨？", "2026-03-11T19:50:00Z", "<p>はい。</p>", **gemini),
    ]
    assert talk(read(records)) == [("雨？", "はい。"), ("Und morgen?", "")]


def test_a_prompt_that_is_a_link_and_a_moment_below():
    page = (
        '<html><div class="outer-cell mdl-cell"><div class="content-cell mdl-typography--body-1">Prompted '
        '<a href="https://gemini.google.com/app/a1">Rain?</a><br><p>Yes.</p></div>'
        '<div class="content-cell mdl-typography--caption">Jan 3, 2026, 10:00:00 AM UTC</div></div></html>'
    )
    parsed = read(page)
    assert (talk(parsed), parsed.voices[0].said_on) == ([("Rain?", "Yes.")], "2026-01-03")
    assert parsed.voices[0].link == "https://gemini.google.com/app/a1"


def test_a_conversation_of_gemini_in_workspace():
    parsed = read(
        {
            "title": "Rain",
            "creation_time": "2025-10-01T10:00:00Z",
            "conversation_turns": [
                {"user_turn": {"prompt": "Rain?", "turn_index": 0}},
                {
                    "system_turn": {
                        "text": [{"data": "Soon."}, {"cards": [{"content": "At four."}]}],
                        "images": ["conversation_1_turn_1_images_1"],
                        "model_thoughts": [{"headline": "Clouds", "description": "Grey."}],
                    }
                },
            ],
        }
    )
    assert talk(parsed) == [("Rain?", "Soon.\n\nAt four.\n\n[image]")]
    assert (parsed.title, parsed.voices[0].name, parsed.voices[0].said_on) == ("Rain", "Gemini", "2025-10-01")
    assert "Grey" not in parsed.text

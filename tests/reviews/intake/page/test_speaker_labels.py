"""Labels that say who speaks, as sites, extensions, editors and note-takers write them."""

import pytest

from reviews.intake.document import turns
from reviews.intake.parse import parse
from tests.reviews.intake.exports.reading import read, talk
from tests.reviews.intake.page.reading import TWO, labelled, said


@pytest.mark.parametrize(
    ("user", "model", "name"),
    [
        ("## 🧑 User", "## 🤖 Assistant", "Unnamed model"),
        ("## 🧑 Usuário", "## 🤖 Gemini", "Gemini"),
        ("## Turn 1-1: User", "## Turn 1-2: Gemini", "Gemini"),
        ("# Me", "# ChatGPT", "ChatGPT"),
        ("## user", "## assistant", "Unnamed model"),
        ("### **Human** (4:31:02 PM)", "### **Claude** (4:31:30 PM)", "Claude"),
        ("### **Human** [22:42]", "### **Claude** [22:43]", "Claude"),
        ("**_You said:_**", "**_ChatGPT said:_**", "ChatGPT"),
        ("**User**", "**Cursor**", "Cursor"),
        ("## **사용자** - 2024. 5. 1. 오후 3:00:00", "## **ChatGPT** - 2024. 5. 1. 오후 3:00:10", "ChatGPT"),
        ("_**User**_", "_**Assistant**_", "Unnamed model"),
        ("_**User: jo (2026-02-16 12:13Z)**_", "_**Agent (model claude-opus-4-6, mode Agent)**_", "Claude"),
        ("Du hast gesagt:", "ChatGPT hat gesagt:", "ChatGPT"),
        ("Vous avez dit :", "ChatGPT a dit :", "ChatGPT"),
        ("Dijiste:", "ChatGPT dijo:", "ChatGPT"),
        ("## Prompt", "### Response", "Unnamed model"),
        ("### 1. **You** — 2026-03-18T03:54", "### 2. **Claude** — 2026-03-18T03:55", "Claude"),
        ("**You** · _10/3/2025, 4:03:22 PM_", "**Claude** · _10/3/2025, 4:03:52 PM_", "Claude"),
        ("### User | 2025-01-02 10:11:12", "### ChatGPT | 2025-01-02 10:12:12", "ChatGPT"),
        ("## Message 1 — User", "## Message 2 — ChatGPT", "ChatGPT"),
    ],
)
@pytest.mark.parametrize("rule", ["", "---", "* * *"])
def test_labels(user, model, name, rule):
    parsed = read(labelled(user, model, rule=rule, head="---\nkept: yes\n---\n"))
    assert (talk(parsed), [voice.name for voice in parsed.voices]) == (TWO, [name])


def test_the_model_that_a_label_tells_of():
    parsed = read(labelled("_**User (2025-12-02 12:49Z)**_", "_**Agent (claude-opus-4-8 2026-07-13 13:40:56Z)**_"))
    assert (parsed.voices[0].name, parsed.voices[0].version) == ("Claude", "Opus 4.8")


def test_the_heading_of_an_answer_is_no_label_where_nobody_signed():
    assert len(turns(read("# Bees\n\nThey **hum**.\n\n## Response:\n\nThey are [heard](https://example.org/)."))) == 1


def test_labels_in_line_with_a_moment():
    page = "\n\n".join(
        f"**You** (2026-10-03T16:03): {asked}\n\n**Claude** (2026-10-03T16:04): {said}" for asked, said in TWO
    )
    assert (talk(read(page)), read(page).voices[0].name) == (TWO, "Claude")


def test_messages_of_one_side_in_a_row():
    page = "# Claude Conversation Log\n\n## User\n\nBees!\n\n## User\n\nWhy do they hum?\n\n## Assistant\n\nI look.\n\n## Assistant\n\nSo.\n"
    parsed = read(page)
    assert talk(parsed) == [("Bees!\n\nWhy do they hum?", "I look.\n\nSo.")]
    assert (parsed.voices[0].name, parsed.title) == ("Claude", "Claude Conversation Log")


def test_tools_in_line_are_nobodys_answer_and_notes_are():
    page = "**USER**: Bees?\n\n**TOOL**: secret\n\n**ASSISTANT**: They hum.\n\n**Note:** softly.\n\n**Note**\n\nAt times.\n"
    assert talk(read(page)) == [("Bees?", "They hum.\n\n**Note:** softly.\n\n**Note**\n\nAt times.")]


def test_moments_below_a_label_are_no_words():
    page = "## 👤 User\n*2024-12-23 15:16:00*\n\nBees?\n\n## 🤖 Assistant\n*2024-12-23 15:17:08*\n\nThey **hum**.\n"
    assert talk(read(page)) == [("Bees?", "They **hum**.")]


def test_sections_of_tools_are_nobodys_answer():
    page = "## user\n\nWhy do bees hum?\n\n## assistant\n\nI look.\n\n## tool (web)\n\nsecret\n\n## assistant\n\nTheir **wings** beat.\n"
    assert talk(read(page)) == [("Why do bees hum?", "I look.\n\nTheir **wings** beat.")]


def test_a_chat_copied_from_an_editor_bears_the_users_name():
    page = "jo-doe: why <Bee /> hums?\n\nGitHub Copilot: Its `wings` beat.\n\n- fast\n\njo-doe: all day?\n\nGitHub Copilot: Ask the bee."
    parsed = read(page)
    assert talk(parsed) == [("why <Bee /> hums?", "Its `wings` beat.\n\n- fast"), ("all day?", "Ask the bee.")]
    assert parsed.voices[0].name == "Copilot"


@pytest.mark.parametrize("label", ["#### Plugin (browser):", "#### Plugin:", "#### Code output"])
def test_what_plugins_say_is_nobodys(label):
    page = f"#### You:\nBees?\n\n{label}\nsecret\n\n#### ChatGPT:\nThey hum.\n"
    assert talk(read(page)) == [("Bees?", "They hum.")]


def test_headings_of_an_answer_that_look_like_labels_of_another_level():
    answer = "# You\n\nshould know.\n\n## User:\n\nAn account.\n\n> #### You:\n> quoted"
    page = f"#### You:\nBees?\n\n#### ChatGPT:\n{answer}\n\n#### You:\nMore?\n\n#### ChatGPT:\nNo.\n"
    assert talk(read(page)) == [("Bees?", answer), ("More?", "No.")]


def test_a_numbered_heading_of_an_answer_is_no_label():
    answer = "They hum.\n\n## 1. Question\n\nWhy?\n\n## 2. Answer\n\nWings."
    assert talk(read(f"## Prompt\n\nBees?\n\n## Response\n\n{answer}\n")) == [("Bees?", answer)]


def test_initials_after_the_first_labels():
    page = (
        "Bees\nCreated: 2025-07-21, 1:54:00 PM\nModel: claude-sonnet-4-20250514\n\n---\n\n"
        "Human: Bees?\n\nAssistant: They **hum**.\n\nH: More?\n\nA: **No.**\n"
    )
    parsed = read(page)
    assert (talk(parsed), parsed.title) == ([("Bees?", "They **hum**."), ("More?", "**No.**")], "Bees")
    assert (parsed.voices[0].name, parsed.voices[0].version, parsed.voices[0].said_on) == (
        "Claude", "Sonnet 4 (2025-05-14)", "2025-07-21",
    )  # fmt: skip


def test_a_letter_is_no_label_where_nobody_is_named_human():
    page = "User: Bees?\n\nAssistant: They hum.\nH: 5 cm\n\nUser: More?\n\nAssistant: No.\n"
    assert talk(read(page)) == [("Bees?", "They hum.\nH: 5 cm"), ("More?", "No.")]


@pytest.mark.parametrize(
    ("user", "model", "name"),
    [
        ("You said:", "ChatGPT said:", "ChatGPT"),
        ("You said", "Gemini said", "Gemini"),
        ("User:", "Assistant:", "Unnamed model"),
        ("Human:", "Claude:", "Claude"),
        ("**You:**", "**ChatGPT:**", "ChatGPT"),
        ("#### You:", "#### ChatGPT:", "ChatGPT"),
        ("## \U0001f464 User", "## \U0001f916 Claude", "Claude"),
        ("You", "ChatGPT", "ChatGPT"),
        ("Prompt:", "Response:", "Unnamed model"),
        ("Question:", "Grok 4:", "Grok"),
        ("You asked:", "DeepSeek-R1 replied:", "DeepSeek"),
    ],
)
def test_labels_on_lines_of_their_own(user, model, name):
    page = f"{user}\n\nHow old is tea?\n\n{model}\n\nAbout five thousand years.\n\n{user}\n\nAnd coffee?\n\n{model}\n\nYounger.\n"
    parsed = parse(page.encode())
    assert [turn[:2] + turn[3:] for turn in said(parsed)] == [
        (name, "How old is tea?", "About five thousand year"),
        (name, "And coffee?", "Younger."),
    ]
    assert {turn.prompt_found_by for turn in turns(parsed)} <= {"marker", "format"}


@pytest.mark.parametrize(
    ("user", "model"), [("User: ", "Assistant: "), ("Q: ", "A: "), ("**You:** ", "**AI:** "), ("Me: ", "GPT-4: ")]
)
def test_labels_before_the_words(user, model):
    page = f"{user}How old is tea?\n{model}About five thousand years.\n\nPerhaps more.\n{user}And coffee?\n{model}Younger.\n"
    parsed = parse(page.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("How old is tea?", "About five thousand years.\n\nPerhaps more."),
        ("And coffee?", "Younger."),
    ]


def test_a_dialogue_inside_an_answer_is_no_turn():
    page = (
        "Claude says:\n\nA good drill has two parts. The first is plain reading.\n\nThe second is a talk.\n\n"
        "It needs no partner at all, and a page of notes is enough for it.\n\nHere is one such talk.\n\n"
        "Many learners keep them.\n\nSome read them aloud.\n\nOthers only write.\n\nIt goes like this.\n\nLine by line.\n\n"
        "Customer orders come first.\n\nThen the bill.\n\nAnswer: four coins.\n\nThat is all there is to it.\n"
    )
    assert [turn[0] for turn in said(parse(page.encode()))] == ["Claude"]


def test_a_user_label_without_a_model_label():
    page = "Claude says:\n\nHello.\n\nYou said:\n\nwhat is a kite\n\nA kite is a wing on a string, and the wind holds it up.\n\nIt is old.\n"
    assert said(parse(page.encode()))[1] == ("Claude", "what is a kite", "marker", "A kite is a wing on a st")


def test_a_label_that_repeats_the_beginning_of_its_message():
    page = (
        "You said: how old is tea\nhow old is tea\n4:50 AM\nClaude responded: Very old.\nVery old.\n\nSome say 5000 years.\n"
        "You said: and coffee?\nand coffee?\n4:52 AM\nClaude responded: Younger.\nYounger.\n"
    )
    parsed = parse(page.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("how old is tea", "Very old.\n\nSome say 5000 years."),
        ("and coffee?", "Younger."),
    ]


def test_participants_of_copilot_ask_under_their_names():
    page = (
        "Last Saturday\nParticipant Ann Roe said\nAnn Roe\nAR\nplan.docx\n\nIs tea old?\nCopilot said\nYes.\n\n"
        "Participant Ann Roe said\nAnn Roe\nAR\nHow old?\nCopilot said\nVery.\n"
    )
    parsed = parse(page.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("plan.docx\n\nIs tea old?", "Yes."),
        ("How old?", "Very."),
    ]
    assert [parsed.text[one.start : one.end] for one in parsed.pieces if one.why.startswith("the name of")] == [
        "Ann Roe\nAR\n",
        "Ann Roe\nAR\n",
    ]


def test_participants_of_a_study_are_nobody_who_asks():
    page = b"Participant 3 said:\nTea is old.\n\nParticipant 4 said:\nTea is new.\n\nBoth were asked in May."
    assert [turn.prompt for turn in turns(parse(page, respondent="Ann", kind="person"))] == [""]

"""What browser extensions, editors and note-takers write a conversation as, in Markdown."""

import pytest

from reviews.intake.document import turns
from reviews.intake.page.front_matter import printed_head
from tests.reviews.intake.exports.reading import read, talk

TWO = [("Why do bees hum?", "Their wings beat."), ("All day?", "While they fly.")]


def labelled(user: str, model: str, *, rule: str = "", head: str = "", foot: str = "") -> str:
    said = [line for prompt, answer in TWO for line in (user, prompt, rule, model, answer, rule)]
    return head + "\n\n".join(filter(None, said)) + "\n\n" + foot


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


EXTENSION = "  \n".join(
    (
        "# Bees\n",
        "**User:** Somebody (somebody@example.org)",
        "**Created:** 12/17/2025 14:21:32",
        "**Exported:** 12/18/2025 15:24:04",
        "**Link:** [https://claude.ai/chat/1](https://claude.ai/chat/1)",
        "\n",
    )
)
SIGNED = "---\nPowered by [Claude Exporter](https://exporter.example)"


def test_what_an_extension_prints_above_and_below():
    parsed = read(labelled("## Prompt:", "## Response:\n12/17/2025, 2:21:40 PM", head=EXTENSION, foot=SIGNED))
    (voice,) = parsed.voices
    assert talk(parsed) == TWO
    assert (parsed.title, voice.name, voice.said_on, voice.link) == (
        "Bees", "Claude", "2025-12-17", "https://claude.ai/chat/1",
    )  # fmt: skip


def test_an_answer_alone_that_an_extension_signed():
    parsed = read(f"{EXTENSION}## Response:\n\nTheir **wings** beat.\n\n## More\n\nFast.\n\n{SIGNED}")
    assert talk(parsed) == [("", "Their **wings** beat.\n\n## More\n\nFast.")]
    assert parsed.voices[0].name == "Claude"


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


def test_the_word_of_a_button_is_a_prompt_where_it_is_all_that_was_said():
    page = (
        "#### You:\nBees?\n\n#### ChatGPT:\nThey **hum**.\nCopy\n\n#### You:\nMore\n\n#### ChatGPT:\nSoftly.\nShare\n"
    )
    assert talk(read(page)) == [("Bees?", "They **hum**."), ("More", "Softly.")]


def test_a_title_names_nobody_where_there_is_no_conversation():
    assert (
        read("# Claude export\n\nHow to **save** it:\n\n1. [Open](https://example.org) it.\n").voices[0].name
        != "Claude"
    )


def test_what_an_editor_prints_above():
    head = "# Bees\n_Exported on 8/21/2025 at 18:13:28 GMT+2 from Cursor (1.4.5)_\n\n---\n\n"
    parsed = read(labelled("**User**", "**Cursor**", rule="---", head=head))
    assert (talk(parsed), parsed.title) == (TWO, "Bees")
    assert (parsed.voices[0].name, parsed.voices[0].said_on) == ("Cursor", "")


def test_thoughts_and_tools_that_are_marked_are_set_aside():
    page = (
        "<!-- Generated by a logger -->\n\n# Bees (2025-12-02 12:49Z)\n\n_**User (2025-12-02 12:49Z)**_\n\nWhy do bees hum?\n\n---\n\n"
        "_**Agent (model x-1, mode Ask)**_\n\n<think><details><summary>Thought Process</summary>\nHmm.\n</details></think>\n\n"
        '<tool-use data-tool-type="read">\n<details>\n<summary>Tool use: read</summary>\n\n```\nsecret\n```\n\n</details>\n'
        "</tool-use>\n\nTheir wings beat.\n\n<details><summary>Tool Output</summary>\n\nsecret\n\n</details>\n\n---\n"
    )
    parsed = read(page)
    assert talk(parsed) == [("Why do bees hum?", "Their wings beat.")]
    assert (parsed.title, parsed.voices[0].said_on) == ("Bees (2025-12-02 12:49Z)", "2025-12-02")


def test_a_fold_that_is_no_tools_stays():
    page = "#### You:\nBees?\n\n#### ChatGPT:\nYes.\n\n<details><summary>More</summary>\n\nMany.\n\n</details>\n"
    assert talk(read(page)) == [("Bees?", "Yes.\n\n<details><summary>More</summary>\n\nMany.\n\n</details>")]


def test_sections_of_tools_are_nobodys_answer():
    page = "## user\n\nWhy do bees hum?\n\n## assistant\n\nI look.\n\n## tool (web)\n\nsecret\n\n## assistant\n\nTheir **wings** beat.\n"
    assert talk(read(page)) == [("Why do bees hum?", "I look.\n\nTheir **wings** beat.")]


def test_a_chat_copied_from_an_editor_bears_the_users_name():
    page = "jo-doe: why <Bee /> hums?\n\nGitHub Copilot: Its `wings` beat.\n\n- fast\n\njo-doe: all day?\n\nGitHub Copilot: Ask the bee."
    parsed = read(page)
    assert talk(parsed) == [("why <Bee /> hums?", "Its `wings` beat.\n\n- fast"), ("all day?", "Ask the bee.")]
    assert parsed.voices[0].name == "Copilot"


def test_particulars_need_a_conversation_below():
    page = "# Bees\n\n**Date:** 2025-01-02\n**Source:** a hive\n\nThey hum.\n"
    assert printed_head(page) == ({"title": "Bees", "date": "2025-01-02", "source": "a hive"}, 47)
    assert talk(read(page)) == [("", page.strip())]
    assert printed_head("**Date:** 2025-01-02\n\n#### You:\nBees?\n\n#### ChatGPT:\nYes.\n") == ({}, 0)


@pytest.mark.parametrize("tag", ["<details>", '<details type="reasoning" done="true">'])
@pytest.mark.parametrize("summary", ["Thought for 12 seconds", "Thinking", "\U0001f9e0 Reasoning (5s)"])
def test_thoughts_whose_summary_stands_on_the_next_line(tag, summary):
    page = (
        f"#### You:\nBees?\n\n#### ChatGPT:\n{tag}\n<summary>{summary}</summary>\n\nHmm.\n\n</details>\n\nThey hum.\n"
    )
    assert talk(read(page)) == [("Bees?", "They hum.")]


def test_thoughts_fenced_below_a_heading():
    page = "## Prompt\n\nBees?\n\n### Response\n\n#### Thinking\n````plaintext\nHmm.\n```\n````\n\nThey hum.\n\n#### Thinking\n\nIs hard.\n"
    assert talk(read(page)) == [("Bees?", "They hum.\n\n#### Thinking\n\nIs hard.")]


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


def test_what_an_extension_prints_at_the_foot():
    page = "## User\n\nBees?\n\n## Gemini\n\nThey hum.\n\n---\n\n*Exported from [A tool](https://example.org)*  \n*Generated on May 5, 2025 at 1:02 PM*\n"
    assert talk(read(page)) == [("Bees?", "They hum.")]


def test_the_title_among_the_particulars_outranks_the_heading():
    page = "# Conversation\n- conversationId: 1\n- endpoint: openAI\n- title: Bees\n\n## History\n**User**\nBees?\n\n\n**GPT-4o**\nThey hum.\n"
    parsed = read(page)
    assert (parsed.title, parsed.voices[0].version, talk(parsed)) == ("Bees", "GPT-4o", [("Bees?", "They hum.")])

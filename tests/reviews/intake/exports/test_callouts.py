"""Notes of Obsidian's importers: each message is a callout, whose marks of quotation are no part of it."""

import pytest

from tests.reviews.intake.exports.reading import read, talk

NOTE = """---
nexus: an-importer
provider: claude
conversation_id: moss-1
---

# Title: Moss

Created: 08/18/2025 at 10:20 AM
Last Updated: 08/19/2025 at 10:27 AM
Chat URL: https://claude.ai/chat/moss-1


>[!nexus_user] **User** - 08/18/2025 at 10:20 AM
> What is moss?
>
>> [!nexus_attachment] **moss.pdf** (application/pdf) - 3 KB
<!-- UID: 1 -->




>[!nexus_agent] **Assistant** - 08/18/2025 at 10:20 AM
> A plant:
>
> ---
>
> ## Kinds
> > Quoted **words**.
> - green
<!-- UID: 2 -->

---

>[!nexus_user] **User** - 08/18/2025 at 10:26 AM
> Thanks.
"""


def test_a_note_of_the_importer():
    parsed = read(NOTE)
    (voice,) = parsed.voices
    assert talk(parsed) == [
        ("What is moss?\n\n[file: moss.pdf]", "A plant:\n\n---\n\n## Kinds\n> Quoted **words**.\n- green"),
        ("Thanks.", ""),
    ]
    assert (parsed.title, parsed.format) == ("Moss", "callouts")
    assert (voice.name, voice.vendor, voice.said_on, voice.link) == (
        "Claude", "Anthropic", "2025-08-18", "https://claude.ai/chat/moss-1",
    )  # fmt: skip
    assert parsed.warnings == ("The last prompt to Claude has no answer in the export.",)


@pytest.mark.parametrize(
    ("asks", "answers", "name"),
    [
        ("> [!question] User", "> [!note] ChatGPT", "ChatGPT"),
        ("> [!user]+", "> [!assistant]-", "Unnamed model"),
        ("> [!quote]- You", "> [!info] Gemini 2.5 Pro", "Gemini"),
    ],
)
def test_callouts_that_bear_a_speaker(asks, answers, name):
    parsed = read(f"# Moss\n\n{asks}\n> What is moss?\n\n{answers}\n> A **plant**.\n> > [!tip] Water it\n")
    assert talk(parsed) == [("What is moss?", "A **plant**.\n> [!tip] Water it")]
    assert parsed.voices[0].name == name


def test_words_beside_the_kind_are_part_of_the_message():
    assert talk(read("> [!user] What is moss?\n> Say it.\n\n> [!assistant] A plant.\n")) == [
        ("What is moss?\nSay it.", "A plant.")
    ]


def test_callouts_of_a_document_are_no_conversation():
    page = "# Moss\n\n> [!question] What is it?\n> A plant.\n\n> [!note] Mind\n> It is **green**.\n"
    assert (read(page).format, talk(read(page))) == ("markdown", [("", page.strip())])

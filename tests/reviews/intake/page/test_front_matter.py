"""The head of a document, as front matter has it and as exporters print it."""

from reviews.intake.page.front_matter import printed_head
from tests.reviews.intake.exports.reading import read, talk
from tests.reviews.intake.page.reading import TWO, labelled

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


def test_particulars_need_a_conversation_below():
    page = "# Bees\n\n**Date:** 2025-01-02\n**Source:** a hive\n\nThey hum.\n"
    assert printed_head(page) == ({"title": "Bees", "date": "2025-01-02", "source": "a hive"}, 47)
    assert talk(read(page)) == [("", page.strip())]
    assert printed_head("**Date:** 2025-01-02\n\n#### You:\nBees?\n\n#### ChatGPT:\nYes.\n") == ({}, 0)


def test_the_title_among_the_particulars_outranks_the_heading():
    page = "# Conversation\n- conversationId: 1\n- endpoint: openAI\n- title: Bees\n\n## History\n**User**\nBees?\n\n\n**GPT-4o**\nThey hum.\n"
    parsed = read(page)
    assert (parsed.title, parsed.voices[0].version, talk(parsed)) == ("Bees", "GPT-4o", [("Bees?", "They hum.")])

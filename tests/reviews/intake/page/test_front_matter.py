"""The head of a document, as front matter has it and as exporters print it."""

import pytest

from reviews.intake.page.front_matter import (
    author_in,
    basis_in,
    day_in,
    front_matter,
    is_persons,
    is_post,
    kind_in,
    printed_head,
)
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
    assert talk(read(page)) == [("", "They hum.")]
    assert printed_head("**Date:** 2025-01-02\n\n#### You:\nBees?\n\n#### ChatGPT:\nYes.\n") == ({}, 0)


def test_the_title_among_the_particulars_outranks_the_heading():
    page = "# Conversation\n- conversationId: 1\n- endpoint: openAI\n- title: Bees\n\n## History\n**User**\nBees?\n\n\n**GPT-4o**\nThey hum.\n"
    parsed = read(page)
    assert (parsed.title, parsed.voices[0].version, talk(parsed)) == ("Bees", "GPT-4o", [("Bees?", "They hum.")])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("---\ntitle: Bees\nauthor: Jane Roe\ndate: 2026-03-01\n---\n", "Jane Roe"),
        ("---\nauthors:\n  - name: Jane Roe\n  - name: Max Moe\ndate: 2026-03-01\n---\n", "Jane Roe, Max Moe"),
        ("---\nauthor: [Jane Roe]\npublished: 2026-03-01\n---\n", "Jane Roe"),
        ('---\n"author": "Jane Roe"\n"date_published": "2026-03-01"\n---\n', "Jane Roe"),
        ('+++\ntitle = "Bees"\nauthor = "Jane Roe"\ndate = "2026-03-01"\n+++\n', "Jane Roe"),
        (
            "---\nauthor:\n  name: Jane Roe\n  url: https://example.org\npubDatetime: 2026-03-01T10:00:00Z\n---\n",
            "Jane Roe",
        ),
        ("---\nauthor: Jane Roe\nmodel: GLM-5\ndate: 2026-03-01\n---\n", "Jane Roe"),
        ("Title: Bees\nDate: 2026-03-01\nTags: bees\nAuthor: Jane Roe\n", "Jane Roe"),
        ("---\npublication: The Hive\ndate: 2026-03-01\n---\n", "The Hive"),
    ],
)
def test_the_author_in_the_head_of_an_article(head, name):
    parsed = read(f"{head}\nWhy do bees hum?\n\nThey hum, and they **dance**. Would you like more?\n")
    (voice,) = parsed.voices
    assert (voice.name, voice.kind, voice.said_on) == (name, "person", "2026-03-01")
    assert talk(parsed) == [("", "Why do bees hum?\n\nThey hum, and they **dance**. Would you like more?")]


def test_a_post_without_an_author_is_a_persons():
    head = "---\nlayout: post\ntitle: Bees\ncanonicalURL: https://hive.example/bees\n---\n\n"
    parsed = read(f"{head}Why do bees hum?\n\nAs an AI sceptic I say: they hum. Would you like me to go on?\n")
    (voice,) = parsed.voices
    assert (voice.kind, voice.link, parsed.title) == ("person", "https://hive.example/bees", "Bees")
    assert [prompt for prompt, _ in talk(parsed)] == [""]
    assert read("---\nlayout: post\nauthor: Claude\n---\n\nThey hum.\n").voices[0].kind == "model"
    assert (is_post({"layout": "post"}), is_post({"layout": "post", "ai_system": "claude"})) == (True, False)
    assert (is_persons({"author": "Jane"}), is_persons({"author": "Claude"})) == (True, False)


def test_the_author_of_a_note_is_not_who_answers_in_it():
    parsed = read("---\nauthor: Jane Roe\n---\n" + labelled("#### You:", "#### ChatGPT:"))
    assert ([voice.name for voice in parsed.voices], talk(parsed)) == (["ChatGPT"], TWO)


def test_kind_and_basis_in_the_head_win():
    text = "---\nrespondent: Jane\nkind: person\nbasis: abstract only\n---\n\nI read the full paper. As an AI I hum.\n"
    (voice,) = read(text).voices
    assert (voice.name, voice.kind, voice.evidence_basis) == ("Jane", "person", "abstract_only")
    (voice,) = read("---\nrespondent: Jane\nkind: model\n---\n\nThey hum.\n").voices
    assert (voice.kind, basis_in({"basis": "Full paper"}), kind_in({"kind": "cat"})) == ("model", "full_paper", "")


def test_a_head_without_an_author():
    assert author_in({"author": "https://example.org/jane", "site": "jane@example.org"}) is None


@pytest.mark.parametrize(
    "head",
    [
        ".. title: Kites\n.. slug: kites\n.. date: 2026-03-03 09:00:00 UTC+02:00\n.. author: Jane Roe\n",
        "<!--\n.. title: Kites\n.. date: 2026-03-03\n.. author: Jane Roe\n.. link:\n-->\n",
        "Kites\n#####\n\n:date: 2026-03-03\n:author: Jane Roe\n",
        "#+TITLE: Kites\n#+AUTHOR: Jane Roe\n#+DATE: <2026-03-03 Tue>\n",
        "title: Kites\nauthor: Jane Roe\ntags:\n- wind\n- string\ndate: 2026-03-03\n---\n",
    ],
    ids=["nikola", "in a comment", "reStructuredText", "org", "hexo"],
)
def test_the_heads_of_posts_without_a_fence(head):
    fields, end = front_matter(f"{head}\nThey fly.")
    author = author_in(fields)
    assert (fields["title"], author and author.name, day_in(fields), is_post(fields)) == (
        "Kites", "Jane Roe", "2026-03-03", True,
    )  # fmt: skip
    assert f"{head}\nThey fly."[end:].strip() == "They fly."
    parsed = read(f"{head}\nThey fly. I saw one of them in the storm, and it was mine.")
    assert (parsed.title, parsed.voices[0].name, parsed.voices[0].kind, parsed.voices[0].said_on) == (
        "Kites", "Jane Roe", "person", "2026-03-03",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["title: Kites\ndate: today\n\nThey fly.", ":one: a\n:two: b\n", ".. note:: Kites\n", "#+TITLE: Kites\n", ""],
)
def test_what_only_looks_like_the_head_of_a_post(text):
    assert front_matter(text) == ({}, 0)

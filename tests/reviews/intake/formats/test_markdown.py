"""Markdown documents: front matter, sections, exporters' headings, plain documents."""

from reviews.intake.document import is_partition, turns
from reviews.intake.page.front_matter import front_matter
from reviews.intake.parse import parse

REVIEW = """---
title: "Outside view of the kite paper"
ai_system: "chatgpt-5-5-pro"
ai_generated_date: 2026-03-04
topics:
  - kites
conversation_url: https://example.org/c/1
---

**Reviewer**: somebody

## About This Review

Written by a machine, kept by us.

## Prompt

Review the paper.

Be strict.

## Reply

# Report

## 1. Prompting

It flies.

## Verification Notes

We checked: it does fly.
"""


def test_only_the_reply_is_the_models():
    parsed = parse(REVIEW.encode(), name="review.md")
    (turn,) = turns(parsed)
    (voice,) = parsed.voices
    assert (parsed.format, parsed.markup, parsed.title) == ("markdown", "markdown", "Outside view of the kite paper")
    assert (voice.name, voice.vendor, voice.version) == ("ChatGPT", "OpenAI", "5.5 Pro")
    assert (voice.said_on, voice.link) == ("2026-03-04", "https://example.org/c/1")
    assert (turn.prompt, turn.prompt_found_by) == ("Review the paper.\n\nBe strict.", "format")
    assert turn.answer == "# Report\n\n## 1. Prompting\n\nIt flies."
    assert is_partition(parsed)


def test_labels_in_code_do_not_count():
    page = "#### You:\nshow a talk\n\n#### ChatGPT:\n```\n#### You:\nhello\n```\nThat is one.\n\n#### You:\nthanks\n\n#### ChatGPT:\nGladly.\n"
    parsed = parse(page.encode())
    assert [turn.prompt for turn in turns(parsed)] == ["show a talk", "thanks"]
    assert "hello" in turns(parsed)[0].answer


def test_a_plain_document_is_one_answer():
    page = "# A kite in spring\n\nWe flew it **twice**.\n\n## Result\n\nIt fell, [as told](https://example.org/a).\n"
    parsed = parse(page.encode(), respondent="Kite Weekly", kind="person")
    (turn,) = turns(parsed)
    assert (parsed.voices[0].name, turn.answer) == ("Kite Weekly", page.strip())


def test_front_matter_is_read_without_trust():
    assert front_matter("---\na: 1\nb: 'x'\na: 2\n  nested: no\n---\nbody") == ({"a": "1", "b": "x"}, 38)
    assert front_matter("---\nno end") == ({}, 0)
    assert front_matter("---\n\n---\n") == ({}, 0)
    assert front_matter("a rule\n---\n") == ({}, 0)

"""A paste is called by its first line of words, not by a label or by what was set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import Parsed, Piece, Voice
from reviews.intake.parse import parse
from reviews.intake.title import titled


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("My notes on GLM-5\n\nIt works at night.", "My notes on GLM-5"),
        ("\n\n---\n\n## **Does it _work_?**\n\nYes, it does.\n\n- a\n- b", "Does it _work_?"),
        ("You said:\n\nDoes it work?\n\nClaude said:\n\nYes.", "Does it work?"),
        ("Claude Opus 4.5\n\nIt works at night.", "Claude Opus 4.5"),
        ("Owl says:\n\nIt works.", "Owl says"),
        ("ChatGPT (GPT-5)\n\nYou said:\n\nDoes it work?\n\nChatGPT said:\n\nYes.", "ChatGPT (GPT-5)"),
        ("[It works](https://example.org/), mostly, at night.", "It works, mostly, at night."),
        ("It works. " * 40, ("It works. " * 8).rstrip()),
        ("x" * 200, "x" * 80),
    ],
)
def test_the_first_line_names_a_paste(text, title):
    assert titled(parse(text.encode())) == title


def test_the_title_of_the_document_wins_and_furniture_does_not_count():
    pieces = (Piece(0, 5, "furniture", None, "marker"), Piece(5, 9, "answer", 0, "marker"))
    parsed = Parsed("Skip\nYes.", "plain", "pasted", pieces, (Voice("Owl"),))
    assert titled(parsed) == "Yes."
    assert titled(Parsed(**{**vars(parsed), "title": "# Owls"})) == "Owls"


def test_what_markdown_escapes_is_read():
    parsed = parse(b"---\nrespondent: Owl\n---\n\n1\\. Does \\*it\\* work?\n\nYes.")
    assert titled(parsed) == "1. Does *it* work?"


@given(st.text(max_size=300))
def test_a_title_is_one_short_line(text):
    title = titled(Parsed(text, "plain", "pasted", (Piece(0, len(text), "answer", 0, "marker"),), (Voice("Owl"),)))
    assert len(title) <= 80
    assert title == " ".join(title.split())

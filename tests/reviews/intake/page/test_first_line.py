"""The first line of a page names who answers if it does nothing else, and is a proposal if it may be a person's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import Voice
from reviews.intake.page.first_line import named_in, perhaps_named
from reviews.intake.parse import parse

ANSWER = "It works at night, mostly, and the gain is 12%.\n\nNo. The safety section is missing."


@pytest.mark.parametrize(
    ("line", "voice"),
    [
        ("Claude Opus 4.5", Voice("Claude", vendor="Anthropic", version="Opus 4.5")),
        ("## **Claude Opus 4.5**", Voice("Claude", vendor="Anthropic", version="Opus 4.5")),
        ("ChatGPT (GPT-5), 3 March", Voice("ChatGPT", vendor="OpenAI", version="GPT-5")),
        ("ChatGPT (GPT-5), 3 March 2026", Voice("ChatGPT", vendor="OpenAI", version="GPT-5", said_on="2026-03-03")),
        ("Gemini 2.5 Pro (2026-03-03)", Voice("Gemini", vendor="Google", version="2.5 Pro", said_on="2026-03-03")),
        ("Claude (Opus 4.5)", Voice("Claude", vendor="Anthropic", version="Opus 4.5")),
        ("Claude Opus 4.5 (web search)", Voice("Claude", vendor="Anthropic", version="Opus 4.5")),
        ("Gemini's answer:", Voice("Gemini", vendor="Google")),
        ("Answer from ChatGPT 5 (deep research)", Voice("ChatGPT", vendor="OpenAI", version="5")),
        ("Perplexity (Sonar)", Voice("Perplexity", vendor="Perplexity", version="Sonar")),
        ("Claude (Anthropic)", Voice("Claude", vendor="Anthropic")),
        ("ChatGPT, GPT-5", Voice("ChatGPT", vendor="OpenAI", version="GPT-5")),
        (
            "3 March 2026 - Claude Opus 4.5 | web search",
            Voice("Claude", vendor="Anthropic", version="Opus 4.5", said_on="2026-03-03"),
        ),
        ("[Claude Opus 4.5]", Voice("Claude", vendor="Anthropic", version="Opus 4.5")),
        ("Human reviewer A", Voice("Human reviewer A", kind="person")),
        ("Reviewer Two", Voice("Reviewer Two", kind="person")),
        ("Model: DeepSeek R1", Voice("DeepSeek", vendor="DeepSeek", version="R1")),
        ("Reviewer 2", Voice("Reviewer 2", kind="person")),
        ("Reviewer #2, 4 May 2026:", Voice("Reviewer #2", kind="person", said_on="2026-05-04")),
        ("Gutachterin 1", Voice("Gutachterin 1", kind="person")),
        ("审稿人2", Voice("审稿人2", kind="person")),
    ],
)
def test_a_line_that_names_its_respondent(line, voice):
    assert named_in(line) == voice
    parsed = parse(f"{line}\n\n{ANSWER}".encode())
    assert [(one.name, one.kind, one.version, one.said_on) for one in parsed.voices] == [
        (voice.name, voice.kind, voice.version, voice.said_on)
    ]
    assert [(piece.role, parsed.text[piece.start : piece.end].strip()) for piece in parsed.pieces] == [
        ("marker", line),
        ("answer", ANSWER),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Claude is a good model for this",
        "What Claude Opus 4.5 says",
        "Claude (language model)",
        "Claude, Gemini",
        "ChatGPT (Gemini)",
        "Claude Opus 4.5, a review",
        "Summary",
        "Reviewer",
        "Reviewer 2 did not like it",
        "3 March 2026",
        "",
        "Claude " * 40,
    ],
)
def test_any_other_line_names_nobody(line):
    assert named_in(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "Claude Opus 4.5",
        "Claude Opus 4.5\n\nBy Jane Doe, 3 March 2026\n\nIt came out in November, and it is fast. I tried it.",
        "Claude Opus 4.5\n\nClaude Opus 4.5 is the newest model. It came out in November.",
        "```\nClaude Opus 4.5\n```\n\nIt came out.\n\n- in November\n- for all",
    ],
)
def test_the_title_of_a_text_about_a_model_is_no_label(text):
    assert "marker" not in {piece.role for piece in parse(text.encode()).pieces}


def test_the_day_may_stand_on_the_next_line():
    parsed = parse(f"Claude Opus 4.5\n3 March 2026\n\n{ANSWER}".encode())
    assert [(one.name, one.version, one.said_on) for one in parsed.voices] == [("Claude", "Opus 4.5", "2026-03-03")]
    assert [piece.role for piece in parsed.pieces] == ["marker", "marker", "answer"]


@pytest.mark.parametrize("labels", [("User", "Assistant"), ("You said", "ChatGPT said"), ("Q", "A")])
def test_it_names_who_answers_below_labels_that_name_nobody_else(labels):
    asked, answered = labels
    parsed = parse(f"ChatGPT (GPT-5), 3 March 2026\n\n{asked}:\n\nDoes it work?\n\n{answered}:\n\nYes.".encode())
    assert [(one.name, one.version, one.said_on) for one in parsed.voices] == [("ChatGPT", "GPT-5", "2026-03-03")]
    assert [piece.role for piece in parsed.pieces] == ["marker", "marker", "prompt", "marker", "answer"]


def test_it_names_nobody_above_labels_of_somebody_else():
    parsed = parse(b"ChatGPT (GPT-5)\n\nYou said:\n\nDoes it work?\n\nClaude said:\n\nYes.")
    assert [one.name for one in parsed.voices] == ["Claude"]
    assert parsed.pieces[0].role == "furniture"


def test_several_reviewers_by_number_are_several():
    parsed = parse(f"Reviewer 1\n\n{ANSWER}\n\nReviewer 2:\n\n{ANSWER}".encode())
    assert [(one.name, one.kind) for one in parsed.voices] == [("Reviewer 1", "person"), ("Reviewer 2", "person")]
    assert [(piece.role, piece.voice) for piece in parsed.pieces] == [
        ("marker", 0),
        ("answer", 0),
        ("marker", 1),
        ("answer", 1),
    ]


def test_who_is_stated_wins_and_the_line_is_set_aside():
    parsed = parse(f"Claude Opus 4.5\n\n{ANSWER}".encode(), respondent="Claude Sonnet 4")
    assert [(one.name, one.version) for one in parsed.voices] == [("Claude", "Sonnet 4")]
    assert parsed.pieces[0].role == "marker"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Jane Doe", "Jane Doe"),
        ("Dr. Jane Doe, MIT", "Jane Doe"),
        ("Anna van der Berg", "Anna van der Berg"),
        ("李雷", "李雷"),
        ("Safety Section", ""),
        ("Key Findings", ""),
        ("Maria", ""),
        ("It works.", ""),
    ],
)
def test_a_persons_name_is_a_proposal(line, name):
    assert perhaps_named(f"{line}\n\n{ANSWER}") == name
    assert parse(f"{line}\n\n{ANSWER}".encode()).voices[0].name == "Unnamed reviewer"


def test_a_name_above_nothing_is_none():
    assert perhaps_named("Jane Doe\n\n") == ""


@given(st.text(max_size=120))
def test_no_line_is_too_odd(line):
    voice = named_in(line)
    assert voice is None or voice.is_named
    assert isinstance(perhaps_named(f"{line}\n\nIt works."), str)

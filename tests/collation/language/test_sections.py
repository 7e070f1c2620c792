from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from collation.language.sections import segment, title_of
from tests.collation.samples.answers import CAREFUL, NUMBERED, REVIEW, plain_turn, turn


def test_a_heading_keeps_its_words_without_number_and_ornament():
    assert title_of("🧪 1. Does it work?") == "Does it work?"
    assert title_of("2) Safety:") == "Safety"
    assert title_of("IV. Risks") == "Risks"
    assert title_of("2024 results") == "2024 results"


def test_a_response_is_cut_at_its_headings():
    sections = segment(turn(1, "", NUMBERED))
    assert [(s.title, s.level, s.numbered, s.asks) for s in sections] == [
        ("", 0, False, False),
        ("Does Heron-2 work?", 3, True, True),
        ("Is Heron-2 safe?", 3, True, True),
        ("What speaks for it", 3, False, False),
        ("What speaks against it", 3, False, False),
        ("Is the code it produces safe?", 3, True, True),
        ("What this means for a team", 3, False, False),
        ("Bottom Line", 3, False, False),
        ("Good habits", 3, False, False),
    ]


def test_bold_lines_and_short_questions_are_headings_in_disguise():
    sections = segment(turn(1, "", "**Results**\n\nGood.\n\nIs it safe?\n\nNo.\n\nIs it cheap? It costs nothing."))
    assert [(s.title, s.level) for s in sections] == [("Results", 7), ("Is it safe?", 7), ("Is it cheap?", 8)]


def test_rows_labels_and_topics_are_entries():
    sections = segment(turn(1, "", REVIEW + "\n\nOn cost, nothing is said.\n\nCode safety. Nobody looked."))
    titles = [(entry.kind, entry.title) for section in sections for entry in section.entries]
    assert titles == [
        ("label", "Planner"),
        ("label", "Results"),
        ("label", "Cost"),
        ("label", "Safety & alignment"),
        ("label", "Patches"),
        ("label", "cost"),
        ("label", "Code safety"),
    ]
    rows = [entry for section in segment(turn(1, "", CAREFUL)) for entry in section.entries if entry.kind == "row"]
    assert [row.title for row in rows] == ["Question", "Does it work?", "Is the agent safe?", "Is its code safe?"]


def test_a_response_without_blocks_or_without_words():
    assert segment(plain_turn(1, "", "")) == ()
    assert [s.title for s in segment(plain_turn(1, "", "Nothing but this."))] == [""]


_LINES = st.sampled_from(
    [
        "# Does it work?",
        "## Safety",
        "**Verdict**",
        "Is it safe? Yes.",
        "Safety: none.",
        "- item: one",
        "1. Yes.",
        "plain words here",
        "| a | b |\n|---|---|\n| Is it safe? | No |",
        "",
        "> quoted?",
        "```\ncode?\n```",
        "Honest answer: unknown.",
        "🧪 2. Code",
    ]
)


@given(st.lists(_LINES, max_size=12).map("\n\n".join))
def test_sections_sentences_and_entries_lie_inside_the_text_and_in_order(markdown):
    response = turn(1, "", markdown)
    at = 0
    for section in segment(response):
        assert at <= section.start <= section.body <= max(section.end, section.body) <= len(response.text)
        assert all(section.start <= s.start < s.end <= section.end for s in section.sentences)
        assert all(a.end <= b.start for a, b in pairwise(section.sentences))
        assert all(section.start <= e.start <= e.body <= e.end <= section.end for e in section.entries)
        at = section.end


@given(st.lists(_LINES, max_size=8).map("\n\n".join))
def test_no_word_of_a_response_is_outside_its_sentences(markdown):
    response = turn(1, "", markdown)
    held = "".join(response.text[s.start : s.end] for section in segment(response) for s in section.sentences)
    assert "".join(held.split()) == "".join(response.text.split())

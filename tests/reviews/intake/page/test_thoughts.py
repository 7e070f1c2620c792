"""What a model thought is set aside with its reason; the same marks in a sentence or in code are text."""

import pytest

from reviews.intake.document import is_partition, turns
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.thoughts import (
    WHY,
    below_openings,
    cut_at_thoughts,
    find_thoughts,
    opens_with_thought,
    without_thoughts,
)
from reviews.intake.parse import parse


def answer(said: str) -> tuple[str, str]:
    """The answer and the thoughts in these words of Claude's."""
    parsed = parse(f"You said:\nIs it safe?\n\nClaude said:\n{said}\n".encode())
    assert is_partition(parsed)
    (turn,) = turns(parsed)
    assert turn.prompt == "Is it safe?"
    thoughts = [parsed.text[piece.start : piece.end].strip() for piece in parsed.pieces if piece.why == WHY]
    return turn.answer, "|".join(thoughts)


@pytest.mark.parametrize(
    "thought",
    [
        "<think>\nIs it?\n\nNo.\n</think>",
        "<think>Is it? No.</think>",
        "<thinking>\nIs it?\n</thinking>",
        "<reasoning>\nIs it?\n</reasoning>",
        "&lt;think&gt;\nIs it?\n&lt;/think&gt;",
        "\\<think>\n\nIs it?\n\n\\</think>",
        "[THINK]\nIs it?\n[/THINK]",
        "◁think▷Is it?\nNo.◁/think▷",
        ":::thinking\nIs it?\n:::",
        "Thought for 12 seconds\nIs it? No.\nDone",
        "Thought process\nIs it? No.\nDone",
        "<think>\n```\n</think>\n```\nNo.\n</think>",
        "<think>\nUser: no\n\nAssistant: yes\n</think>",
        "Is it? No.\n</think>",
        "I am thinking of it.\n[Thought: true]",
    ],
)
def test_a_thought_is_no_answer(thought):
    assert answer(f"{thought}\n\nYes, it is.") == ("Yes, it is.", thought)


def test_words_on_the_line_of_the_end_are_the_answer():
    assert answer("<think>The user asks.</think> Yes.") == ("Yes.", "<think>The user asks.</think>")
    assert answer("<think>\nThe user asks.\n</think> Yes.") == ("Yes.", "<think>\nThe user asks.\n</think>")
    assert answer("Hm. I say hello.\n[Thought: true]hello!") == ("hello!", "Hm. I say hello.\n[Thought: true]")


@pytest.mark.parametrize(
    ("thought", "said"),
    [
        (
            "Thought for 23 seconds\n\nOkay, the user asks about tea.\n\nTea is old. I should say so.",
            "Tea is old.\n\nVery old.",
        ),
        (
            "Thought for 8 seconds\nHmm, is it old?\nIt came by ship.\nI need to be brief.",
            "# Tea\n\nI should say: old.",
        ),
        ("已深度思考（用时 12 秒）\n\n好的，用户问茶。\n\n我需要简短。", "茶很古老。"),
    ],
)
def test_a_thought_of_which_the_end_has_no_mark_ends_by_its_words(thought, said):
    assert answer(f"{thought}\n\n{said}") == (said, thought)


@pytest.mark.parametrize(
    "said",
    [
        "Tea is old.\n\nI should say that the user is not.",
        "Let me check: tea is old.\n\nVery old.",
        "Okay, the user asks about tea.\n\nI should answer.",
        "**The user** is king.\n\nSo it is.",
    ],
)
def test_what_may_be_the_answer_below_such_a_mark_is_the_answer(said):
    assert answer(f"Thought for 23 seconds\n\n{said}") == (said, "")


def test_several_thoughts_in_one_answer():
    said = "<think>One and two.</think>\nYes.\n\n<think>\nMore.\n</think>\nIt is."
    assert answer(said) == ("Yes.\n\nIt is.", "<think>One and two.</think>|<think>\nMore.\n</think>")


@pytest.mark.parametrize(
    "said",
    [
        "The tags <think>why not so</think> are printed.",
        "<think> and </think> are its tags.",
        "<think>why</think> so",
        "```\n<think>\nx\n</think>\n```\nSo it is.",
        "<think>\nnever closed\n\nYes.",
        "`<think>`\nx\n`</think>`",
        "It prints [Thought: true] before it speaks.",
        "Thought for 12 apples\nis a title.\nDone\n\nSo it is.",
        "<think>\nThe tag </think> closes it, says the page.\n\nYes.",
    ],
)
def test_marks_in_a_sentence_or_in_code_are_text(said):
    assert answer(said) == (said, "")


def test_a_thought_ends_before_somebody_else_speaks():
    parsed = parse(b"You said:\na\nClaude said:\n<think>\nHm.\nYou said:\nb\nClaude said:\n</think> Yes.\n")
    assert [turn.prompt for turn in turns(parsed)] == ["a", "b"]


def test_a_page_without_labels():
    parsed = parse(b"<think>\nThe user asks a thing.\n</think>\n\nYes, it works.\n", respondent="Claude")
    assert [turn.answer for turn in turns(parsed)] == ["Yes, it works."]


def test_the_places_and_the_cut_lines():
    lines = lines_of("a\n<think>b c d</think> e\nf")
    (place,) = find_thoughts(lines)
    assert place == (2, 23)
    assert [line.text for line in cut_at_thoughts(lines, [place])] == ["a", "<think>b c d</think> ", "e", "f"]


def test_lines_of_a_thought_are_empty_for_whoever_looks_for_labels():
    lines = lines_of("<think>\nUser: a\n</think>\nb")
    assert [line.text for line in without_thoughts(lines)] == ["<think>", "", "", "b"]
    assert without_thoughts(lines[3:]) == lines[3:]


@pytest.mark.parametrize("mark", ["<think>\n", "</think>\n", "<think> </think> x\n", "[Thought: true]\n", "Done\n"])
def test_many_marks_are_read_in_linear_time(mark):
    lines = lines_of(mark * 20_000)
    assert len(find_thoughts(lines)) <= 20_000


@pytest.mark.parametrize("mark", ["<think>", "&lt;think&gt;", "[THINK]", "<reasoning>", "\u25c1think\u25b7"])
@pytest.mark.parametrize("kind", ["model", ""])
def test_a_thought_that_is_never_closed_is_no_prompt(mark, kind):
    page = f"{mark}\nno\nreally, why?\n\nYes"
    parsed = parse(page.encode(), kind=kind)
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [("", page)]
    assert parsed.voices[0].kind == "model"


def test_a_mark_alone_above_everything_heads_a_paragraph_of_thoughts():
    assert answer("[Thought: true]\nno, hmm\n\nYes") == ("Yes", "[Thought: true]\nno, hmm")
    assert answer("\\[Thought: true]\nno\nhmm\n\nYes\n\nNo") == ("Yes\n\nNo", "\\[Thought: true]\nno\nhmm")
    assert answer("[Thought: true]\nYes") == ("Yes", "[Thought: true]")
    assert answer("[Thought: true]\n\nYes\n\nand so") == ("Yes\n\nand so", "[Thought: true]")
    (turn,) = turns(parse(b"[Thought: true]\nno, hmm\n\nYes", kind="model"))
    assert (turn.prompt, turn.answer) == ("", "Yes")


def test_one_thought_that_begins_with_musing_is_set_aside():
    assert answer("Thought for 23 seconds\nHmm no I think.\n\nYes.") == (
        "Yes.",
        "Thought for 23 seconds\nHmm no I think.",
    )
    assert answer("Thought for 5 seconds\nLet me check the tea.\n\nYes.")[0] == "Let me check the tea.\n\nYes."


def test_lines_below_the_beginning_of_a_thought():
    lines = lines_of("Why?\n<think>\nno\n\nYes\n```\n<think>\n```\n", fences=True)
    assert below_openings(lines) == {1, 2}
    assert not opens_with_thought(lines) and opens_with_thought(lines[1:])
    assert not opens_with_thought(lines_of("Thought process\nis a word\n")) and not opens_with_thought([])

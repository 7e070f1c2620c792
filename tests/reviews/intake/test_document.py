"""A document: its turns, and what a partition is."""

from dataclasses import replace

import pytest

from reviews.intake.document import Parsed, Piece, Role, Voice, is_partition, trimmed, turns


def document(*pieces: tuple[str, Role]) -> Parsed:
    """A document of one voice, made of these texts."""
    made, start = [], 0
    for text, role in pieces:
        voice = 0 if role in ("prompt", "answer") else None
        made.append(Piece(start, start + len(text), role, voice, "person"))
        start += len(text)
    text = "".join(text for text, _ in pieces)
    return Parsed(text=text, markup="plain", format="pasted", pieces=tuple(made), voices=(Voice("Kite"),))


def talk(parsed: Parsed) -> list[tuple[str, str]]:
    return [(turn.prompt, turn.answer) for turn in turns(parsed)]


def test_a_run_of_prompts_opens_a_turn_and_answers_around_what_was_set_aside_are_joined():
    parsed = document(
        ("First.\n", "answer"), ("Why?\n", "prompt"), ("How?\n", "prompt"), ("So.\n", "answer"), ("Copy\n", "furniture"),
        ("  And so.\n", "answer"), (" \n", "answer"), ("More?", "prompt"),
    )  # fmt: skip
    assert talk(parsed) == [("", "First."), ("Why?\n\nHow?", "So.\n\n  And so."), ("More?", "")]


def test_blank_lines_above_and_white_space_below_are_trimmed():
    assert trimmed("\n \n  a\n b \n\n") == "  a\n b"


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (Piece(0, 3, "prompt", 0, "person"),),
        (Piece(0, 2, "prompt", 0, "person"), Piece(3, 4, "answer", 0, "person")),
        (Piece(0, 4, "prompt", 1, "person"),),
        (Piece(0, 4, "prompt", None, "person"),),
    ],
)
def test_no_partition(pieces: tuple[Piece, ...]):
    parsed = document(("Why?", "prompt"))
    assert is_partition(parsed)
    assert not is_partition(replace(parsed, pieces=pieces))


def test_stand_ins_are_no_names():
    assert [Voice(name).is_named for name in ("", "unnamed  Model", "Unnamed reviewer", "Claude")] == [
        False, False, False, True,
    ]  # fmt: skip

"""A document: its turns, and what a partition is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import SOURCES, Parsed, Piece, Role, Voice, is_partition, trimmed, turns


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


def turned(*pieces: tuple[str, Role]) -> Parsed:
    return replace(document(*pieces), newest_first=True)


def test_messages_that_stand_newest_first_are_turned_one_by_one_or_in_pairs():
    said = ("@c\n", "marker"), ("d", "answer"), ("@u\n", "marker"), ("c", "prompt"), ("@c", "marker"), ("b", "answer")
    assert talk(turned(*said, ("@u", "marker"), ("a", "prompt"))) == [("a", "b"), ("c", "d")]
    pairs = ("@u", "marker"), ("c", "prompt"), ("@c", "marker"), ("d", "answer"), ("@c", "marker"), ("e", "answer")
    assert talk(turned(*pairs, ("@u", "marker"), ("a", "prompt"), ("@c", "marker"), ("b", "answer"))) == [
        ("a", "b"),
        ("c", "d\n\ne"),
    ]
    assert talk(turned()) == []


ROLES = st.sampled_from(["prompt", "answer", "marker", "furniture"])


@given(st.lists(ROLES))
def test_turning_loses_no_words_and_takes_none_in(roles):
    parsed = document(*((f"w{number}\n", role) for number, role in enumerate(roles)))

    def ranges(read: Parsed) -> list[tuple[int, int, Role]]:
        return sorted(piece for turn in turns(read) for piece in turn.ranges)

    assert ranges(replace(parsed, newest_first=True)) == ranges(parsed)


def test_a_list_of_sources_belongs_to_the_answer_above_it():
    parsed = document(("Why?", "prompt"), ("So.", "answer"), ("- [A](https://a.org)", "furniture"), ("More?", "prompt"))
    listed = replace(parsed.pieces[2], why=SOURCES)
    parsed = replace(parsed, pieces=(*parsed.pieces[:2], listed, *parsed.pieces[3:]))
    assert [turn.sources for turn in turns(parsed)] == ["- [A](https://a.org)", ""]

"""Corrections of a document: whatever a person does, its pieces leave nothing out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake import corrections
from reviews.intake.document import ROLES, IntakeError, Parsed, Piece, Voice, is_partition

TEXT = "Owl says: it works. Does it? By day. Copy. Lark says: it sings."
CUTS = ((0, 10, "marker", None), (10, 37, "answer", 0), (37, 43, "furniture", None), (43, 54, "marker", None))
PARSED = Parsed(
    TEXT,
    "plain",
    "pasted",
    (*(Piece(*cut, "marker") for cut in CUTS), Piece(54, len(TEXT), "answer", 1, "marker")),
    (Voice("Owl"), Voice("Lark")),
)


def told(parsed: Parsed) -> list[tuple[str, int | None, str]]:
    return [(piece.role, piece.voice, TEXT[piece.start : piece.end]) for piece in parsed.pieces]


def test_a_paragraph_is_carved_out_of_what_holds_it():
    start = TEXT.index("Does")
    carved = corrections.carve(PARSED, start, start + 9, "prompt")
    assert told(carved)[1:4] == [("answer", 0, "it works. "), ("prompt", 0, "Does it? "), ("answer", 0, "By day. ")]
    assert carved.pieces[2].found_by == "person"
    back = corrections.carve(carved, start, start + 9, "answer")
    assert told(back) == told(PARSED)


def test_what_is_carved_across_pieces_is_one_piece():
    assert told(corrections.carve(PARSED, 30, 60, "answer")) == [
        ("marker", None, "Owl says: "),
        ("answer", 0, TEXT[10:60]),
        ("answer", 1, TEXT[60:]),
    ]


def test_furniture_taken_back_belongs_to_whom_it_stands_with():
    assert told(corrections.carve(PARSED, 37, 43, "prompt"))[2] == ("prompt", 0, "Copy. ")


@pytest.mark.parametrize("place", [(5, 5), (6, 5), (-1, 5), (0, 99), (70, 80)])
def test_there_is_nothing_to_carve_outside_the_text(place):
    with pytest.raises(IntakeError, match="There is no such place in this document"):
        corrections.carve(PARSED, *place, "prompt")


def test_furniture_between_ones_words_is_passed_over():
    given_away = corrections.set_voice(corrections.cut_at(corrections.carve(PARSED, 20, 25, "furniture"), 30), 1, 1)
    assert [piece.voice for piece in given_away.pieces if piece.role == "answer"] == [1, 1, 1, 1]
    parsed = Parsed(
        "a b c ",
        "plain",
        "",
        tuple(
            Piece(at, at + 2, role, voice, "marker")
            for at, role, voice in ((0, "answer", 0), (2, "furniture", None), (4, "answer", 0))
        ),
        (Voice("Owl"), Voice("Lark")),
    )
    assert [piece.voice for piece in corrections.set_voice(parsed, 0, 1).pieces] == [1, None, 1]
    assert [piece.voice for piece in corrections.set_voice(parsed, 0, 1, to_the_end=False).pieces] == [1, None, 0]


offsets = st.integers(-2, len(TEXT) + 2)
edits = st.one_of(
    st.tuples(st.just(corrections.carve), offsets, offsets, st.sampled_from(ROLES)),
    st.tuples(st.just(corrections.cut_at), offsets),
    st.tuples(st.just(corrections.split_at), offsets, st.sampled_from(ROLES)),
    st.tuples(st.just(corrections.merge_with_previous), st.integers(-1, 9)),
    st.tuples(st.just(corrections.set_voice), st.integers(-1, 9), st.sampled_from([None, 0, 1, 2])),
    st.tuples(st.just(corrections.start_voice), st.integers(-1, 9), st.just(Voice("Wren"))),
)


@given(st.lists(edits, max_size=12))
def test_nothing_is_ever_lost(steps):
    parsed = PARSED
    for correct, *args in steps:
        try:
            parsed = correct(parsed, *args)
        except IntakeError as refusal:
            assert str(refusal).endswith(".")
        assert is_partition(parsed)
        assert parsed.text == TEXT


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_what_differs_is_put_back_by_what_was_there(before, after):
    start, old_end, new_end = corrections.difference(before, after)
    assert [*after[:start], *before[start:old_end], *after[new_end:]] == before
    assert (before == after) == (start == old_end == new_end == len(before))
    if start < min(old_end, new_end):
        assert before[start] != after[start]
        assert before[old_end - 1] != after[new_end - 1]

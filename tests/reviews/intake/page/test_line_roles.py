"""Lines of a page, with their roles, become pieces that leave nothing out."""

from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.page.blocks import lines_of
from reviews.intake.page.line_roles import LineRole, pieces_of

PROMPT = LineRole("prompt", 0, "heuristic", "asks for something")
ANSWER = LineRole("answer", 0, "heuristic", "reads like a model's answer")
TAGS = LineRole("furniture", None, "heuristic", "tags")
SHARE = LineRole("furniture", None, "heuristic", "a share bar")
LABEL = LineRole("marker", 0, "marker", "says who speaks: You said")
TEXT = "one\n\ntwo\nthree"


def cut(*roles: LineRole | None, head: int = 0) -> list[tuple[str, str, str]]:
    """The words, role and reason of each piece of TEXT behind its head."""
    lines = lines_of(TEXT, head)
    pieces = pieces_of(lines, roles, head=head, end=len(TEXT))
    return [(TEXT[piece.start : piece.end], piece.role, piece.why) for piece in pieces]


def test_neighbours_of_one_role_are_one_piece():
    assert cut(PROMPT, None, ANSWER, ANSWER) == [
        ("one\n\n", "prompt", PROMPT.why),
        ("two\nthree", "answer", ANSWER.why),
    ]


def test_furniture_of_several_kinds_is_one_piece_with_all_reasons():
    assert cut(ANSWER, None, TAGS, SHARE) == [
        ("one\n\n", "answer", ANSWER.why),
        ("two\nthree", "furniture", "tags, a share bar"),
    ]


def test_each_marker_is_a_piece_of_its_own():
    assert [words for words, _, _ in cut(LABEL, None, LABEL, ANSWER)] == ["one\n\n", "two\n", "three"]


def test_front_matter_is_a_piece():
    assert cut(ANSWER, ANSWER, head=5) == [
        ("one\n\n", "furniture", "the head of the document"),
        ("two\nthree", "answer", ANSWER.why),
    ]


@given(st.lists(st.sampled_from([PROMPT, ANSWER, TAGS, SHARE, LABEL, None]), min_size=4, max_size=4))
def test_the_pieces_leave_nothing_out(roles: list[LineRole | None]):
    pieces = cut(*roles)
    assert "".join(words for words, _, _ in pieces) == (TEXT if any(roles) else "")

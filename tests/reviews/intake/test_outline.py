"""What a person looks at to correct a document: rows that leave nothing out, folds that can be opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import Parsed, Piece, Voice
from reviews.intake.outline import (
    MOST_CHARS,
    MOST_ROWS,
    SHOWN_FIRST,
    SHOWN_LAST,
    Fold,
    OutlinePiece,
    OutlineRow,
    Tally,
    outline,
    rows_of,
    tally,
    unfold,
)


def rows(text: str) -> list[str]:
    return [row.text for row in rows_of(text, 0, len(text))]


def long(paragraphs: int) -> Parsed:
    text = "".join(f"Paragraph {n}.\n\n" for n in range(paragraphs))
    return Parsed(text, "plain", "pasted", (Piece(0, len(text), "answer", 0, "marker"),), (Voice("Owl"),))


@given(st.text(alphabet="ab?|`~- \u00a0\n", min_size=1, max_size=200))
def test_rows_leave_nothing_out(text):
    found = rows_of(text, 0, len(text))
    assert [row.start for row in found[1:]] == [row.end for row in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert "".join(text[row.start : row.end] for row in found) == text
    assert all(row.text.strip() in text[row.start : row.end] for row in found)


def test_rows_are_paragraphs_and_the_lines_of_lists():
    assert rows("One.\n\nTwo:\n• a\n• b\n \n\u00a0\n  Three.\n") == ["One.", "Two:", "• a", "• b", "  Three."]


def test_wrapped_lines_code_and_tables_stay_together():
    wrapped = "An owl that sleeps by day and works by night is seen by very few\npeople, and by mice."
    code = "```\nif owl:\n\n    hoot()\n```"
    table = "| owl | lark |\n| --- | --- |\n| night | day |"
    assert rows(f"{wrapped}\n\n{code}\n\n{table}\n") == [wrapped, code, table]


def test_blank_text_is_one_row():
    assert rows(" \n\n") == [""]


def test_a_very_long_line_is_shown_in_part():
    (row,) = rows_of("x" * 5000, 0, 5000)
    assert (len(row.shown), row.more_chars) == (MOST_CHARS, 5000 - MOST_CHARS)


def test_a_long_piece_shows_its_first_and_last_rows():
    (part,) = outline(long(40), 0, 1)
    assert [item.text if isinstance(item, OutlineRow) else item.rows for item in part.items] == [
        *(f"Paragraph {n}." for n in range(SHOWN_FIRST)),
        40 - SHOWN_FIRST - SHOWN_LAST,
        *(f"Paragraph {n}." for n in range(40 - SHOWN_LAST, 40)),
    ]
    assert part.rows == 40


def test_what_was_opened_stays_open():
    parsed = long(40)
    at = parsed.text.index("Paragraph 20.")
    (part,) = outline(parsed, 0, 1, [(at, at + 5), (99_999, 100_000)])
    assert [item.rows if isinstance(item, Fold) else item.text for item in part.items][
        SHOWN_FIRST : SHOWN_FIRST + 3
    ] == [
        20 - SHOWN_FIRST,
        "Paragraph 20.",
        40 - 21 - SHOWN_LAST,
    ]
    assert part.opened == ((at, at + 5),)


def test_a_fold_says_how_many_of_its_rows_ask():
    text = "".join(f"Paragraph {n}{'?' if n in (10, 20) else '.'}\n\n" for n in range(40))
    parsed = Parsed(text, "plain", "pasted", (Piece(0, len(text), "answer", 0, "marker"),), (Voice("Owl"),))
    (fold,) = [item for item in outline(parsed, 0, 1)[0].items if isinstance(item, Fold)]
    assert (fold.rows, fold.questions) == (31, 2)


def test_a_fold_opens_a_part_at_a_time():
    parsed = long(MOST_ROWS + 50)
    items = unfold(parsed, 0, len(parsed.text))
    assert len(items) == MOST_ROWS + 1
    rest = items[-1]
    assert (rest.rows, rest.next_rows, rest.end) == (50, 50, len(parsed.text))
    assert len(unfold(parsed, rest.start, rest.end)) == 50


def test_a_part_says_whose_it_is_and_where_they_begin():
    text = "Owl says:\n\nYes.\n\nNo.\n\nCopy\n\nAnd you?\n\n"
    cuts = (
        Piece(0, 11, "marker", None, "marker", "says who speaks"),
        Piece(11, 17, "answer", 0, "marker"),
        Piece(17, 22, "answer", 1, "marker"),
        Piece(22, 28, "furniture", None, "marker"),
        Piece(28, len(text), "prompt", 1, "heuristic"),
    )
    parsed = Parsed(text, "plain", "pasted", cuts, tuple(Voice(f"Voice {n}") for n in range(7)))
    parts = outline(parsed, 0, 5)
    assert [(part.voice_name, part.opens_voice, part.hue, part.aside, part.doubtful) for part in parts] == [
        ("", False, None, True, False),
        ("Voice 0", True, 0, False, False),
        ("Voice 1", True, 1, False, False),
        ("", False, None, True, False),
        ("Voice 1", False, 1, False, True),
    ]
    assert parts[0].quoted == "Owl says:"
    assert outline(parsed, 4, 5)[0].opens_voice is False
    assert tally(parsed)[:3] == [Tally(0, 0, 1), Tally(1, 1, 1), Tally(2, 0, 0)]
    assert tally(parsed)[6].hue == 0


@pytest.mark.parametrize(
    ("rows", "questions", "link", "asks"),
    [
        (1, 1, "Show 1 paragraph more", "1 of them asks something"),
        (2, 2, "Show 2 paragraphs more", "2 of them ask something"),
        (MOST_ROWS + 1, 0, f"Show the next {MOST_ROWS} of {MOST_ROWS + 1} paragraphs more", "0 of them ask something"),
    ],
)
def test_a_fold_says_what_it_holds(rows, questions, link, asks):
    fold = Fold(0, 9, rows, questions)
    assert (fold.show_words, fold.question_words) == (link, asks)


@pytest.mark.parametrize(
    ("role", "name", "whose"),
    [
        ("prompt", "Prompt", "to Owl"),
        ("answer", "Answer", "by Owl"),
        ("marker", "Label", ""),
        ("furniture", "Page furniture", ""),
    ],
)
def test_a_part_says_what_it_is(role, name, whose):
    part = OutlinePiece(Piece(0, 3, role, None, "format"), "Owl", False, (), 1, ())
    assert (part.role_name, part.whose) == (name, whose)

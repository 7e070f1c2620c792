"""What a page looks like on paper: where its text stands, and answers that are hard to fit."""

from __future__ import annotations

from contextlib import closing

import pypdfium2

from reviews.models import Comparison
from tests.factories import make_transcript

_MM = 25.4 / 72  # of a point


def sheets_of(pdf: bytes) -> list[tuple[str, float, float]]:
    """The text of each page, and where it begins on the left and ends on the right, in millimetres."""
    with pypdfium2.PdfDocument(pdf) as written:
        return [_sheet(page) for page in written]


def _sheet(page: pypdfium2.PdfPage) -> tuple[str, float, float]:
    with closing(page), closing(page.get_textpage()) as held:
        text = held.get_text_range()
        boxes = [held.get_charbox(at) for at, char in enumerate(text) if char.strip()]
    return " ".join(text.split()), min(box[0] for box in boxes) * _MM, max(box[2] for box in boxes) * _MM


def wide_name(number: int) -> str:
    return f"Respondent-{number}-with_a_long_name_of_one_word"


def add_wide_answers(comparison: Comparison, respondents: int) -> None:
    """Answers that are hard to fit on paper: long names, a table over pages, a word wider than the page."""
    table = "| Owl | Said |\n| --- | --- |\n" + "\n".join(f"| {at} | {'hoot ' * 30} |" for at in range(30))
    for number in range(respondents):
        answer = f"It is safe.\n\n{table}\n\n`{'x' * 150}`\n\nEnd {number}."
        make_transcript(comparison, wide_name(number), ("Is it safe?", answer))

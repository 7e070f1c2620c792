"""Read plain text pasted from a page, if no other format fits."""

from __future__ import annotations

from reviews.intake.document import Parsed, Voice
from reviews.intake.formats.format import Format
from reviews.intake.page.page import read_page
from reviews.intake.page.question_headings import Sheet


def _parse(text: str, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
    return read_page(text, format="pasted", markup="plain", stated=stated, kind=kind, sheet=sheet)


FORMAT = Format("pasted", lambda text: True, _parse)

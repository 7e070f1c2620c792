"""A reply that a chat model's prompt brought, checked against the texts that it read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collation.readers.check import check_reply
from collation.readers.reply import parse_reply
from collation.readers.texts import SheetPaper, SheetQuestion, SheetText, SheetTurn
from reviews import richtext
from reviews.intake import parse as formats
from reviews.intake.document import turns
from reviews.scale import VERDICTS

READ = {"chatgpt": "chatgpt-5-5-pro", "claude": "claude-opus-4-8", "gemini": "gemini-2-5-pro"}
QUESTIONS = tuple(SheetQuestion(key, key, VERDICTS) for key in "accurate supported rivals integration ready".split())
OTHER = {"claude": "gemini", "gemini": "chatgpt", "chatgpt": "claude"}


@pytest.fixture(scope="module")
def texts(real: Path) -> tuple[SheetText, ...]:
    def answers(number: int, name: str) -> tuple[SheetTurn, ...]:
        path = real / "outer_reviews" / f"outer-review-2026-06-20-{name}.md"
        parsed = turns(formats.parse(path.read_bytes(), name=path.name))
        rendered = [(turn.prompt, richtext.render(turn.answer)) for turn in parsed]
        return tuple(
            SheetTurn(100 * number + at, prompt, made.text, tuple((b[2], b[3]) for b in made.blocks if b[0] == "quote"))
            for at, (prompt, made) in enumerate(rendered)
        )

    return tuple(SheetText(key, key, "model", answers(at, name)) for at, (key, name) in enumerate(READ.items()))


@pytest.fixture(scope="module")
def reply(real: Path) -> str:
    path = real.parent / "reader" / "answer-outer-reviews-2026-06-20.json"
    if not path.is_file():
        pytest.skip("the reply is not at hand")
    return path.read_text()


def test_every_quotation_of_a_careful_reader_is_found(texts: tuple[SheetText, ...], reply: str):
    checked = check_reply(parse_reply(reply), QUESTIONS, texts, SheetPaper())
    assert checked.counts.sentences == ("0 of 88 quotations not found",)
    assert (len(checked.cells), len(checked.facts), len(checked.findings), len(checked.evidence_basis)) == (
        15,
        8,
        31,
        3,
    )
    assert [(one.place, one.whole) for one in checked.dropped] == [("facts[4].diverges", False)]


def test_nothing_of_swapped_respondents_is_kept(texts: tuple[SheetText, ...], reply: str):
    said = json.loads(reply, object_hook=lambda item: item | {"respondent": OTHER.get(item.get("respondent"), "")})
    checked = check_reply(parse_reply(json.dumps(said)), QUESTIONS, texts, SheetPaper())
    assert checked.facts == checked.findings == ()
    assert {cell.state for cell in checked.cells} <= {"silent", "not_asked"}
    assert "mixed them up" in checked.warnings[0]

"""The reading of real documents, from the bytes on: parsed, rendered, read. They are no part of the repository."""

from pathlib import Path

import pytest

from collation.answers.engine import read
from collation.cells import Reading
from collation.record import Block, Question, Record, Respondent, Turn
from reviews.intake.document import turns
from reviews.intake.page.to_markdown import plain_to_markdown
from reviews.intake.parse import parse
from reviews.richtext import render
from reviews.scale import VERDICTS

QUESTIONS = (
    Question(1, "works", "Does it work?", True, VERDICTS),
    Question(2, "safe", "Is it safe?", True, VERDICTS),
    Question(3, "code_safe", "Is the code it produces safe?", True, VERDICTS),
)


def respondents_of(path: Path) -> list[Respondent]:
    parsed = parse(path.read_bytes(), name=path.name)
    found = []
    for index, voice in enumerate(parsed.voices):
        said = []
        for at, turn in enumerate(one for one in turns(parsed) if one.voice == index):
            rendered = render(turn.answer if parsed.markup == "markdown" else plain_to_markdown(turn.answer))
            blocks = tuple(Block(*block) for block in rendered.blocks)
            said.append(Turn(len(said) + 100 * (index + 1), at, turn.prompt, rendered.text, blocks))
        found.append(
            Respondent(
                key=voice.name,
                transcript_id=index,
                name=voice.name,
                kind=voice.kind,
                version="",
                round=1,
                evidence_basis=voice.evidence_basis,
                evidence_quote=voice.evidence_quote,
                turns=tuple(said),
            )
        )
    return found


@pytest.fixture(scope="module")
def three(real) -> tuple[Record, Reading]:
    record = Record(QUESTIONS, tuple(respondents_of(real / "000_62e17e83afc45813.txt")))
    return record, read(record)


def cells(three, key):
    record, reading = three
    row = next(row for row in reading.rows if row.question.key == key)
    return {one.name: cell for one, cell in zip(record.respondents, row.cells, strict=True)}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("works", {"Claude": {"qualified"}, "ChatGPT": {"yes", "qualified"}, "Gemini": {None}}),
        ("safe", {"Claude": {"unclear"}, "ChatGPT": {None, "qualified", "no"}, "Gemini": {None}}),
        ("code_safe", {"Claude": {None, "unclear", "no"}, "ChatGPT": {None, "no"}, "Gemini": {None}}),
    ],
)
def test_the_suggested_verdicts(three, key, expected):
    found = {name: cell.suggestion.verdict for name, cell in cells(three, key).items()}
    assert {name: found[name] in allowed for name, allowed in expected.items()} == dict.fromkeys(expected, True), found


def test_nobody_has_read_what_gemini_says_of_the_code_for_its_first_prompt_is_not_known(three):
    assert cells(three, "code_safe")["Gemini"].state == "unread"


@pytest.mark.parametrize(
    ("key", "name", "beginnings"),
    [
        ("works", "Claude", ["Does it work?", "Does it work?"]),
        ("safe", "Claude", ["Is the model itself safe?", "Is the model safe?"]),
        ("code_safe", "Claude", ["Are the products it creates", "Is the code it produces safe?"]),
        ("safe", "ChatGPT", ["🔒\u00a02. Is GLM-5\u00a0safe?", "Is GLM-5 safe?", "🔐 So Is It Safe?"]),
        (
            "code_safe",
            "ChatGPT",
            ["💻\u00a03. Is the\u00a0code it produces safe?", "Is its code safe?", "💻 Is the Code Safe?"],
        ),
    ],
)
def test_the_passages_of_the_scored_rows(three, key, name, beginnings):
    found = [passage.text.replace("\u2011", "-") for passage in cells(three, key)[name].passages]
    assert len(found) == len(beginnings)
    assert [text[: len(begins)] for text, begins in zip(found, beginnings, strict=True)] == beginnings


def test_how_they_were_asked(three):
    assert {name: cell.asked.how for name, cell in cells(three, "code_safe").items()} == {
        "Claude": "reworded",
        "ChatGPT": "alike",
        "Gemini": "not_asked",
    }
    assert cells(three, "safe")["Gemini"].asked.prompt == "And safety?"


def test_most_turns_of_the_long_talk_answer_no_question(three):
    record, reading = three
    others = {one.name: len(turns) for one, turns in zip(record.respondents, reading.other_turns, strict=True)}
    assert others["ChatGPT"] >= 9
    assert others["Claude"] == 2


def test_the_digest_of_a_person_is_read_by_its_labels(real):
    record = Record(QUESTIONS, tuple(respondents_of(real / "003_ff40181e6d0a3d17.txt")))
    [cell] = read(record).rows[1].cells
    assert [passage.text[:18] for passage in cell.passages] == ["Safety & alignment"]
    assert (cell.state, cell.suggestion.verdict) == ("unread", None)


def test_every_quotation_of_the_outer_reviews_is_in_its_text(real):
    record = Record(
        QUESTIONS,
        tuple(
            one for path in sorted((real / "outer_reviews").glob("outer-review-2*.md")) for one in respondents_of(path)
        ),
    )
    for row in read(record).rows:
        for one, cell in zip(record.respondents, row.cells, strict=True):
            for passage in cell.passages:
                assert one.turns[passage.response].text[passage.start : passage.end] == passage.text

"""What to look at is told from the document as it stands, so a correction settles it."""

from dataclasses import replace

import pytest

from reviews.intake import corrections
from reviews.intake.document import IntakeError, Parsed, Piece, Voice
from reviews.intake.doubts import MOST_QUOTED, doubts, standing_warnings
from reviews.intake.parse import parse

TEXT = "It works.\n\nDoes it\nsleep?\n\nBy day.\n\nAnd safety?\n"
CUTS = [0, TEXT.index("Does"), TEXT.index("By day"), TEXT.index("And"), len(TEXT)]
ROLES = ("answer", "prompt", "answer", "prompt")


def read(name: str = "Owl", found_by: str = "heuristic") -> Parsed:
    pieces = tuple(
        Piece(start, end, role, 0, found_by if role == "prompt" else "marker")
        for role, start, end in zip(ROLES, CUTS, CUTS[1:], strict=False)
    )
    return Parsed(TEXT, "plain", "pasted", pieces, (Voice(name),), warnings=("Pictures are left out.",))


def told(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(doubt.kind, doubt.words, doubt.at) for doubt in doubts(parsed)]


def test_each_is_told_with_its_place():
    assert told(read(name="Unnamed model")) == [
        ("name", "Who answers here is not named yet", ""),
        ("warning", "Pictures are left out.", ""),
        ("gap", "The first answer of Unnamed model has no prompt", f"0-{CUTS[1]}"),
        ("prompt", "Does it sleep?", f"{CUTS[1]}-{CUTS[2]}"),
        ("gap", "The last prompt to Unnamed model has no answer", f"{CUTS[3]}-{CUTS[4]}"),
        ("prompt", "And safety?", f"{CUTS[3]}-{CUTS[4]}"),
    ]
    assert {doubt.whose for doubt in doubts(read()) if doubt.kind == "prompt"} == {"Owl"}
    assert told(read(found_by="marker"))[1:] == [
        ("gap", "The first answer of Owl has no prompt", f"0-{CUTS[1]}"),
        ("gap", "The last prompt to Owl has no answer", f"{CUTS[3]}-{CUTS[4]}"),
    ]


@pytest.mark.parametrize("role", ["prompt", "answer", "furniture"])
def test_a_prompt_is_settled_by_saying_what_it_is(role):
    settled = corrections.carve(read(), CUTS[1], CUTS[2], role)
    assert "Does it sleep?" not in {words for _, words, _ in told(settled)}


def test_a_name_settles_what_its_lack_asked():
    named = corrections.describe_voice(read("Unnamed reviewer"), 0, Voice("Wren", kind="person"))
    assert "name" not in {kind for kind, _, _ in told(named)}


def test_gaps_and_warnings_are_settled_by_hand():
    parsed = read()
    for doubt in doubts(parsed):
        if doubt.kind in ("gap", "warning"):
            parsed = corrections.settle(parsed, doubt.key)
            with pytest.raises(IntakeError, match="settled already"):
                corrections.settle(parsed, doubt.key)
    assert [kind for kind, _, _ in told(parsed)] == ["prompt", "prompt"]
    with pytest.raises(IntakeError, match="settled already"):
        corrections.settle(parsed, doubts(parsed)[0].key)


def test_a_long_prompt_is_cut():
    text = "Does it work? " * 40
    parsed = Parsed(text, "plain", "pasted", (Piece(0, len(text), "prompt", 0, "heuristic"),), (Voice("Owl"),))
    (quoted,) = [doubt.words for doubt in doubts(parsed) if doubt.kind == "prompt"]
    assert len(quoted) == MOST_QUOTED
    assert quoted.endswith("…")


def test_only_warnings_that_no_correction_settles_stand():
    parsed = parse(b"Claude says:\n\nIt works.\n\nGemini says:\n\nIt does not.")
    assert parsed.warnings == (
        "The first answer of Claude has no prompt on the page.",
        "The first answer of Gemini has no prompt on the page.",
    )
    assert standing_warnings(replace(parsed, warnings=(*parsed.warnings, "Look twice."))) == ("Look twice.",)
    export = b'[{"from": "gpt", "value": "It works."}, {"from": "human", "value": "Is it safe?"}]'
    parsed = parse(b'{"conversations": ' + export + b"}")
    assert len(parsed.warnings) == 2
    assert standing_warnings(parsed) == ()


def test_two_answers_in_a_row_are_a_gap_until_a_prompt_stands_there():
    parsed = parse(b"You said:\nIs it?\nClaude said:\nYes.\nClaude said:\nno why\nNo.\n")
    start = parsed.text.index("no why")
    words = "Two answers of Claude stand in a row: a prompt may be missing"
    assert [(doubt.kind, doubt.words, doubt.at, doubt.key) for doubt in doubts(parsed)][-1] == (
        "gap",
        words,
        f"{start}-{len(parsed.text)}",
        f"gap-{start}-again",
    )
    assert standing_warnings(parsed) == ()
    corrected = corrections.carve(parsed, start, start + 7, "prompt")
    assert words not in [doubt.words for doubt in doubts(corrected)]

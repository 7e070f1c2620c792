"""The real documents of ../shared/real, read where that folder is there."""

import json
from pathlib import Path

import pytest

from reviews.intake.document import Parsed, ParsedTurn, is_partition, turns
from reviews.intake.page.to_markdown import plain_to_markdown
from reviews.intake.parse import parse


def read(real: Path, pattern: str, **told: str) -> Parsed:
    (path,) = real.glob(pattern)
    parsed = parse(path.read_bytes(), name=path.name, **told)
    assert is_partition(parsed)
    return parsed


def of(parsed: Parsed, name: str) -> list[ParsedTurn]:
    return [turn for turn in turns(parsed) if parsed.voices[turn.voice].name == name]


def test_the_bloggers_three_chats(real: Path):
    parsed = read(real, "000_*.txt")
    assert [(voice.name, voice.kind, voice.evidence_basis) for voice in parsed.voices] == [
        ("Claude", "model", "abstract_only"),
        ("ChatGPT", "model", "unknown"),
        ("Gemini", "model", "unknown"),
    ]
    assert parsed.voices[0].evidence_quote == "I only had access to the abstract and landing page — not the full paper"
    assert [turn.prompt[:28] for turn in of(parsed, "Claude")] == [
        "",
        "Given what it says: does it ",
        "Thank you. I will collate th",
    ]
    assert [turn.prompt[:26] for turn in of(parsed, "ChatGPT")] == [
        "",
        "Does it work? Is it safe? ",
        "In human terms it is a tee",
        "I can answer those. Yes. Y",
        "A loaded gun is dangerous ",
        "But they will. The dark ho",
        "Both. Catastrophes are som",
        "Yes. Leave out Titanic com",
        "Does the published paper s",
        "I prompted Gemini with the",
        "No. I will pose the same p",
        "Yes.",
    ]
    assert [turn.prompt for turn in of(parsed, "Gemini")] == ["", "And safety?"]


def test_no_answer_of_the_blogger_holds_what_is_not_its_own(real: Path):
    parsed = read(real, "000_*.txt")
    for turn in turns(parsed):
        for foreign in (
            "favicon",
            "Searched the web",
            "11:57",
            "Popular posts",
            "responds:",
            "You said",
            "Gemini said",
        ):
            assert foreign not in turn.answer
    assert "Captain" in of(parsed, "Gemini")[1].answer
    assert of(parsed, "ChatGPT")[-1].answer.startswith("Perfect. Once you have")


def test_the_bloggers_glued_tables_are_tables_again(real: Path):
    parsed = read(real, "000_*.txt")
    written = "\n".join(plain_to_markdown(turn.answer) for turn in turns(parsed))
    for header in ("| Question | Answer |", "| Question | Short Answer |", "| Stage | Focus | Analogy |"):
        assert header in written


def test_an_outlets_digest_is_one_persons_answer(real: Path):
    parsed = read(real, "003_*.txt")
    (turn,) = turns(parsed)
    assert (parsed.voices[0].kind, turn.prompt) == ("person", "")
    assert turn.answer.startswith("Overview") and turn.answer.endswith("provenance tracking.")
    assert "Aohan Zeng" not in turn.answer


def set_aside(parsed: Parsed) -> str:
    return "\n".join(parsed.text[piece.start : piece.end] for piece in parsed.pieces if piece.role == "furniture")


def test_a_technical_review_is_its_authors_who_read_the_paper(real: Path):
    parsed = read(real, "001_*.txt")
    (voice,), (turn,) = parsed.voices, turns(parsed)
    assert (voice.name, voice.kind, voice.evidence_basis) == ("zhongzhu zhou", "person", "full_paper")
    assert voice.evidence_quote.startswith("I read the GLM-5 paper end-to-end")
    assert (turn.prompt, turn.answer.splitlines()[0]) == ("", "TL;DR")
    assert turn.answer.endswith("bibliography and benchmark references.")
    for line in ("0%", "Author: zhongzhu zhou", "Estimated reading time: ~12–15 minutes"):
        assert line in set_aside(parsed)
        assert line not in turn.answer


def test_a_press_article_is_one_answer_without_what_its_page_prints_below(real: Path):
    parsed = read(real, "004_*.txt")
    (voice,), (turn,) = parsed.voices, turns(parsed)
    assert (voice.kind, turn.prompt) == ("person", "")
    assert turn.answer.startswith("There's a specific kind of late-night feeling")
    assert turn.answer.endswith('are going to change what "asking for help" means.')
    for line in ("tags: ai, llm, coding, agents", "Korean version on Velog", "Top comments (0)"):
        assert line in set_aside(parsed)


@pytest.mark.parametrize(
    ("pattern", "name", "version", "characters"),
    [
        ("outer_reviews/*chatgpt-5-5-pro.md", "ChatGPT", "5.5 Pro", 30727),
        ("outer_reviews/*claude-opus-4-8.md", "Claude", "Opus 4.8", 22414),
        ("outer_reviews/*gemini-2-5-pro.md", "Gemini", "2.5 Pro", 30427),
    ],
)
def test_the_outer_reviews_hold_one_prompt_and_one_reply(real: Path, pattern, name, version, characters):
    parsed = read(real, pattern)
    (voice,), (turn,) = parsed.voices, turns(parsed)
    assert (voice.name, voice.version, voice.said_on) == (name, version, "2026-06-20")
    assert voice.link.startswith("https://")
    assert turn.prompt and len(turn.answer) == characters


def test_an_exporters_markdown(real: Path):
    parsed = read(real, "multi_format/*.md")
    assert (parsed.title, parsed.voices[0].name, len(turns(parsed))) == ("CLI Chat with OpenAI", "ChatGPT", 19)
    assert all(turn.prompt and turn.answer for turn in turns(parsed))


@pytest.mark.slow
def test_naughty_strings_pass_through_whole(real: Path):
    for text in json.loads((real / "adversarial" / "blns.json").read_text()):
        page = (
            f"Claude says:\n\n{text}\n\nSo it is, and that is all there is to say about this odd string of characters.\n"
            * 20
        )
        assert is_partition(parse(page.encode("utf-8", "surrogatepass"), name="blns"))

"""Pages as people paste them, invented for these tests, one oddity each."""

import pytest

from reviews.intake.document import is_partition, turns
from reviews.intake.page.newest_first import TURNED
from reviews.intake.parse import parse
from tests.reviews.intake.page.reading import THREE_CHATS, aside, said


def test_a_page_of_three_chats():
    parsed = parse(THREE_CHATS.encode())
    assert parsed.title == "What three assistants made of the kite paper"
    assert said(parsed) == [
        ("Claude", "", "", "Kites fly because the wi"),
        ("Claude", "So does it fly in the rain?", "timestamp", "Only a little. I only ha"),
        ("ChatGPT", "", "", "The paper describes a ki"),
        ("ChatGPT", "Yes. But leave out the tail.", "heuristic", "Understood. Here is the "),
        ("Gemini", "", "", "A kite is a wing on a st"),
        ("Gemini", "And the wind?", "marker", "Wind is what the wing le"),
    ]
    assert aside(parsed) == [
        "What three assistants made of the kite paper",
        "Searched the web\nfavicon",
        "11:57 AM",
        "Comments\n\nPopular posts from this blog\n\nOn boats and other slow things",
    ]
    assert is_partition(parsed)


def test_each_voice_says_what_it_could_read():
    claude, chatgpt, gemini = parse(THREE_CHATS.encode()).voices
    assert (claude.evidence_basis, claude.evidence_quote) == (
        "abstract_only",
        "I only had access to the abstract \u2014 not the full paper",
    )
    assert (chatgpt.evidence_basis, gemini.evidence_basis) == ("unknown", "unknown")
    assert (claude.vendor, chatgpt.vendor, gemini.vendor) == ("Anthropic", "OpenAI", "Google")


def test_a_persons_document_is_one_answer():
    page = (
        "[Paper] Kites of the North\nSource: Weather Letters 12\nOverview\nThe authors fly kites in a storm and count them.\n"
        "Findings\n- Most kites fall.\n- A few do not.\nLimits\n- One winter only, and one hill.\n"
        "Authors\n- Ann Gale\n- Bo Frost\n- Cy Storm\nPaper Information\n- Published: May 3, 2024\n- PDF: Download\n"
    )
    parsed = parse(page.encode())
    (turn,) = turns(parsed)
    assert (parsed.title, parsed.voices[0].kind, turn.prompt) == ("Kites of the North", "person", "")
    assert turn.answer.startswith("Overview\nThe authors") and turn.answer.endswith("and one hill.")
    assert [piece.why for piece in parsed.pieces if piece.role == "furniture"] == [
        "the title, about the paper or the page",
        "the list of authors and the paper's particulars",
    ]


def test_who_answers_can_be_told():
    parsed = parse(b"Kites fly well.\n\nThe paper shows how.", respondent="Ann Gale", kind="person")
    assert (parsed.voices[0].name, parsed.voices[0].kind, parsed.warnings) == ("Ann Gale", "person", ())
    parsed = parse(b"Kites fly well.\n\nThe paper shows how.", respondent="claude-opus-4-8")
    assert (parsed.voices[0].name, parsed.voices[0].version, parsed.voices[0].kind) == ("Claude", "Opus 4.8", "model")


def test_who_is_told_of_is_who_answers_where_one_does():
    parsed = parse(b"User:\nhi\n\nGPT-4:\nHello!\n", respondent="ChatGPT")
    assert (parsed.voices[0].name, parsed.voices[0].version) == ("ChatGPT", "GPT-4")
    parsed = parse(b"User:\nhi\n\nAssistant:\nHello!\n", respondent="Our own model")
    assert (parsed.voices[0].name, parsed.voices[0].kind) == ("Our own model", "model")


@pytest.mark.parametrize(
    ("times", "is_turned"),
    [
        (("10:12", "10:11", "10:02", "10:01"), True),
        (("10:12", "10:12", "10:02", "10:01"), True),
        (("10:12", "10:12", "10:02", "10:02"), False),
        (("10:01", "10:02", "10:11", "10:12"), False),
        (("10:12", "10:11", "10:02", "10:03"), False),
    ],
)
def test_a_page_is_turned_if_its_times_run_backwards(times, is_turned):
    speakers = ("ChatGPT", "You", "ChatGPT", "You")
    said = zip(speakers, times, ("d", "c", "b", "a"), strict=True)
    parsed = parse("".join(f"#### {who} (2026-02-03 {time}):\n\n{word}\n\n" for who, time, word in said).encode())
    as_it_stands = [("", "d"), ("c", "b"), ("a", "")]
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == (
        [("a", "b"), ("c", "d")] if is_turned else as_it_stands
    )
    assert (parsed.newest_first, TURNED in parsed.warnings) == (is_turned, is_turned)
    assert [parsed.text[one.start : one.end].strip() for one in parsed.pieces if one.role == "answer"] == ["d", "b"]


def test_pairs_that_stand_newest_first_are_turned_pair_by_pair():
    times = ("10:12", "10:13", "10:06", "10:07", "10:01", "10:02")
    said = zip(("You", "ChatGPT") * 3, times, "abcdef", strict=True)
    parsed = parse("".join(f"#### {who} (2026-02-03 {time}):\n\n{word}\n\n" for who, time, word in said).encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [("e", "f"), ("c", "d"), ("a", "b")]


@pytest.mark.parametrize(("asks", "answers"), [("## Prompt", "## Reply"), ("## Prompt", "### Response")])
def test_a_fence_that_is_left_open_ends_at_the_next_section(asks, answers):
    code = "Before\n\n```python\nx = 1"
    page = f"{asks}\n\nIs it?\n\n{answers}\n\n{code}\n\n{asks}\n\nReally?\n\n{answers}\n\nYes.\n"
    assert [(turn.prompt, turn.answer) for turn in turns(parse(page.encode()))] == [
        ("Is it?", code),
        ("Really?", "Yes."),
    ]


def test_sections_in_a_fence_that_is_closed_are_code():
    answer = "Write so:\n\n```\n## Prompt\n\nWhat?\n\n## Reply\n\nThat.\n```\n\nThat is all."
    page = f"## Prompt\n\nHow?\n\n## Reply\n\n{answer}\n\n## Prompt\n\nok\n\n## Reply\n\n```\ny\n```\n"
    assert [(turn.prompt, turn.answer) for turn in turns(parse(page.encode()))] == [
        ("How?", answer),
        ("ok", "```\ny\n```"),
    ]

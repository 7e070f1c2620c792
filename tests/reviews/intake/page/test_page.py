"""Pages as people paste them, invented for these tests, one oddity each."""

import pytest

from reviews.intake.document import is_partition, turns
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


NEWEST_FIRST = (
    "The times at the labels run backwards, the newest first: look whether each answer stands under its own prompt, or "
    "copy the chat in the order in which it was written."
)


@pytest.mark.parametrize(
    ("times", "is_noted"),
    [
        (("10:12", "10:11", "10:02", "10:01"), True),
        (("10:12", "10:12", "10:02", "10:01"), True),
        (("10:12", "10:12", "10:02", "10:02"), False),
        (("10:01", "10:02", "10:11", "10:12"), False),
        (("10:12", "10:11", "10:02", "10:03"), False),
    ],
)
def test_times_that_run_backwards_are_noted(times, is_noted):
    speakers = ("ChatGPT", "You", "ChatGPT", "You")
    page = "".join(f"#### {who} (2026-02-03 {time}):\n\nTea.\n\n" for who, time in zip(speakers, times, strict=True))
    assert (NEWEST_FIRST in parse(page.encode()).warnings) == is_noted

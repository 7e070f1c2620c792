"""Pages as people paste them, invented for these tests, one oddity each."""

import pytest

from reviews.intake.document import IntakeError, is_partition, turns
from reviews.intake.parse import parse

THREE_CHATS = """What three assistants made of the kite paper

\u00a0

Claude says:

Searched the web
favicon

Kites fly because the wind pushes on them.


Lift

The string holds them at an angle.

So does it fly in the rain?

11:57 AM

Only a little. I only had access to the abstract \u2014 not the full paper.

ChatGPT responds:

The paper describes a kite of paper and cane.

If you like, I can draw the frame. Would you like that?

Yes. But leave out the tail.

Understood. Here is the frame without the tail:

  \u2022 Two canes, crossed

  \u2022 One sheet

Gemini responds:


Gemini said\u00a0

A kite is a wing on a string.

You said\u00a0

And the wind?\u00a0

Gemini said\u00a0

Wind is what the wing leans on.

Comments

Popular posts from this blog

On boats and other slow things
"""


def said(parsed):
    """(respondent, prompt, how it was found, first words of the answer) of each turn."""
    return [
        (parsed.voices[turn.voice].name, turn.prompt, turn.prompt_found_by if turn.prompt else "", turn.answer[:24])
        for turn in turns(parsed)
    ]


def aside(parsed):
    return [parsed.text[piece.start : piece.end].strip() for piece in parsed.pieces if piece.role == "furniture"]


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


def test_what_a_person_should_check_is_said_in_words():
    assert parse(THREE_CHATS.encode()).warnings == (
        "The first answer of Claude has no prompt on the page.",
        "The first answer of ChatGPT has no prompt on the page.",
        "One prompt to ChatGPT was found by its wording alone: check it.",
        "The first answer of Gemini has no prompt on the page.",
    )


@pytest.mark.parametrize(
    ("user", "model", "name"),
    [
        ("You said:", "ChatGPT said:", "ChatGPT"),
        ("You said", "Gemini said", "Gemini"),
        ("User:", "Assistant:", "Unnamed model"),
        ("Human:", "Claude:", "Claude"),
        ("**You:**", "**ChatGPT:**", "ChatGPT"),
        ("#### You:", "#### ChatGPT:", "ChatGPT"),
        ("## \U0001f464 User", "## \U0001f916 Claude", "Claude"),
        ("You", "ChatGPT", "ChatGPT"),
        ("Prompt:", "Response:", "Unnamed model"),
        ("Question:", "Grok 4:", "Grok"),
        ("You asked:", "DeepSeek-R1 replied:", "DeepSeek"),
    ],
)
def test_labels_on_lines_of_their_own(user, model, name):
    page = f"{user}\n\nHow old is tea?\n\n{model}\n\nAbout five thousand years.\n\n{user}\n\nAnd coffee?\n\n{model}\n\nYounger.\n"
    parsed = parse(page.encode())
    assert [turn[:2] + turn[3:] for turn in said(parsed)] == [
        (name, "How old is tea?", "About five thousand year"),
        (name, "And coffee?", "Younger."),
    ]
    assert {turn.prompt_found_by for turn in turns(parsed)} <= {"marker", "format"}


@pytest.mark.parametrize(
    ("user", "model"), [("User: ", "Assistant: "), ("Q: ", "A: "), ("**You:** ", "**AI:** "), ("Me: ", "GPT-4: ")]
)
def test_labels_before_the_words(user, model):
    page = f"{user}How old is tea?\n{model}About five thousand years.\n\nPerhaps more.\n{user}And coffee?\n{model}Younger.\n"
    parsed = parse(page.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("How old is tea?", "About five thousand years.\n\nPerhaps more."),
        ("And coffee?", "Younger."),
    ]


def test_a_dialogue_inside_an_answer_is_no_turn():
    page = (
        "Claude says:\n\nA good drill has two parts. The first is plain reading.\n\nThe second is a talk.\n\n"
        "It needs no partner at all, and a page of notes is enough for it.\n\nHere is one such talk.\n\n"
        "Many learners keep them.\n\nSome read them aloud.\n\nOthers only write.\n\nIt goes like this.\n\nLine by line.\n\n"
        "Customer orders come first.\n\nThen the bill.\n\nAnswer: four coins.\n\nThat is all there is to it.\n"
    )
    assert [turn[0] for turn in said(parse(page.encode()))] == ["Claude"]


def test_a_user_label_without_a_model_label():
    page = "Claude says:\n\nHello.\n\nYou said:\n\nwhat is a kite\n\nA kite is a wing on a string, and the wind holds it up.\n\nIt is old.\n"
    assert said(parse(page.encode()))[1] == ("Claude", "what is a kite", "marker", "A kite is a wing on a st")


def test_furniture_between_and_after_answers():
    page = (
        "You said:\nsort a list\nChatGPT said:\nThought for 12 seconds\n\nUse sorted:\n\npython\nCopy code\nsorted(x)\n\n"
        "It keeps x.\n\nSources\n\nYou said:\nthanks\nChatGPT said:\nYou're welcome!\n\n"
        "ChatGPT can make mistakes. Check important info.\n"
    )
    parsed = parse(page.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("sort a list", "Use sorted:\n\npython\n\nsorted(x)\n\nIt keeps x."),
        ("thanks", "You're welcome!"),
    ]
    assert aside(parsed) == [
        "Thought for 12 seconds",
        "Copy code",
        "Sources",
        "ChatGPT can make mistakes. Check important info.",
    ]


def test_sources_as_a_heading_of_an_answer_stays():
    page = "ChatGPT said:\n\nTea is old.\n\nSources\n\nA History of Leaves, chapter two.\n"
    assert turns(parse(page.encode()))[0].answer == "Tea is old.\n\nSources\n\nA History of Leaves, chapter two."


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
        "the head of the page",
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


def test_times_of_a_timetable_are_the_answers_own():
    page = "Claude says:\n\nHere is the day.\n\n9:30 AM\nThe kite museum\n\n11:00 AM\nLunch by the sea\n"
    parsed = parse(page.encode())
    assert [turn.answer for turn in turns(parsed)] == [
        "Here is the day.\n\n9:30 AM\nThe kite museum\n\n11:00 AM\nLunch by the sea"
    ]


def test_an_unknown_format_is_refused():
    with pytest.raises(
        IntakeError, match=r"^There is no format “tarot”: choose auto, chatgpt, .+, markdown, pasted\.$"
    ):
        parse(b"words", format="tarot")


def test_a_label_that_repeats_the_beginning_of_its_message():
    page = (
        "You said: how old is tea\nhow old is tea\n4:50 AM\nClaude responded: Very old.\nVery old.\n\nSome say 5000 years.\n"
        "You said: and coffee?\nand coffee?\n4:52 AM\nClaude responded: Younger.\nYounger.\n"
    )
    parsed = parse(page.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [
        ("how old is tea", "Very old.\n\nSome say 5000 years."),
        ("and coffee?", "Younger."),
    ]


def test_the_buttons_over_a_listing_are_set_aside():
    page = "ChatGPT said:\nRun this:\n\nbash\nCopy\nEdit\nmake tea\n\nCopy\nthe result.\n"
    parsed = parse(page.encode())
    assert turns(parsed)[0].answer == "Run this:\n\nbash\n\nmake tea\n\nCopy\nthe result."
    assert aside(parsed) == ["Copy\nEdit"]


def test_a_text_of_too_many_lines_is_refused():
    with pytest.raises(IntakeError) as refusal:
        parse(b"a\n" * 500_001, name="lines.txt")
    assert str(refusal.value) == "lines.txt has 500,001 lines, where at most 500,000 are read."

"""A text that keeps the headings of the Ask sheet is one answer to it, whatever stands under them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.document import Parsed, is_partition, turns
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.question_headings import NO_SHEET, Sheet, match_sheet
from reviews.intake.parse import parse

OPENING = "What I could read"
QUESTIONS = (
    "Does it work?", "Is it safe?", "Is the code it produces safe?", "What does it cost to run?", "Who paid for it?",
    "How was it tested?", "Which data was it trained on?", "Can it be reproduced?", "Is the licence open?",
    "Would you use it at work?", "What is missing?", "Does it hold up in German (or French)?", "Name three risks",
    "Rate it, all in all", "Is \"state of the art\" true?", "What about C++?", "Explain the main idea:",
    "Write a summary for a child", "Can you think of a test that it fails?", "Why now?",
)  # fmt: skip
UNDER = (
    "Yes. It ran on each of the five tasks that I gave it.",
    "No.",
    "I cannot tell. What would you need to know?",
    "Can you show me the code? Without it nobody knows.\n\nPlease explain the second table.\n\nThanks!",
    "Sure, here is what I found:\n\n- it is slow\n- it forgets\n\nWould you like more?",
    "The authors write “we did not look”.\n\nWhy not?\n\nwrite it again, shorter",
    "Short answer: no.\n\n" + "Nothing in the paper speaks of it, and the appendix is silent too. " * 12,
    "| task | score |\n| --- | --- |\n| one | 3 |\n| two | 4 |",
    "```\nprint(1)\n```\n\nfix this please",
    "1. First, it is small.\n2. Then, it is fast.",
    "ok and what else?",
)
STYLES = {
    "markdown": lambda number, text: f"## {number}. {text}",
    "markdown without numbers": lambda number, text: f"### {text}",
    "bold": lambda number, text: f"**{text}**",
    "bold with numbers": lambda number, text: f"**{number}. {text}**",
    "escaped": lambda number, text: f"{number}\\. {text}",
    "plain with numbers": lambda number, text: f"{number}. {text}",
    "plain with brackets": lambda number, text: f"{number}) {text}",
    "with signs": lambda number, text: f"🚦 {number}. {text}",
    "Q": lambda number, text: f"Q{number}: {text}",
    "underlined": lambda number, text: f"{text}\n{'-' * len(text)}",
}


def counts(parsed: Parsed) -> tuple[int, int]:
    """How many prompts and how many answers."""
    assert is_partition(parsed)
    found = turns(parsed)
    return sum(bool(turn.prompt) for turn in found), sum(bool(turn.answer) for turn in found)


def reply(style: str, sheet: Sheet, under: list[str], *, gap: str) -> str:
    heads = [STYLES[style](number, text) for number, text in enumerate(sheet.questions, 1)]
    return "\n\n".join(f"{head}{gap}{said}" for head, said in zip(heads, under, strict=True))


@st.composite
def replies(draw) -> tuple[Sheet, str]:
    """A sheet of 1 to 20 questions and a text that answers it, with or without its opening."""
    questions = draw(st.permutations(QUESTIONS))[: draw(st.integers(1, 20))]
    sheet = Sheet(tuple(questions), OPENING)
    under = draw(st.lists(st.sampled_from(UNDER), min_size=len(questions), max_size=len(questions)))
    text = reply(draw(st.sampled_from(sorted(STYLES))), sheet, under, gap=draw(st.sampled_from(["\n", "\n\n"])))
    opening = draw(
        st.sampled_from(["", f"## {OPENING}\n\nThe abstract only.\n\n", f"{OPENING}\nAll of it. Do you?\n\n"])
    )
    return sheet, opening + text


@pytest.mark.slow
@given(replies(), st.sampled_from(["", "model", "person"]), st.sampled_from(["", "Ada"]))
def test_any_answer_to_any_sheet_is_one_answer(given_reply, kind, respondent):
    sheet, text = given_reply
    assert counts(parse(text.encode(), respondent=respondent, kind=kind, sheet=sheet)) == (0, 1)


@pytest.mark.slow
@given(replies(), st.sampled_from(["", "model"]))
def test_with_the_sheet_above_it_is_one_prompt_and_one_answer(given_reply, kind):
    sheet, text = given_reply
    heads = [f"## {OPENING}", *(f"## {number}. {asked}" for number, asked in enumerate(sheet.questions, 1))]
    asked = "Please read one paper and answer the questions below about it.\n\nPaper: Owls\n\n" + "\n\n".join(heads)
    parsed = parse(f"{asked}\n\n{text}".encode(), kind=kind, sheet=sheet)
    assert counts(parsed) == (1, 1)
    (turn,) = turns(parsed)
    assert (turn.prompt, turn.answer) == (asked, text.rstrip())


@pytest.mark.slow
@given(st.lists(st.sampled_from(UNDER), min_size=12, max_size=12), st.booleans())
def test_from_the_clipboard(under, numbered):
    sheet = Sheet(QUESTIONS[:12], OPENING)
    heads = [OPENING, *(f"{number}. {text}" if numbered else text for number, text in enumerate(sheet.questions, 1))]
    said = ["The full text.", *under]
    html = "".join(
        f"<h2>{head}</h2>" + "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        for head, text in zip(heads, said, strict=True)
    )
    plain = "\n\n".join(f"{head}\n\n{text}" for head, text in zip(heads, said, strict=True))
    parsed = parse(plain.encode(), html=f"<html><body>{html}</body></html>", sheet=sheet)
    assert (parsed.format, *counts(parsed)) == ("clipboard_html", 0, 1)


def test_headings_without_any_sign_count_below_the_opening_and_where_there_are_many():
    three, many = Sheet(QUESTIONS[:3], OPENING), Sheet(QUESTIONS[:6], OPENING)
    bare = "\n\n".join(f"{text}\n\n{said}" for text, said in zip(many.questions, UNDER, strict=False))
    assert counts(parse(bare.encode(), kind="model", sheet=many)) == (0, 1)
    below = f"{OPENING}\n\nThe abstract.\n\n{bare}"
    assert counts(parse(below.encode(), kind="model", sheet=three)) == (0, 1)


def test_a_chat_that_asks_one_question_after_the_other_stays_a_chat():
    sheet = Sheet(QUESTIONS[:3], OPENING)
    chat = (
        "does it work?\n\nYes, it works on all five tasks that the authors describe.\n\nis it safe?\n\n"
        "Sure! It is safe in the sense that nobody was hurt so far, but the paper says little about it."
    )
    assert counts(parse(chat.encode(), kind="model", sheet=sheet)) == counts(parse(chat.encode(), kind="model"))
    assert counts(parse(chat.encode(), kind="model", sheet=sheet)) == (2, 2)


def test_labels_still_say_who_speaks():
    sheet = Sheet(QUESTIONS[:3], OPENING)
    heads = "\n".join(f"## {number}. {text}" for number, text in enumerate(sheet.questions, 1))
    said = "## 1. Does it work?\nYes.\n## 2. Is it safe?\nNo.\n## 3. Is the code it produces safe?\nWho knows?"
    page = f"You said:\n\n{heads}\n\nChatGPT said:\n\n{said}\n\nYou said:\n\nWhy not?\n\nChatGPT said:\n\nSo it is.\n"
    found = turns(parse(page.encode(), sheet=sheet))
    assert [(turn.prompt, turn.answer) for turn in found] == [(heads, said), ("Why not?", "So it is.")]


def test_where_only_the_asker_is_labelled_the_answer_begins_below_the_questions():
    sheet = Sheet(QUESTIONS[:3], OPENING)
    heads = "\n".join(f"{number}. {text}" for number, text in enumerate(sheet.questions, 1))
    said = "1. Does it work?\nYes.\n\n2. Is it safe?\nNo.\n\n3. Is the code it produces safe?\nNo."
    (turn,) = turns(parse(f"You said:\n\nPlease answer:\n{heads}\n\n{said}".encode(), sheet=sheet))
    assert (turn.prompt, turn.answer) == (f"Please answer:\n{heads}", said)


def test_a_conversation_goes_on_after_an_answer_that_keeps_the_headings():
    sheet = Sheet(QUESTIONS[:3], "")
    heads = "Please tell me:\n" + "\n".join(f"{number}. {text}" for number, text in enumerate(sheet.questions, 1))
    said = "1. Does it work?\n\nYes, it does.\n\n2. Is it safe?\n\nWhat is safe?\n\n3. Is the code it produces safe?\n\nIt is."
    chat = f"{heads}\n\n{said}\n\nif it were a person, how old would it be?\n\nGreat question! It would be a teenager."
    found = turns(parse(chat.encode(), kind="model", sheet=sheet))
    assert [(turn.prompt, turn.answer) for turn in found] == [
        (heads, said),
        ("if it were a person, how old would it be?", "Great question! It would be a teenager."),
    ]


@pytest.mark.parametrize("kind", ["model", "person"])
def test_front_matter_that_names_the_respondent_says_that_it_is_one_answer(kind):
    text = "---\nrespondent: Ada\nkind: {}\n---\n\n" + "\n\n".join(f"## {text}\n\n{UNDER[3]}" for text in QUESTIONS[:4])
    parsed = parse(text.format(kind).encode())
    assert counts(parsed) == (0, 1)
    assert [(voice.name, voice.kind) for voice in parsed.voices] == [("Ada", kind)]


@pytest.mark.parametrize(
    ("line", "counts_as"),
    [
        ("## 1. Does it work?", True),
        ("**1\\. DOES IT WORK**", True),
        ("> - **Does it work?**", True),
        ("1️⃣ Does it work?", True),
        ("IV. Does it work", True),
        ("**Does it work?** Mostly.", True),
        ("1. Does it work? Mostly.", True),
        ("## Does it work? (Give a number from 1 to 10.)", True),
        ("Does it work?:", True),
        ("Does it work?", False),
        ("## Does it work well?", False),
        ("1. Does it work and sing?", False),
        ("| Does it work? | yes |", False),
        ("    ```", False),
    ],
)
def test_what_is_a_heading_of_the_sheet(line, counts_as):
    lines = list(lines_of(f"{line}\nYes.\n"))
    found = match_sheet(lines, Sheet(("Does it work?", "Is it safe?"), OPENING))
    assert (found is not None and found.headings == (0,)) == counts_as


@pytest.mark.parametrize("above", ["# Review of Owl-2", "Sure! Here is my review.", "By Jane Roe"])
@pytest.mark.parametrize("style", ["markdown", "bold", "plain with numbers", "bare"])
@pytest.mark.parametrize(
    "questions",
    [QUESTIONS[:3], ("模型安全吗？", "它有效吗？", "代码安全吗？"), ("هل هو آمن؟", "هل يعمل؟", "هل الكود آمن؟")],
)
def test_all_questions_as_headings_below_something_else_are_one_answer(above, style, questions):
    sheet = Sheet(questions, OPENING)
    bare = "\n\n".join(f"{text}\n\n{said}" for text, said in zip(questions, UNDER[1:4], strict=True))
    text = bare if style == "bare" else reply(style, sheet, list(UNDER[1:4]), gap="\n\n")
    assert counts(parse(f"{above}\n\n{text}".encode(), sheet=sheet)) == (0, 1)


def test_a_byline_above_the_headings_names_the_person_who_answers():
    sheet = Sheet(QUESTIONS[:3], OPENING)
    said = reply("markdown", sheet, list(UNDER[:3]), gap="\n")
    parsed = parse(f"By Jane Roe\nMarch 3, 2026\n\n{said}".encode(), sheet=sheet)
    (voice,), (turn,) = parsed.voices, turns(parsed)
    assert (voice.name, voice.kind, voice.said_on) == ("Jane Roe", "person", "2026-03-03")
    assert (turn.prompt, turn.answer) == ("", said)
    assert parse(said.encode(), sheet=sheet).voices[0].kind == "model"


@pytest.mark.parametrize("before", ["", "Please read the paper first. "])
@pytest.mark.parametrize("style", ["markdown", "plain with numbers", "bare"])
@pytest.mark.parametrize("questions", [QUESTIONS[:3], ("模型安全吗？", "它有效吗？", "代码安全吗？")])
def test_a_line_that_puts_the_questions_at_once_is_the_prompt_of_what_follows(before, style, questions):
    sheet = Sheet(questions, OPENING)
    plainly = [UNDER[0], "No.", "Nothing in the paper speaks of it."]
    bare = "\n\n".join(f"{text}\n\n{said}" for text, said in zip(questions, plainly, strict=True))
    text = bare if style == "bare" else reply(style, sheet, plainly, gap="\n\n")
    prompt = before + " ".join(questions)
    page = f"ChatGPT said:\n\nThe paper is about a planner for small boats.\n\n{prompt}\n\n{text}"
    found = turns(parse(page.encode(), sheet=sheet))
    assert [turn.prompt for turn in found][-1] == prompt
    assert found[-1].answer.startswith(text[:20])


@pytest.mark.parametrize("thoughts", ["", "<think>\nShall I be brief?\n</think>\n\n"])
def test_bare_questions_below_the_label_of_who_answers_are_headings(thoughts):
    sheet = Sheet(QUESTIONS[:3], OPENING)
    said = "\n\n".join(f"{text}\n\n{said}" for text, said in zip(sheet.questions, UNDER[1:4], strict=True))
    found = turns(parse(f"ChatGPT said:\n\n{thoughts}{said}".encode(), sheet=sheet))
    assert [(turn.prompt, turn.answer) for turn in found] == [("", said)]


def test_characters_that_nobody_sees_hide_no_question():
    lines = list(lines_of("**Does it\u00a0wo\u200brk\ufeff?**\nYes.\n"))
    found = match_sheet(lines, Sheet(("Does it work?",), OPENING))
    assert found is not None and found.headings == (0,)


@pytest.mark.parametrize("read", ["The abstract only.", "I could not open the full text, so the abstract."])
@pytest.mark.parametrize("head", ["## What I could read\n\n", "What I could read\n", "**What I could read:** "])
def test_what_could_be_read_is_the_basis(head, read):
    text = head + read + "\n\n" + reply("markdown", Sheet(QUESTIONS[:3]), list(UNDER[:3]), gap="\n")
    (voice,) = parse(text.encode(), sheet=Sheet(QUESTIONS[:3], OPENING)).voices
    assert (voice.evidence_basis, voice.evidence_quote) == ("abstract_only", read.rstrip("."))


def test_without_a_sheet_nothing_is_a_heading_of_it():
    assert match_sheet(list(lines_of("## ?\n\n## Does it work?\n")), NO_SHEET) is None
    assert match_sheet(list(lines_of("## ?\n")), Sheet(("?", " "), "")) is None


def test_a_heading_in_a_listing_is_code():
    lines = list(lines_of("```\n# Does it work?\n```\n", fences=True))
    assert match_sheet(lines, Sheet(("Does it work?",), OPENING)) is None

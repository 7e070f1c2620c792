"""Words above the first label are a prompt, an answer, or the head of the page."""

import pytest

from reviews.intake.document import is_partition, turns
from reviews.intake.page.above_labels import is_answer_above, prompt_above
from reviews.intake.page.blocks import lines_of
from reviews.intake.parse import parse
from tests.reviews.intake.page.reading import aside

NO_PROMPT = "The first answer of ChatGPT has no prompt on the page."
BY_WORDING = "One prompt to ChatGPT was found by its wording alone: check it."
REST = "ChatGPT said:\nTheir wings beat.\n\nYou said:\nall day\n\nChatGPT said:\nWhile they fly.\n"


def said(page: str) -> list[tuple[str, str]]:
    parsed = parse(page.encode())
    assert is_partition(parsed)
    return [(turn.prompt, turn.answer) for turn in turns(parsed)]


@pytest.mark.parametrize(
    "prompt",
    [
        "Why do bees hum?",
        "explain to me why bees hum",
        "bees hum, dont they",
        "Please say why bees hum.",
        "Explain this:\n\nBees hum while they fly.",
        "Warum summen die Bienen, und wie machen sie das, wenn es regnet?",
        "蜜蜂为什么会嗡嗡叫",
        "mis abejas no zumban, ¿qué es lo que pasa?",
    ],
)
def test_a_prompt_above_a_models_label(prompt):
    assert said(f"{prompt}\n\n{REST}") == [(prompt, "Their wings beat."), ("all day", "While they fly.")]
    parsed = parse(f"{prompt}\n{REST}".encode())
    assert (parsed.warnings, aside(parsed)) == ((BY_WORDING,), [])


def test_a_title_above_the_prompt_is_the_title():
    parsed = parse(f"Bees of the North\n\nWhy do they hum?\n\n{REST}".encode())
    assert (parsed.title, turns(parsed)[0].prompt) == ("Bees of the North", "Why do they hum?")


@pytest.mark.parametrize(
    "head",
    [
        "My chat about bees",
        "What ChatGPT says about bees",
        "I asked a model about bees.",
        "Why Bees Hum While They Fly",
        "# Why do bees hum?",
        "Bees\n2026-02-03",
    ],
)
def test_what_stays_the_head_of_the_page(head):
    parsed = parse(f"{head}\n\n{REST}".encode())
    assert [turn.prompt for turn in turns(parsed)] == ["", "all day"]
    assert aside(parsed) == [head] and parsed.warnings == (NO_PROMPT,)


def test_a_prompt_may_bring_a_text():
    prompt = "Review this paper and say what is wrong with it:\n\nAbstract. We fly kites in the North."
    parsed = parse(f"Notes on the review\n\n{prompt}\n\n{REST}".encode())
    assert (turns(parsed)[0].prompt, aside(parsed)) == (prompt, ["Notes on the review"])


def test_above_the_answers_of_several_models_stands_no_prompt():
    parsed = parse(b"Why do bees hum?\n\nClaude said:\nTheir wings.\n\nChatGPT said:\nTheir wings beat.\n")
    assert [turn.prompt for turn in turns(parsed)] == ["", ""]
    assert aside(parsed) == ["Why do bees hum?"]


ASKED = "You said:\nyes pls\nChatGPT said:\nHere is more.\n"


@pytest.mark.parametrize(
    "answer",
    [
        "and so it is safe.\n\n## More\n\nMuch of it is **good**.\n\nWould you like more?",
        "Bees hum with their wings.\n\n- two pairs of them\n- both beat\n\nThe hum is their beat.\n\n```python\nx = 1\n```\n\nThat is all of it.",
        "Die Bienen summen, und das ist nicht schwer.\n\nSie schlagen auch mit den Flügeln.\n\nSoll ich dir mehr über die Flügel sagen?",
        "It is the wings that do it.\n\nThey beat fast.\n\nIf you like, I can show how.",
    ],
)
def test_an_answer_above_a_persons_label(answer):
    assert said(f"{answer}\n\n{ASKED}") == [("", answer), ("yes pls", "Here is more.")]
    parsed = parse(f"{answer}\n\n{ASKED}".encode())
    assert (parsed.warnings, aside(parsed)) == ((NO_PROMPT,), [])


@pytest.mark.parametrize(
    "head",
    [
        "Bees",
        "I asked ChatGPT about bees.\n\nIt was long ago.\n\nLet me know what you think of it.",
        "Hi all.\n\nBees hum, as you know.\n\n- wings\n- hum\n\n**Note**: it is long. Let me know what you think!",
        "Bees hum, and I wondered why.\n\nThis is what came of it.\n\nFeel free to use it.",
        "My conversation on bees.\n\n- It is long.\n- It is old.\n\n## Words\n\nIt is as it was.",
        "You are a keeper of bees. You know all of them.\n\n## Rules\n\n- Be short.\n- Be kind.\n\nThat is all you do.",
        "Bees\n\nby Ann Gale\n\n3 May 2026 · 4 min read\n\nBees hum with their wings.\n\n- two\n- four\n\n**All** of them hum.",
    ],
)
def test_what_is_no_answer_above_a_persons_label(head):
    parsed = parse(f"{head}\n\n{ASKED}".encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [("yes pls", "Here is more.")]
    assert "".join(aside(parsed)) == head


def test_where_the_prompt_begins():
    lines = lines_of("Bees of the North\n\n\nWhy do they hum?\nAnd when?\n")
    assert prompt_above(lines, lines, "Claude") == 3
    assert prompt_above(lines[:2], lines, "Claude") is None
    assert not is_answer_above(lines, lines, ["Claude"])
    assert not is_answer_above([], lines, ["Claude"])


def test_a_models_name_printed_again_below_its_label():
    page = "You said:\nWhy?\nChatGPT said:\nChatGPT\nTheir wings.\n\nYou said:\nWho says so?\nChatGPT said:\nChatGPT\n"
    assert said(page) == [("Why?", "Their wings."), ("Who says so?", "ChatGPT")]

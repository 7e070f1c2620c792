"""What counts as found, as near and as false."""

from dataclasses import replace

from reviews.intake.parse import parse
from tests.unmarked.pages import unmarked
from tests.unmarked.score import reported_prompts, scored, table

PAGE = unmarked("one", "en", [("how tall is it?", "It is tall."), ("and wide?", "It is wide.")], "markdown")
TALL, WIDE = PAGE.prompts


def test_a_prompt_is_found_if_all_its_words_are_reported_and_no_others():
    score = scored(PAGE, [TALL, WIDE])
    assert (score.found, score.near, score.false) == ((TALL, WIDE), (TALL, WIDE), ())


def test_half_a_prompt_is_near_and_not_found():
    half = (TALL[0], TALL[0] + 8)
    score = scored(PAGE, [half])
    assert (score.found, score.near, score.false) == ((), (TALL,), ())


def test_what_is_no_prompt_is_false():
    answer = (TALL[1] + 2, TALL[1] + 13)
    score = scored(PAGE, [answer, WIDE])
    assert (score.found, score.false) == ((WIDE,), (answer,))


def test_reported_prompts_are_those_of_the_document():
    parsed = parse(b"User: how tall is it?\n\nAssistant: It is tall.\n\nUser: and wide?\n\nAssistant: It is wide.\n")
    assert [parsed.text[start:end] for start, end in reported_prompts(parsed)] == ["how tall is it?", "and wide?"]


def test_the_table_takes_the_mean_over_the_chats():
    one = scored(PAGE, [TALL, WIDE])
    other = scored(replace(PAGE, language="nl", prompts=(TALL,)), [WIDE])
    assert [" ".join(line.split()) for line in table([one, other])] == [
        "chats prompts found near false",
        "all 2 3 50.0% 50.0% 33.3%",
        "en 1 2 100.0% 100.0% 0.0%",
        "nl 1 1 0.0% 0.0% 100.0%",
        "markdown 2 3 50.0% 50.0% 33.3%",
    ]

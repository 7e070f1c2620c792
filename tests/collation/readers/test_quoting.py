"""Words that an answer quotes from somebody else."""

import pytest

from collation.readers.quoting import SOMEBODY, Quoting


def whose(text: str, words: str, *names: str, quoted: tuple[tuple[int, int], ...] = ()) -> str:
    start = text.index(words)
    return Quoting(text, quoted, names).whose(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Gemini says “all of it is wrong”.", "Gemini"),
        ('Gemini\'s "all of it is wrong" goes too far.', "Gemini"),
        ("It says: “all of it is wrong”.", SOMEBODY),
        ("The authors write that «all of it is wrong».", "The authors"),
        ("According to Smith et al. 2019: “all of it is wrong”.", "Smith et al. 2019"),
        ("As it stands, “all of it is wrong”, writes Gemini.", "Gemini"),
        ("We read that “all of it is wrong” [3].", SOMEBODY),
        ("We read that “all of it is wrong” (p. 4).", SOMEBODY),
        ("Gemini sagt: „all of it is wrong“.", "Gemini"),
        ("论文 says 「all of it is wrong」.", SOMEBODY),
    ],
)
def test_an_attributed_quotation_is_somebody_elses(text: str, whom: str):
    assert whose(text, "all of it is wrong", "Gemini") == whom


@pytest.mark.parametrize(
    "text",
    [
        "All told, all of it is wrong.",
        "A so-called “all of it is wrong” case.",
        "I wrote “all of it is wrong” before.",
        "It's 5' long, and all of it is wrong, isn't it?",
        "Gemini is right. “all of it is wrong”",
    ],
)
def test_marks_without_an_attribution_say_nothing(text: str):
    assert whose(text, "all of it is wrong", "Gemini") == ""


def test_a_block_quote_is_somebody_elses_if_the_line_before_says_so():
    text = "The paper puts it like this:\nall of it is wrong\nI agree."
    at = text.index("all")
    assert whose(text, "all of it is wrong", quoted=((at, at + 18),)) == "The paper"
    assert whose(text.replace("The paper puts", "I would put"), "all of it is wrong", quoted=((at, at + 18),)) == ""


def test_marks_of_one_paragraph_do_not_reach_into_the_next():
    assert whose("Gemini says “so.\nall of it is wrong”", "all of it is wrong", "Gemini") == ""


def test_quotations_within_each_other_are_followed_six_deep():
    assert whose(f"Gemini says «{'„' * 4} all of it is wrong »", "all of it is wrong", "Gemini") == "Gemini"
    assert whose(f"Gemini says «{'„' * 6} all of it is wrong »", "all of it is wrong", "Gemini") == ""

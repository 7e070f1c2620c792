"""The search of a quotation in a respondent's own answers."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from collation.readers.folding import folded
from collation.readers.quotations import LONGEST, SHORTEST, FoldedAnswers, Located, NotFound, locate
from collation.readers.texts import SheetText, SheetTurn
from tests.collation.readers.samples import CHATGPT, CLAUDE, one_answer


def why(quote: str, text: str | SheetText, **more: object) -> str:
    found = locate(quote, one_answer(text) if isinstance(text, str) else text, **more)
    assert isinstance(found, NotFound), found
    return found.reason


def place(quote: str, text: str | SheetText, **more: object) -> str:
    found = locate(quote, one_answer(text) if isinstance(text, str) else text, **more)
    assert isinstance(found, Located), found
    return found.text


def test_the_very_words_are_found_at_their_offsets():
    found = locate("it works on the benchmarks", CLAUDE)
    assert found == Located(11, 14, 40, "it works on the benchmarks")


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("it  works on\nthe benchmarks", "So it works on the benchmarks.", "it works on the benchmarks"),
        ('the "closed" kind of loop', "Only the “closed” kind of loop.", "the “closed” kind of loop"),
        ("the 'closed' kind of loop", "Only the “closed” kind of loop.", "the “closed” kind of loop"),
        ("safe - as far as we know", "It is safe—as far as we know.", "safe—as far as we know"),
        ("It is **really** quite safe.", "It is really quite safe.", "It is really quite safe."),
        ("- The first of the points", "All:\nThe first of the points\n", "The first of the points"),
        ("1. The first of the points", "All:\nThe first of the points\n", "The first of the points"),
        ("…the first of the points…", "All: the first of the points, too", "the first of the points"),
        ("[...] the first of the points", "All: the first of the points, too", "the first of the points"),
        ("“the first of the points”", "All: the first of the points, too", "the first of the points"),
        ("they cooperate all the time", "If they co\u00adoperate all the time.", "they co\u00adoperate all the time"),
        ("the cafe\u0301 is open today", "Here the café is open today.", "the café is open today"),
        ("the café is open today", "Here the cafe\u0301 is open today.", "the cafe\u0301 is open today"),
        ("Range | nine kilometres", "Claim\tIt is\nRange\tnine kilometres", "Range\tnine kilometres"),
    ],
)
def test_what_copying_changes_is_folded(quote: str, text: str, stands: str):
    assert place(quote, text) == stands


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("the system is safe to use", "the system is unsafe to use"),
        ("safe to use in any case", "unsafe to use in any case"),
        ("the result is deterministic", "the result is deterministically chosen"),
        ("deterministic results are given", "non-deterministic results are given"),
        ("744 million parameters in it", "1,744 million parameters in it"),
        ("5 degrees on average there", "-5 degrees on average there"),
        ("10 per cent of all the cases", "~10 per cent of all the cases"),
    ],
)
def test_a_cut_word_is_no_quotation(quote: str, text: str):
    assert "is not found" in why(quote, text) or why(quote, text) == "cuts a word or a number in two"


def test_a_denial_right_before_it_is_not_left_out():
    assert (
        why("reliable in any of the tests", "It is not reliable in any of the tests.") == "leaves out “not” before it"
    )
    assert why("das Verfahren funktioniert", "Kurz: das Verfahren funktioniert nicht.") == "leaves out “nicht” after it"
    assert why("安全的系统", "这是不安全的系统。") == "leaves out “不” before it"
    assert place("it works in all of the tests", "No, it works in all of the tests.")


def test_words_that_stand_several_times_need_context():
    text = "First: it works on the benchmarks. And last: it works on the benchmarks."
    assert why("it works on the benchmarks.", text).startswith("stands in two places")
    found = locate("it works on the benchmarks.", one_answer(text), context="And last: it works on the benchmarks.")
    assert isinstance(found, Located) and found.start == text.rindex("it works")


def test_words_of_a_prompt_are_not_the_respondents():
    text = SheetText("a", "A", "model", (SheetTurn(1, "Is the code it produces safe?", "It is, as far as I can see."),))
    assert why("Is the code it produces safe?", text) == "stands in a prompt, not in an answer"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The paper states: “the code is safe to run as it is”, without proof.", "The paper"),
        ("According to the authors, “the code is safe to run as it is”.", "the authors"),
        ("ChatGPT wrote “the code is safe to run as it is” and left it there.", "ChatGPT"),
        ("ChatGPT’s “the code is safe to run as it is” is wrong.", "ChatGPT"),
        ("“The claim that the code is safe to run as it is” (Smith 2020) is bold.", "somebody else"),
        ("The article says:\n> the code is safe to run as it is\nIt is wrong.", "The article"),
        ("Die Studie schreibt: „the code is safe to run as it is“.", "Die Studie"),
    ],
)
def test_somebody_elses_words_are_not_the_respondents(text: str, whom: str):
    answers = FoldedAnswers.of(one_answer(text), ["ChatGPT"])
    found = locate("the code is safe to run as it is", answers)
    assert found == NotFound(f"stands inside a quotation of {whom}")


@pytest.mark.parametrize(
    "text",
    [
        "I would put it so: the code is safe to run as it is.",
        "The so-called “the code is safe to run as it is” mode.",
        "I said “the code is safe to run as it is” above.",
        "The paper states its “aim”, and the code is safe to run as it is.",
    ],
)
def test_marks_alone_make_no_quotation(text: str):
    answers = FoldedAnswers.of(one_answer(text), ["ChatGPT"])
    assert isinstance(locate("the code is safe to run as it is", answers), Located)


def test_words_between_marks_that_another_says_are_the_others():
    quote = "The generated code is safe to run as it is."
    assert isinstance(locate(quote, CHATGPT), Located)
    text = one_answer(f"Compare “{quote}” with the facts.")
    assert why(quote, text, others=[FoldedAnswers.of(CHATGPT)]) == (
        "stands inside a quotation, and ChatGPT has the same words"
    )


def test_lengths():
    assert why("is safe", "It is safe.") == f"is shorter than {SHORTEST} characters, and not a whole answer"
    assert place("No.", SheetText("a", "A", "model", (SheetTurn(1, "", "No.\n"),))) == "No."
    assert place("代码是安全的", "我认为代码是安全的。") == "代码是安全的"
    assert why("安全", "我认为代码是安全的。").startswith("is shorter")
    assert why("x" * (LONGEST + 1), "x" * 400) == "is longer than 300 characters"
    assert why("", "x") == "is empty"
    assert why("– – – – – – – – – –", "– – – – – – – – – –") == "holds no words"


def test_two_places_are_not_joined():
    assert why(
        "The roof is well built … the stairs are steep", "The roof is well built. But the stairs are steep."
    ) == ("joins two places")


_WORDS = st.lists(st.sampled_from("the roof is well built but stairs are too steep for any of us 40 744B".split()), min_size=8, max_size=60)  # fmt: skip


@st.composite
def cut_from_a_text(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and a range of it at words."""
    marks = st.sampled_from([" ", ", ", ". ", "\n", " — ", " “", "” ", " *", "* ", "; ", " (", ") "])
    words = [f"{word}{at}" for at, word in enumerate(draw(_WORDS))]  # each stands once
    first = draw(st.integers(0, len(words) - 4))
    last = draw(st.integers(first + 3, len(words) - 1))
    text, start, end = "", 0, 0
    for at, word in enumerate(words):
        start = len(text) if at == first else start
        text += word
        end = len(text) if at == last else end
        text += draw(marks)
    return text, start, end


_MANGLINGS = (
    lambda quote: quote.replace(" ", "  "),
    lambda quote: quote.replace(" ", "\n"),
    lambda quote: quote.replace(" ", "\xa0"),
    lambda quote: quote.replace("“", '"').replace("”", '"'),
    lambda quote: quote.replace("—", "-"),
    lambda quote: quote.replace("—", "–"),
    lambda quote: f"**{quote}**",
    lambda quote: f"…{quote}…",
    lambda quote: f"...{quote}",
    lambda quote: quote if quote[0].isdigit() else f"- {quote}",  # else it could be a minus
    lambda quote: f"“{quote}”",
    lambda quote: quote.replace("e", "e\u200b", 1),
    lambda quote: quote.replace("t", "\u00adt", 1),
)


@given(cut_from_a_text(), st.lists(st.sampled_from(_MANGLINGS), max_size=2))
def test_a_mangled_quotation_is_found_at_its_place(cut: tuple[str, int, int], manglings: list):
    text, start, end = cut
    quote = text[start:end]
    assume(SHORTEST <= len(quote) <= LONGEST // 2)
    for mangle in manglings:
        quote = mangle(quote)
    assume(len(quote) <= LONGEST)
    found = locate(quote, one_answer(text))
    assert isinstance(found, Located), (found, quote, text)
    assert found.start <= start < end <= found.end  # a mark that was added may stand there
    assert found.text.strip(" —“”*") == text[start:end]
    assert text[found.start : found.end] == found.text


@given(cut_from_a_text(), st.randoms(use_true_random=False))
def test_a_falsified_word_is_never_found(cut: tuple[str, int, int], chance: random.Random):
    text, start, end = cut
    words = text[start:end].split(" ")
    at = chance.randrange(len(words))
    words[at] += chance.choice(["x", "s", "7"])
    found = locate(" ".join(words), one_answer(text))
    assert isinstance(found, NotFound)


@given(st.text(max_size=80), st.text(max_size=400))
def test_what_is_found_folds_to_what_was_looked_for(quote: str, text: str):
    found = locate(quote, one_answer(text))
    if isinstance(found, Located):
        assert text[found.start : found.end] == found.text
        assert folded(found.text) in folded(quote)

"""The reason that a reply names: found in what it was shown, or said not to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.readers.round_reply import Because, because, of_nobody_named
from collation.readers.round_sheet import RoundAnswer, RoundMaterial, RoundQuestion, fit, shown_answers
from collation.record import RoundShown

SCALE = ("no", "yes")
HOOTS, SLEEPS = "It hoots “all night”, and it sleeps by day.", "It was never tested on owls."


def sheet(*answers: str) -> str:
    named = tuple(RoundAnswer(f"Response {'ABCD'[at]}", said, ()) for at, said in enumerate(answers))
    asked = (RoundQuestion(1, "Is it safe?", SCALE, 1.0, named),)
    return fit(RoundMaterial(("An owl",), asked, ""), token="round-abcdefgh", most=10**6, size=len).text


SHOWN = RoundShown(sheet(HOOTS, SLEEPS), {"A": "Ada", "B": "Bert"})


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (f"No.\nChanged because of: “{SLEEPS}”", Because(SLEEPS, "Bert")),
        ('No.\n**Changed because of:** "It was never  tested"', Because("It was never tested", "Bert")),
        ("Changed because of: 'It hoots \"all night\"'", Because("all night", "Ada")),
        ("changed because of:\n\n> never tested on owls", Because("never tested on owls", "Bert")),
        ("Changed because of: Response B, “It was tested on mice”", Because("It was tested on mice", "")),
        ("Changed because of: “An owl”", Because("An owl", "")),  # the paper’s title is nobody’s answer
        ("Changed because of: “copied exactly”", Because("copied exactly", "")),  # nor are the sheet’s words
        ("No.\nNot changed.", None),
        ("I never changed because of that.", None),
        ("Changed because of: “…”", None),
    ],
)
def test_the_words_and_whose_they_are(said, named):
    assert because(said, SHOWN) == named


def test_words_of_somebody_who_is_not_shown_are_withheld():
    hidden = SHOWN._replace(names={"A": "Ada"})
    assert because(f"Changed because of: “{SLEEPS}”", hidden) == Because("", "")


@pytest.mark.parametrize(
    ("said", "kept_out"),
    [
        (f"No.\nChanged because of: “{SLEEPS}”", (SLEEPS,)),
        ("Changed because of: “tested”", ("tested",)),
        (f"As they say, “never tested on owls”.\n\n{SLEEPS}", ("never tested on owls",)),
        ("They say “tested”, and it hoots “all night”.", ()),  # one word may be anybody's, the other is Ada's
        (HOOTS, ()),
        ("Nobody said so.", ()),
    ],
)
def test_words_of_somebody_who_is_not_shown_are_found(said, kept_out):
    assert of_nobody_named(said, SHOWN._replace(names={"A": "Ada"})) == kept_out
    assert of_nobody_named(said, SHOWN) == ()


def test_without_a_sheet_nothing_is_found():
    assert because(f"Changed because of: “{SLEEPS}”", None) == Because(SLEEPS, "")


LINES = st.text("`#a \n“”R", max_size=40).map(str.strip).filter(bool)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_what_was_shown_is_read_back_as_it_was(answers):
    assert shown_answers(sheet(*answers)) == list(zip("ABCD", answers, strict=False))

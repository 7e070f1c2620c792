"""The sheet of a later round: what fits, what is left out, and that no quotation is ever cut."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.readers.round_sheet import (
    RoundAnswer,
    RoundMaterial,
    RoundQuestion,
    TooSmall,
    fence_for,
    fit,
)

SCALE = ("no", "unclear", "qualified", "yes")


def question(number, divergence, *answers):
    named = tuple(
        RoundAnswer(f"Response {'ABC'[at]}", whole, quotations) for at, (whole, quotations) in enumerate(answers)
    )
    return RoundQuestion(number, f"Is it {number}?", SCALE, divergence, named)


HOOTS = " ".join(["It hoots all night long."] * 20)
MATERIAL = RoundMaterial(
    ("Owl-2", "https://example.org/owl"),
    (
        question(1, 1.0, (f"Yes. {HOOTS}", ("Yes.",)), ("No. It sleeps.", ("No.",))),
        question(2, 0.0, (f"Yes. It is quite safe. {HOOTS}", ("It is quite safe.",)), ("", ())),
        question(3, None, (f"Nobody knows. {HOOTS}", ("Nobody knows.",)), ("", ())),
    ),
    "Response B",
)


def drawn(most, size=len, **options):
    return fit(MATERIAL, token="round-abcdefgh", most=most, size=size, **options)


def test_the_whole_sheet_says_what_it_wants_and_quotes_every_answer():
    sheet = drawn(100_000)
    assert (sheet.shortened, sheet.left_out) == ((), ())
    assert "Response B is what you answered before." in sheet.text
    assert "```\nOwl-2\nhttps://example.org/owl\n```" in sheet.text
    assert f"## Question 1: Is it 1?\n\n### Response A\n\n```\nYes. {HOOTS}\n```" in sheet.text
    assert "### Response B\n\n(It does not answer this.)" in sheet.text
    assert "Sheet: round-abcdefgh\n" in sheet.text
    assert sheet.text.endswith("## 3. Is it 3?\n(The verdicts: no, unclear, qualified, yes.)\n")
    assert "Left out" not in sheet.text


def test_the_least_disputed_answers_are_shortened_first_and_then_left_out():
    full = len(drawn(100_000).text)
    steps = {}
    for most in range(full, 0, -25):
        try:
            sheet = drawn(most)
        except TooSmall:
            break
        steps.setdefault((sheet.shortened, sheet.left_out), sheet)
    told = list(steps)
    assert told[0] == ((), ())
    assert told[-1] == ((1,), (2, 3))
    assert [left for _, left in told] == sorted((left for _, left in told), key=len)
    for (short, left), sheet in steps.items():
        assert (HOOTS in sheet.text) == (1 not in short)
        assert (f"Left out: question{'s' * (len(left) > 1)} {', '.join(map(str, left))}." in sheet.text) == bool(left)


def test_nothing_smaller_than_the_smallest_is_made():
    with pytest.raises(TooSmall) as refused:
        drawn(100)
    least = refused.value.least
    assert len(drawn(least).text) <= least


def test_only_the_disputed_quotations():
    sheet = drawn(100_000, only_disputed=True)
    assert (sheet.shortened, sheet.left_out) == ((1,), (2, 3))
    assert "### Response A, in part\n\n```\nYes.\n```" in sheet.text
    assert "hoots" not in sheet.text


def test_nobody_s_answer_of_the_respondent_is_said():
    text = fit(replace(MATERIAL, own=""), token="round-abcdefgh", most=10**6, size=len).text
    assert "What you answered is not among them." in text


HOSTILE = st.text("`~\n# aé", max_size=60)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, st.one_of(st.none(), st.floats(0, 1))), min_size=1, max_size=6), st.data())
def test_a_sheet_keeps_its_size_and_its_fences_and_every_quotation_whole(texts, data):
    asked = tuple(
        question(at, divergence, (whole, (quote,))) for at, (whole, quote, divergence) in enumerate(texts, start=1)
    )
    material = RoundMaterial(("Owl-2",), asked, "")
    most = data.draw(st.integers(1, 4_000))
    try:
        sheet = fit(material, token="round-abcdefgh", most=most, size=len)
    except TooSmall as small:
        assert small.least > most
        return
    assert len(sheet.text) <= most
    assert set(sheet.left_out) < {one.number for one in asked} | {0}
    shown = [one for one in asked if one.number not in sheet.left_out]
    said = [
        answer.quotations[0] if one.number in sheet.shortened else answer.whole
        for one in shown
        for answer in one.answers
    ]
    fence = fence_for([part for one in shown for a in one.answers for part in (a.whole, *a.quotations)])
    quoted = re.findall(rf"^{fence}\n(.*?)\n{fence}$", sheet.text, re.DOTALL | re.MULTILINE)
    assert quoted == ["Owl-2", *(words.strip() for words in said if words.strip())]

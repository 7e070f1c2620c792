"""Places of answers in masked texts, and the way back."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.selections import solid
from reviews.masks import masks_of
from reviews.web.masked_places import MaskedAnswer, masked_places, responses_in, restore_picked

MASKS = masks_of(("Zephyrine Quux-9",))
SAID = "Claude says that Zephyrine Quux-9 is safe.\nGPT-4 does not."
WORDS = st.lists(st.sampled_from(["Claude", "Zephyrine", "🦉", "is", "GPT-4", "Gemini Pro", "Max", "\n"]), min_size=1)


def sent(**values: str) -> QueryDict:
    given = QueryDict(mutable=True)
    given.update(values)
    return given


@given(WORDS, st.data())
def test_words_picked_in_the_masked_text_are_words_of_the_stored_text(words, data):
    text = " ".join(words)
    hidden = MASKS.hide(text)
    start = data.draw(st.integers(0, len(hidden.text) - 1))
    end = data.draw(st.integers(start + 1, len(hidden.text)))
    picked = hidden.text[start:end]
    if not picked.strip():
        return
    form = sent(evidence=picked, evidence_at=f"7:0+{solid(hidden.text[:start])}")
    restore_picked(form, "evidence_at", text, MASKS)
    at = int(form["evidence_at"].removeprefix("7:").removesuffix("+0"))
    assert text[at : at + len(form["evidence"])] == form["evidence"]
    assert picked.strip() in MASKS.hide(form["evidence"]).text
    tag = f'<input name="evidence_at" value="{form["evidence_at"]}">'
    again = masked_places(tag, {7: MaskedAnswer(text, MASKS)}).split('"')[3]
    assert hidden.text[int(again.removeprefix("7:").removesuffix("+0")) :].startswith(MASKS.masked(form["evidence"]))


@given(WORDS, st.data())
def test_the_size_of_a_part_is_that_of_its_masked_text(words, data):
    parts = [" ".join(line.split()) for line in " ".join(words).split("\n")]
    text = "\n".join(parts)
    nth = data.draw(st.integers(0, len(parts) - 1))
    start = len("\n".join([*parts[:nth], ""]))
    assert MaskedAnswer(text, MASKS).size(start, solid(parts[nth])) == solid(MASKS.masked(parts[nth]))


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ('<div data-at="7:43" data-size="13">', '<div data-at="7:33" data-size="14">'),
        ('<button data-at="7:43+0">', '<button data-at="7:33+0">'),
        ('<input type="hidden" name="at" value="7:43+0">', '<input type="hidden" name="at" value="7:33+0">'),
        ('<input name="evidence_at" value="7:43+0">', '<input name="evidence_at" value="7:33+0">'),
        ('<input name="other" value="7:43+0">', '<input name="other" value="7:43+0">'),
        ('<div data-at="8:43" data-size="12">', '<div data-at="8:43" data-size="12">'),
    ],
)
def test_places_of_a_page_count_in_the_masked_text(tag, shown):
    assert masked_places(tag, {7: MaskedAnswer(SAID, MASKS)}) == shown


def test_the_responses_of_a_page():
    html = '<div data-at="7:0" data-size="2"></div><input name="at" value="9:3+0"><p data-at="piece-3">'
    assert responses_in(html) == {7, 9}


def test_words_that_stand_elsewhere_have_no_place():
    form = sent(evidence="safe", evidence_at="7:0+0")
    restore_picked(form, "evidence_at", SAID, MASKS)
    assert (form["evidence"], form["evidence_at"]) == ("safe", "7:-")

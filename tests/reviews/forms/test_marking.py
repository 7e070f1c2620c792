"""Forms of a cell."""

import pytest

from reviews.forms.marking import NO_SUPPORT, MarkForm, SettleForm, SupportForm
from reviews.scale import ABSENCES, ABSTAINED

SCALE = ("no", "unclear", "qualified", "yes")


@pytest.mark.parametrize("value", [*SCALE, *ABSENCES, ABSTAINED])
def test_a_mark_is_on_the_scale_an_absence_or_an_abstention(value):
    form = MarkForm(SCALE, {"value": value})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["value"], form.cleaned_data["confidence"], form.cleaned_data["seen"]) == (
        value,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("", "Choose a verdict from the scale, or say that there is none."),
        ("7", "“7” is no verdict here. Choose one from the scale, or say that there is none."),
        ("unread", "“unread” is no verdict here. Choose one from the scale, or say that there is none."),
    ],
)
def test_no_other_value_is_a_mark(value, told):
    assert MarkForm(SCALE, {"value": value}).errors == {"value": [told]}


def test_a_confidence_is_one_of_three():
    assert MarkForm(SCALE, {"value": "yes", "confidence": "2"}).is_valid()
    assert list(MarkForm(SCALE, {"value": "yes", "confidence": "4"}).errors) == ["confidence"]


def test_the_scale_is_drawn_apart_from_the_rest():
    form = MarkForm(("bad", "good"))
    assert [choice.data["value"] for choice in form.verdicts()] == ["bad", "good"]
    assert [choice.data["value"] for choice in form.others()] == [*ABSENCES, ABSTAINED]


def test_what_a_mark_means_is_told_of_the_words_that_it_offers():
    assert [words for words, _ in MarkForm(SCALE).meanings()] == [*SCALE, "silent", "not asked", "refused", "abstain"]
    meanings = dict(MarkForm(SCALE).meanings())
    assert (meanings["silent"], meanings["not asked"]) == (
        "Its words take no position, though a prompt asks this or may include it (“review this paper”), "
        "or a prompt is not known, as with an article.",
        "Its words take no position; every prompt is known, and all of them ask other things.",
    )
    assert [words for words, _ in MarkForm(("1", "2")).meanings()] == ["silent", "not asked", "refused", "abstain"]


def test_support_is_one_of_three_words():
    assert SupportForm({"value": "not_found"}).is_valid()
    for value in ("", "perhaps"):
        assert SupportForm({"value": value}).errors == {"value": [NO_SUPPORT]}


def test_to_settle_takes_a_value_and_a_reason_and_no_abstention():
    assert SettleForm(SCALE, {"value": "yes", "why": "All say so."}).is_valid()
    assert SettleForm(SCALE, {"value": ABSTAINED, "why": " "}).errors == {
        "value": ["“abstained” is no verdict here. Choose one from the scale, or say that there is none."],
        "why": ["Say why, in a sentence: readers will ask."],
    }
    assert [value for value, _ in SettleForm(SCALE).fields["value"].choices] == ["", *SCALE, *ABSENCES]

"""The places of quoted words, and whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.quotations import SolidText, are_whole, is_whole, places, solid, whole_words


def grown(text: str) -> str:
    """The words that the span between the bars grows to."""
    start, end = text.index("|"), text.rindex("|") - 1
    text = text.replace("|", "")
    first, last = whole_words(text, start, end)
    return text[first:last]


@pytest.mark.parametrize(
    ("picked", "words"),
    [
        ("Owls see| we|ll.", "well"),
        ("Ow|ls s|ee well.", "Owls see"),
        ("It is |2.5| percent", "2.5"),
        ("It do|es|n’t see", "doesn’t"),
        ("owl_|fast| flies", "owl_fast"),
        ("cafe|\u0301 n|oir", "cafe\u0301 noir"),
        ("a |👩|\u200d🔬 b", "👩\u200d🔬"),
        ("a |👍|🏽 b", "👍🏽"),
        ("|🇩|🇪 b", "🇩🇪"),
        ("𝔬𝔴|𝔩𝔰| see", "𝔬𝔴𝔩𝔰"),
        ("这|是安|全的。", "是安"),
        ("한국|어는| 좋다", "어는"),
        ("Yes| [1]|, it is.", "[1]"),
        ("so |well|. Next", "well"),
        ("a\t|b\n|c", "b"),
        ("ne\u00ad|ver| more", "ne\u00adver"),
    ],
)
def test_a_span_grows_to_whole_words(picked, words):
    assert grown(picked) == words


def test_white_space_alone_stays_as_it_is():
    assert whole_words("a   b", 1, 4) == (1, 4)


TEXTS = st.text(st.sampled_from("ab1 \n\t.’'_-é\u0301\u200d👩🏽🇩🇪这カ한𝔬\u00ad["), min_size=1, max_size=30)


@given(TEXTS, st.data())
def test_growing_keeps_the_words_and_a_second_time_changes_nothing(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = whole_words(text, start, end)
    assert 0 <= first < last <= len(text)
    assert whole_words(text, first, last) == (first, last)
    assert is_whole(text, start, end) == ((first, last) == (start, end)) or not text[start:end].strip()
    assert solid(text[start:end]) in solid(text[first:last])


def test_an_endless_word_is_left_as_it_is():
    text = "x" * 10_000
    assert whole_words(text, 5_000, 5_003) == (5_000, 5_003)
    assert whole_words("y " + text, 0, 1) == (0, 1)


def test_what_stands_around_a_place():
    text = SolidText("Owls  see\nwell.")
    assert (text.before(6, 3), text.before(6, 4)) == (("wls", False), ("Owls", True))
    assert (text.after(9, 3), text.after(9, 9)) == (("wel", False), ("well.", True))
    assert text.grown_places("ell") == [(10, 14)]


def test_places_are_found_whatever_the_white_space():
    assert list(places("Owls\nsee. Owls  see.", "Owlssee")) == [(0, 8), (10, 19)]
    assert list(places("Owls see.", "")) == []
    assert are_whole("Owls see", 0, 4) and not are_whole("Owls see", 0, 3)


def test_the_kind_of_quotation_marks_and_dashes_does_not_count():
    text = "It’s “safe” – quite."
    (place,) = places(text, solid('It\'s "safe" - quite'))
    assert text[slice(*place)] == "It’s “safe” – quite", "the record keeps the characters of the answer"

"""The raw text of pages, made whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.pdf.words import readable


def one(page: str) -> str:
    """How a document of this page alone reads."""
    return readable([page])[0]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("", ""),
        (" \r\n \t", ""),
        ("It is about safe-\nty of owls.", "It is about safety of owls."),
        ("It is about safe\x02ty of owls.", "It is about safety of owls."),
        ("It is about safe\ufffe\r\nty of owls.", "It is about safety of owls."),
        ("It is about safe\u00ad\nty, and of so\u00adlitude.", "It is about safety, and of solitude."),
        ("Self-attention, and self-\nattention.", "Self-attention, and self-attention."),
        ("An end-to-\nend owl.", "An end-to-end owl."),
        ("The new Owl-\nNet.", "The new Owl-Net."),
        ("From 10-\n20 owls, by GPT-\n4.", "From 10-20 owls, by GPT-4."),
        ("An owl -\nas they say.", "An owl - as they say."),
        ("Eﬃcient ﬂight of the ﬁrst oﬀer", "Efficient flight of the first offer"),
        ("non\u00a0breaking\u2011hyphen\u200b", "non breaking-hyphen"),
        ("a\x00b\x07c\x1fd\x85e", "abcde"),
        ("10² owls", "10² owls"),
    ],
)
def test_words_are_made_whole(raw, text):
    assert one(raw) == text


def test_a_hyphen_is_known_from_another_page():
    assert readable(["the night-\nvision of owls", "with night-vision"])[0] == "the night-vision of owls"
    assert readable(["the night-\nvision of owls", "with nightvision, or night-vision"])[0] == "the nightvision of owls"


def test_lines_become_paragraphs_and_a_table_keeps_its_rows():
    raw = (
        "1 Introduction\n"
        "Owls are birds that fly at night, and see as we see by day, which\n"
        "is why they are studied here. Their eyes do not move at all, so\n"
        "that the head turns.\n"
        "Kites are another matter, and fly by day where anybody sees them.\n"
        "2 Method\n"
        "Owl 12 34.5 67.8\n"
        "Kite 9 12.1 33.0\n"
    )
    assert one(raw) == (
        "1 Introduction\n\n"
        "Owls are birds that fly at night, and see as we see by day, which is why they are studied here. Their eyes do "
        "not move at all, so that the head turns.\n\n"
        "Kites are another matter, and fly by day where anybody sees them.\n\n"
        "2 Method\n\n"
        "Owl 12 34.5 67.8\n"
        "Kite 9 12.1 33.0"
    )


def test_a_sentence_that_has_not_ended_goes_on_whatever_the_line_is_long():
    raw = "Owls are studied here, and kites are not, for they fly by\nday, and\nsleep by night.\nOwls\nsee."
    assert one(raw) == (
        "Owls are studied here, and kites are not, for they fly by day, and sleep by night.\n\nOwls see."
    )


@given(st.lists(st.text(alphabet="ab-é1. \n\r\x02\xad\ufffeﬁ\x00\ud800\u2028", max_size=80), max_size=4))
def test_pages_stay_as_many_and_no_letter_is_lost(pages):
    read = readable(pages)
    assert len(read) == len(pages)
    for raw, text in zip(pages, read, strict=True):
        assert [c for c in text if c in "abé1."] == [c for c in raw if c in "abé1."]
        assert not set(text) & set("\x00\x02\xad\ufffeﬁ\r\ud800")
        text.encode()


@pytest.mark.parametrize("raw", ["x" * 200_000, "x-" * 100_000, "x-\n" * 60_000, "a\n" * 100_000, "\u00ad " * 100_000])
def test_what_is_made_to_be_slow_is_read_in_linear_time(raw):
    """Quadratic time would be seen here."""
    assert len(one(raw)) <= 2 * len(raw)

"""Bytes to text: what is read, and the sentence for what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.bytes.decode import MAX_BYTES, decode
from reviews.intake.document import IntakeError


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ünïcode — “quoted”".encode(), "Ünïcode — “quoted”"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
        ("sixteen bits, ½".encode("utf-16"), "sixteen bits, ½"),
        ("no mark at all".encode("utf-16-le"), "no mark at all"),
        ("no mark at all".encode("utf-16-be"), "no mark at all"),
        ("caf\u00e9 \u201cde nuit\u201d".encode("cp1252"), "café “de nuit”"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"one stray \x07 bell in twenty characters", "one stray \ufffd bell in twenty characters"),
        ("lone \ud800 surrogate".encode("utf-8", "surrogatepass"), "lone \ufffd surrogate"),
    ],
)
def test_reads_every_encoding(data, text):
    assert decode(data, "chat.txt") == text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "chat.txt is empty."),
        (b" \n\t\r\n ", "chat.txt is empty."),
        ("\u00a0\u2003\n".encode(), "chat.txt holds only white space."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "chat.txt is a PNG picture, not text."),
        (b"%PDF-1.7 ...", "chat.txt is a PDF, not text: if it is the paper, give it on the comparison’s Paper page."),
        (b"text and then\x00a zero", "chat.txt is binary, not text: a zero at character 14."),
        (b"\xfa\x81\x00\x00\x10\x00", "chat.txt is binary, not text: a zero at byte 3."),
    ],
)
def test_refuses_in_words(data, sentence):
    with pytest.raises(IntakeError) as refusal:
        decode(data, "chat.txt")
    assert str(refusal.value) == sentence


def test_refuses_what_is_too_large():
    with pytest.raises(
        IntakeError, match=r"^big\.txt is too large: 20,971,521 bytes, where at most 20,971,520 are read\.$"
    ):
        decode(b"x" * (MAX_BYTES + 1), "big.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_storable_text_or_a_refusal(data):
    try:
        text = decode(data, "some.bin")
    except IntakeError as refusal:
        assert str(refusal).startswith("some.bin ")
    else:
        assert text.encode("utf-8").decode("utf-8") == text
        assert "\r" not in text

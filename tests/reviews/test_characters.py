"""What no text here holds, and what becomes of it."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.characters import BARRED, MASK, escaped, folded, masked, replaced, unmasked, without
from reviews.intake.bytes.decode import clean, decode
from reviews.richtext.sanitiser import storable

KEPT = "\t\n\r"
texts = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x1b\x7f\x85\x9b\ud800\ufdd0\ufffe\U0010ffff")))


def test_it_knows_every_control_surrogate_and_noncharacter_and_nothing_else():
    everything = map(chr, range(0x110000))
    barred = {character for character in everything if BARRED.match(character)}
    kinds = {kind: sum(unicodedata.category(one) == kind for one in barred) for kind in ("Cc", "Cs", "Cn")}
    assert kinds == {"Cc": 65 - len(KEPT), "Cs": 2048, "Cn": 66}
    assert len(barred) == sum(kinds.values())
    assert not barred & set(KEPT)


@pytest.mark.slow
@given(texts)
def test_nothing_of_it_is_left(text):
    for cleaned in (replaced(text), without(text), escaped(text), clean(text), storable(text)):
        assert not BARRED.search(cleaned)


@given(texts)
def test_what_holds_none_of_it_stays_as_it_is(text):
    plain = without(text)
    assert (replaced(plain), without(plain), escaped(plain)) == (plain, plain, plain)
    assert len(replaced(text)) == len(text)


@given(texts.filter(lambda text: not any("\ud800" <= one <= "\udfff" for one in text)))
def test_json_says_the_same_when_it_is_escaped(text):
    assert json.loads(escaped(json.dumps([text], ensure_ascii=False))) == [text]


def test_what_becomes_of_it():
    assert without("A\x1b[31m ti\x00tle\x0bof\ufffe it") == "A[31m title\nof it"
    assert replaced("A\x1b[31m\U0001ffff") == "A\ufffd[31m\ufffd"
    assert escaped("A\x1b[31m\x9b\U0001ffff\n") == "A\\u001b[31m\\u009b\\ud83f\\udfff\n"


def test_documents_show_where_it_stood():
    assert decode("Is it\x9b safe\ufdd0?\x7f Yes.\x0c".encode(), "owl.txt") == "Is it\ufffd safe\ufffd?\ufffd Yes.\n"


@given(texts)
def test_what_is_masked_is_as_long_and_comes_off_again(text):
    shown = replaced(text)
    half = len(shown) // 2
    hidden = masked(shown, [(0, half)])
    assert len(hidden) == len(shown)
    assert (hidden[:half], unmasked(hidden)) == (MASK * half, shown[half:])


def test_words_are_alike_without_case_signs_and_unseen_characters():
    assert folded("Is **it** sa\u00adfe?") == folded("IS IT\u00a0SAFE") == "is it safe"

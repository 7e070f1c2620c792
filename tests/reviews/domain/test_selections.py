"""Words picked on a page are found where they were picked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.selections import ELSEWHERE, NOTHING, pick, solid
from reviews.refusal import Refused

TEXT = st.text(alphabet="ab \n\t\u00a0🦉é", min_size=1, max_size=40)


@given(TEXT, st.data())
def test_any_words_are_found_at_their_own_place(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    base = data.draw(st.integers(0, start))
    shown = " ".join(text[start:end].split())
    if not shown:
        return
    found = pick(text, f"{base}+{solid(text[base:start])}", shown)
    assert text[slice(*found)] == text[start:end].strip()
    assert start <= found[0] < found[1] <= end


@given(TEXT, TEXT, st.integers(0, 45), st.integers(0, 45))
def test_other_words_are_never_found(text, quote, base, skip):
    try:
        start, end = pick(text, f"{base}+{skip}", quote)
    except Refused as refused:
        assert str(refused) in (NOTHING, ELSEWHERE)
    else:
        assert "".join(text[start:end].split()) == "".join(quote.split())
        assert solid(text[base:start]) == skip


@pytest.mark.parametrize("at", ["", "1", "a+b", "-1+2", "1+2+3", "٣+١", "9" * 12 + "+0"])
def test_what_is_no_place_is_refused(at):
    with pytest.raises(Refused, match="do not stand"):
        pick("abc", at, "a")

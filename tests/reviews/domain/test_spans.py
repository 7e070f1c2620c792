"""A span of a response, as verbs take it."""

from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.spans import TextSpan
from reviews.models import Response

NUMBERS = st.integers(-3, 12)


def test_it_counts_code_points():
    response = Response(text="🦉 sees — far")
    span = TextSpan(response, 2, 6)
    assert span.quotation == "sees"
    assert span.place == {"response": response, "start": 2, "end": 6}
    assert span.fields == {"response": response, "start": 2, "end": 6, "quotation": "sees"}


@given(text=st.text(max_size=9), start=NUMBERS, end=NUMBERS)
def test_what_is_inside_quotes_all_of_its_characters(text, start, end):
    span = TextSpan(Response(text=text), start, end)
    assert span.is_inside == (start in range(len(text)) and end in range(start + 1, len(text) + 1))
    if span.is_inside:
        assert len(span.quotation) == end - start
        assert text[: span.start] + span.quotation + text[span.end :] == text

"""What of a form is kept before it is saved."""

import pytest
from django.http import QueryDict

from reviews.domain.threads import MOST_CHARS
from reviews.forms.unsaved_words import UnsavedForm


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("value=yes&seen=abc&other=1", {"value": "yes", "seen": "abc"}),
        ("seen=abc", {}),
        ("body=+Hm.%0A", {"body": " Hm.\n"}),
        ("", {}),
    ],
)
def test_its_fields_as_they_were_typed(sent, words):
    form = UnsavedForm(QueryDict(sent))
    assert form.is_valid()
    assert form.words() == words


def test_more_than_a_form_takes_is_refused():
    assert not UnsavedForm(QueryDict(f"body={'x' * (MOST_CHARS + 1)}")).is_valid()

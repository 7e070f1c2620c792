"""Which headings narrow the sentences under them."""

import pytest

from collation.language.scopes import is_of_any_answer, narrowed


@pytest.mark.parametrize(
    ("heading", "scope"),
    [
        ("Study 2: the barn", "study 2"),
        ("The second cohort", "second cohort"),
        ("Milan", "milan"),
        ("New Delhi", "new delhi"),
        ("In 2019", "2019"),
    ],
)
def test_a_heading_that_names_one_of_several_narrows(heading, scope):
    assert narrowed(heading) == scope


@pytest.mark.parametrize("heading", ["Main concerns", "Milan?", "The new barn", "2", "", "Safety"])
def test_most_headings_narrow_nothing(heading):
    assert narrowed(heading) == ""


def test_words_that_head_a_part_of_any_answer():
    assert is_of_any_answer("Main concerns")
    assert not is_of_any_answer("Main barns")

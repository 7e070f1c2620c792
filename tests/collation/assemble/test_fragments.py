"""The HTML of stretches, cut once and then kept."""

import pytest

from collation.assemble.cache import forget_computed
from collation.assemble.fragments import Fragment, html_of
from tests.factories import make_transcript


@pytest.fixture
def response(comparison):
    forget_computed()
    return make_transcript(comparison, "Claude", ("Is it safe?", "- They bite.\n- They *scratch*.")).responses.get()


def test_a_stretch_is_cut_and_painted(response):
    stretch = Fragment(response.pk, 0, 10, "They bite.", ((5, 10),))
    assert html_of([stretch]) == {stretch: "<ul><li>They <mark>bite.</mark></li></ul>"}


def test_other_marks_are_painted_anew(response):
    plain = Fragment(response.pk, 0, 10, "They bite.")
    marked = Fragment(response.pk, 0, 10, "They bite.", ((0, 4),))
    assert html_of([plain]) == {plain: "<ul><li>They bite.</li></ul>"}
    assert html_of([marked]) == {marked: "<ul><li><mark>They</mark> bite.</li></ul>"}


def test_the_same_stretches_are_not_cut_again(response, django_assert_num_queries):
    stretches = [Fragment(response.pk, 0, 10, "They bite."), Fragment(response.pk, 11, 24, "They scratch.")]
    with django_assert_num_queries(1):
        first = html_of(stretches)
    with django_assert_num_queries(0):
        assert html_of(reversed(stretches)) == first
    assert first[stretches[1]] == "<ul><li>They <em>scratch</em>.</li></ul>"


def test_other_words_under_the_same_number_are_cut_anew(response, django_assert_num_queries):
    html_of([Fragment(response.pk, 0, 10, "They barked.")])
    with django_assert_num_queries(1):
        html_of([Fragment(response.pk, 0, 10, "They bite.")])


def test_nothing_asks_for_nothing(db, django_assert_num_queries):
    forget_computed()
    with django_assert_num_queries(0):
        assert html_of([]) == {}

"""An address asks for exactly the filter that wrote it."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.pages.facts import FactFilter
from collation.pages.findings import FindingFilter
from collation.pages.matrix import MatrixFilter
from collation.pages.query_filter import ChoiceFilter

FILTERS = (MatrixFilter, FactFilter, FindingFilter)


def parameters(query: str) -> dict[str, str]:
    """The parameters of an address as a view gets them, blank ones too."""
    return dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True))


def filters(kind: type[ChoiceFilter]) -> st.SearchStrategy[ChoiceFilter]:
    """Every filter of a kind."""
    values = {name: st.sampled_from([getattr(kind(), name), *choices]) for name, choices in kind.CHOICES.items()}
    flags = {name: st.booleans() for name in kind.__dataclass_fields__ if name not in values and name != "CHOICES"}
    return st.builds(kind, **values, **flags)


@given(st.one_of(*map(filters, FILTERS)))
def test_an_address_asks_for_the_filter_that_wrote_it(asked):
    assert type(asked).asked_by(parameters(asked.query)) == asked


@given(
    st.sampled_from(FILTERS),
    st.dictionaries(
        st.sampled_from(["show", "kind", "pattern", "rating", "diverging", "decided", "unled", "CHOICES", "page"]),
        st.one_of(st.text(max_size=8), st.sampled_from(["all", "risk", "shared", "acronym", "on", "unrated"])),
    ),
)
def test_whatever_an_address_holds_its_own_filter_says_it_again(kind, given):
    asked = kind.asked_by(given)
    assert kind.asked_by(asked.parameters) == asked
    assert parameters(asked.query) == asked.parameters


@pytest.mark.parametrize("kind", FILTERS)
def test_what_is_shown_without_asking_needs_no_words(kind):
    assert (kind().query, kind.asked_by({})) == ("", kind())


def test_a_flag_is_turned_over():
    assert MatrixFilter().turned("unled") == MatrixFilter(unled=True)
    assert MatrixFilter(unled=True).turned("unled") == MatrixFilter()

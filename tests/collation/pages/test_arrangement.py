"""What the address says of how a reader arranged Compare."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.pages.arrangement import DENSITIES, KINDS, ROWS, Arrangement, arrange, says_nothing

KEYS = ("claude", "chatgpt", "gemini")
SIX = tuple("abcdef")


def asked(query: str, keys: tuple[str, ...] = KEYS) -> Arrangement:
    return arrange(keys, parse_qs(query.removeprefix("?"), keep_blank_values=True))


def test_nothing_asked_shows_all_in_their_own_order():
    arrangement = asked("")
    assert (arrangement.columns, arrangement.hidden, arrangement.diverging, arrangement.query) == (KEYS, (), False, "")
    assert (arrangement.beside, arrangement.strip) == (KEYS, ())


def test_columns_in_one_parameter_or_in_several():
    assert asked("columns=gemini,claude").columns == ("gemini", "claude")
    assert asked("columns=gemini&columns=claude") == asked("columns=gemini,claude")


def test_what_is_not_there_or_named_twice_is_passed_over():
    assert asked("columns=nobody,claude,claude").columns == ("claude",)
    assert asked("columns=nobody&density=airy&off=glitter&rows=odd&view=mine&kinds=x") == asked("")


def test_the_query_says_what_is_not_ordinary():
    assert asked("rows=diverging&columns=gemini,claude").query == "?columns=gemini,claude&rows=diverging"
    assert asked("off=alone,evidence").query == "?off=evidence,alone"
    assert asked("q= two  words &row=safe").query == "?q=two+words&row=safe"
    assert asked("view=everybody").query == "?view=everybody"
    assert asked("view=everybody&rows=diverging").query == "?rows=diverging"


def test_the_ways_on():
    arrangement = asked("columns=gemini,claude&rows=diverging&row=safe")
    assert arrangement.showing("").query == "?columns=gemini,claude"
    assert arrangement.at("works").query == "?columns=gemini,claude&rows=diverging&row=works"
    assert arrangement.every_column.query == "?rows=diverging&row=safe"
    assert arrangement.dense("compact").query == "?columns=gemini,claude&rows=diverging&density=compact&row=safe"
    assert asked("q=owl&rows=every&row=a").unsearched.query == ""


def test_a_column_moves_and_stays_at_the_edge():
    arrangement = asked("")
    assert arrangement.moved("claude", 1).columns == ("chatgpt", "claude", "gemini")
    assert arrangement.moved("gemini", -1).columns == ("claude", "gemini", "chatgpt")
    assert arrangement.moved("claude", -1).columns == KEYS
    assert arrangement.moved("gemini", 1).columns == KEYS


def test_six_columns_are_compact_unless_the_reader_chooses():
    assert [asked(f"columns={','.join(SIX[:count])}", SIX).compact for count in (1, 5, 6)] == [False, False, True]
    assert not asked("density=comfortable", SIX).compact
    assert asked("columns=a&density=compact", SIX).compact


def test_of_more_than_ten_columns_two_are_pinned_unless_the_reader_chooses():
    keys = [f"k{at}" for at in range(11)]
    many = arrange(keys, {})
    assert (many.shown_as, many.beside, len(many.strip), many.arranged) == ("pinned", ("k0", "k1"), 9, {})
    assert arrange(keys, {"columns": [",".join(keys[:10])]}).shown_as == "compact"
    assert arrange(keys, {"density": ["compact"]}).beside == tuple(keys)
    assert many.next_pinned.arranged == {"density": "pinned", "pinned": "k0,k2"}


def test_two_are_pinned_and_the_others_stand_in_the_strip():
    pinned = asked("density=pinned", SIX)
    assert (pinned.beside, pinned.strip) == (("a", "b"), ("c", "d", "e", "f"))
    assert pinned.query == "?density=pinned&pinned=a,b"
    assert asked("density=pinned&pinned=e,nobody", SIX).beside == ("e", "a")
    assert asked("density=pinned&pinned=e,c&columns=c,e", SIX).strip == ()
    assert asked("density=pinned&columns=c", SIX).beside == ("c",)
    assert asked("pinned=e,c", SIX).query == ""
    assert pinned.dense("compact").query == "?density=compact"
    assert asked("", SIX).dense("pinned") == pinned


def test_another_is_read_beside_the_left_one():
    pinned = asked("density=pinned&pinned=c,f", SIX)
    assert pinned.next_pinned.pinned == ("c", "a")
    assert pinned.previous_pinned.pinned == ("c", "e")
    assert asked(f"{pinned.unpinned}&pinned=c,d", SIX).pinned == ("c", "d")


def test_a_form_of_highlights_says_what_is_on():
    assert asked("kinds=evidence&kinds=alone&on=alone&off=note").off == ("evidence", "note")
    assert asked("kinds=evidence&on=evidence").off == ()


@pytest.mark.parametrize(
    ("query", "nothing"),
    [("", True), ("row=safe&turns=a", True), ("density=", False), ("words=1-2-3", False), ("q=owl", False)],
)
def test_whether_an_address_leaves_the_view_open(query, nothing):
    assert says_nothing(parse_qs(query, keep_blank_values=True)) is nothing


@given(
    st.permutations(KEYS),
    st.integers(1, 3),
    st.sampled_from(["", *ROWS]),
    st.sampled_from(["", *DENSITIES]),
    st.permutations(KEYS),
    st.sets(st.sampled_from(KINDS)),
    st.text(max_size=5),
)
def test_an_arrangement_reads_back_from_its_query(order, shown, rows, density, pinned, off, looked_for):
    one = arrange(
        KEYS,
        {
            "columns": order[:shown],
            "rows": [rows],
            "density": [density],
            "pinned": [",".join(pinned[:2])],
            "off": sorted(off),
            "q": [looked_for],
        },
    )
    assert asked(one.query) == one

"""The ids of a page: each once, and the same in the next version."""

from hypothesis import given
from hypothesis import strategies as st

from collation.publish.document.anchors import PARTS, Anchors, digest

KEY = st.text("ab-", min_size=1, max_size=4)


@given(st.lists(st.tuples(KEY, KEY), max_size=12))
def test_no_id_is_given_twice(names: list[tuple[str, str]]):
    anchors = Anchors(["a"])
    given = [anchors.take(*pair) for pair in names]
    assert len(set(given) | {"a", *PARTS}) == len(given) + len({"a", *PARTS})


def test_an_id_is_made_of_what_it_names_and_numbered_only_if_it_is_taken():
    anchors = Anchors(["q-safe"])
    assert [anchors.take(*names) for names in (("safe", "gemini"), ("safe-gemini",), ("method",), ("q-safe",))] == [
        "safe-gemini",
        "safe-gemini-2",
        "method-2",
        "q-safe-2",
    ]
    assert anchors.of_words("safe-gemini", "Owls see.") == f"safe-gemini-{digest('Owls see.')}"
    assert digest("a", "b") != digest("ab")

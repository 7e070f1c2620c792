"""Words are found again by what stands around them, and never where others read alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.anchoring import Quoted, context_of, found_again
from reviews.domain.quotations import SolidText, whole_words


def found(old: str, *new: str) -> str | None:
    """Where the words between the bars of the old text stand: as the new texts with bars around them."""
    start, end = old.index("|"), old.rindex("|") - 1
    old = old.replace("|", "")
    quoted = Quoted(old[start:end], **context_of(old, start, end), start=start)
    place = found_again(quoted, SolidText(old), [SolidText(text) for text in new])
    if place is None:
        return None
    number, first, last = place
    return f"{new[number][:first]}|{new[number][first:last]}|{new[number][last:]}"


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        ("It |works| at night.", ["Well. It works at night."], "Well. It |works| at night."),
        ("It |works at night|.\nBy day it sleeps.", ["It works at night."], "It |works at night|."),
        ("By day it sleeps.\nIt |works|.", ["By day it sleeps.", "It works."], "It |works|."),
        ("One is safe. The other |is| not.", ["One is safe. The other is not."], "One is safe. The other |is| not."),
        ("a |no| b\na no b\na no b", ["a no b\na no b\na no b"], "a |no| b\na no b\na no b"),
        ("a no b\na |no| b\na no b", ["a no b", "a no b\na no b"], "a |no| b\na no b"),
        ("The |two\nwords| stand here, as they did.", ["The two words stand here, as they did."], "The |two words| stand here, as they did."),
        ("这个模型|是安全|的，我们认为。", ["好。这个模型是安全的，我们认为。"], "好。这个模型|是安全|的，我们认为。"),
        ("Before. |The owl never sleeps| here.", ["New. The owl never sleeps! New."], "New. |The owl never sleeps|! New."),
        ("|Yes|.", ["Yes."], "|Yes|."),
        ("|No|, it is not safe at all.", ["Well then. No, it is not safe at all."], "Well then. |No|, it is not safe at all."),
    ],
)  # fmt: skip
def test_words_are_found_again(old, new, now):
    assert found(old, *new) == now


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It |works| at night.", ["By day it sleeps."]),
        ("It |works| at night.", ["Nobody knows how it works in the rain."]),
        ("|No|, it is not safe.", ["No idea what it does."]),
        ("It |works| at night.", ["The networks at night."]),
        (4 * "row a no b\n" + "row a |no| b\n" + 5 * "row a no b\n", [9 * "row a no b\n"]),
        ("a |no| b\na no b", ["a no b\na no b\na no b"]),
        ("So it is. |The owl never sleeps|. The owl never sleeps.", ["Hm. The owl never sleeps!"]),
        ("It |works| at night.", []),
    ],
)
def test_words_that_are_gone_or_cannot_be_told_from_others_are_not_found(old, new):
    assert found(old, *new) is None


WORDS = st.lists(
    st.sampled_from(["owl", "no", "sees", "安全", "👩🏽", "cafe\u0301", "x"]), min_size=1, max_size=25
).map(" ".join)


@given(WORDS, WORDS, st.data())
def test_an_unchanged_text_keeps_every_place_and_found_words_are_the_same(text, other, data):
    first = data.draw(st.integers(0, len(text) - 1))
    start, end = whole_words(text, first, data.draw(st.integers(first + 1, len(text))))
    if not text[start:end].strip():
        return
    quoted = Quoted(text[start:end], **context_of(text, start, end), start=start)
    assert found_again(quoted, SolidText(text), [SolidText(text)]) == (0, start, end)
    place = found_again(quoted, SolidText(text), [SolidText(other)])
    assert place is None or other[place[1] : place[2]].split() == text[start:end].split()

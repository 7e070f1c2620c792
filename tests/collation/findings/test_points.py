"""The sentences of an answer that can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.findings.points import points
from collation.record import Block, Turn
from tests.collation.samples.answers import plain_turn, turn

REVIEW = """\
# The sample of bees is far too small

Eleven bees were tracked over a single summer. Was that enough to fill the map?

- No weather data were kept for the garden.
- Bees

> The hive stood at the edge of the garden.

| Claim | Judgement |
| --- | --- |
| Range | The range of nine kilometres rests on one bee. |

```
the loop runs over all bees in the hive
```

The author writes that “the hive is the garden”. I could read the abstract only.
"""


def said(text: str) -> list[str]:
    return [point.text for point in points(turn(7, "", text, position=2))]


def test_sentences_items_and_cells_are_points():
    found = points(turn(7, "", REVIEW, position=2))
    assert [point.text for point in found] == [
        "Eleven bees were tracked over a single summer.",
        "No weather data were kept for the garden.",
        "The range of nine kilometres rests on one bee.",
    ]
    assert {(point.response_id, point.response) for point in found} == {(7, 2)}
    assert found[1].terms == ("no", "weather", "data", "was", "kept", "for", "garden")


@pytest.mark.parametrize(
    "text",
    [
        "# The sample is much too small",
        "Is the sample large enough to support the claim?",
        "“Attention to detail is the soul of every craft” (p. 3).",
        "> Attention to detail is the soul of every craft.",
        "I could only read the abstract of the paper.",
        "Thank you for sharing this interesting work.",
        "Here is a breakdown of the main arguments.",
        "Would you like me to go into the antennas of bees?",
        "Smith, J. (2019). The measurement of tides in narrow bays. Journal of Tides 3, 14-20.",
        "The measurement of tides is described at https://tides.test/bays in full.",
        "- Attention and Memory in Older Adults (2014)",
        "Title: The Measurement of Tides in Narrow Bays",
        "The paper does not show that:\n\n- the mill is older than the church;\n- the weir was built by monks.",
        "The claims that\n\n- the mill is older than the church\n- the weir was built by monks\n\nare not established.",
        "## Claims that fail\n\nThe mill is older than the church.",
        "## References\n\n- Tides are measured in narrow bays of the north.",
        "```\nthe loop runs over all items in the list\n```",
        "Yes.",
        "It raises the yield in dry years.",
        "They were tracked over a single summer.",
        "This is the larger of the two hives.",
        "The former was built by the monks.",
    ],
)
def test_what_need_not_be_its_own_word_is_none(text):
    assert said(text) in ([], ["are not established."])


@pytest.mark.parametrize(
    "text", ["It is unclear whether the weir was built by monks.", "This paper describes the tides of the bay."]
)
def test_a_sentence_that_only_opens_like_one_that_points_back_is_a_point(text):
    assert said(text) == [text]


@given(st.text(max_size=300))
def test_any_text_has_points_inside_it(text):
    for point in points(plain_turn(1, "", text)):
        assert text[point.start : point.end] == point.text.strip() != ""


@pytest.mark.slow
@given(st.lists(st.sampled_from(["item", "row", "paragraph", "heading", "quote", "code"]), max_size=8), st.data())
def test_any_blocks_give_each_point_once(kinds, data):
    words = [
        data.draw(st.sampled_from(["Risks:", "Add\ta map of the coast", "The hive fails. No.", "1", "Why?"]))
        for _ in kinds
    ]
    text = "\n".join(words)
    blocks, at = [], 0
    for kind, told in zip(kinds, words, strict=True):
        blocks.append(Block(kind, data.draw(st.integers(1, 3)), at, at + len(told)))
        at += len(told) + 1
    found = points(Turn(1, 0, "", text, tuple(blocks)))
    assert len({(point.start, point.end) for point in found}) == len(found)
    assert all(text[point.start : point.end] == point.text for point in found)

from hypothesis import given
from hypothesis import strategies as st

from collation.appraisal import KINDS, heading_kind, kind_of, sides
from collation.points import points
from collation.record import Block, Turn
from tests.collation.voices import plain_turn, turn

REVIEW = """\
# Review

Authors: B. Moss and C. Fern

## 2.1 Weak spots

Three things trouble me:

- **Small sample.** Eleven bees were tracked.
- No weather data were kept.
- Bees

## What I would change

1. Track a second hive in the city.

| Claim | Judgement |
| --- | --- |
| Range | The range of nine kilometres rests on one bee |
| Speed | 31 km/h |

The antennas are described very clearly and the errors are honest.

```
a list of weaknesses, none of which is read
```

Would you like me to go into the antennas?
"""


def test_items_rows_and_judging_paragraphs_are_points():
    found = points(turn(7, "", REVIEW, position=2))
    assert [(point.kind, point.title, point.text) for point in found] == [
        ("weakness", "Small sample", "Small sample. Eleven bees were tracked."),
        ("weakness", "No weather data were kept", "No weather data were kept."),
        ("recommendation", "Track a second hive in the city", "Track a second hive in the city."),
        ("recommendation", "Range", "Range\tThe range of nine kilometres rests on one bee"),
        (
            "recommendation",
            "What I would change",
            "The antennas are described very clearly and the errors are honest.",
        ),
    ]
    assert {(point.response_id, point.response) for point in found} == {(7, 2)}
    assert [point.section_heading for point in found[:3]] == ["2.1 Weak spots", "2.1 Weak spots", "What I would change"]


def test_a_heading_announces_what_the_first_sentence_says():
    [point] = points(
        turn(1, "", "## 3.2 The bees\n\nThe paper follows one hive in a garden at the coast. It is small.")
    )
    assert (point.title, point.text) == ("The bees", "The paper follows one hive in a garden at the coast.")


def test_of_a_paragraph_the_sentence_that_judges_most_is_quoted():
    told = "The hive stood in a garden. The maps are wrong and the errors are ignored. It was June."
    [point] = points(plain_turn(1, "", told))
    assert (point.text, point.kind) == ("The maps are wrong and the errors are ignored.", "weakness")
    assert told[point.body_start : point.body_end] == told


def test_what_a_heading_says_of_what_stands_under_it():
    assert heading_kind("⚠️ Limitations and caveats") == "weakness"
    assert heading_kind("What works") == "strength"
    assert heading_kind("Risks of deployment") == "risk"
    assert heading_kind("Suggested improvements") == "recommendation"
    assert heading_kind("Strengths and weaknesses") == heading_kind("The antennas") == ""


def test_what_the_words_themselves_say():
    assert kind_of("Report the weight of each bee.") == "recommendation"
    assert kind_of("The sample is too small and the maps are outdated.") == "weakness"
    assert kind_of("A careless user could leak a hive's position.") == "risk"
    assert kind_of("The antennas are superb and the calibration is sound.") == "strength"
    assert kind_of("The hive stood in a garden.") == "other"
    assert kind_of("The hive stood in a garden.", "strength") == "strength"


def test_a_negation_turns_praise_and_fault_round():
    assert sides("The description is accurate.") == (1, 0)
    assert sides("The description is not accurate.") == (0, 1)
    assert sides("Described correctly, and not overstated.") == (2, 0)
    assert sides("The essay is misrepresented.") == (0, 2)
    assert sides("The appendix is well written, to the authors' credit.") == (1, 0)


@given(st.text(max_size=300))
def test_any_text_has_points_inside_it(text):
    for point in points(plain_turn(1, "", text)):
        assert text[point.start : point.end] == point.text.strip() != ""
        assert point.body_start <= point.start < point.end <= point.body_end
        assert point.kind in KINDS


@given(st.lists(st.sampled_from(["item", "row", "paragraph", "heading", "quote", "code"]), max_size=8), st.data())
def test_any_blocks_give_each_point_once(kinds, data):
    words = [
        data.draw(st.sampled_from(["Risks:", "Add\ta map of the coast", "It fails. No.", "1", "Why?"])) for _ in kinds
    ]
    text = "\n".join(words)
    blocks, at = [], 0
    for kind, said in zip(kinds, words, strict=True):
        blocks.append(Block(kind, data.draw(st.integers(1, 3)), at, at + len(said)))
        at += len(said) + 1
    found = points(Turn(1, 0, "", text, tuple(blocks)))
    assert len({(point.start, point.end) for point in found}) == len(found)
    assert all(text[point.start : point.end] == point.text for point in found)

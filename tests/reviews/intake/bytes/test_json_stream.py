"""JSON from strangers."""

import pytest

from reviews.intake.bytes.json_stream import DEEPEST, may_be_json, read_json
from reviews.intake.document import IntakeError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, "}]", null]}', {"a": [1, "}]", None]}),
        ('[NaN, -Infinity, "\\"["]', [None, None, '"[']),
        ('{"a": 1}\n\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        ("[" * DEEPEST + "]" * DEEPEST, None),
    ],
)
def test_values(text, value):
    assert value is None or read_json(text, "f") == value
    assert read_json(text, "f") is not None
    assert may_be_json(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "f is nested too deep: at most 200 levels of JSON are read."),
        ('{"a":' * 100_000, "f is nested too deep: at most 200 levels of JSON are read."),
        ('{"a": 1,\n "a": 2}', "f cannot be read as JSON: the key “a” stands twice in one object."),
        (
            "{" + "".join(f'"{n}": 1, ' for n in range(90_000)) + '"7": 2}',
            "f cannot be read as JSON: the key “7” stands twice in one object.",
        ),
        ('{"a": 1,\n "b"', "f is no whole JSON: line 2, character 5."),
        ('{"a": 1}\nand so on', "f is no whole JSON: line 2, character 1."),
        ('{"a": "' + '\\"' * 50_000, "f is no whole JSON: line 1, character 7."),
    ],
)
def test_what_is_refused(text, words):
    with pytest.raises(IntakeError) as refusal:
        read_json(text, "f")
    assert str(refusal.value) == words


def test_a_number_of_a_million_digits_is_nothing():
    assert read_json("[" + "9" * 1_000_000 + ", 12]", "f") == [None, 12]

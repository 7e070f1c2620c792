"""JSON as models write it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.readers.lenient_json import find_objects

KEYS = frozenset({"cells", "facts"})


def read(text: str) -> object:
    return [one.value for one in find_objects(text, KEYS)]


WHOLE = {"cells": [{"a": 1, "b": "x"}, {"a": None, "b": True}], "facts": []}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(WHOLE),
        "Here it is:\n```json\n" + json.dumps(WHOLE, indent=1) + "\n```\nI hope that helps {really}.",
        "Of {course}: " + json.dumps(WHOLE),
        '{"cells": [{"a": 1, "b": "x",}, {"a": null, "b": true},], "facts": [],}',
        "{“cells”: [{“a”: 1, “b”: “x”}, {“a”: null, “b”: true}], “facts”: []}",
        '{"cells": [{"a": 1, "b": "x"} {"a": None, "b": True}] "facts": []}',
        '{cells: [{a: 1, b: "x"}, {a: null, b: true}], facts: []}',
        '{"note": "first", ' + json.dumps(WHOLE)[1:],
        '{"result": ' + json.dumps(WHOLE) + "}",
    ],
)
def test_an_object_is_found_whatever_is_around_it(text: str):
    found = find_objects(text, KEYS)
    assert [{key: one.value[key] for key in WHOLE} for one in found] == [WHOLE]
    assert not found[0].cut_off


def test_quotation_marks_that_nobody_escaped():
    assert read('{"cells": [{"quote": "he said "so" to me", "why": "a "b", c"}]}') == [
        {"cells": [{"quote": 'he said "so" to me', "why": 'a "b", c'}]}
    ]


def test_line_breaks_and_escapes():
    assert read('{"cells": ["a\nb", "\\u00e9 \\ud83d\\ude00 \\* \\"c\\""],}') == [{"cells": ["a\nb", 'é 😀 * "c"']}]


@pytest.mark.parametrize(
    ("cut", "cells"),
    [
        ('{"cells": [{"a": 1}, {"a": 2}', [{"a": 1}, {"a": 2}]),
        ('{"cells": [{"a": 1}, {"a": 2, "b": "half of', [{"a": 1}]),
        ('{"cells": [{"a": 1}, {"a": 2, "b": ["x", "y"', [{"a": 1}]),
        ('{"cells": [{"a": 1}], "facts": [{"b', [{"a": 1}]),
    ],
)
def test_what_is_whole_is_kept_of_a_cut_reply(cut: str, cells: list):
    (found,) = find_objects(cut, KEYS)
    assert found.cut_off
    assert found.value["cells"] == cells


def test_several_objects_are_all_found():
    assert read('{"cells": [1]} and then {"facts": [2]}') == [{"cells": [1]}, {"facts": [2]}]


def test_depth_is_bounded():
    assert read('{"cells": ' + "[" * 100_000) == [{"cells": [[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]}]


@given(st.text(alphabet=st.sampled_from('{}[]":,“”\\ nu\ncells01'), max_size=80))
def test_it_never_raises(text: str):
    find_objects('{"cells": ' + text, KEYS)
    find_objects(text, KEYS)


@given(st.dictionaries(st.sampled_from(["cells", "facts"]), st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers(-(10**9), 10**9) | st.none() | st.booleans(), max_size=3), max_size=3), min_size=1), st.data())  # fmt: skip
def test_a_cut_reply_has_a_beginning_of_the_whole(whole: dict, data: st.DataObject):
    text = json.dumps(whole)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    for found in find_objects(cut, KEYS):
        for key, items in found.value.items():
            assert items == whole[key][: len(items)]

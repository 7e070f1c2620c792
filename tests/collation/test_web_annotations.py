"""Annotations in W3C JSON-LD, out and in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.web_annotations import (
    MOST_ANNOTATIONS,
    MOST_CHARS,
    NoWebAnnotations,
    WebAnnotation,
    document,
    read,
)

ONE = WebAnnotation(
    id="https://e.org/c/owls/annotations/3/",
    source="https://e.org/c/owls/responses/5/",
    exact="🦉 see",
    prefix="Owls ",
    suffix=" well.",
    start=5,
    label="claim",
    note="Do *they*?",
    creator="Bob",
    created="2026-11-30T12:00:00+00:00",
)


def test_an_annotation_is_written_as_the_model_asks():
    written = document(address="https://e.org/a.jsonld", title="Annotations of Owls", annotations=[ONE])
    assert {name: value for name, value in written.items() if name != "first"} == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://e.org/a.jsonld",
        "type": "AnnotationCollection",
        "label": "Annotations of Owls",
        "total": 1,
    }
    assert written["first"]["type"] == "AnnotationPage"
    assert written["first"]["items"] == [
        {
            "id": "https://e.org/c/owls/annotations/3/",
            "type": "Annotation",
            "motivation": ["tagging", "commenting"],
            "creator": {"type": "Person", "name": "Bob"},
            "created": "2026-11-30T12:00:00+00:00",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": "claim"},
                {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": "Do *they*?"},
            ],
            "target": {
                "source": "https://e.org/c/owls/responses/5/",
                "selector": [
                    {"type": "TextQuoteSelector", "exact": "🦉 see", "prefix": "Owls ", "suffix": " well."},
                    {"type": "TextPositionSelector", "start": 5, "end": 10},
                ],
            },
        }
    ]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ANNOTATIONS = st.builds(
    WebAnnotation,
    id=WORDS,
    source=WORDS,
    exact=WORDS,
    prefix=WORDS,
    suffix=WORDS,
    start=st.none() | st.integers(0, 10**6),
    label=WORDS,
    note=WORDS,
    creator=WORDS.map(lambda name: " ".join(name.split())),
    created=WORDS,
    modified=WORDS,
)


@given(st.lists(ANNOTATIONS, min_size=1, max_size=3))
def test_what_is_written_is_read_again(annotations):
    assert read(json.dumps(document(address="a", title="b", annotations=annotations))) == annotations


@pytest.mark.parametrize(
    "written",
    [
        {"type": "Annotation", "bodyValue": "Hm.", "target": {"source": "s", "selector": {"type": "TextQuoteSelector", "exact": "owl"}}},
        [{"type": ["Annotation"], "body": "Hm.", "target": [{"source": "s", "selector": [{"type": "TextQuoteSelector", "exact": "owl"}]}]}],
        {
            "type": "AnnotationPage",
            "items": [
                {
                    "type": "Annotation",
                    "body": {"value": "Hm."},
                    "target": {"source": "s", "selector": {"type": "RangeSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": "owl"}}},
                }
            ],
        },
    ],
)  # fmt: skip
def test_other_programs_write_it_in_other_ways(written):
    (one,) = read(json.dumps(written))
    assert (one.source, one.exact, one.note, one.start) == ("s", "owl", "Hm.", None)


def test_a_second_label_goes_into_the_note_and_who_made_it_may_be_an_address():
    bodies = [{"value": name, "purpose": "tagging"} for name in ("claim", "odd")] + ["Hm."]
    (one,) = read(json.dumps({"type": "Annotation", "target": "s", "body": bodies, "creator": "https://e.org/bob"}))
    assert (one.label, one.note, one.creator, one.exact, one.source) == (
        "claim",
        "Hm.\n\nodd",
        "https://e.org/bob",
        "",
        "s",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no JSON: line 1, column 1"),
        ('{"type": "Annotation",\n}', "no JSON: line 2, column 1"),
        ("7", "a single value"),
        ("[]", "no annotations in it"),
        ("[7]", "Annotation 1 is no object"),
        ('{"type": "Book"}', "no type “Annotation” and no items"),
        ('[{"type": "Annotation", "target": "s"}, {"type": "Annotation"}]', "Annotation 2 has no target"),
        ('{"type": "AnnotationPage", "items": [], "next": "https://e.org/2"}', "one page of several"),
        ("[" * 100_000, "nested too deeply"),
        ('{"items": ' * 40 + "[]" + "}" * 40, "nested too deeply"),
        ('[{"type": "Annotation", "target": NaN}]', "NaN is no value"),
        ("[" + "9" * 10_000 + "]", "no JSON"),
        (json.dumps([{"target": "s"}] * (MOST_ANNOTATIONS + 1)), "2,001 annotations; 2,000 are the most"),
        (" " * (MOST_CHARS + 1), "too long"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_place(text, why):
    with pytest.raises(NoWebAnnotations, match=why):
        read(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("Annotation"),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "items", "first", "target", "selector", "body", "value", "creator", "purpose", "exact"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_it_holds_it_is_read_or_refused(value):
    try:
        found = read(json.dumps(value))
    except NoWebAnnotations:
        return
    assert all(isinstance(one, WebAnnotation) for one in found)

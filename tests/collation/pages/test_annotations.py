"""Which annotations their page shows."""

from dataclasses import dataclass

from collation.pages.annotations import AnnotationFilter


@dataclass(frozen=True)
class One:
    label_key: str
    label: str
    by: str
    respondent: str
    name: str
    state: str = "here"


ALL = [
    One("claim", "Claim", "Bob", "ada", "Ada"),
    One("claim", "Claim", "Alice", "ada", "Ada"),
    One("", "", "Bob", "ada", "Ada", "lost"),
]


def told(sought: AnnotationFilter) -> dict[str, list[tuple[str, str, int, bool]]]:
    return {
        facet.name: [(choice.words, choice.query, choice.count, choice.on) for choice in facet.choices]
        for facet in sought.facets(ALL)
    }


def test_each_filter_shows_how_many_it_would_leave():
    assert told(AnnotationFilter()) == {
        "label": [("All", "", 3, True), ("Claim", "?label=claim", 2, False), ("no label", "?label=-", 1, False)],
        "by": [("All", "", 3, True), ("Bob", "?by=Bob", 2, False), ("Alice", "?by=Alice", 1, False)],
        "state": [
            ("All", "", 3, True),
            ("in the text", "?state=here", 2, False),
            ("words gone", "?state=lost", 1, False),
        ],
    }


def test_filters_add_up():
    sought = AnnotationFilter.asked_by({"label": "claim", "by": "Bob", "other": "x"})
    assert sought.chosen(ALL) == ALL[:1]
    assert sought.query == "?label=claim&by=Bob"
    assert told(sought)["by"] == [
        ("All", "?label=claim", 2, False),
        ("Bob", "?label=claim&by=Bob", 1, True),
        ("Alice", "?label=claim&by=Alice", 1, False),
    ]


def test_an_unknown_choice_shows_none_and_can_be_left():
    sought = AnnotationFilter.asked_by({"label": "joke"})
    assert sought.chosen(ALL) == []
    assert ("joke", "?label=joke", 0, True) in told(sought)["label"]

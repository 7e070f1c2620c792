"""Which findings a page shows, in groups, and its filters."""

import pytest

from collation.findings.findings import ReviewedFinding, ReviewerRating
from collation.pages.findings import FindingFilter, filters, groups, sentence


def finding(
    key: str, pattern: str = "shared", kind: str = "risk", *ratings: str, stored: bool = False
) -> ReviewedFinding:
    rated = tuple(ReviewerRating(f"R{at}", value) for at, value in enumerate(ratings))
    return ReviewedFinding(key, key, kind, pattern, (), (), (), (), "", rated, 1 if stored else None)


FOUND = (
    finding("a", "disputed", "risk", "major", stored=True),
    finding("b", "shared", "weakness", stored=True),
    finding("c", "single", "risk", "major", "wrong", stored=True),
    finding("d", "shared", "other"),
)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({}, "abdc"),
        ({"kind": "risk"}, "ac"),
        ({"kind": "risk", "pattern": "single"}, "c"),
        ({"rating": "wrong"}, "c"),
        ({"rating": "unrated"}, "bd"),
        ({"rating": "not_raised"}, ""),
        ({"kind": "nonsense", "rating": ""}, "abdc"),
    ],
)
def test_what_is_sought(query, keys):
    sought = FindingFilter.asked_by(query)

    assert "".join(one.key for group in groups(FOUND, sought) for one in group.findings) == keys


def test_a_query_says_what_is_sought_again():
    assert FindingFilter().query == ""
    sought = FindingFilter(pattern="shared", rating="unrated")
    assert sought.query == "?pattern=shared&rating=unrated"
    assert FindingFilter.asked_by({"pattern": "shared", "rating": "unrated"}) == sought


def test_groups_are_named_and_none_is_empty():
    assert [(group.name, len(group.findings)) for group in groups(FOUND)] == [
        ("Disputed", 1),
        ("Two or more quoted", 2),
        ("One quoted", 1),
    ]


def test_filters_count_beside_what_is_sought():
    pattern, kind, rating = filters(FOUND, FindingFilter(kind="risk"))

    assert [(one.words, one.count, one.on) for one in pattern.choices] == [
        ("All", 2, True),
        ("Disputed", 1, False),
        ("One quoted", 1, False),
    ]
    assert [(one.words, one.count, one.on, one.query) for one in kind.choices] == [
        ("All", 4, False, ""),
        ("Weakness", 1, False, "?kind=weakness"),
        ("Risk", 2, True, "?kind=risk"),
        ("Not said", 1, False, "?kind=other"),
    ]
    assert [(one.words, one.count) for one in rating.choices] == [("All", 2), ("Major", 2), ("Wrong", 1)]


def test_a_filter_that_changes_nothing_is_not_offered():
    assert [one.name for one in filters(FOUND[1:2], FindingFilter())] == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            FOUND,
            "Three findings gathered by people, and one sentence that two or more say in nearly the same words, "
            "suggested by the built-in rules.",
        ),
        (FOUND[:1], "One finding gathered by people."),
        (
            [finding("a"), finding("b")],
            "Two sentences that two or more say in nearly the same words, suggested by the built-in rules.",
        ),
        ([], ""),
    ],
)
def test_the_sentence(found, said):
    assert sentence(found) == said

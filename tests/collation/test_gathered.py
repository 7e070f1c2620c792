"""People's findings laid over candidates, and what is sought among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.findings import PATTERNS, Candidate
from collation.gathered import Finding, Gathered, Rated, Said, findings
from collation.points import Point
from collation.record import Block, Respondent, Turn
from collation.sought import Sought, filters, groups, sentence

WORDS = "The sample is small. No code was released. The baselines are weak."
SAMPLE, CODE, BASELINES = (0, 20), (21, 42), (43, 66)


def respondent(number: int, name: str, kind: str = "model") -> Respondent:
    turn = Turn(number * 10, 0, "What is weak?", WORDS, (Block("paragraph", 0, 0, len(WORDS)),))
    return Respondent(name.lower(), number, name, kind, "", 1, "unknown", "", (turn,))


ADA, BERT, CLEO, DORA = (respondent(at, name) for at, name in enumerate(("Ada", "Bert", "Cleo", "Dora"), start=1))
ALL = (ADA, BERT, CLEO, DORA)


def point(of: Respondent, span: tuple[int, int]) -> Point:
    turn = of.turns[0]
    text = turn.text[slice(*span)]
    return Point(turn.response_id, 0, *span, text, text, *span, *span, "weakness", "")


def candidate(
    key: str, *spoken: tuple[Respondent, tuple[int, int]], pattern: str = "consensus", opposed=()
) -> Candidate:
    by = tuple(dict.fromkeys(of.key for of, _ in spoken))
    return Candidate(
        key,
        f"Title of {key}",
        "weakness",
        pattern,
        tuple(one for one in by if one not in opposed),
        tuple(opposed),
        (),
        tuple((one, tuple(point(of, span) for of, span in spoken if of.key == one)) for one in by),
        "They share “sample”.",
    )


def said(of: Respondent, span: tuple[int, int], opposes: bool = False, number: int = 1) -> Said:
    return Said(of.key, of.turns[0].response_id, 0, *span, WORDS[slice(*span)], opposes, number)


def gathered(*words: Said, number: int = 7, ratings: tuple[Rated, ...] = (), title: str = "Small") -> Gathered:
    return Gathered(number, "", title, "risk", "Bob", words, ratings)


def test_a_candidate_alone_is_shown_as_the_engine_has_it():
    (found,) = findings(
        [candidate("c1", (ADA, SAMPLE), (BERT, SAMPLE), opposed=("bert",), pattern="contradiction")], [], ALL
    )

    assert (found.key, found.title, found.kind, found.pattern, found.grouped_by) == (
        "c1",
        "Title of c1",
        "weakness",
        "contradiction",
        "engine",
    )
    assert (found.raised_by, found.opposed_by, found.silent) == (("ada",), ("bert",), ("cleo", "dora"))
    assert found.said == (
        Said("ada", 10, 0, 0, 20, "The sample is small.", False, None, 0),
        Said("bert", 20, 0, 0, 20, "The sample is small.", True, None, 0),
    )
    assert (found.why, found.ratings, found.finding_id, found.by) == ("They share “sample”.", (), None, "")


def test_gathered_points_leave_their_candidates_and_the_emptied_vanish():
    found = findings(
        [
            candidate("c1", (ADA, SAMPLE), (BERT, SAMPLE)),
            candidate("c2", (CLEO, CODE), pattern="unique_insight"),
            candidate("c3", pattern="blind_spot"),
        ],
        [gathered(said(ADA, (4, 10)), said(CLEO, CODE))],
        ALL,
    )

    assert [(one.key, one.pattern) for one in found] == [
        ("finding-7", "partial_coverage"),
        ("c3", "blind_spot"),
        ("c1", "unique_insight"),
    ]
    assert [(one.respondent, one.text) for one in found[2].said] == [("bert", "The sample is small.")]
    assert found[2].why == "They share “sample”. Of its points one is gathered elsewhere by now."


def test_what_people_gathered_says_who_did_and_how_it_is_rated():
    ratings = (Rated("Ann", "major"), Rated("Bob", "wrong", own=True), Rated("Cem", "major"))
    (found,) = findings([], [gathered(said(ADA, SAMPLE), ratings=ratings)], ALL)

    assert (found.key, found.grouped_by, found.by) == ("finding-7", "person", "Bob")
    assert (found.tally, found.own_rating) == ((("major", 2), ("wrong", 1)), "wrong")
    assert found.why.startswith("Gathered by Bob.")


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ([said(ADA, SAMPLE)], "unique_insight"),
        ([said(ADA, SAMPLE), said(BERT, SAMPLE)], "partial_coverage"),
        ([said(ADA, SAMPLE), said(BERT, SAMPLE), said(CLEO, SAMPLE)], "consensus"),
        ([said(ADA, SAMPLE), said(BERT, SAMPLE, True)], "contradiction"),
        (
            [said(ADA, SAMPLE, True), said(BERT, SAMPLE, True), said(CLEO, CODE, True), said(DORA, CODE, True)],
            "consensus",
        ),
        ([said(ADA, SAMPLE), said(ADA, CODE, True)], "unique_insight"),
    ],
)
def test_the_pattern_of_what_people_gathered(words, pattern):
    others = [candidate(str(at), (of, BASELINES), pattern="unique_insight") for at, of in enumerate(ALL)]
    found = findings(others, [gathered(*words)], ALL)

    assert next(one.pattern for one in found if one.finding_id) == pattern


def test_people_are_not_missed_among_models():
    eve = respondent(5, "Eve", "person")
    others = [candidate("c", (eve, BASELINES), pattern="unique_insight")]
    found = findings(others, [gathered(said(ADA, SAMPLE), said(BERT, SAMPLE))], (*ALL[:2], eve))

    assert found[0].pattern == "consensus"
    assert found[0].silent == ("eve",)


def test_one_who_says_both_speaks_against_it():
    (found,) = findings([], [gathered(said(ADA, SAMPLE), said(ADA, CODE, True), said(BERT, CODE))], ALL)

    assert (found.raised_by, found.opposed_by) == (("bert",), ("ada",))


def test_words_lead_to_their_place_in_the_answer():
    blocks = (Block("paragraph", 0, 0, 20), Block("paragraph", 0, 21, 42), Block("paragraph", 0, 43, 66))
    turn = Turn(10, 0, "", WORDS, blocks)
    ada = Respondent("ada", 1, "Ada", "model", "", 1, "unknown", "", (turn,))
    (found,) = findings(
        [], [gathered(Said("ada", 10, 0, 46, 65, "baselines - are & weak, a, b, c, d", point_id=1))], (ada,)
    )

    assert found.said[0].anchor == 43
    assert found.said[0].fragment == "at-43:~:text=baselines%20%2D%20are%20%26%20weak%2C%20a%2C%20b%2C%20c%2C"


spans = st.tuples(st.integers(0, 60), st.integers(1, 6)).map(lambda one: (one[0], one[0] + one[1]))
spoken = st.lists(st.tuples(st.sampled_from(ALL), spans), min_size=1, max_size=6)


@given(st.lists(spoken, max_size=5), st.lists(spoken, max_size=3))
def test_no_point_is_lost_or_shown_twice(by_engine, by_people):
    candidates = [candidate(f"c{at}", *held) for at, held in enumerate(by_engine)]
    stored = [gathered(*(said(*one) for one in held), number=at) for at, held in enumerate(by_people)]
    found = findings(candidates, stored, ALL)
    taken = [(of.key, *span) for held in by_people for of, span in held]

    def free(of: Respondent, start: int, end: int) -> bool:
        return not any(who == of.key and start < other_end and other < end for who, other, other_end in taken)

    shown = [(one.respondent, one.start, one.end) for each in found if each.finding_id is None for one in each.said]
    assert sorted(shown) == sorted((of.key, *span) for held in by_engine for of, span in held if free(of, *span))
    kept = [(one.respondent, one.start, one.end) for each in found if each.finding_id is not None for one in each.said]
    assert sorted(kept) == sorted(taken)
    for each in found:
        assert {*each.raised_by, *each.opposed_by, *each.silent} == {one.key for one in ALL}
        assert len(each.raised_by) + len(each.opposed_by) + len(each.silent) == len(ALL)
        assert each.pattern in PATTERNS and each.said
    assert [PATTERNS.index(one.pattern) for one in found] == sorted(PATTERNS.index(one.pattern) for one in found)


# What is sought


def finding(key: str, pattern: str = "consensus", kind: str = "risk", *ratings: str, stored: bool = False) -> Finding:
    rated = tuple(Rated(f"R{at}", value) for at, value in enumerate(ratings))
    return Finding(key, key, kind, pattern, (), (), (), (), "", rated, 1 if stored else None)


FOUND = (
    finding("a", "contradiction", "risk", "major", stored=True),
    finding("b", "consensus", "weakness"),
    finding("c", "unique_insight", "risk", "major", "wrong", stored=True),
    finding("d", "unique_insight", "other"),
)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({}, "abcd"),
        ({"kind": "risk"}, "ac"),
        ({"kind": "risk", "pattern": "unique_insight"}, "c"),
        ({"rating": "wrong"}, "c"),
        ({"rating": "unrated"}, "bd"),
        ({"rating": "not_raised"}, ""),
        ({"kind": "nonsense", "rating": ""}, "abcd"),
    ],
)
def test_what_is_sought(query, keys):
    sought = Sought.asked_by(query)

    assert "".join(one.key for group in groups(FOUND, sought) for one in group.findings) == keys


def test_a_query_says_what_is_sought_again():
    assert Sought().query == ""
    sought = Sought(pattern="consensus", rating="unrated")
    assert sought.query == "?pattern=consensus&rating=unrated"
    assert Sought.asked_by({"pattern": "consensus", "rating": "unrated"}) == sought


def test_groups_are_named_and_none_is_empty():
    assert [(group.name, len(group.findings)) for group in groups(FOUND)] == [
        ("Contradiction", 1),
        ("Consensus", 1),
        ("Unique insight", 2),
    ]


def test_filters_count_beside_what_is_sought():
    pattern, kind, rating = filters(FOUND, Sought(kind="risk"))

    assert [(one.words, one.count, one.on) for one in pattern.choices] == [
        ("All", 2, True),
        ("Contradiction", 1, False),
        ("Unique insight", 1, False),
    ]
    assert [(one.words, one.count, one.on, one.query) for one in kind.choices] == [
        ("All", 4, False, ""),
        ("Weakness", 1, False, "?kind=weakness"),
        ("Risk", 2, True, "?kind=risk"),
        ("Other", 1, False, "?kind=other"),
    ]
    assert [(one.words, one.count) for one in rating.choices] == [("All", 2), ("Major", 2), ("Wrong", 1)]


def test_a_filter_that_changes_nothing_is_not_offered():
    assert [one.name for one in filters(FOUND[1:2], Sought())] == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            FOUND,
            "Two points that two or more raise, one of them disputed, and two that one alone raises. "
            "People have taken up two.",
        ),
        (
            [finding("a"), finding("b", "blind_spot")],
            "One point that two or more raise, and one that nobody speaks of. "
            "Nobody has taken one up yet: all are suggestions.",
        ),
        ([finding("a")], "One point that two or more raise. Nobody has taken one up yet: all are suggestions."),
    ],
)
def test_the_sentence(found, said):
    assert sentence(found) == said

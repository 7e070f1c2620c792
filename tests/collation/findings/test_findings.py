"""People's findings, and the candidates that they leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.findings.candidates import Candidate
from collation.findings.findings import (
    PATTERNS,
    Quotation,
    ReviewerRating,
    StoredFinding,
    findings,
    place_of,
)
from collation.findings.points import RaisedPoint
from collation.record import Block, Respondent, Turn

WORDS = "The sample is small. No code was released. The baselines are weak."
SAMPLE, CODE, BASELINES = (0, 20), (21, 42), (43, 66)


def respondent(number: int, name: str, kind: str = "model") -> Respondent:
    turn = Turn(number * 10, 0, "What is weak?", WORDS, (Block("paragraph", 0, 0, len(WORDS)),))
    return Respondent(
        key=name.lower(),
        transcript_id=number,
        name=name,
        kind=kind,
        version="",
        round=1,
        evidence_basis="unknown",
        evidence_quote="",
        turns=(turn,),
    )


ADA, BERT, CLEO, DORA = (respondent(at, name) for at, name in enumerate(("Ada", "Bert", "Cleo", "Dora"), start=1))
ALL = (ADA, BERT, CLEO, DORA)


def point(of: Respondent, span: tuple[int, int]) -> RaisedPoint:
    turn = of.turns[0]
    return RaisedPoint(turn.response_id, 0, *span, turn.text[slice(*span)], ())


def candidate(key: str, *spoken: tuple[Respondent, tuple[int, int]]) -> Candidate:
    by = tuple(dict.fromkeys(of.key for of, _ in spoken))
    return Candidate(
        key,
        f"“Title of {key}”",
        tuple((one, tuple(point(of, span) for of, span in spoken if of.key == one)) for one in by),
        "They say the same.",
    )


def said(of: Respondent, span: tuple[int, int], opposes: bool = False, number: int = 1) -> Quotation:
    start, end = span
    return Quotation(
        respondent=of.key,
        response_id=of.turns[0].response_id,
        response=0,
        start=start,
        end=end,
        text=WORDS[start:end],
        opposes=opposes,
        point_id=number,
    )


def gathered(
    *words: Quotation, number: int = 7, ratings: tuple[ReviewerRating, ...] = (), title: str = "Small"
) -> StoredFinding:
    return StoredFinding(number, "", title, "risk", "Bob", words, ratings)


def test_a_candidate_alone_is_shown_as_the_rules_have_it():
    (found,) = findings([candidate("c1", (ADA, SAMPLE), (BERT, SAMPLE))], [], ALL)

    assert (found.key, found.title, found.kind, found.pattern, found.grouped_by) == (
        "c1",
        "“Title of c1”",
        "other",
        "shared",
        "rules",
    )
    assert (found.raised_by, found.opposed_by, found.unquoted) == (("ada", "bert"), (), ("cleo", "dora"))
    assert found.said == (
        Quotation(
            respondent="ada",
            response_id=10,
            response=0,
            start=0,
            end=20,
            text="The sample is small.",
            opposes=False,
            point_id=None,
            anchor=0,
        ),
        Quotation(
            respondent="bert",
            response_id=20,
            response=0,
            start=0,
            end=20,
            text="The sample is small.",
            opposes=False,
            point_id=None,
            anchor=0,
        ),
    )
    assert (found.why, found.ratings, found.finding_id, found.by) == ("They say the same.", (), None, "")


def test_gathered_points_leave_their_candidates_and_one_voice_alone_is_no_candidate():
    found = findings(
        [
            candidate("c1", (ADA, SAMPLE), (BERT, SAMPLE), (CLEO, SAMPLE)),
            candidate("c2", (CLEO, CODE), (DORA, CODE)),
        ],
        [gathered(said(ADA, (4, 10)), said(CLEO, CODE))],
        ALL,
    )

    assert [(one.key, one.pattern) for one in found] == [("finding-7", "shared"), ("c1", "shared")]
    assert [(one.respondent, one.text) for one in found[1].said] == [
        ("bert", "The sample is small."),
        ("cleo", "The sample is small."),
    ]
    assert found[1].why == "They say the same. Of its quotations one is gathered elsewhere by now."


def test_what_people_gathered_says_who_did_and_how_it_is_rated():
    ratings = (ReviewerRating("Ann", "major"), ReviewerRating("Bob", "wrong", own=True), ReviewerRating("Cem", "major"))
    (found,) = findings([], [gathered(said(ADA, SAMPLE), ratings=ratings)], ALL)

    assert (found.key, found.grouped_by, found.by) == ("finding-7", "person", "Bob")
    assert (found.tally, found.own_rating) == ((("major", 2), ("wrong", 1)), "wrong")
    assert found.why.startswith("Gathered by Bob.")


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ([said(ADA, SAMPLE)], "single"),
        ([said(ADA, SAMPLE), said(BERT, SAMPLE)], "shared"),
        ([said(ADA, SAMPLE), said(BERT, SAMPLE, True)], "disputed"),
        ([said(ADA, SAMPLE, True), said(BERT, SAMPLE, True)], "shared"),
        ([said(ADA, SAMPLE), said(ADA, CODE, True)], "single"),
    ],
)
def test_the_pattern_of_what_people_gathered(words, pattern):
    (found,) = findings([], [gathered(*words)], ALL)

    assert found.pattern == pattern


def test_one_who_says_both_speaks_against_it():
    (found,) = findings([], [gathered(said(ADA, SAMPLE), said(ADA, CODE, True), said(BERT, CODE))], ALL)

    assert (found.raised_by, found.opposed_by) == (("bert",), ("ada",))


def test_words_lead_to_their_place_in_the_answer():
    blocks = (Block("paragraph", 0, 0, 20), Block("paragraph", 0, 21, 42), Block("paragraph", 0, 43, 66))
    turn = Turn(10, 0, "", WORDS, blocks)
    ada = Respondent(
        key="ada",
        transcript_id=1,
        name="Ada",
        kind="model",
        version="",
        round=1,
        evidence_basis="unknown",
        evidence_quote="",
        turns=(turn,),
    )
    (found,) = findings(
        [],
        [
            gathered(
                Quotation(
                    respondent="ada",
                    response_id=10,
                    response=0,
                    start=46,
                    end=65,
                    text="baselines - are & weak, a, b, c, d",
                    point_id=1,
                )
            )
        ],
        (ada,),
    )

    assert found.said[0].anchor == 43
    assert found.said[0].fragment == "at-43:~:text=baselines%20%2D%20are%20%26%20weak%2C%20a%2C%20b%2C%20c%2C"


spans = st.tuples(st.integers(0, 60), st.integers(1, 6)).map(lambda one: (one[0], one[0] + one[1]))
spoken = st.lists(st.tuples(st.sampled_from(ALL), spans), min_size=1, max_size=6)


@given(st.lists(spoken, max_size=5), st.lists(spoken, max_size=3))
def test_no_gathered_point_is_lost_and_none_is_suggested_again(by_rules, by_people):
    candidates = [candidate(f"c{at}", *held) for at, held in enumerate(by_rules)]
    stored = [gathered(*(said(*one) for one in held), number=at) for at, held in enumerate(by_people)]
    found = findings(candidates, stored, ALL)
    taken = [(of.key, *span) for held in by_people for of, span in held]

    kept = [(one.respondent, one.start, one.end) for each in found if each.finding_id is not None for one in each.said]
    assert sorted(kept) == sorted(taken)
    for each in found:
        assert {*each.raised_by, *each.opposed_by, *each.unquoted} == {one.key for one in ALL}
        assert len(each.raised_by) + len(each.opposed_by) + len(each.unquoted) == len(ALL)
        assert each.pattern in PATTERNS and each.said
        if each.finding_id is None:
            assert (each.pattern, each.kind) == ("shared", "other")
            assert not any(
                who == one.respondent and one.start < end and start < one.end
                for one in each.said
                for who, start, end in taken
            )
    assert [PATTERNS.index(one.pattern) for one in found] == sorted(PATTERNS.index(one.pattern) for one in found)


@given(st.text(st.sampled_from("ab ."), max_size=12), st.integers(0, 9), st.integers(1, 9))
def test_words_are_found_where_they_stand(text, start, length):
    turn = Turn(10, 0, "", text, ())
    words = text[start : start + length]
    found = place_of(
        words,
        Respondent(
            key="ada",
            transcript_id=1,
            name="Ada",
            kind="model",
            version="",
            round=1,
            evidence_basis="unknown",
            evidence_quote="",
            turns=(turn,),
        ),
    )
    assert (found is None) == (not words.strip())
    if found:
        assert " ".join(text[found[1] : found[2]].split()) == " ".join(words.split())


def test_words_are_found_over_a_break_and_nowhere_else():
    assert place_of("is small.\n No", ADA) == (ADA.turns[0], 11, 23)
    assert place_of("is large", ADA) is None

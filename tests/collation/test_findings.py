from collections.abc import Sequence
from itertools import chain, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.findings import Candidate, candidates
from collation.points import points
from collation.record import Respondent
from tests.collation.peer_review import PAPERS, reviews
from tests.collation.voices import SAFE, plain_turn, respondent, turn

ALIKE = {
    "graph_store": [
        ("merge scheduler is an", "merge scheduler is genuinely"),
        ("Untuned baselines", "untuned, with"),
        ("40 million edges", "Forty million edges"),
        ("No tail latency", "credit for tail latencies"),
        ("write-ahead log", "Durability is overstated"),
        ("Access control", "Multi-tenant"),
        ("traces are public", "publish Docker images", "could not reproduce"),
    ],
    "seagrass": [
        ("Spatial autocorrelation", "independent"),
        ("Turbid water", "Estuaries"),
        ("No uncertainty", "Total area"),
        ("Carbon", "carbon section"),
        ("Divers", "survey", "Strong field"),
        ("Minor", "Seasonality"),
    ],
    "sleep_trial": [
        ("Self-reported", "Diaries"),
        ("Older patients", "Elderly"),
        ("different taste", "remained blind"),
        ("registry entry", "Registration"),
        ("shares in", "own shares"),
        ("adverse events", "Adverse events"),
    ],
    "tutoring": [
        ("Take-up", "never used"),
        ("Spillovers", "Classroom spillovers"),
        ("Attrition", "Differential attrition"),
        ("Cost.", "Cost-effectiveness"),
        ("seventeen subgroups", "Seventeen subgroups"),
        ("External validity", "One city"),
    ],
}
"""The points that a careful reader puts together, by words of theirs."""


def told(candidate: Candidate, said: Sequence[Respondent]) -> list[str]:
    """What the points of a candidate are read by."""
    texts = {turn.response_id: turn.text for one in said for turn in one.turns}
    held = (point for _, held in candidate.points for point in held)
    return [texts[point.response_id][point.body_start : point.body_end] for point in held]


def shared(paper: str) -> list[Candidate]:
    return [one for one in candidates(reviews(paper)) if len(one.points) > 1]


@pytest.mark.parametrize("paper", PAPERS)
def test_points_that_speak_of_the_same_thing_are_put_together(paper):
    texts = [told(one, reviews(paper)) for one in shared(paper)]
    for words in ALIKE[paper]:
        assert any(all(any(word in text for text in held) for word in words) for held in texts), (words, texts)


@pytest.mark.parametrize("paper", PAPERS)
def test_little_else_is_put_together(paper):
    assert len(shared(paper)) <= len(ALIKE[paper]) + 1


def of(said: Sequence[Respondent], words: str) -> Candidate:
    return next(one for one in candidates(said) if any(words in text for text in told(one, said)))


def test_a_candidate_says_who_raises_it_and_who_does_not():
    one = of(reviews("sleep_trial"), "Older patients")
    assert (one.pattern, one.raised_by, one.opposed_by, one.not_raised_by) == (
        "partial_coverage",
        ("ada", "cleo"),
        (),
        ("bert",),
    )
    assert (one.title, one.kind) == ("Elderly patients were excluded", "weakness")
    assert one.why.startswith("Raised by Ada and Cleo, not by Bert. They share “")
    assert "pills" in one.why


def test_what_all_raise_is_a_consensus():
    one = of(reviews("seagrass"), "Divers")
    assert (one.pattern, one.raised_by, one.kind) == ("consensus", ("ada", "bert", "cleo"), "strength")


def test_what_one_alone_says_is_an_insight_of_theirs():
    one = of(reviews("sleep_trial"), "40 mg")
    assert (one.pattern, one.raised_by, one.not_raised_by, one.why) == (
        "unique_insight",
        ("cleo",),
        ("ada", "bert"),
        "Only Cleo raises this.",
    )


def test_praise_against_fault_is_a_contradiction():
    found = candidates(
        (
            respondent(
                "ada", turn(1, "", "- **Sources.** Wellbrook 2011 is accurately cited and described correctly.")
            ),
            respondent(
                "bert", turn(2, "", "- **Sources.** Wellbrook 2011 is mischaracterised, and misleading at that.")
            ),
        )
    )
    [one] = found
    assert (one.pattern, one.raised_by, one.opposed_by) == ("contradiction", ("bert",), ("ada",))
    assert one.why.endswith("Fault and praise: Bert mostly finds fault where Ada mostly praises.")


def test_who_praises_the_same_thing_stands_on_that_side():
    said = reviews("graph_store")
    images, latency = of(said, "could not reproduce"), of(said, "No tail latency")
    assert (images.pattern, images.raised_by, images.opposed_by) == ("contradiction", ("cleo",), ("ada", "bert"))
    assert (latency.pattern, latency.raised_by, latency.opposed_by) == ("contradiction", ("ada",), ("cleo",))


def test_denied_and_affirmed_is_a_contradiction():
    found = candidates(
        (
            respondent("ada", turn(1, "", "- There was no red-teaming of the agent before its release.")),
            respondent("bert", turn(2, "", "- Extensive red-teaming of the agent took place before release.")),
        )
    )
    assert [(one.pattern, one.raised_by, one.opposed_by) for one in found] == [("contradiction", ("ada",), ("bert",))]
    assert "differ on “red-teaming" in found[0].why


def test_a_topic_of_which_nobody_speaks_is_a_blind_spot():
    sections = ("1 Introduction", "4.2 Depth of the roots", "Turbid water", "References")
    found = [one for one in candidates(reviews("seagrass"), (SAFE,), sections) if one.pattern == "blind_spot"]
    assert {(one.title, one.why) for one in found} == {
        ("Depth of the roots", "It is a heading of the paper, and no answer holds its words."),
        ("Is it safe", "The question “Is it safe?” asks about it, and no answer holds its words."),
    }
    assert {one.not_raised_by for one in found} == {("ada", "bert", "cleo")}
    assert candidates((), (SAFE,), sections) == ()


def test_a_question_answered_in_other_words_is_no_blind_spot():
    ada = respondent("ada", turn(1, "Is it safe?", "- Nobody looked into that, which is a pity."))
    assert [one.pattern for one in candidates((ada,), (SAFE,))] == ["unique_insight"]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_order_of_the_respondents_changes_no_candidate(paper):
    def bare(found):
        return [(one.key, one.title, one.pattern, set(one.raised_by), set(one.opposed_by)) for one in found]

    first, *others = [bare(candidates(order)) for order in permutations(reviews(paper))]
    assert all(other == first for other in others)


@pytest.mark.parametrize("paper", PAPERS)
def test_most_keys_outlive_an_added_transcript(paper):
    before = {one.key for one in candidates(reviews(paper)[:2])}
    after = {one.key for one in candidates(reviews(paper))}
    assert len(before & after) >= 0.9 * len(before)


def test_points_of_another_kind_of_respondent_are_not_missed():
    a, b, c = reviews("sleep_trial")
    model = respondent("gpt", turn(9, "", "- The title is long, which is a pity."), transcript_id=9)
    assert of((a, b, c, model), "Older patients").not_raised_by == ("bert",)


WORDS = st.lists(
    st.sampled_from(
        "the bees fail no map risk 2011 Moss-Fern “coast” should\n- \n ( lack accurate . : PNN(s) İ \ud800".split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(st.lists(st.one_of(WORDS, st.text(max_size=80)), max_size=4))
def test_every_point_is_in_exactly_one_candidate(texts):
    said = [respondent(f"r{at}", plain_turn(at, "", text), transcript_id=at + 1) for at, text in enumerate(texts)]
    found = candidates(said)
    held = [(point.response_id, point.start) for one in found for _, points_ in one.points for point in points_]
    assert sorted(held) == sorted(
        (point.response_id, point.start) for one in said for point in chain.from_iterable(map(points, one.turns))
    )
    assert len({one.key for one in found}) == len(found)
    assert [one.key for one in candidates(said[::-1])] == [one.key for one in found]

"""What two or more respondents say in nearly the same words, and nothing else."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.findings.candidates import Candidate, candidates
from collation.findings.points import points
from collation.record import Respondent
from tests.collation.samples.answers import plain_turn, respondent, turn


def told(*texts: str, known: tuple[str, ...] = ()) -> tuple[Candidate, ...]:
    """The candidates of answers by "a", "b", "c" …"""
    return candidates([respondent("abcdef"[at], turn(at + 1, "", text)) for at, text in enumerate(texts)], known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The sample is too small to support the conclusion.", "The sample is too small to support this conclusion."),
        (
            "No error bars are reported for the main experiment.",
            "No error bars were ever seen. No error bars are reported for the main experiment.",
        ),
        ("- Baseline comparisons are missing", "Baseline comparisons are missing."),
        ("The paper lacks a control group.", "Here this article lacks a control group."),
        ("- Add confidence intervals to the second table.", "Add confidence intervals to the second table."),
        ("- **Weakness:** the tower leans north", "- **Tower:** The tower leans north."),
        ("Main concerns\n\n- The tower leans north", "## Tower\n\nThe tower leans north."),
        ("The writing is unclear in places.", "Overall, the writing is unclear in places."),
        ("| Part | Note |\n|---|---|\n| Data | The raw data are not shared |", "The raw data are not shared."),
        ("The bees returned before the rain started.", "The bees returned before the rain had started."),
        ("The dogs helped the owners sleep.", "The dogs helped the owners to sleep."),
        ("Nearly all owners said the dogs barked.", "Nearly all owners said that the dogs barked."),
        ("The sample is very small for this claim.", "The sample is far too small. The sample is small for the claim."),
        ("Die Stichprobe ist für diese Aussage zu klein.", "Die Stichprobe ist für diese Aussage zu klein."),
        ("標本は小さすぎる。 結論は言えない。", "標本は小さすぎる。 結論は言えない。"),
    ],
)
def test_nearly_the_same_words_are_one_point(one, other):
    (found,) = told(one, other)
    assert [key for key, _ in found.points] == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The proofs are complete and correct.", "The proofs are not complete and correct."),
        ("No error bars are reported for the main result.", "Error bars are reported for the main result."),
        ("The evaluation is sufficient for the claims made.", "The evaluation is insufficient for the claims made."),
        ("The ablation study of the model is convincing.", "The ablation study of the model is hardly convincing."),
        (
            "The roof is well built, but the stairs are too steep.",
            "The roof is badly built, but the stairs are too steep.",
        ),
        ("The red engine outperforms the blue engine.", "The blue engine outperforms the red engine."),
        ("The wolf was chased by the shepherd in the snow.", "The wolf chased the shepherd in the snow."),
        ("The data should be released with the tables.", "The data are released with the tables."),
        ("The effect is possibly due to the selection of patients.", "The effect is due to the selection of patients."),
        ("The authors claim that the drug is safe for children.", "The drug is safe for children."),
        ("Patients with diabetes were excluded.", "Patients without diabetes were excluded."),
        ("Only the third experiment supports the main thesis.", "The third experiment supports the main thesis."),
        ("If the budget holds, the museum opens on time.", "The budget holds, the museum opens on time."),
        ("8 of the 20 joints were loose in the second test.", "2 of the 20 joints were loose in the second test."),
        (
            "The dam raises the river level each spring by two metres.",
            "The dam raises the river level each spring by three metres.",
        ),
        ("The box is safe for vaccines, and only in the winter.", "The box is safe for vaccines."),
        ("The box is safe for vaccines, but heavy.", "The box is safe for vaccines."),
        ("The drug reduced infant deaths in both trials in Kenya.", "The drug reduced deaths in both trials in Kenya."),
        ("The method increases the yield in dry years.", "The method decreases the yield in dry years."),
        ("Die Stichprobe ist für diese Aussage zu klein.", "Die Stichprobe ist für diese Aussage nicht zu klein."),
        ("The roll is transcribed faithfully, including its deletions.", "The roll is transcribed faithfully."),
        (
            "No frozen vials were found, and freezing is the danger here.",
            "No frozen vials were found; the box is well made.",
        ),
        ("The fee is 30 euros a year.", "The fee is 30 euros a year, and in the annex it is 40 euros."),
        ("The ferry lost money in the first year.", "The ferry lost money in the second year."),
        ("The second dose came 4 weeks after the first.", "The second dose came 4 weeks after the third."),
        ("The bees returned before the rain started.", "The bees returned after the rain started."),
        ("The water level rose by two metres in spring.", "The water level rose to two metres in spring."),
        ("Few owners said that the dogs barked at night.", "A few owners said that the dogs barked at night."),
        ("Some owners kept the dogs in the house.", "Most owners kept the dogs in the house."),
        ("Only men smoke pipes in the harbour.", "Men smoke only pipes in the harbour."),
        ("All owners need not pay for the licence.", "Not all owners need pay for the licence."),
        ("The toll was fully paid by the parish.", "The toll was partly paid by the parish."),
        ("The toll was fully paid by the parish.", "The toll was paid by the parish."),
        ("The mill will close in the winter.", "The mill may close in the winter."),
        ("The mill was closed to visitors in winter.", "The mill is closed to visitors in winter."),
        ("The licence costs €40 in each parish.", "The licence costs $40 in each parish."),
        ("The effect is real (p < 0.05) in both groups.", "The effect is real (p > 0.05) in both groups."),
        ("Certain owners refused the licence.", "Owners refused the licence."),
        ("The letter to the mayor was never sent.", "The letter of the mayor was never sent."),
        ("The main bridge needs repair in the north.", "The bridge needs repair in the north."),
        ("## Study 1\n\nThe sample is too small.", "## Study 2\n\nThe sample is too small."),
        ("In the first winter:\n\n- The ice broke two piers", "In the second winter:\n\n- The ice broke two piers"),
        ("### Adults\n\nThe dose is safe enough.", "### Children\n\nThe dose is safe enough."),
        ("For adults: the dose is safe enough.", "For children: the dose is safe enough."),
        ("Rumour has it:\n\n- The bell is badly cracked", "The bell is badly cracked."),
        ("What the paper leaves out:\n\n- The bell is badly cracked", "The bell is badly cracked."),
        ("Myth: the bell is badly cracked.", "The bell is badly cracked."),
        ("The night fell to -5 degrees at last.", "The night fell to 5 degrees at last."),
        ("It raises the yield in dry years.", "It raises the yield in dry years."),
        (
            "Holm (2019) counts the birds of the bay, not the nests.",
            "Holm (2019) counts the nests of the bay, not the birds.",
        ),
    ],
)
def test_what_turns_or_differs_is_no_such_point(one, other):
    assert told(one, other) == ()


def test_a_candidate_is_a_quotation_that_says_whose():
    (found,) = told(
        "The hive is near.\n\nOverall, the sample is too small to support any strong conclusion.",
        "The sample is far too small to support any strong conclusion. The garden is large.",
        "The garden is small.",
    )
    assert found.title == "“The sample is far too small to support any strong conclusion.”"
    assert [(key, [point.text for point in held]) for key, held in found.points] == [
        ("a", ["Overall, the sample is too small to support any strong conclusion."]),
        ("b", ["The sample is far too small to support any strong conclusion."]),
    ]
    assert found.why == "A and B say this in nearly the same words. The title is B’s sentence."


def test_who_says_it_twice_says_it_alone():
    assert told("The sample is too small. Again: nothing.\n\nThe sample is too small.", "The garden is large.") == ()


def test_what_all_had_before_them_is_raised_by_nobody():
    said = "The hive was moved to the coast in the spring."
    assert len(told(said, said)) == 1
    assert told(said, said, known=(f"We did much. {said}",)) == ()
    asked = [respondent(key, turn(at, said, said)) for at, key in enumerate("ab", start=1)]
    assert candidates(asked) == ()


def test_what_most_say_comes_first():
    two, three = "The sample is far too small.", "The baselines are quite weak."
    found = told(f"{two} {three}", f"{three} {two}", three)
    assert [len(one.points) for one in found] == [3, 2]


def test_the_key_outlives_an_added_transcript():
    said = "The sample is too small to support the conclusion."
    (before,) = told(said, said)
    (after,) = told(said, said, said)
    assert before.key == after.key


WORDS = st.lists(
    st.sampled_from(
        "the bees fail no map not risk 2011 Moss-Fern should are that\n- \n ( lack accurate . : İ \ud800".split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(st.lists(st.one_of(WORDS, st.text(max_size=80)), max_size=4))
def test_every_candidate_is_of_several_and_no_point_is_in_two(texts):
    said = [respondent(f"r{at}", plain_turn(at, "", text), transcript_id=at + 1) for at, text in enumerate(texts)]
    found = candidates(said)
    held = [(point.response_id, point.start) for one in found for _, theirs in one.points for point in theirs]
    all_points = {(point.response_id, point.start) for one in said for at in one.turns for point in points(at)}
    assert len(set(held)) == len(held)
    assert set(held) <= all_points
    assert all(len(one.points) > 1 for one in found)
    assert len({one.key for one in found}) == len(found)


@given(st.lists(WORDS, min_size=3, max_size=3))
def test_the_order_of_the_respondents_changes_no_candidate(texts):
    said: list[Respondent] = [
        respondent(f"r{at}", plain_turn(at, "", text), transcript_id=at + 1) for at, text in enumerate(texts)
    ]

    def bare(found):
        return [(one.key, one.title, dict(one.points)) for one in found]

    first = bare(candidates(said))
    assert all(bare(candidates(order)) == first for order in permutations(said))

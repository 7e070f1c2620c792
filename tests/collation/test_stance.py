import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.reading import Passage
from collation.record import Question
from collation.segment import segment
from collation.stance import Evidence, declines, polarity, suggest, turning
from tests.collation.voices import NUMBERED, VERDICTS, plain_turn, turn

YES, QUALIFIED, UNCLEAR, NO = "yes", "qualified", "unclear", "no"


def evidence(text: str, asked: str = "") -> Evidence:
    return of_turn(plain_turn(1, "", text), asked)


def of_turn(response, asked: str = "") -> Evidence:
    passage = Passage(0, response.response_id, 0, len(response.text), response.text, "engine")
    return Evidence(passage, tuple(said for section in segment(response) for said in section.sentences), asked)


def read(question: str, answer: str, asked: str = "", scale=VERDICTS):
    return suggest(Question(1, "q", question, True, scale), [evidence(answer, asked)])


WORKS = [
    ("I'd say it mostly does. The benchmarks are good.", {QUALIFIED}),
    ("On the evidence, yes.", {QUALIFIED}),
    ("Yes, according to the reported results.", {YES, QUALIFIED}),
    ("I have doubts. The numbers don't add up.", {NO}),
    ("Up to a point.", {QUALIFIED}),
    ("The authors report top scores, so it appears to work well, but replication is needed.", {QUALIFIED}),
    ("Prior work is cited. A failing test is shown. The team performs a review.", {None}),
    ("Yes.", {YES}),
    ("Yes, it works.", {YES}),
    ("Yes, with caveats.", {QUALIFIED}),
    ("Yes, but only on short inputs.", {QUALIFIED}),
    ("Short answer: yes. The reported numbers are consistent across all six tasks.", {YES}),
    ("**Verdict: Mostly yes.**", {QUALIFIED}),
    ("In summary, the system works well on the benchmarks but degrades on long inputs.", {QUALIFIED}),
    ("Partially. It succeeds on toy problems.", {QUALIFIED}),
    ("It depends on what you mean by work.", {QUALIFIED}),
    ("To a degree.", {QUALIFIED}),
    ("No. The method fails on every held-out split.", {NO}),
    ("Not really.", {NO}),
    ("The evidence suggests that it does, at least for English.", {QUALIFIED}),
    ("We cannot tell from the abstract.", {UNCLEAR}),
    ("Too early to say.", {UNCLEAR}),
    ("The paper does not provide enough information to say whether it works.", {UNCLEAR}),
    ("It's hard to say without the full results.", {UNCLEAR}),
    ("On the benchmarks, yes. In production, nobody knows.", {QUALIFIED}),
    ("Technically, yes.", {QUALIFIED}),
    ("Largely, yes – with the caveat that all tests were synthetic.", {QUALIFIED}),
    ("The approach is effective.", {YES}),
    ("The approach is not effective outside the lab.", {NO}),
    ("It does not work.", {NO}),
    ("It doesn't work reliably.", {NO}),
    ("It works.", {YES}),
    ("It works, though not perfectly.", {QUALIFIED}),
    ("I believe it does.", {YES, QUALIFIED}),
    ("Unproven. Only two case studies are reported.", {UNCLEAR}),
    ("There is no evidence that it works beyond the authors' own data.", {UNCLEAR}),
    ("The results remain to be independently replicated.", {UNCLEAR}),
    ("Probably not.", {NO}),
    ("Almost certainly.", {YES, QUALIFIED}),
    ("Absolutely — it outperforms every baseline.", {YES}),
    ("Based on the abstract alone, it appears to work well.", {QUALIFIED}),
    ("Within its narrow scope, the planner performs well.", {QUALIFIED}),
    ("No one knows yet.", {UNCLEAR}),
    ("No doubt about it.", {YES}),
    ("Not yet.", {NO}),
    ("No evidence of that so far.", {UNCLEAR}),
    ("As described, the device functions as intended.", {YES}),
    ("The authors claim that it works, but provide no independent verification.", {UNCLEAR}),
    ("Insufficient data to judge.", {UNCLEAR}),
    ("Yes and no.", {QUALIFIED}),
    ("Works in the demo; fails in the field.", {QUALIFIED}),
    ("The honest answer is that we don't know.", {UNCLEAR}),
    ("Yes. However, the gains vanish on larger graphs.", {QUALIFIED}),
]
SAFE = [
    ("I see no red flags, but nobody looked hard.", {QUALIFIED}),
    ("I wouldn't call it safe out of the box.", {NO}),
    ("The abstract doesn't provide information about its safety.", {UNCLEAR}),
    ("Depends on how you deploy it.", {QUALIFIED}),
    ("Not addressed.", {UNCLEAR}),
    ("I can't tell you, and neither can the report.", {UNCLEAR}),
    ("Not inherently.", {NO}),
    ("Not necessarily.", {NO}),
    ("It is not safe.", {NO}),
    ("It isn't safe for unsupervised use.", {NO, QUALIFIED}),
    ("No. There are no guardrails at all.", {NO}),
    ("The model is reasonably safe.", {QUALIFIED}),
    ("It is safe.", {YES}),
    ("It is safe as long as a clinician reviews each suggestion.", {QUALIFIED}),
    ("Safe enough for research use.", {QUALIFIED}),
    ("Unknown. The paper reports no safety evaluation.", {UNCLEAR}),
    ("No safety evaluation is reported.", {UNCLEAR}),
    ("The paper says nothing about safety.", {UNCLEAR}),
    ("Cannot be verified from the abstract.", {UNCLEAR}),
    ("There's no reason to believe that it is unsafe, but nor has it been tested.", {UNCLEAR, QUALIFIED}),
    ("I would not call it safe.", {NO}),
    ("Far from it.", {NO}),
    ("Hardly.", {NO}),
    ("Not entirely.", {QUALIFIED}),
    ("Not without human oversight.", {QUALIFIED}),
    ("Only under supervision.", {QUALIFIED}),
    ("The system is unsafe.", {NO}),
    ("It isn't unsafe by default, but its outputs require careful oversight.", {QUALIFIED}),
    ("Being powerful does not mean being safe.", {NO}),
    ("The safety of the model is unclear.", {UNCLEAR}),
    ("Safety was not evaluated.", {UNCLEAR}),
    ("Its safety has not been established.", {UNCLEAR}),
    ("Likely unsafe in hospitals.", {NO}),
    ("Potentially harmful if the thresholds are wrong.", {NO, QUALIFIED}),
    ("Generally safe, provided that the dosage limits hold.", {QUALIFIED}),
    ("This is nuanced: the drug itself is benign, its packaging is not.", {QUALIFIED}),
    ("Nothing in the paper demonstrates that it is safe.", {UNCLEAR}),
    ("We don't have enough information to assess safety.", {UNCLEAR}),
    (
        "The authors ran a red-team study and added guardrails. The aligned model is resilient against attacks.",
        {QUALIFIED},
    ),
    ("The risks are serious: prompt injection, data leaks and misuse are all left open.", {NO, UNCLEAR}),
    ("The model can be manipulated. Attackers may exploit its tools, leak secrets and misuse its access.", {NO}),
    ("Whether it is safe is an open question.", {UNCLEAR}),
    ("Don't assume it is safe.", {NO, UNCLEAR}),
    ("Treat it as unsafe until proven otherwise.", {NO, UNCLEAR}),
    ("I'd say it's safe.", {YES}),
    ("It was designed to be safe, and tests confirm that it is secure.", {YES}),
    ("Moderately safe.", {QUALIFIED}),
    ("The tool is relatively safe to try at home.", {QUALIFIED}),
    ("Yes – safe and well tested.", {YES}),
]
CODE_SAFE = [
    ("No guarantee. Always review.", {NO}),
    ("No, not without review.", {NO}),
    ("Needs review.", {QUALIFIED}),
    ("It can't be assumed to be secure.", {NO}),
    ("Treat generated code as untrusted until reviewed.", {NO}),
    ("Working code is not secure code.", {NO}),
    ("Not reliably safe; it must be reviewed.", {NO}),
    ("No evidence provided.", {UNCLEAR}),
    ("Treat all output as untrusted.", {NO, UNCLEAR}),
    ("Generated programs are often insecure.", {NO}),
    ("The code may contain vulnerabilities, so review it.", {NO, QUALIFIED, UNCLEAR}),
    ("The abstract does not mention code quality or security testing.", {UNCLEAR}),
    ("Often contains vulnerabilities.", {NO}),
    ("Usually, but it should be scanned first.", {QUALIFIED}),
    ("Only as safe as the review it gets.", {QUALIFIED}),
    ("Right now: no.", {NO}),
    ("Yes, if a human checks it.", {QUALIFIED}),
    ("The generated code was free of vulnerabilities in all 200 audits.", {YES, QUALIFIED}),
]
OTHER = [
    ("Are the results reproducible?", "Yes, the code is available.", {YES}),
    ("Are the results reproducible?", "The results are not reproducible.", {NO}),
    ("Are the results reproducible?", "The experiments are irreproducible without the data.", {NO, QUALIFIED}),
    ("Are the results reproducible?", "Partly: weights are released, the data are withheld.", {QUALIFIED}),
    ("Are the results reproducible?", "It is impossible to say, as no seeds are given.", {UNCLEAR}),
    ("Are the results reproducible?", "They are fully reproducible.", {YES}),
    ("Would you recommend it?", "I recommend it.", {YES}),
    ("Would you recommend it?", "I would not recommend it.", {NO}),
    ("Would you recommend it?", "I recommend it with reservations.", {QUALIFIED}),
    ("Is the writing elegant?", "The writing is elegant.", {YES}),
    ("Is the writing elegant?", "It is inelegant.", {NO}),
]


@pytest.mark.parametrize(("answer", "expected"), WORKS)
def test_does_it_work(answer, expected):
    assert read("Does it work?", answer).verdict in expected


@pytest.mark.parametrize(("answer", "expected"), SAFE)
def test_is_it_safe(answer, expected):
    assert read("Is it safe?", answer).verdict in expected


@pytest.mark.parametrize(("answer", "expected"), CODE_SAFE)
def test_is_the_code_safe(answer, expected):
    assert read("Is the code it produces safe?", answer).verdict in expected


@pytest.mark.parametrize(("question", "answer", "expected"), OTHER)
def test_questions_in_words_of_ones_own(question, answer, expected):
    assert read(question, answer).verdict in expected


def test_a_bottom_line_comes_before_the_opening_and_the_table():
    found = suggest(Question(1, "q", "Does it work?", True, VERDICTS), [of_turn(turn(1, "", NUMBERED))])
    assert found.verdict == QUALIFIED
    assert found.quote == "In short: it works on small repairs, but it is not dependable on large ones."
    assert found.reason == "the stated bottom line affirms it with a condition or hedge"


def test_a_label_on_a_line_of_its_own_makes_the_next_sentence_the_bottom_line():
    found = read("Is it safe?", "It is safe to read.\nShort answer:\nNo. It deletes files.")
    assert (found.verdict, found.quote) == (NO, "No.")
    assert found.reason == "the stated bottom line opens with “no”"


def test_a_plain_yes_that_is_taken_back_is_qualified():
    found = read("Does it work?", "Yes. It passed all tests. However, nobody else has run it.")
    assert (found.verdict, found.quote) == (QUALIFIED, "Yes.")
    assert found.reason == "the answer opens with “yes”, then takes some of it back"


def test_an_answer_to_the_opposite_question_is_turned_round():
    assert read("Is it safe?", "No. All is contained.", asked="Are there any risks").verdict == YES
    assert read("Is it safe?", "Yes, several.", asked="Any dangers").verdict == NO
    assert read("Are there risks?", "It is safe.").verdict == NO


def test_quoted_and_supposed_words_say_nothing():
    about = turning("Is it safe?")
    assert polarity('They call it "safe".', about) == frozenset()
    assert polarity("We asked whether it is safe.", about) == frozenset()
    assert polarity("It is safe, the code is not safe.", about) == {1, -1}
    assert polarity("It may be unsafe.", about) == {0}


def test_no_stand_no_verdict():
    found = read("Is it safe?", "The paper has forty pages and nine figures.")
    assert (found.verdict, found.quote, found.reason) == (None, "", "No sentence takes a stand on it.")


def test_a_question_without_a_scale_has_no_verdict():
    assert read("What is it?", "A ladder.", scale=()).reason == "This question is not scored."


RATINGS = tuple(str(value) for value in range(1, 11))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Score: 7/10 — promising.", "7"),
        ("I'd give it 8 out of 10.", "8"),
        ("Rating: 6", "6"),
        ("Three of 10 tasks failed, so 4/5.", None),
        ("It scores 61% on maps.", None),
        ("Good.", None),
    ],
)
def test_a_rating_is_read_where_it_is_stated(answer, expected):
    assert read("How good is it?", answer, scale=RATINGS).verdict == expected


def test_a_named_scale_is_read_where_the_bottom_line_names_one_of_its_values():
    scale = ("reject", "weak accept", "accept")
    assert read("What is your decision?", "Nice maps.\nDecision: weak accept.", scale=scale).verdict == "weak accept"
    assert read("What is your decision?", "I accept that maps are nice.", scale=scale).verdict is None


def test_a_value_that_the_scale_does_not_hold_is_named_in_the_reason():
    found = read("Does it work?", "Partly.", scale=("no", "yes"))
    assert found.verdict is None
    assert found.reason == "the answer opens with “partly”: qualified, which is not on this scale"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("I'm sorry, but I can't help with that.", True),
        ("I cannot answer that.", True),
        ("I'm unable to provide an opinion on this.", True),
        ("I can't verify this from the abstract.", False),
        ("I cannot say whether it is safe.", False),
        ('Older agents said "I cannot assist with that".', False),
        ("No.", False),
    ],
)
def test_a_refusal_is_told_from_not_knowing(answer, expected):
    assert declines([evidence(answer)]) is expected


_PHRASES = st.sampled_from(
    [
        "It is safe.",
        "It is not safe.",
        "Honest answer: unknown.",
        "Yes, but slowly.",
        "So: no.",
        "However, it broke.",
        "Why?",
        "7/10",
        "Maps.",
    ]
)


@given(st.lists(_PHRASES, min_size=1, max_size=8).map(" ".join), st.sampled_from([VERDICTS, RATINGS, ("no", "yes")]))
def test_a_suggestion_quotes_the_very_words_and_is_on_the_scale_or_says_why_not(text, scale):
    found = read("Is it safe?", text, scale=scale)
    assert found.verdict is None or found.verdict in scale
    assert text[found.start : found.end] == found.quote
    assert found.reason
    assert found.quote or found.verdict is None

"""What is read of an answer, and above all what is not: a verdict must be stated in so many words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.answers.stance import Opening, declines, opens_with_a_verdict, suggest
from collation.language.sections import segment
from collation.record import Question
from tests.collation.samples.answers import VERDICTS, plain_turn, turn

YES, QUALIFIED, UNCLEAR, NO = "yes", "qualified", "unclear", "no"


def answer(markdown: str, **more) -> Opening:
    response = turn(1, "", markdown)
    sentences = tuple(said for section in segment(response) for said in section.sentences)
    return Opening(response, 0, len(response.text), sentences, **more)


def read(question: str, *answers: str, scale=VERDICTS, **more):
    return suggest(Question(1, "q", question, True, scale), [answer(one, **more) for one in answers])


OPENINGS = [
    ("Does it work?", "Yes.", YES),
    ("Does it work?", "Yes, it does.", YES),
    ("Does it work?", "It works well.", YES),
    ("Does it work?", "Good question! Yes, in all three trials.", YES),
    ("Does it work?", "Absolutely: nothing else came close.", YES),
    ("Does it work?", "It does. I tried it.", YES),
    ("Does the glue hold?", "The glue holds.", YES),
    ("Does the glue hold?", "It holds perfectly.", YES),
    ("Is the manuscript well written?", "The manuscript is well-written and easy to follow.", None),
    ("Is the manuscript well written?", "It is well-written.", YES),
    ("Would you recommend it?", "I recommend it.", YES),
    ("Can the results be reproduced?", "They can be reproduced.", YES),
    ("Does it work?", "No.", NO),
    ("Does it work?", "No, although the idea is charming.", NO),
    ("Does it work?", "No, but the next version is announced for spring.", NO),
    ("Does it work?", "No – the hinge broke at once.", NO),
    ("Does it work?", "Not really.", NO),
    ("Does it work?", "Probably not.", NO),
    ("Does it work?", "It doesn't.", NO),
    ("Do you sleep?", "While I can speak about sleep, I don't sleep myself.", NO),
    ("Is the bridge safe?", "The bridge is unsafe.", NO),
    ("Is the evaluation sufficient?", "The evaluation is insufficient: no error bars are given.", NO),
    ("Is the evaluation sufficient?", "Insufficient.", NO),
    ("Is the argument sound?", "I don't think the argument is sound.", NO),
    ("Is the survey representative?", "The survey isn't representative, because it was held on a weekday.", NO),
    ("Should the paper be accepted?", "The paper should not be accepted.", NO),
    ("Should the paper be accepted?", "I would not publish this in its present form.", None),
    ("Is it clear?", "Unclear.", NO),
    ("Was it tested on children?", "Not tested.", None),
    ("Does it work?", "Yes, but only in summer.", QUALIFIED),
    ("Does it work?", "Yes, within limits.", QUALIFIED),
    ("Does it work?", "Yes, with reservations.", QUALIFIED),
    ("Does it work?", "Probably yes.", QUALIFIED),
    ("Does it work?", "In principle, yes.", QUALIFIED),
    ("Does it work?", "It works, if the tank is full.", QUALIFIED),
    ("Does it work?", "Although it is slow, it works.", QUALIFIED),
    ("Is it safe?", "Not entirely.", QUALIFIED),
    ("Is it safe?", "It is not entirely safe.", QUALIFIED),
    ("Is it safe?", "No, not entirely.", QUALIFIED),
    ("Is it safe?", "It is mostly safe.", QUALIFIED),
    ("Is it safe?", "It depends on the dose.", QUALIFIED),
    ("Is it safe?", "Only with a helmet.", QUALIFIED),
    ("Is it safe?", "Only under supervision.", QUALIFIED),
    ("Is it safe?", "It is not safe at all.", NO),
    ("Is it safe?", "Safety – no.", NO),
    ("Is it safe?", "Unknown.", UNCLEAR),
    ("Is it safe?", "It is unclear whether it is safe.", UNCLEAR),
    ("Is it safe?", "I can't tell from the abstract.", UNCLEAR),
    ("Is it safe?", "I have no firm view; there are good arguments on both sides.", UNCLEAR),
    ("Is it safe?", "Not evaluated.", UNCLEAR),
    ("Is it safe?", "Nobody knows yet.", UNCLEAR),
]
NOTHING_STATED = [
    # inverted, reported, about something else, or of a part
    ("Can the bridge carry a tram?", "Unfortunately it is not possible for the bridge to carry a loaded tram."),
    ("Should the town ban cars?", "Some people argue that the town should ban cars. Others argue that it should not."),
    ("Does garlic cure a cold?", "There is no scientific evidence that garlic cures a cold."),
    ("Is it safe?", "The author warns of the dangerous illusion of progress."),
    ("Is it safe?", "The funding was secured at the last moment, and the vulnerable middle chapter was cut."),
    ("Does it work?", "The second poem functions as a bridge between the two halves."),
    ("Does it work?", "The authors claim that it works."),
    ("Is it safe?", "Nobody claims that it is safe."),
    ("Is it safe?", "It is safe to say that the paper is long."),
    ("Is it safe?", "It is safer than gas."),
    ("Is it safe?", "It is not unsafe."),
    ("Is it safe?", "It is not very safe."),
    ("Is it safe?", "It is not safe for children."),
    ("Is it safe?", "It isn't safe without a rail."),
    ("Is it safe?", "It may be safe."),
    ("Is it safe?", "It should be safe."),
    ("Is it safe?", "It was designed to be safe."),
    ("Is it safe?", "Most of it is safe."),
    ("Is it safe?", "No, unless somebody watches it."),
    ("Is it safe?", "No, but with a rail it can be used."),
    ("Is it safe?", "No evidence of harm was found."),
    ("Is it safe?", "No. 3 on the list is the safest."),
    ("Is it safe?", "Sure! Here is what the report says."),
    ("Is it safe?", "Of course, that is what everybody asks first."),
    ("Is it safe?", "Not inherently."),
    ("Is it safe?", "Where does it say so? No."),
    ("Is it safe?", "The rail is loose. No."),
    ("Is it safe or cheap?", "Yes."),
    ("How safe is it?", "No."),
    ("Isn't it safe?", "No."),
    ("Is the code it produces safe?", "It is safe."),
    ("Is the code it produces safe?", "The model is safe."),
    ("Is the argument sound?", "FLAWED"),
    ("Is it valuable?", "It is invaluable."),
    ("Is it safe?", "Yes, it is unsafe."),
    ("Is it safe?", "Yes, for children over six."),
    ("Is it safe?", "Yes, if you ask the mayor. No, if you ask me."),
    ("Is it safe?", "No. Yes, one may dream of it."),
    ("Is it safe?", "If it is safe, it will sell."),
    ("Is it safe?", "That it is safe is a myth."),
    ("Is it safe?", "It is not safe, it is a fortress."),
    ("Is it safe?", "Yes, that is the question."),
    ("Is it safe?", "No, I have not read the second report."),
    ("Is it safe?", '"It is safe," says the leaflet.'),
    ("Is it safe?", "“Yes.” So says the leaflet."),
    ("Is it safe?", "It is safe, say its makers."),
    ("Is it safe?", "It is safe, the two makers claim."),
    ("Is it safe?", "Yes, according to its makers."),
    ("Is it safe?", "It is safe. That is what the leaflet says."),
    ("Is it safe?", "It is safe. This sentence is false."),
    ("Is it safe?", "> It is safe.\n\nThis is on the label."),
    ("Is it safe?", "Only in the appendix does the author speak of safety."),
    ("Is it safe?", "Probably, the author forgot to say."),
    ("Is it safe?", "Likely, a reader will ask."),
    ("Is it safe?", "In general, the paper is long."),
    ("Is it safe?", "Undoubtedly, this is a hard question."),
    ("Is it safe?", "No doubt, some will disagree."),
    ("Is it safe?", "It is, however, an open secret."),
    ("Is it safe?", "It is, in short, a mess."),
    ("Is it safe?", "It is, and it isn't."),
    ("Is it safe?", "It isn't, in fairness, what was promised."),
    ("Is it safe?", "Never, in all these years, was there a safer one."),
    ("Is it safe?", "Absolutely! Here is my review."),
    ("Is it safe?", "Yes, in view of the trials."),
    ("Is it safe?", "It is safe, on dry roads."),
]


@pytest.mark.parametrize(("question", "text", "expected"), OPENINGS)
def test_an_answer_that_opens_with_its_verdict(question, text, expected):
    assert read(question, text).verdict == expected


@pytest.mark.parametrize(("question", "text"), NOTHING_STATED)
def test_what_states_no_verdict_in_so_many_words_has_none(question, text):
    found = read(question, text)
    assert (found.verdict, found.quote) == (None, "")
    assert found.reason == "The built-in rules are not sure of a verdict here."


@pytest.mark.parametrize(
    ("text", "verdict", "quote", "reason"),
    [
        ("It has wheels.\n\nIn short, no.", NO, "In short, no.", "the stated bottom line opens with “no”"),
        ("Wheels.\n\n**Verdict:** yes.", YES, "Verdict: yes.", "the stated bottom line opens with “yes”"),
        ("Wheels.\n\n**Verdict: mostly yes.**", QUALIFIED, "Verdict: mostly yes.", None),
        ("Wheels.\n\nShort answer:\n\nNo. It rolls away.", NO, "No.", "the stated bottom line opens with “no”"),
        (
            "Wheels.\n\nHonest answer: it is safe.",
            YES,
            "Honest answer: it is safe.",
            "the stated bottom line affirms it",
        ),
        ("Wheels.\n\n### Bottom line\n\nUnknown.", UNCLEAR, "Unknown.", None),
        ("Wheels.\n\n### Brakes\n\nIn short, no.", None, "", None),
        ("Wheels.\n\nVerdict: well made.", None, "", None),
        ("Wheels.\n\nVerdict on the style: no.", None, "", None),
    ],
)
def test_a_stated_bottom_line(text, verdict, quote, reason):
    found = read("Is it safe?", text)
    assert (found.verdict, found.quote) == (verdict, quote)
    assert reason is None or found.reason == reason


def test_a_yes_that_is_taken_back_is_qualified():
    found = read("Does it work?", "Yes. It passed all tests. However, nobody else has run it.")
    assert (found.verdict, found.quote) == (QUALIFIED, "Yes.")
    assert found.reason == "the answer opens with “yes”, then takes some of it back"


def test_who_states_two_verdicts_has_none():
    found = read("Is it safe?", "Yes.", "No.")
    assert (found.verdict, found.reason) == (None, "More than one answer is stated here: no, yes.")
    assert read("Is it safe?", "Yes.", "Yes, but only indoors.").verdict == QUALIFIED
    assert read("Is it safe?", "No.", "No, it is not.").verdict == NO


def test_what_is_not_seen_parts_no_word():
    assert read("Is it well made?", "It is wel\u200bl-m\u00adade.").verdict == YES
    assert read("Is it safe?", "\u2060Y\u200bes.").verdict == YES


@pytest.mark.parametrize(
    ("cells", "header", "expected"),
    [
        ("Yes.", "Question\tAnswer", YES),
        ("✅", "Question\tAnswer", YES),
        ("❌", "", NO),
        ("✅ with a helmet", "", None),
        ("No\tYes", "Question\tVerdict\tNote", NO),
        ("No\tYes", "Question\tOwl\tHeron", None),
    ],
)
def test_the_row_of_a_table(cells, header, expected):
    response = plain_turn(1, "", cells)
    sentences = tuple(said for section in segment(response) for said in section.sentences)
    one = Opening(response, 0, len(cells), sentences, row=True, header=header)
    assert suggest(Question(1, "q", "Is it safe?", True, VERDICTS), [one]).verdict == expected


def test_the_subject_by_another_name():
    assert read("Is it safe?", "Heron-2 is safe.").verdict is None
    assert read("Is it safe?", "Heron-2 is safe.", subjects=frozenset({"heron-2"})).verdict == YES


def test_a_question_without_a_scale_has_no_verdict():
    assert read("What is it?", "A ladder.", scale=()).reason == "This question is not scored."


RATINGS = tuple(str(value) for value in range(1, 11))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7/10.", "7"),
        ("I'd give it 8 out of 10.", "8"),
        ("It is long.\n\nScore: 7/10 — promising.", "7"),
        ("It is long.\n\nRating: 6", "6"),
        ("Overall: 7/10\n\nScore: 7/10", "7"),
        ("Overall rating: 7.5/10", None),
        ("Clarity: 5/10\n\nIt is long.", None),
        ("Score: 7/10\n\nVerdict: 6/10", None),
        ("8 chapters are good.", None),
        ("Three of 10 tasks failed, so 4/5.", None),
        ("4/5", None),
        ("It scores 61% on maps.", None),
    ],
)
def test_a_rating_is_read_if_it_is_stated(text, expected):
    assert read("How good is it?", text, scale=RATINGS).verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nice maps.\n\nDecision: weak accept.", "weak accept"),
        ("Reject.", "reject"),
        ("I accept that maps are nice.", None),
        ("Accept after revisions.", None),
        ("Decision: reject\n\nVerdict: accept", None),
    ],
)
def test_a_named_scale_is_read_if_an_answer_states_one_of_its_values(text, expected):
    scale = ("reject", "weak accept", "accept")
    assert read("What is your decision?", text, scale=scale).verdict == expected


def test_a_value_that_the_scale_does_not_hold_is_named_in_the_reason():
    found = read("Does it work?", "Partly.", scale=("no", "yes"))
    assert found.verdict is None
    assert found.reason == "the answer opens with “partly”: qualified, which is not on this scale"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm sorry, but I can't help with that.", True),
        ("Sorry. I cannot answer that.", True),
        ("I'm unable to give an opinion on this.", True),
        ("I decline.", True),
        ("I can't help with that. However, the report says that it is safe.", False),
        ("I can't comment on reports of injuries that I'm unable to verify.", False),
        ("I can't verify this from the abstract.", False),
        ("I cannot say whether it is safe.", False),
        ('Older agents said "I cannot assist with that".', False),
        ("I can't help with that. " + "The report is long and good. " * 20, False),
        ("No.", False),
    ],
)
def test_a_refusal_is_told_from_not_knowing(text, expected):
    assert declines(answer(text)) is expected


@pytest.mark.parametrize(("text", "expected"), [("**No.** It broke.", True), ("Nobody was hurt.", False), ("", False)])
def test_what_opens_with_a_verdict_whatever_the_question(text, expected):
    assert opens_with_a_verdict(text) is expected


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
def test_a_suggestion_quotes_the_very_words_and_is_on_the_scale_or_says_why_not(markdown, scale):
    one = answer(markdown)
    found = suggest(Question(1, "q", "Is it safe?", True, scale), [one])
    assert found.verdict is None or found.verdict in scale
    assert one.turn.text[found.start : found.end] == found.quote
    assert found.reason
    assert found.quote or found.verdict is None


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("It is safe【8†source】【4:0†paper.pdf】.", "It is safe."),
        ("Yes【8†source】, it is safe.", "Yes, it is safe."),
        ("It is safe. citeturn2view3turn1search0", "It is safe."),
        ("It is safe citeturn2view3turn1search0.", "It is safe."),
        ("It is safe \ue200cite\ue202turn0search3\ue201.", "It is safe."),
        ("It is safe [1][12].", "It is safe."),
        ("It is safe.Oxford Academic+1", "It is safe."),
        ("It is sa\u200bfe.", "It is sa\u200bfe."),
        ("It is\u00a0sa\u00adfe.", "It is\u00a0sa\u00adfe."),
    ],
)
def test_marks_of_citations_and_unseen_characters_break_no_verdict(said, quote):
    suggestion = read("Is it safe?", said)
    assert (suggestion.verdict, suggestion.quote) == (YES, quote)

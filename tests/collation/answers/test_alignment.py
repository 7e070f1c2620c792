import pytest

from collation.answers.alignment import align
from collation.answers.matching import matcher
from collation.answers.prompts import asking
from collation.language.sections import segment
from collation.record import Question
from tests.collation.samples.answers import (
    ALL_THREE,
    CAREFUL,
    NUMBERED,
    QUESTIONS,
    REVIEW,
    STORY_SAFETY,
    VERDICTS,
    turn,
)

WORKS, SAFE, CODE_SAFE = 0, 1, 2


def aligned(prompt, markdown, questions=QUESTIONS):
    """For each question's index the rules and texts of its spans."""
    response = turn(1, prompt, markdown)
    sections = segment(response)
    known = matcher(questions, [frozenset().union(*(s.terms for section in sections for s in section.sentences))])
    found = {}
    for span in align(response, sections, asking(prompt, known), known).spans:
        found.setdefault(span.index, []).append((span.rule, response.text[span.start : span.end]))
    return found


def texts(prompt, markdown, index):
    return [text for _, text in aligned(prompt, markdown).get(index, [])]


def test_numbered_questions_hold_the_unnumbered_headings_below_them():
    works, safe, code = (texts(ALL_THREE, NUMBERED, index) for index in (WORKS, SAFE, CODE_SAFE))
    assert [text.splitlines()[0] for text in works] == [
        "🚦 1. Does Heron-2 work?",
        "Does Heron-2 work?\tYes — for small repairs, not for large ones.",
    ]
    assert "sandbox" in safe[0] and "write access" in safe[0] and safe[0].endswith("a person who watches it.")
    assert code[0].endswith("reviewed like those of a new colleague.")
    assert code[1:] == ["Is its code safe?\tNot without review."]
    assert not any("Keep backups" in text for text in works + safe + code)


def test_headings_that_ask_hold_their_bodies_and_the_summary_goes_by_rows():
    found = aligned("Does it work? Is it safe? Are the products it creates safe?", CAREFUL)
    assert [rule for rule, _ in found[SAFE]] == [
        "under the heading “Is the agent itself safe?”",
        "in the table's row “Is the agent safe?”",
    ]
    assert [rule for rule, _ in found[CODE_SAFE]] == [
        "under the heading “Are the patches it writes (i.e., its code) safe?”",
        "in the table's row “Is its code safe?”",
    ]
    assert found[CODE_SAFE][0][1].endswith("Cannot be verified from the abstract.")
    assert all("full paper" not in text for spans in found.values() for _, text in spans)


def test_a_prompt_that_asks_one_question_alone_is_answered_by_the_whole_response():
    found = aligned("And safety?", STORY_SAFETY)
    assert list(found) == [SAFE]
    [(rule, text)] = found[SAFE]
    assert rule == "answers a prompt that asks only this"
    assert text.startswith("The growth of the journeyman") and text.endswith("than with Heron-1.")


def test_a_heading_that_asks_another_question_parts_the_answer():
    found = aligned("Is it safe?", "It is, in a sandbox.\n\n## Is the code safe?\n\nNo.\n\n## Thanks\n\nAsk on.")
    assert [text for _, text in found[SAFE]] == ["It is, in a sandbox.", "Thanks\nAsk on."]
    assert [text for _, text in found[CODE_SAFE]] == ["Is the code safe?\nNo."]


def test_an_unasked_review_is_found_by_its_labels():
    found = aligned("", REVIEW)
    assert found[SAFE] == [
        (
            "labelled “Safety & alignment”",
            "Safety & alignment: the agent is not safe to run unattended, because it holds write access.",
        )
    ]
    assert WORKS not in found


@pytest.mark.parametrize(
    "markdown",
    [
        "**Does it work?** Yes.\n\n**Is it safe?** Unclear.\n\n**Is the code it produces safe?** No.",
        "1. Yes.\n2. Unclear.\n3. No.",
        "Yes. Unclear. No.",
        "**1. Does it work?**\nYes.\n\n**2. Is it safe?**\nUnclear.\n\n**3. Is the code safe?**\nNo.",
        "**Working?** ✅ Yes.\n\n**Safe?** ❔ Unclear.\n\n**Code safe?** ❌ No.",
        "1. **Does it work?** Yes.\n2. **Is it safe?** Unclear.\n3. **Is the code safe?** No.",
        "## Effectiveness\n\nYes.\n\n## Safety\n\nUnclear.\n\n## Security of generated code\n\nNo.\n\n## Summary\n\nX.",
        "- **Works:** Yes.\n- **Safe:** Unclear.\n- **Code safety:** No.",
        "Effectiveness. Yes.\n\nSafety. Unclear.\n\nCode safety. No.",
        "As for performance, Yes.\n\nOn safety, Unclear.\n\nRegarding the safety of the code, No.",
        "| Criterion | Verdict |\n|---|---|\n| Works | Yes. |\n| Safe | Unclear. |\n| Code safe | No. |",
        "Does it work?  \nYes.\n\nIs it safe?  \nUnclear.\n\nIs its code safe?  \nNo.",
        "### 1. On the first\n\nYes.\n\n### 2. On the second\n\nUnclear.\n\n### 3. On the third\n\nNo.",
    ],
)
def test_many_manners_of_answering_three_questions(markdown):
    for index, answer in ((WORKS, "Yes."), (SAFE, "Unclear."), (CODE_SAFE, "No.")):
        [text] = texts(ALL_THREE, markdown, index)
        assert [other for other in ("Yes.", "Unclear.", "No.") if other in text] == [answer]


def test_under_a_heading_about_the_code_it_means_the_code():
    assert SAFE not in aligned(ALL_THREE, "## Is the code safe?\n\nIt is not safe.")
    assert SAFE not in aligned("Is the code it produces safe?", "It is not safe.")


def test_after_a_prompt_that_asks_something_else_a_mere_topic_is_no_answer():
    essay = "## Safety in history\n\nSeat belts.\n\n## Is it safe?\n\nOnly with care.\n\n## Performance\n\nGood."
    found = aligned("In plain words it is a sheepdog.", essay)
    assert found == {SAFE: [("under the heading “Is it safe?”", "Is it safe?\nOnly with care.")]}


SLEEP = tuple(
    Question(at, key, text, True, VERDICTS)
    for at, (key, text) in enumerate(
        [
            ("evidence", "Is the evidence convincing?"),
            ("scale", "Would it scale to larger hospitals?"),
            ("ethics", "Was the data ethically sourced?"),
            ("adopt", "Should we adopt it?"),
        ],
        1,
    )
)
ALL_FOUR = " ".join(question.text for question in SLEEP)


@pytest.mark.parametrize(
    "answer",
    [
        "**Evidence.** Thin.\n\n**Scalability.** Good.\n\n**Ethics of the data.** Fine.\n\n**Adoption.** Wait.",
        "### 1. Evidence\n\nThin.\n\n### 2. Scaling\n\nGood.\n\n### 3. Data ethics\n\nFine.\n\n### 4. Recommendation\n\nWait.",
        "| Question | Answer |\n|---|---|\n| Convincing? | Thin. |\n| Scales to hospitals? | Good. |\n"
        "| Data ethically sourced? | Fine. |\n| Adopt? | Wait. |",
    ],
)
def test_families_of_words_meet_in_questions_of_any_field(answer):
    found = aligned(ALL_FOUR, answer, SLEEP)
    assert sorted(found) == [0, 1, 2, 3]
    for index, word in enumerate(("Thin.", "Good.", "Fine.")):
        assert [word in text for _, text in found[index]] == [True]


def test_an_answer_that_is_not_divided_answers_all_that_was_asked():
    found = aligned("Does it work? Is it safe?", "Mostly, on both counts.")
    rule = "one answer to all that was asked"
    assert found == {WORKS: [(rule, "Mostly, on both counts.")], SAFE: [(rule, "Mostly, on both counts.")]}


def test_a_sub_heading_stays_unless_it_names_another_question():
    text = "## Safety\n\nA.\n\n### Risks\n\nB.\n\n### Code safety\n\nC.\n\n## Cost\n\nD."
    assert texts("", text, SAFE) == ["Safety\nA.\nRisks\nB."]
    assert texts("", text, CODE_SAFE) == ["Code safety\nC."]


def test_questions_in_words_of_ones_own():
    questions = (
        Question(1, "repro", "Are the results reproducible?", True, VERDICTS),
        Question(2, "data", "Where does the training data come from?", False, ()),
        Question(3, "cost", "How much does it cost to run?", False, ()),
    )
    text = "## Training data\n\nForums.\n\n## Reproducibility\n\nNo seeds.\n\n## Running cost\n\nTen cents."
    found = aligned("", text, questions)
    assert {index: [t for _, t in spans] for index, spans in found.items()} == {
        0: ["Reproducibility\nNo seeds."],
        1: ["Training data\nForums."],
        2: ["Running cost\nTen cents."],
    }


def test_sentences_that_say_it_far_from_any_heading_are_one_answer_to_all():
    text = "The planner is neat. Heron-2 works well. It is not safe. The code it writes is unsafe."
    assert aligned(ALL_THREE, text) == {
        index: [("one answer to all that was asked", text)] for index in (WORKS, SAFE, CODE_SAFE)
    }
    assert aligned("", text) == {}
    assert aligned("Please review the paper.", text) == {}


def test_words_of_the_questions_in_an_unasked_text_are_no_answers():
    text = "Future work is planned. If it works, all is well. We are not safe. Prior work is known. Risks: many."
    assert aligned("", text) == {}


TASKS = (
    Question(1, "sound", "Is the argument sound?", True, VERDICTS),
    Question(2, "sources", "Are the sources current?", True, VERDICTS),
)


@pytest.mark.parametrize(
    "prompt",
    [
        "Assess (a) whether the argument is sound; (b) whether the sources are current.",
        "Please review the chapter:\n1. Soundness of the argument\n2. Currency of the sources",
    ],
)
def test_tasks_in_a_list_are_answered_under_their_topics(prompt):
    answer = "## (a) Soundness: FLAWED\n\nIt begs the question.\n\n## (b) Sources: dated\n\nNothing after 1990."
    assert aligned(prompt, answer, TASKS) == {
        0: [("under the heading “Soundness: FLAWED”", "(a) Soundness: FLAWED\nIt begs the question.")],
        1: [("under the heading “Sources: dated”", "(b) Sources: dated\nNothing after 1990.")],
    }


def test_numbered_headings_answer_in_the_order_of_asking_if_half_of_them_say_so():
    text = "## 1. Works\n\nYes.\n\n## 2. Dangers\n\nFew.\n\n## 3. Code safety\n\nNo."
    assert aligned(ALL_THREE, text)[SAFE] == [("in the order of the questions asked", "2. Dangers\nFew.")]
    other = "## 1. Dangers\n\nFew.\n\n## 2. Works\n\nYes.\n\n## 3. Price\n\nHigh."
    assert SAFE not in aligned(ALL_THREE, other)


def test_prose_of_as_many_sentences_as_questions_is_not_dealt_out():
    assert aligned(ALL_THREE, "It is long. I liked it. Read it.") == {
        index: [("one answer to all that was asked", "It is long. I liked it. Read it.")]
        for index in (WORKS, SAFE, CODE_SAFE)
    }


def test_what_is_not_seen_parts_no_heading_from_its_question():
    assert texts(ALL_THREE, "## Is it sa\u200bfe?\n\nNo.", SAFE) == ["Is it sa\u200bfe?\nNo."]


def stated(prompt, markdown, questions=QUESTIONS):
    """The words of the answers that may state a verdict, by question."""
    response = turn(1, prompt, markdown)
    sections = segment(response)
    known = matcher(questions, [])
    found = {}
    for index, answer in align(response, sections, asking(prompt, known), known).answers:
        found.setdefault(index, []).append(response.text[answer.start : answer.end].strip())
    return found


def test_topics_that_divide_an_answer_up_open_answers_and_one_alone_does_not():
    two = "Is the licence clear? Is the price fair?"
    questions = (
        Question(1, "a", "Is the licence clear?", True, VERDICTS),
        Question(2, "b", "Is the price fair?", True, VERDICTS),
    )
    assert stated(two, "**Licence.** Yes.\n\n**Price.** No.", questions) == {0: ["Yes."], 1: ["No."]}
    assert stated(two, "## Licence\n\nYes.\n\n## Price\n\nNo.", questions) == {0: ["Yes."], 1: ["No."]}
    assert stated(two, "## Licence\n\nYes.\n\n## Colours\n\nRed.", questions) == {}
    assert stated("", "## Licence\n\nYes.\n\n## Price\n\nNo.", questions) == {}


def test_only_a_heading_that_asks_this_and_no_more_opens_an_answer():
    assert stated("", "## Is it safe?\n\nNo.") == {SAFE: ["No."]}
    assert stated("", "## Is it safe for owls?\n\nNo.") == {}
    assert stated("", "## Safety\n\nNo.") == {}
    assert stated("Is it safe? Is it cheap?", "## Is the bridge safe?\n\nNo.") == {SAFE: ["No."]}
    assert stated("Is it safe? Is it cheap?", "## Is the deck safe?\n\nNo.\n\n## Is the rail safe?\n\nYes.") == {}


def test_a_paragraph_that_says_the_whole_question_over_opens_an_answer():
    questions = (
        Question(1, "a", "Is the narrator reliable?", True, VERDICTS),
        Question(2, "b", "Is the plot new?", True, VERDICTS),
    )
    prompt = "Is the narrator reliable? Is the plot new?"
    text = "The narrator is unreliable, and proudly so. She lies.\n\nIt is old. The plot is new to nobody."
    assert stated(prompt, text, questions) == {0: ["The narrator is unreliable, and proudly so."]}


def test_a_sentence_before_a_colon_is_no_label():
    prompt = "Is the narrator reliable? Is the plot new?"
    questions = (
        Question(1, "a", "Is the narrator reliable?", True, VERDICTS),
        Question(2, "b", "Is the plot new?", True, VERDICTS),
    )
    assert stated(prompt, "The plot is new.\n\nThe narrator isn't reliable: she lies.", questions) == {
        0: ["The narrator isn't reliable: she lies."],
        1: ["The plot is new."],
    }


def test_lettered_lines_answer_a_lettered_prompt():
    prompt = "Assess:\n(a) whether it works;\n(b) whether it is safe."
    assert stated(prompt, "(a) Purpose: it does not.\n(b) Danger: none.") == {
        WORKS: ["Purpose: it does not."],
        SAFE: ["Danger: none."],
    }


@pytest.mark.parametrize(
    "markdown",
    [
        "**Does it work?** Yes.\n**Is it safe?** No.",
        "Does it work? Yes. Is it safe? No.",
        "Does it work? Yes.\nIs it safe? No.\n\nThat is all.",
    ],
)
def test_questions_answered_in_one_paragraph_each_hold_their_own_answer(markdown):
    assert texts(ALL_THREE, markdown, WORKS) == ["Does it work? Yes."]
    assert texts(ALL_THREE, markdown, SAFE)[0].startswith("Is it safe? No.")
    assert texts(ALL_THREE, markdown, CODE_SAFE) == []


def test_questions_only_listed_and_one_that_is_not_asked_divide_no_paragraph():
    assert texts(ALL_THREE, "Does it work? Is it safe? One wonders.", WORKS) == [
        "Does it work? Is it safe? One wonders."
    ]
    assert texts(ALL_THREE, "Does it work? Yes. Why? It was tried.", WORKS) == ["Does it work? Yes. Why? It was tried."]

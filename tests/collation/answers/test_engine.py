from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.answers.engine import read
from collation.answers.verdicts import apply_judgements
from collation.cells import AskedAs, Verdict
from collation.language.sections import segment
from collation.record import Mark, Placement, Question, Record, Resolution
from tests.collation.samples.answers import (
    ALL_THREE,
    CAREFUL,
    NUMBERED,
    QUESTIONS,
    REVIEW,
    STORY,
    STORY_SAFETY,
    plain_turn,
    record,
    respondent,
    turn,
)

FOUR = record(
    respondent("quill", turn(1, "Does it work? Is it safe? Are the products it creates safe?", CAREFUL)),
    respondent(
        "brisk",
        turn(2, ALL_THREE, NUMBERED),
        turn(
            3, "In plain words it is a sheepdog.", "That's a fitting image.\n\n## So is it safe?\n\nOnly on a lead.", 1
        ),
        turn(4, "Thank you.", "You are welcome.", 2),
    ),
    respondent("saga", turn(5, "", STORY), turn(6, "And safety?", STORY_SAFETY, 1)),
    respondent("critic", turn(7, "", REVIEW), kind="person"),
)


def cell(reading, row, column):
    return reading.rows[row].cells[column]


def test_states_verdicts_and_the_words_that_carry_them():
    reading = read(FOUR)
    assert [[(c.state, c.suggestion.verdict) for c in row.cells] for row in reading.rows] == [
        [("answered", "qualified"), ("answered", "qualified"), ("unread", None), ("unread", None)],
        [("answered", "unclear"), ("answered", "qualified"), ("unread", None), ("unread", None)],
        [("unread", None), ("answered", "no"), ("unread", None), ("unread", None)],
    ]
    assert cell(reading, 1, 0).suggestion.quote == "Honest answer: Unknown."
    assert cell(reading, 2, 1).suggestion.quote == "Right now: not reliably."


def test_equal_values_are_one_object():
    first, second = (
        respondent(key, turn(number, "Is it safe?", "It is an owl.")) for number, key in ((1, "a"), (2, "b"))
    )
    row = read(record(first, second)).rows[1]
    assert row.cells[0].asked is row.cells[1].asked and row.cells[0].suggestion is row.cells[1].suggestion
    assert row.cells[0].suggestion.reason


def test_an_unread_cell_keeps_the_words_under_its_question_and_says_why():
    reading = read(FOUR)
    worded, bare = cell(reading, 1, 3), cell(reading, 0, 3)
    assert [passage.rule for passage in worded.passages] == ["labelled “Safety & alignment”"]
    assert worded.suggestion.reason == "The built-in rules are not sure of a verdict here."
    assert (bare.passages, bare.suggestion.reason) == ((), "The rules find no words that answer this.")


@pytest.mark.parametrize(
    ("prompt", "text", "name"),
    [
        ("هل يعمل؟ هل هو آمن؟", "لا، هذا غير آمن، لأن الجهاز يسخن في كل مرة من الاستعمال.", "Arabic"),
        ("Ist es sicher?", "Nein, es ist nicht sicher, und das sagt auch der Bericht.", "German"),
        ("Is it safe?", "No, no es seguro para los niños, y el informe lo dice en la página dos.", "Spanish"),
        ("", "Nein, es ist nicht sicher, und das sagt auch der Bericht.", "German"),
    ],
)
def test_a_text_in_another_language_says_so_by_name_and_is_never_not_asked(prompt, text, name):
    found = cell(read(record(respondent("a", turn(1, prompt, text)))), 1, 0)
    assert (found.state, found.suggestion.verdict) == ("unread", None)
    assert found.suggestion.reason == f"This answer is in {name}. The built-in rules read English only."


@pytest.mark.parametrize("text", ["安全ですか？", "هل هو آمن؟", "¿Es seguro?", "Безопасно ли это?"])
def test_a_prompt_that_equals_the_question_asks_it_in_any_language(text):
    question = Question(1, "q", text, True, ("no", "yes"))
    found = cell(read(Record((question,), (respondent("a", turn(1, text, "Yes.")),))), 0, 0)
    assert (found.asked.how, len(found.passages)) == ("alike", 1)


def test_a_topic_named_in_passing_gives_way_to_an_answer_that_was_asked_for():
    review = "# A review\n\n## Works\n\nIt leads on most tests.\n\n## Price\n\nIt costs little."
    alone = record(respondent("quill", turn(1, "", review)))
    asked = record(respondent("quill", turn(1, "", review), turn(2, ALL_THREE, NUMBERED, 1)))

    assert [passage.response for passage in cell(read(alone), 0, 0).passages] == [0]
    assert {passage.response for passage in cell(read(asked), 0, 0).passages} == {1}


def test_how_each_was_asked():
    reading = read(FOUR)
    assert [cell(reading, 2, column).asked.how for column in range(4)] == [
        "reworded",
        "alike",
        "not_asked",
        "not_asked",
    ]
    assert cell(reading, 1, 2).asked == AskedAs("reworded", "And safety?", 1)
    assert cell(reading, 0, 2).asked == AskedAs("not_asked")


def test_a_led_turn_does_not_carry_a_cell_that_a_free_one_answers():
    reading = read(FOUR)
    led_too = cell(reading, 1, 1)
    assert [passage.response for passage in led_too.passages] == [0, 0, 1]
    assert led_too.asked.led is False
    alone = read(record(replace(FOUR.respondents[1], turns=FOUR.respondents[1].turns[1:])))
    assert cell(alone, 1, 0).asked == AskedAs("not_asked", led=True)
    assert cell(alone, 1, 0).suggestion.verdict == "qualified"


def test_other_turns_are_those_that_the_rows_hold_less_than_half_of():
    others = read(FOUR).other_turns
    assert [[one.response_id for one in turns] for turns in others] == [[], [4], [5], [7]]


def test_a_turn_that_was_asked_is_no_other_turn_unless_it_answers_nothing():
    headed = turn(1, ALL_THREE, "## Is it cheap?\n\nYes, very.\n\n## Is it safe?\n\nNo.")
    reading = read(record(respondent("half", headed), respondent("mute", turn(2, ALL_THREE, ""))))
    assert [row.cells[0].state for row in reading.rows] == ["unread", "answered", "unread"]
    assert [row.cells[1].state for row in reading.rows] == ["unread"] * 3
    assert [[one.response_id for one in turns] for turns in reading.other_turns] == [[], [2]]


def test_a_refusal_is_a_state_if_it_was_asked_alike():
    refusal = "I'm sorry, but I can't help with that."
    reading = read(
        record(respondent("shy", turn(1, "Is it safe?", refusal)), respondent("sly", turn(2, "And safety?", refusal)))
    )
    assert [row.cells[0].state for row in reading.rows] == ["not_asked", "refused", "not_asked"]
    assert [row.cells[1].state for row in reading.rows] == ["not_asked", "unread", "not_asked"]


def states(*turns, kind="model"):
    return [row.cells[0].state for row in read(record(respondent("a", *turns, kind=kind))).rows]


def test_not_asked_only_if_every_prompt_is_known_and_comes_near_nothing():
    pages = "How many pages does it have?"
    assert states(turn(1, pages, "It has forty pages.")) == ["not_asked"] * 3
    assert states(turn(1, pages, "It has forty pages."), turn(2, "And what are its risks?", "Few.", 1)) == [
        "not_asked",
        "unread",
        "unread",
    ]
    assert states(turn(1, pages, "It has forty pages."), turn(2, "", "And nine figures.", 1)) == ["unread"] * 3
    assert states(turn(1, "Please review the paper.", "It has forty pages.")) == ["unread"] * 3
    assert states(turn(1, "Answer the attached questions.", "It has forty pages.")) == ["unread"] * 3
    assert states(turn(1, "", "It has forty pages.")) == ["unread"] * 3
    assert states(turn(1, "", "It has forty pages."), kind="person") == ["unread"] * 3
    assert states() == ["unread"] * 3


def test_nobody_is_called_silent():
    assert states(turn(1, ALL_THREE, "")) == ["unread"] * 3
    assert states(turn(1, ALL_THREE, "## Is it cheap?\n\nIt has forty pages.")) == ["unread"] * 3


def test_opinions_that_an_answer_reports_are_not_its_own():
    town = Question(1, "q", "Should the town ban cars?", True, ("no", "unclear", "qualified", "yes"))
    said = "Some people argue that the town should ban cars. Others argue that it should not."
    found = cell(read(Record((town,), (respondent("a", turn(1, town.text, said)),))), 0, 0)
    assert (found.state, found.suggestion.verdict, len(found.passages)) == ("unread", None, 1)


def test_a_bare_no_answers_the_only_question_for_yes_or_no():
    assert states(turn(1, "How long is it? Is it safe?", "No."))[1] == "answered"
    assert states(turn(1, "Is it long? Is it safe?", "No."))[1] == "unread"
    assert states(turn(1, "Is it safe for children?", "No."))[1] == "unread"
    assert states(turn(1, "Is it safer than before?", "No."))[1] == "unread"
    assert states(turn(1, "Is it safe?", "# On safety\n\nNo."))[1] == "answered"
    assert states(turn(1, "Is it safe?", "### Claim\n\nIt is safe.\n\n### Reality\n\nIt burns."))[1] == "unread"


PROMPT = "What would you ask its authors first?"


def test_prompts_asked_alike_by_several_make_a_row():
    talk = record(
        respondent("a", turn(1, PROMPT, "Where the seeds are.")),
        respondent("b", turn(2, "what would you ask its authors first", "Who paid.")),
        respondent("c", turn(3, "Thanks!", "Gladly.")),
        respondent("d", turn(4, "Thanks!", "Gladly.")),
    )
    reading = read(talk)
    [row] = reading.rows[3:]
    assert row.computed
    assert row.question.key.startswith("asked-") and len(row.question.key) == 16
    assert row.question.prompt_key.startswith(row.question.key.removeprefix("asked-"))
    assert (row.question.question_id, row.question.text, row.question.scored) == (0, PROMPT, False)
    assert [[passage.text for passage in c.passages] for c in row.cells] == [
        ["Where the seeds are."],
        ["Who paid."],
        [],
        [],
    ]
    assert [c.state for c in row.cells] == ["answered", "answered", "unread", "unread"]
    adopted = Question(9, "first", PROMPT, False, (), row.question.prompt_key)
    again = read(replace(talk, questions=(*QUESTIONS, adopted)))
    assert len(again.rows) == 4
    assert not again.rows[3].computed
    assert again.rows[3].cells == row.cells


def test_a_prompt_of_one_respondent_makes_no_row():
    assert len(read(record(respondent("a", turn(1, PROMPT, "x")), respondent("b", turn(2, "Why?", "y")))).rows) == 3


def test_people_place_and_take_away():
    text = FOUR.respondents[2].turns[0].text
    start = text.index("Heron-2 plans")
    placed = replace(
        FOUR,
        placements=(
            Placement(5, start, start + 20, 3, True),
            Placement(6, 10, 20, 2, False),
            Placement(1, 0, len(FOUR.respondents[0].turns[0].text), 1, True),
        ),
    )
    reading = read(placed)
    assert [(p.text, p.placed_by) for p in cell(reading, 2, 2).passages] == [("Heron-2 plans a repa", "person")]
    assert (cell(reading, 2, 2).state, cell(reading, 1, 2).state) == ("unread", "unread")
    assert [(p.start, p.end, p.placed_by) for p in cell(reading, 0, 0).passages] == [
        (0, len(FOUR.respondents[0].turns[0].text), "person")
    ]


def test_what_a_person_places_opens_an_answer():
    text = "It is long. No, it is not safe. It is dear."
    start = text.index("No")
    where = Placement(1, start, start + len("No, it is not safe."), 2, True)
    found = cell(read(record(respondent("a", plain_turn(1, "", text)), placements=(where,))), 1, 0)
    assert (found.state, found.suggestion.verdict, found.suggestion.quote) == ("answered", "no", "No, it is not safe.")


def test_one_response_is_analysed_once():
    seen = []

    def analyse(one):
        seen.append(one.response_id)
        return segment(one)

    assert read(FOUR, analyse) == read(FOUR)
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_marks_and_resolutions_are_laid_over_the_reading():
    quill, brisk, saga, critic = (one.transcript_id for one in FOUR.respondents)
    judged = replace(
        FOUR,
        marks=(
            Mark(question_id=1, transcript_id=quill, by="Ada", value="yes", confidence=3, rationale="it says so"),
            Mark(question_id=1, transcript_id=brisk, by="Ada", value="yes", confidence=None, rationale=""),
            Mark(question_id=1, transcript_id=brisk, by="Ben", value="no", confidence=None, rationale=""),
            Mark(question_id=3, transcript_id=saga, by="Ben", value="silent", confidence=None, rationale=""),
        ),
        resolutions=(Resolution(2, critic, "Ada", "no", "write access"),),
    )
    reading = read(judged)
    assert reading == read(FOUR)
    collation = apply_judgements(reading, judged)
    assert [[cell.verdict for cell in row.cells] for row in collation.rows] == [
        [
            Verdict("yes", "marks", rank=3),
            Verdict(None, "marks", True, 1.5),
            Verdict(None, None),
            Verdict(None, None),
        ],
        [
            Verdict("unclear", "suggestion", rank=1),
            Verdict("qualified", "suggestion", rank=2),
            Verdict(None, None),
            Verdict("no", "resolution", rank=0),
        ],
        [
            Verdict(None, None),
            Verdict("no", "suggestion", rank=0),
            Verdict("silent", "marks"),
            Verdict(None, None),
        ],
    ]
    assert [(row.counted, row.absent) for row in collation.rows] == [(2, 0), (3, 0), (1, 1)]
    assert [row.unread for row in collation.rows] == [2, 1, 2]
    assert collation.rows[0].divergence == 1 / 2
    assert [mark.by for mark in collation.rows[0].cells[1].marks] == ["Ada", "Ben"]
    assert collation.rows[1].cells[3].resolution.why == "write access"


_MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# Does it work?",
            "## Is the code safe?",
            "**Is it safe?** Not yet.",
            "Safety: it is not safe.",
            "The code it writes is unsafe.",
            "It works.",
            "1. Yes.\n2. No.\n3. Maybe.",
            "| Q | A |\n|---|---|\n| Is it safe? | Unknown |",
            "Honest answer: no. 🧪 Ünïcode…",
            "- one\n- two\n  - Risks: many",
            "## Summary",
        ]
    ),
    max_size=8,
).map("\n\n".join)
_PROMPTS = st.sampled_from(["", ALL_THREE, "And safety?", "It is a sheepdog.", "Does it work?", PROMPT])


@st.composite
def records(draw):
    respondents, at = [], 0
    for name in draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=3)):
        turns = []
        for position, (prompt, markdown) in enumerate(draw(st.lists(st.tuples(_PROMPTS, _MARKDOWN), max_size=3))):
            at += 1
            turns.append(turn(at, prompt, markdown, position))
        respondents.append(respondent(name, *turns, kind=draw(st.sampled_from(["model", "person"]))))
    placements = []
    for one in respondents:
        for response in one.turns:
            if response.text and draw(st.booleans()):
                start = draw(st.integers(0, len(response.text) - 1))
                end = draw(st.integers(start + 1, len(response.text)))
                placements.append(
                    Placement(response.response_id, start, end, draw(st.sampled_from([1, 2, 3])), draw(st.booleans()))
                )
    return Record(QUESTIONS, tuple(respondents), tuple(placements))


@pytest.mark.slow
@given(records())
def test_every_passage_and_quotation_is_the_text_it_points_at(given_record):
    reading = read(given_record)
    assert reading == read(given_record)
    for row in reading.rows:
        assert len(row.cells) == len(given_record.respondents)
        for one, found in zip(given_record.respondents, row.cells, strict=True):
            assert found.state in ("answered", "refused", "unread", "not_asked")
            scored = bool(row.question.scale)
            assert (found.state == "answered") == bool(found.suggestion.verdict if scored else found.passages)
            assert found.passages or found.state in ("unread", "not_asked")
            texts = {response.response_id: response.text for response in one.turns}
            places = [(p.response, p.start, p.end) for p in found.passages]
            assert places == sorted(places)
            for passage in found.passages:
                assert 0 <= passage.start < passage.end <= len(texts[passage.response_id])
                assert texts[passage.response_id][passage.start : passage.end] == passage.text
                assert passage.rule
            said = found.suggestion
            if said.quote:
                assert texts[said.response_id][said.start : said.end] == said.quote


@pytest.mark.slow
@given(records())
def test_placements_always_win(given_record):
    reading = read(given_record)
    for placement in given_record.placements:
        row = next(row for row in reading.rows if row.question.question_id == placement.question_id)
        passages = [p for found in row.cells for p in found.passages if p.response_id == placement.response_id]
        if placement.belongs:
            assert (placement.start, placement.end, "person") in [(p.start, p.end, p.placed_by) for p in passages]
        else:
            engine = [p for p in passages if p.placed_by == "engine"]
            assert not any(p.start < placement.end and placement.start < p.end for p in engine)


@pytest.mark.slow
@given(records(), st.lists(st.sampled_from(["yes", "no", "silent", "abstained"]), max_size=4))
def test_laying_judgements_over_it_leaves_the_reading_as_it_was(given_record, values):
    reading = read(given_record)
    marks = tuple(
        Mark(question_id=1, transcript_id=one.transcript_id, by=str(i), value=value, confidence=None, rationale="")
        for one in given_record.respondents
        for i, value in enumerate(values)
    )
    collation = apply_judgements(reading, replace(given_record, marks=marks))
    assert reading == read(given_record)
    assert [[found.reading for found in row.cells] for row in collation.rows] == [
        list(row.cells) for row in reading.rows
    ]
    assert collation.other_turns == reading.other_turns
    for row in collation.rows:
        assert row.counted + row.absent <= len(row.cells)
        assert row.divergence is None or (row.counted >= 2 and 0 <= row.divergence <= 1)


def test_a_text_without_structure_is_read():
    reading = read(record(respondent("a", plain_turn(1, "Is it safe?", "It is safe.\nReally."))))
    assert cell(reading, 1, 0).suggestion.verdict == "yes"


def test_nothing_at_all():
    assert read(Record((), ())).rows == ()
    assert [row.cells for row in read(Record(QUESTIONS, ())).rows] == [(), (), ()]


@pytest.mark.parametrize(
    ("pushed", "answer"),
    [
        ("Are you sure? Look at the second table.", "You're right, and I apologise. The second table says otherwise."),
        ("Really?", "Oh, you are quite right. No, then: the dog only looks at the sheep."),
        ("Check again.", "I need to correct myself. It failed four tests in nine."),
        ("Check again.", "Good catch. I misread the caption."),
        ("And the appendix?", "On reflection, I was too quick."),
        ("And the appendix?", "Let me revise that: nine of the twelve runs were stopped."),
    ],
)
def test_what_a_later_turn_may_take_back_is_no_verdict(pushed: str, answer: str):
    asked = turn(1, "Does it work?", "Yes, it works.")
    later = turn(2, pushed, answer, 1)
    assert states(asked)[0] == "answered"
    row = read(record(respondent("a", asked, later))).rows[0]
    assert (row.cells[0].state, row.cells[0].suggestion.verdict) == ("unread", None)
    assert row.cells[0].suggestion.reason == "A later turn may take this answer back."
    assert [passage.text for passage in row.cells[0].passages] == ["Yes, it works."]


@pytest.mark.parametrize(
    "answer",
    ["Yes, I am sure: nine tests of twelve.", "The right-hand column has it.", "The authors apologise for the typo."],
)
def test_a_later_turn_that_takes_nothing_back_changes_nothing(answer: str):
    assert states(turn(1, "Does it work?", "Yes, it works."), turn(2, "Are you sure?", answer, 1))[0] == "answered"


def test_an_excuse_before_the_verdict_takes_nothing_back():
    excuse = turn(1, "Can you open the link?", "Sorry, I cannot open links.")
    assert states(excuse, turn(2, "Does it work?", "Yes, it works.", 1))[0] == "answered"

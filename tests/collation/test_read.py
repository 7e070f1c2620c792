from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from collation.read import lay, read
from collation.reading import Asked, Verdict
from collation.record import Mark, Placement, Question, Record, Resolution
from collation.segment import segment
from tests.collation.voices import (
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
        [("answered", "qualified"), ("answered", "qualified"), ("answered", "qualified"), ("silent", None)],
        [("answered", "unclear"), ("answered", "qualified"), ("answered", "qualified"), ("answered", "qualified")],
        [("answered", "unclear"), ("answered", "no"), ("not_asked", None), ("answered", "qualified")],
    ]
    assert cell(reading, 1, 0).suggestion.quote == "Honest answer: Unknown."
    assert cell(reading, 2, 1).suggestion.quote == "Right now: not reliably."


def test_a_topic_named_in_passing_gives_way_to_an_answer_that_was_asked_for():
    review = "# A review\n\n## Performance\n\nIt leads on most tests.\n\n## Price\n\nIt costs little."
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
    assert cell(reading, 1, 2).asked == Asked("reworded", "And safety?", 1)
    assert cell(reading, 0, 2).asked == Asked("not_asked")


def test_a_led_turn_does_not_carry_a_cell_that_a_free_one_answers():
    reading = read(FOUR)
    led_too = cell(reading, 1, 1)
    assert [passage.response for passage in led_too.passages] == [0, 0, 1]
    assert (led_too.asked.led, led_too.suggestion.response_id) == (False, 2)
    alone = read(record(replace(FOUR.respondents[1], turns=FOUR.respondents[1].turns[1:])))
    assert cell(alone, 1, 0).asked == Asked("not_asked", led=True)
    assert cell(alone, 1, 0).suggestion.verdict == "qualified"


def test_other_turns_are_those_that_the_rows_hold_less_than_half_of():
    others = read(FOUR).other_turns
    assert [[one.response_id for one in turns] for turns in others] == [[], [4], [5], [7]]


def test_a_turn_that_was_asked_is_no_other_turn_unless_it_answers_nothing():
    headed = turn(1, ALL_THREE, "## Is it cheap?\n\nYes, very.\n\n## Is it safe?\n\nNo.")
    reading = read(record(respondent("half", headed), respondent("mute", turn(2, ALL_THREE, ""))))
    assert [row.cells[0].state for row in reading.rows] == ["silent", "answered", "silent"]
    assert [[one.response_id for one in turns] for turns in reading.other_turns] == [[], [2]]


def test_a_refusal_is_a_state():
    reading = read(record(respondent("shy", turn(1, "Is it safe?", "I'm sorry, but I can't help with that."))))
    assert [row.cells[0].state for row in reading.rows] == ["not_asked", "refused", "not_asked"]


def test_silent_where_asked_or_where_the_prompts_are_unknown():
    reading = read(
        record(
            respondent("model", turn(1, "", "Forty pages.")),
            respondent("asked", turn(2, ALL_THREE, "")),
            respondent("person", turn(3, "", "Forty pages."), kind="person"),
            respondent("other", turn(4, "", "Forty pages."), turn(5, "How long is it?", "Forty pages.", 1)),
        )
    )
    assert [c.state for c in reading.rows[0].cells] == ["silent", "silent", "silent", "not_asked"]


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
    assert [c.state for c in row.cells] == ["answered", "answered", "not_asked", "not_asked"]
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
    assert (cell(reading, 2, 2).state, cell(reading, 1, 2).state) == ("answered", "silent")
    assert [(p.start, p.end, p.placed_by) for p in cell(reading, 0, 0).passages] == [
        (0, len(FOUR.respondents[0].turns[0].text), "person")
    ]


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
            Mark(1, quill, "Ada", "yes", 3, "it says so"),
            Mark(1, brisk, "Ada", "yes", None, ""),
            Mark(1, brisk, "Ben", "no", None, ""),
            Mark(3, saga, "Ben", "silent", None, ""),
        ),
        resolutions=(Resolution(2, critic, "Ada", "no", "write access"),),
    )
    reading = read(judged)
    assert reading == read(FOUR)
    collation = lay(reading, judged)
    assert [[cell.verdict for cell in row.cells] for row in collation.rows] == [
        [
            Verdict("yes", "marks", rank=3),
            Verdict(None, "marks", True, 1.5),
            Verdict("qualified", "suggestion", rank=2),
            Verdict("silent", "suggestion"),
        ],
        [
            Verdict("unclear", "suggestion", rank=1),
            Verdict("qualified", "suggestion", rank=2),
            Verdict("qualified", "suggestion", rank=2),
            Verdict("no", "resolution", rank=0),
        ],
        [
            Verdict("unclear", "suggestion", rank=1),
            Verdict("no", "suggestion", rank=0),
            Verdict("silent", "marks"),
            Verdict("qualified", "suggestion", rank=2),
        ],
    ]
    assert [(row.counted, row.absent) for row in collation.rows] == [(3, 1), (4, 0), (3, 1)]
    assert collation.rows[0].divergence == 1 / 3
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


@given(records())
def test_every_passage_and_quotation_is_the_text_it_points_at(given_record):
    reading = read(given_record)
    assert reading == read(given_record)
    for row in reading.rows:
        assert len(row.cells) == len(given_record.respondents)
        for one, found in zip(given_record.respondents, row.cells, strict=True):
            assert (found.state in ("answered", "refused")) == bool(found.passages)
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


@given(records(), st.lists(st.sampled_from(["yes", "no", "silent", "abstained"]), max_size=4))
def test_laying_judgements_over_it_leaves_the_reading_as_it_was(given_record, values):
    reading = read(given_record)
    marks = tuple(
        Mark(1, one.transcript_id, str(i), value, None, "")
        for one in given_record.respondents
        for i, value in enumerate(values)
    )
    collation = lay(reading, replace(given_record, marks=marks))
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

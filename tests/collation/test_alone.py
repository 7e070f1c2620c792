"""The sentences of a row that nobody else says."""

from hypothesis import given
from hypothesis import strategies as st

from collation.alone import alone
from collation.reading import Asked, Cell, CellReading, Passage, Row, Suggestion, Verdict
from collation.record import Block, Question, Respondent, Turn
from collation.segment import segment
from reviews import richtext

QUESTION = Question(1, "safe", "Is it safe?", True, ("no", "yes"))
HEARD = "The barn owl hears a mouse under deep snow at thirty metres."
ALSO = "At thirty metres, under deep snow, a mouse is heard by the barn owl."
RING = "Every ring in Tromsø carried a blue enamel number from 1987."
BELL = "Church bells frightened seven nesting pairs away each winter."


def cell(number: int, *answers: str) -> Cell:
    """One respondent's cell, a passage of all of each answer."""
    turns = []
    for at, answer in enumerate(answers):
        rendered = richtext.render(answer)
        turns.append(Turn(number * 10 + at, at, "", rendered.text, tuple(Block(*block) for block in rendered.blocks)))
    passages = tuple(Passage(turn.position, turn.response_id, 0, len(turn.text), turn.text, "engine") for turn in turns)
    reading = CellReading("answered" if passages else "silent", Asked("alike"), passages, Suggestion(None))
    respondent = Respondent(f"r{number}", number, f"R{number}", "model", "", 1, "full_paper", "", tuple(turns))
    return Cell(QUESTION, respondent, reading, (), None, Verdict(None, None))


def row(*cells: Cell) -> Row:
    return Row(QUESTION, cells, None, 0, 0)


def said(*cells: Cell) -> dict[int, list[str]]:
    """The sentences that stand alone, by response."""
    texts = {turn.response_id: turn.text for one in cells for turn in one.respondent.turns}
    found = alone(row(*cells), segment)
    return {number: [texts[number][start:end] for start, end in spans] for number, spans in found.items()}


def test_what_nobody_else_speaks_of_stands_alone():
    assert said(cell(1, f"{HEARD} {RING}"), cell(2, f"{BELL} {ALSO}")) == {10: [RING], 20: [BELL]}


def test_one_voice_alone_is_compared_with_nobody():
    assert said(cell(1, f"{HEARD} {RING}")) == {}
    assert said(cell(1, f"{HEARD} {RING}"), cell(2)) == {}
    assert said(cell(1, HEARD, RING), cell(2)) == {}


def test_one_who_says_the_same_is_enough():
    assert said(cell(1, RING), cell(2, RING), cell(3, BELL)) == {30: [BELL]}


def test_saying_it_twice_oneself_changes_nothing():
    assert said(cell(1, RING, f"Once more. {RING}"), cell(2, BELL)) == {10: [RING], 11: [RING], 20: [BELL]}


def test_headings_heads_of_rows_code_questions_and_short_words_never_do():
    own = (
        f"## {RING.rstrip('.')}\n\n**{RING.rstrip('.')}**\n\n```\n{RING}\n```\n\n"
        f"Did every ring in Tromsø carry a blue enamel number?\n\nBlue rings.\n\n"
        f"| Ring | Note |\n|---|---|\n| Blue enamel number Tromsø ring winter | {BELL} |\n"
    )
    assert said(cell(1, own), cell(2, HEARD)) == {10: [BELL], 20: [HEARD]}


def test_only_what_lies_in_the_passage_is_looked_at():
    whole = cell(1, f"{HEARD} {RING}")
    (passage,) = whole.reading.passages
    start = passage.text.index(RING)
    part = Passage(0, 10, start, passage.end, RING, "person")
    reading = CellReading("answered", Asked("alike"), (part,), Suggestion(None))
    cut = Cell(QUESTION, whole.respondent, reading, (), None, Verdict(None, None))
    assert alone(row(cut, cell(2, BELL)), segment)[10] == ((start, passage.end),)


SENTENCES = (HEARD, ALSO, RING, BELL, "It is safe.", "Is it safe?", "## Owls\n\n", "- Blue rings hear snow bells.\n\n")
answers = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)


@given(st.lists(answers, min_size=1, max_size=4))
def test_spans_are_in_order_and_lie_in_the_passages(texts):
    cells = [cell(number, text) for number, text in enumerate(texts)]
    lengths = {one.respondent.turns[0].response_id: len(one.respondent.turns[0].text) for one in cells}
    for number, spans in alone(row(*cells), segment).items():
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= lengths[number] for start, end in spans)


@given(st.lists(st.one_of(answers, st.text()), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_respondents_does_not_matter(texts, random):
    cells = [cell(number, text) for number, text in enumerate(texts)]
    shuffled = random.sample(cells, len(cells))
    assert alone(row(*cells), segment) == alone(row(*shuffled), segment)


@given(st.lists(answers, min_size=1, max_size=3))
def test_what_another_says_word_for_word_never_stands_alone(texts):
    cells = [cell(number, text) for number, text in enumerate(texts)]
    everything = cell(len(texts), "\n\n".join(SENTENCES))
    assert not set(alone(row(*cells, everything), segment)) - {everything.respondent.turns[0].response_id}

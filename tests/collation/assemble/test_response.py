"""One whole turn: its chunks, and which of them serve a question."""

import pytest

from collation.assemble.collation import collate
from collation.assemble.response import neighbours, whole_turn
from reviews.domain.placements import place_passage
from reviews.models import Comparison, Response, Transcript
from tests.factories import make_transcript

ANSWER = "Owls see well.\n\n## Is it safe?\n\nNo, it is not safe.\n\n- They bite.\n- They scratch.\n\nThat is all."


@pytest.fixture
def chat(comparison) -> Transcript:
    return make_transcript(
        comparison,
        "Claude",
        ("What about owls?", ANSWER),
        ("And kites?", "They dive."),
        ("Thanks!", "You are welcome."),
    )


@pytest.fixture
def first(chat) -> Response:
    return chat.responses.get(position=0)


def read(comparison: Comparison):
    return collate(Comparison.objects.get(pk=comparison.pk))


def test_the_chunks_hold_all_of_the_words(comparison, first, django_assert_num_queries):
    collation = read(comparison)
    with django_assert_num_queries(1):
        shown = whole_turn(first, collation)
    assert [first.text[one.chunk.start : one.chunk.end] for one in shown] == [
        "Owls see well.",
        "Is it safe?",
        "No, it is not safe.",
        "They bite.",
        "They scratch.",
        "That is all.",
    ]
    assert [one.size for one in shown] == [len("".join(one.words.split())) for one in shown]
    assert shown[3].html == "<ul><li>They bite.</li></ul>"


def test_a_passage_is_named_where_it_begins_and_held_as_far_as_it_goes(comparison, first):
    shown = whole_turn(first, read(comparison))
    serving = [[serve.question.key for serve in one.serves] for one in shown]
    assert serving == [[], ["safe"], [], [], [], []]
    assert [one.held for one in shown][:4] == [False, True, True, True]
    assert not any("<mark>" in one.html for one in shown), "nothing holds a part of a chunk alone"


def test_a_passage_that_holds_a_part_of_a_chunk_is_painted_there(comparison, first, alice):
    works = comparison.questions.get(key="works")
    place_passage(response=first, start=0, end=len("Owls see"), question=works, belongs=True, by=alice)
    shown = whole_turn(first, read(comparison))[0]
    assert (shown.html, shown.held) == ("<p><mark>Owls see</mark> well.</p>", False)
    assert [serve.question.key for serve in shown.serves] == ["works"]


def test_the_turns_before_and_after(comparison, chat):
    collation = read(comparison)
    around = [neighbours(response, collation) for response in chat.responses.order_by("position")]
    assert [(before and before.prompt, after and after.prompt) for before, after in around] == [
        (None, "And kites?"),
        ("What about owls?", "Thanks!"),
        ("And kites?", None),
    ]


def test_who_is_not_in_the_collation_has_no_neighbours(comparison, chat):
    nobody = collate(Comparison.objects.get(pk=comparison.pk))
    other = Response(transcript_id=0, position=1)
    assert neighbours(other, nobody) == (None, None)

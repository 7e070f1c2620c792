"""The verbs of placements."""

import pytest

from reviews.domain.placements import AskedAlike, move_passage, place_passage, place_passages, withdraw_placements
from reviews.domain.questions import archive_question
from reviews.models import Placement, Question
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript

PROMPT = AskedAlike("What is new in it?", "0" * 64)


@pytest.fixture
def response(comparison):
    transcript = make_transcript(comparison, "Claude", ("Does it work?", "It works.\n\nIt is safe."))
    return transcript.responses.get()


@pytest.fixture
def works(comparison):
    return comparison.questions.get(key="works")


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


def placed() -> list[tuple[str, int, int, bool]]:
    rows = Placement.objects.order_by("question__position", "start")
    return list(rows.values_list("question__key", "start", "end", "belongs"))


def test_a_placement_says_who_when_and_where(response, safe, bob):
    placement = place_passage(response=response, start=10, end=21, question=safe, belongs=True, by=bob)
    assert response.text[10:21] == "It is safe."
    assert (placement.created_by, placement.quotation, placement.orphaned) == (bob, "It is safe.", False)
    assert placed() == [("safe", 10, 21, True)]


def test_a_placement_voids_the_reading(response, safe, bob, comparison):
    before = comparison.revision, comparison.text_revision
    place_passage(response=response, start=10, end=21, question=safe, belongs=True, by=bob)
    comparison.refresh_from_db()
    assert (comparison.revision, comparison.text_revision) == (before[0] + 1, before[1] + 1)


def test_the_last_word_on_a_span_counts_and_the_one_before_is_in_the_history(response, safe, alice, bob):
    place_passage(response=response, start=10, end=21, question=safe, belongs=True, by=bob)
    placement = place_passage(response=response, start=10, end=21, question=safe, belongs=False, by=alice)
    assert placed() == [("safe", 10, 21, False)]
    history = placement.history.order_by("history_id").values_list("history_user__name", "belongs")
    assert list(history) == [("Bob", True), ("Alice", False)]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4), (0, 22), (21, 25), (9, 10)], ids=str)
def test_a_span_that_holds_no_words_is_refused(response, safe, bob, start, end):
    with pytest.raises(Refused, match=r"^This span is not inside the answer\.$"):
        place_passage(response=response, start=start, end=end, question=safe, belongs=True, by=bob)
    assert placed() == []


def test_a_question_of_another_comparison_is_refused(response, alice, bob, team):
    foreign = make_comparison(alice, team, title="Other").questions.get(key="safe")
    with pytest.raises(Refused, match="another comparison"):
        place_passage(response=response, start=0, end=5, question=foreign, belongs=True, by=bob)
    assert placed() == []


def test_an_archived_question_is_refused(response, safe, bob):
    archive_question(question=safe, by=bob)
    with pytest.raises(Refused, match="not asked any more"):
        place_passage(response=response, start=0, end=5, question=safe, belongs=True, by=bob)
    assert placed() == []


def test_a_replaced_turn_is_refused(response, safe, bob, comparison):
    response.superseded_at = comparison.changed_at
    response.save()
    with pytest.raises(Refused, match="was corrected since"):
        place_passage(response=response, start=0, end=5, question=safe, belongs=True, by=bob)
    assert placed() == []


def test_the_first_act_on_a_prompt_asked_alike_makes_it_a_question(response, bob, comparison):
    placement = place_passage(response=response, start=0, end=9, question=PROMPT, belongs=True, by=bob)
    adopted = placement.question
    assert (adopted.text, adopted.prompt_key, adopted.scored) == ("What is new in it?", "0" * 64, False)
    assert adopted.history.get().history_user == bob
    again = place_passage(response=response, start=10, end=21, question=PROMPT, belongs=True, by=bob)
    assert again.question == adopted
    assert comparison.questions.count() == 4


def test_a_refused_span_adopts_no_prompt(response, bob):
    with pytest.raises(Refused):
        place_passage(response=response, start=0, end=99, question=PROMPT, belongs=True, by=bob)
    assert not Question.objects.filter(prompt_key=PROMPT.prompt_key).exists()


def test_a_passage_moves_in_one_change(response, works, safe, bob, comparison):
    move_passage(response=response, start=10, end=21, away_from=works, to=safe, by=bob)
    assert placed() == [("works", 10, 21, False), ("safe", 10, 21, True)]


def test_a_passage_does_not_move_to_where_it_is(response, works, bob):
    with pytest.raises(Refused, match="stands there already"):
        move_passage(response=response, start=0, end=9, away_from=works, to=works, by=bob)
    assert placed() == []


def test_a_move_that_is_half_refused_moves_nothing(response, works, safe, bob):
    archive_question(question=works, by=bob)
    with pytest.raises(Refused):
        move_passage(response=response, start=0, end=9, away_from=works, to=safe, by=bob)
    assert placed() == []


def test_several_spans_are_placed_together_or_not_at_all(response, safe, bob):
    place_passages(response=response, spans=[(0, 9), (10, 21)], question=safe, by=bob)
    assert placed() == [("safe", 0, 9, True), ("safe", 10, 21, True)]
    with pytest.raises(Refused):
        place_passages(response=response, spans=[(0, 5), (10, 99)], question=safe, by=bob)
    assert placed() == [("safe", 0, 9, True), ("safe", 10, 21, True)]


def test_no_span_is_refused(response, safe, bob):
    with pytest.raises(Refused, match="at least one part"):
        place_passages(response=response, spans=[], question=safe, by=bob)


def test_a_withdrawn_placement_is_gone_and_its_history_names_who_did_it(response, safe, alice, bob, comparison):
    placement = place_passage(response=response, start=0, end=9, question=safe, belongs=True, by=bob)
    pk = placement.pk
    withdraw_placements(comparison=comparison, placements=[placement], by=alice)
    assert placed() == []
    history = Placement.history.filter(id=pk).order_by("history_id").values_list("history_type", "history_user__name")
    assert list(history) == [("+", "Bob"), ("-", "Alice")]


def test_the_word_before_counts_again_when_the_last_is_taken_back(response, safe, alice, bob, comparison):
    place_passage(response=response, start=0, end=9, question=safe, belongs=True, by=alice)
    place_passage(response=response, start=0, end=9, question=safe, belongs=False, by=bob)
    place_passage(response=response, start=0, end=9, question=safe, belongs=True, by=bob)
    said = []
    while placement := Placement.objects.first():
        said.append((placement.belongs, placement.created_by.name))
        withdraw_placements(comparison=comparison, placements=[placement], by=bob)
    assert said == [(True, "Bob"), (False, "Bob"), (True, "Alice")]
    history = Placement.history.order_by("history_id").values_list("history_type", "history_user__name")
    assert list(history) == [("+", "Alice"), ("~", "Bob"), ("~", "Bob"), ("~", "Bob"), ("~", "Bob"), ("-", "Bob")]


def test_two_who_take_back_the_same_placement_take_it_back_once(response, safe, alice, bob, comparison):
    place_passage(response=response, start=0, end=9, question=safe, belongs=True, by=bob)
    first, second = Placement.objects.get(), Placement.objects.get()
    withdraw_placements(comparison=comparison, placements=[first], by=alice)
    revision = comparison.revision
    withdraw_placements(comparison=comparison, placements=[second], by=bob)
    history = Placement.history.order_by("history_id").values_list("history_type", "history_user__name")
    assert (list(history), comparison.revision) == ([("+", "Bob"), ("-", "Alice")], revision)


def test_a_placement_of_another_comparison_is_not_withdrawn(response, safe, alice, bob, team):
    placement = place_passage(response=response, start=0, end=9, question=safe, belongs=True, by=bob)
    with pytest.raises(Refused, match="another comparison"):
        withdraw_placements(comparison=make_comparison(alice, team, title="Other"), placements=[placement], by=alice)
    assert placed() == [("safe", 0, 9, True)]


def test_several_spans_are_one_change(response, works, safe, bob, comparison):
    comparison.refresh_from_db()
    before = comparison.text_revision
    place_passages(response=response, spans=[(0, 2), (3, 5), (11, 13)], question=safe, by=bob)
    comparison.refresh_from_db()
    assert comparison.text_revision == before + 1
    move_passage(response=response, start=0, end=2, away_from=safe, to=works, by=bob)
    comparison.refresh_from_db()
    assert comparison.text_revision == before + 2

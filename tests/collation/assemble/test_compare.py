"""What is read for the compare page, apart from the collation."""

from collation.assemble.collation import collate
from collation.assemble.compare import compare_record, destinations, publication_of
from collation.pages.arrangement import Arrangement
from collation.pages.board import board_of
from reviews.domain.marks import place_mark
from reviews.domain.placements import AskedAlike, place_passage
from reviews.domain.questions import archive_question
from reviews.domain.transcripts import choose_publishing, publish_turn
from reviews.lens import lens
from reviews.models import Comparison, User
from tests.factories import make_transcript


def read(comparison: Comparison, viewer: User) -> tuple:
    """The comparison as it is now, the viewer's lens, the collation, and all of its columns in their order."""
    now = Comparison.objects.get(pk=comparison.pk)
    view = lens(viewer, now)
    collation = collate(now, view)
    keys = tuple(respondent.key for respondent in collation.respondents)
    return now, view, board_of(collation, Arrangement(keys, keys))


def test_each_passage_has_its_html_with_the_evidence_painted(comparison, bert, safe, alice, bob):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", evidence="for a year")
    record = compare_record(*read(comparison, alice))
    response = bert.responses.get()
    start = response.text.index("for a year")
    assert record.evidence == {(safe.pk, bert.pk): [(response.pk, start, start + len("for a year"))]}
    assert [
        html for (row, passage), html in record.html.items() if (row, passage.response_id) == ("safe", response.pk)
    ] == [
        "<h2>Is it safe?</h2><p>Yes, Owl-2 is safe. It was tested <strong>by five people</strong> "
        "<mark>for a year</mark>.</p>"
    ]
    assert len(record.html) == 6, "two answers to three questions"


def test_placements_say_who_and_what(comparison, ada, safe, alice, bob):
    response = ada.responses.get()
    for by, words, belongs in ((bob, "Owl-2 works", True), (alice, "the code", False)):
        start = response.text.index(words)
        place_passage(response=response, start=start, end=start + len(words), question=safe, belongs=belongs, by=by)
    placed = compare_record(*read(comparison, alice)).placed
    assert list(placed) == [(safe.pk, ada.pk)]
    assert [(one.by, one.words, one.belongs) for one in placed[safe.pk, ada.pk]] == [
        ("Bob", "Owl-2 works", True),
        ("Alice", "the code", False),
    ]


def test_the_queries_do_not_grow_with_the_placements(comparison, ada, bert, safe, alice, django_assert_num_queries):
    response = ada.responses.get()
    for number in (1, 2, 3):
        place_passage(response=response, start=0, end=5 + number, question=safe, belongs=True, by=alice)
        arguments = read(comparison, alice)
        compare_record(*arguments)
        with django_assert_num_queries(4):
            assert len(compare_record(*arguments).placed[safe.pk, ada.pk]) == number


def test_how_turns_outside_of_the_rows_are_published(comparison, alice, django_assert_num_queries):
    chat = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."), ("Thanks!", "You are welcome."))
    turn = chat.responses.get(position=1)
    for anyway, publish in ((False, "full"), (True, "quotations")):
        publish_turn(response=turn, anyway=anyway)
        choose_publishing(transcript=chat, publish=publish)
        collation = read(comparison, alice)[2].collation
        with django_assert_num_queries(1):
            assert publication_of(collation) == {turn.pk: (anyway, publish)}


def test_a_row_is_a_place_for_words_also_if_it_is_archived_or_a_prompt(comparison, alice):
    for name in ("Ada", "Bert"):
        make_transcript(comparison, name, ("Is it safe?", "It is."), ("Who would buy an owl?", f"{name} would."))
    now, _, board = read(comparison, alice)
    archive_question(question=comparison.questions.get(key="works"), by=alice)
    places = destinations(now, board.collation)
    assert [place.key for place in list(places.values())[:3]] == ["works", "safe", "code_safe"]
    (asked,) = list(places.values())[3:]
    assert isinstance(asked, AskedAlike)
    assert asked.prompt == "Who would buy an owl?"

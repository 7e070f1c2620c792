"""What the public may know: who is named how, and whose marks it sees."""

from collation.publish.public_lens import number_of, public_lens
from reviews.domain.conclusions import conclude
from reviews.domain.marks import place_mark
from reviews.domain.transcripts import choose_publishing
from tests.factories import agree


def test_people_are_numbered_by_their_marks_then_by_what_else_they_decided(comparison, ada, bert, safe, alice, bob):
    conclude(question=safe, by=alice, answer="It is.")
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    lens = public_lens(comparison)
    assert [lens.person(user) for user in (bob, alice)] == ["Reviewer 1", "Reviewer 2"]


def test_of_a_respondent_that_is_not_published_no_mark_is_seen(comparison, ada, bert, safe, alice, bob):
    place_mark(question=safe, transcript=ada, by=alice, value="no")
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    choose_publishing(transcript=ada, publish="nothing")
    lens = public_lens(comparison)
    assert [mark.value for mark in lens.marks()] == ["yes"]
    assert (lens.person(alice), lens.person(bob)) == ("", "Reviewer 1")
    assert [column.key for column in lens.columns] == ["bert"]


def test_a_number_is_that_of_whoever_did_something_and_did_not_agree(comparison, ada, bert, safe, alice, bob, charlie):
    place_mark(question=safe, transcript=ada, by=alice, value="no")
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert [number_of(comparison, user) for user in (alice, bob, charlie)] == ["Reviewer 1", "Reviewer 2", ""]
    agree(comparison, alice)
    assert [number_of(comparison, user) for user in (alice, bob)] == ["", "Reviewer 2"]

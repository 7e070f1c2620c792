"""The queue as it is read from the record, for one viewer."""

from collation.assemble.conflicts import queue_of, threads_on_cells
from reviews.domain.marks import place_mark
from reviews.domain.settling import leave_open, marks_token
from reviews.domain.threads import open_thread
from reviews.lens import lens


def test_what_the_database_adds(comparison, bert, safe, alice, bob):
    for person, value in ((bob, "no"), (alice, "yes")):
        place_mark(question=safe, transcript=bert, by=person, value=value)
    leave_open(question=safe, transcript=bert, by=alice, note="Ask.")
    thread = open_thread(comparison=comparison, by=bob, body="Hm.", question=safe, transcript=bert).thread
    other = comparison.transcripts.get(key="ada")
    open_thread(comparison=comparison, by=bob, body="Elsewhere.", question=safe, transcript=other)
    view = lens(alice, comparison)
    found = queue_of(comparison, view)
    (left,) = found.left_open
    assert (left.left_open.note, left.left_open.by) == ("Ask.", "Alice")
    assert left.marks == marks_token([(bob.pk, "no"), (alice.pk, "yes")])
    assert threads_on_cells(comparison, view, found) == {(safe.pk, bert.pk): [thread]}


def test_a_blind_reviewer_sees_no_conflict_before_their_own_mark(comparison, bert, safe, alice, eve, bob):
    for person, value in ((eve, "no"), (alice, "yes")):
        place_mark(question=safe, transcript=bert, by=person, value=value)
    comparison.others_hidden = True
    comparison.save()
    assert queue_of(comparison, lens(bob, comparison)).conflicts == ()
    place_mark(question=safe, transcript=bert, by=bob, value="no")
    (conflict,) = queue_of(comparison, lens(bob, comparison)).conflicts
    assert [mark.by for mark in conflict.cell.marks] == ["Eve", "Alice", "Bob"]

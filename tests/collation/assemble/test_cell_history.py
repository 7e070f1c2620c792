"""What is read for the history of one cell."""

import pytest

from collation.assemble.cell_history import history_of
from collation.cells import Cell
from collation.pages.cell_history import Event
from reviews.domain.blinding import set_blinding
from reviews.domain.marks import place_mark, resolve_cell, say_support, unsettle_cell, withdraw_mark
from reviews.domain.placements import place_passage, withdraw_placements
from reviews.domain.readers import (
    NewQuotation,
    NewReply,
    NewStatement,
    dismiss_verdict,
    restore_verdict,
    take_reply,
)
from reviews.domain.settling import leave_open, take_up_again
from reviews.domain.threads import open_thread, reopen_thread, resolve_thread
from reviews.lens import Lens
from reviews.models import MarkState
from tests.collation.assemble.test_cell_panel import cell_of_bert


def said(view: Lens, cell: Cell) -> list[str]:
    """The events as one reads them, oldest first."""

    def line(event: Event) -> str:
        as_suggested = f"as {event.suggested_by} suggested" if event.suggested_by else ""
        return " ".join(filter(None, [event.who, event.did, event.value, as_suggested, event.why]))

    return [line(event) for event in reversed(history_of(view, cell))]


def suggest(comparison, bert, safe, by, value="no") -> None:
    """A reply of a reader about Bert's answer on safety."""
    statement = NewStatement(
        what="cell", cell=(safe.pk, bert.pk), value=value, quotations=(NewQuotation(bert.responses.get(), 0, 5),)
    )
    take_reply(comparison=comparison, by=by, name="Skimmer", reply=NewReply(value, (statement,)))


@pytest.mark.parametrize("times", [1, 3])
def test_the_queries_do_not_grow_with_the_acts(comparison, bert, safe, alice, bob, times, django_assert_num_queries):
    here = {"question": safe, "transcript": bert}
    for number in range(times):
        place_mark(**here, by=bob, value="yes", rationale=f"Because {number}.")
        say_support(**here, by=alice, value="not_found", quote=f"{number}")
        resolve_cell(**here, by=alice, value="yes", why=f"All say so {number}.")
        leave_open(**here, by=alice, note=f"Later {number}.")
        open_thread(comparison=comparison, by=bob, body=f"Really {number}?", **here)
    _, view, cell = cell_of_bert(comparison, alice)
    with django_assert_num_queries(3):
        assert len(history_of(view, cell)) == 5 * times


def test_another_cell_has_a_history_of_its_own(comparison, bert, safe, alice, bob):
    place_mark(question=comparison.questions.get(key="works"), transcript=bert, by=bob, value="yes")
    _, view, cell = cell_of_bert(comparison, alice)
    assert history_of(view, cell) == []
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    assert len(history_of(view, cell)) == 1


def test_all_that_people_do_in_a_cell_is_told_in_order(comparison, bert, safe, alice, bob):
    here = {"question": safe, "transcript": bert}
    suggest(comparison, bert, safe, alice)
    dismiss_verdict(**here, by=bob, value="no")
    restore_verdict(**here, by=alice, value="no")
    place_mark(**here, by=bob, value="no")
    place_mark(**here, by=bob, value="yes")
    leave_open(**here, by=alice, note="Page 4 is missing.")
    leave_open(**here, by=bob, note="Page 5 is missing.")
    take_up_again(**here, by=alice)
    opened = open_thread(comparison=comparison, by=bob, body="Sure?", **here).thread
    resolve_thread(thread=opened, by=alice)
    resolve_cell(**here, by=alice, value="yes", why="By vote.")
    unsettle_cell(**here, by=bob)
    _, view, cell = cell_of_bert(comparison, alice)
    expected = [
        "Bob dismissed what was suggested: no",
        "Alice let readers suggest it again: no",
        "Bob marked it no as Skimmer suggested",
        "Bob changed the mark to yes",
        "Alice left it open: Page 4 is missing.",
        "Bob said anew why it is left open: Page 5 is missing.",
        "Alice put it back among the conflicts",
        "Bob opened a thread",
        "Alice resolved a thread",
        "Alice settled it as yes By vote.",
        "Bob let the marks decide again",
    ]
    assert said(view, cell) == expected
    assert [event.thread for event in history_of(view, cell) if event.thread] == [opened.pk, opened.pk]
    reopen_thread(thread=opened)
    assert said(view, cell) == [line for line in expected if line != "Alice resolved a thread"]


def test_placements_into_and_out_of_the_cell_are_told(comparison, bert, safe, alice, bob):
    response = bert.responses.get()
    start = response.text.index("by five people")
    place = {"response": response, "start": start, "end": start + len("by five people"), "question": safe}
    placed = place_passage(**place, belongs=True, by=bob)
    place_passage(**place, belongs=False, by=alice)
    withdraw_placements(comparison=comparison, placements=[placed], by=bob)
    withdraw_placements(comparison=comparison, placements=[placed], by=alice)
    works = comparison.questions.get(key="works")
    place_passage(**place | {"question": works}, belongs=True, by=alice)
    _, view, cell = cell_of_bert(comparison, alice)
    assert said(view, cell) == [
        "Bob placed words here: “by five people”",
        "Alice said that words do not belong here: “by five people”",
        "Bob took a placement back: “by five people”",
        "Alice took a placement back: “by five people”",
    ]


def test_a_draft_is_no_event(comparison, bert, safe, alice, bob):
    here = {"question": safe, "transcript": bert, "by": bob}
    place_mark(**here, value="no", state=MarkState.DRAFT)
    _, view, cell = cell_of_bert(comparison, bob)
    assert said(view, cell) == []
    place_mark(**here, value="no")
    _, view, cell = cell_of_bert(comparison, bob)
    assert said(view, cell) == ["Bob marked it no"]


def test_a_revision_after_the_reveal_is_told_as_one(comparison, bert, safe, alice, bob):
    here = {"question": safe, "transcript": bert, "by": bob}
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    safe.refresh_from_db()
    place_mark(**here, value="no")
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=False)
    safe.refresh_from_db()
    safe.comparison.refresh_from_db()
    place_mark(**here, value="yes")
    withdraw_mark(**here)
    place_mark(**here, value="no")
    _, view, cell = cell_of_bert(comparison, alice)
    assert said(view, cell) == [
        "Bob marked it no",
        "Bob revised the mark after the reveal: yes",
        "Bob took the mark back",
        "Bob marked it no",
    ]


def test_a_blind_reviewer_is_told_of_nobody_else(comparison, bert, safe, alice, bob, django_assert_num_queries):
    here = {"question": safe, "transcript": bert}
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=True)
    safe.comparison.refresh_from_db()
    suggest(comparison, bert, safe, alice)
    place_mark(**here, by=alice, value="no")
    resolve_cell(**here, by=alice, value="no", why="I say so.")
    leave_open(**here, by=alice, note="Later.")
    open_thread(comparison=comparison, by=alice, body="Really?", **here)
    response = bert.responses.get()
    place_passage(response=response, start=0, end=5, question=safe, belongs=True, by=alice)
    _, view, cell = cell_of_bert(comparison, bob)
    with django_assert_num_queries(1):
        assert history_of(view, cell) == []
    place_mark(**here, by=bob, value="yes")
    _, view, cell = cell_of_bert(comparison, bob)
    assert {event.who for event in history_of(view, cell)} == {"Alice", "Bob"}

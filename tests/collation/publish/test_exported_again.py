"""A conversation that people worked on, and published, is exported again: what they decided stays what it was."""

import json
from typing import Any

import pytest

from collation.publish.freeze import freeze
from reviews.domain.documents import Document, as_read
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.placements import place_passage
from reviews.domain.sources import correct_source, record_document
from reviews.domain.threads import open_thread
from reviews.intake import corrections
from reviews.intake.document import Voice
from reviews.intake.parse import parse
from reviews.models import (
    Finding,
    Mark,
    Placement,
    Point,
    Publication,
    Resolution,
    Response,
    Source,
    Thread,
    Transcript,
)

FIRST = "Owl-2 is safe with its lid on.\n\nNobody tested it in rain."
TURNS = (("Is the owl safe?", FIRST), ("And in rain?", "Unsafe: the lid leaks."), ("And in snow?", "As in rain."))


def exported(*turns: tuple[str, str], redo: str = "") -> Document:
    """ChatGPT's export of these turns; an answer "" is not there yet, `redo` marks ids of another way."""
    nodes: dict[str, Any] = {"root": {"id": "root", "message": None, "parent": None, "children": []}}
    last = "root"
    for number, turn in enumerate(turns):
        for role, words in zip(("user", "assistant"), turn, strict=True):
            if not words:
                continue
            key = f"{role}-{number}{redo if number == len(turns) - 1 else ''}"
            message = {"id": key, "author": {"role": role}, "content": {"content_type": "text", "parts": [words]}}
            nodes[key] = {"id": key, "message": message, "parent": last, "children": []}
            last = key
    owl = {"title": "Owls", "conversation_id": "owls", "mapping": nodes, "current_node": last}
    data = json.dumps([owl]).encode()
    return Document(data, "conversations.json", "application/json", parse(data))


@pytest.fixture
def give(comparison, alice):
    def _give(*turns: tuple[str, str], redo: str = "") -> list[Transcript]:
        return record_document(comparison=comparison, document=exported(*turns, redo=redo), by=alice)

    return _give


@pytest.fixture
def stored(give) -> Transcript:
    (transcript,) = give(*TURNS[:2])
    return transcript


@pytest.fixture
def worked(comparison, stored, safe, alice, bob) -> dict[str, Any]:
    """What people did with the first two turns, and published."""
    work_on(comparison, stored, safe, alice, bob)
    return decided()


def work_on(comparison, transcript: Transcript, question, alice, bob) -> None:
    first, second = transcript.responses.current()
    quote = "Nobody tested it"
    place_mark(question=question, transcript=transcript, by=bob, value="qualified", evidence=quote)
    resolve_cell(question=question, transcript=transcript, by=alice, value="qualified", why="It leaks.")
    start = second.text.index("the lid leaks")
    place_passage(response=second, start=start, end=start + 13, question=question, belongs=True, by=bob)
    start = first.text.index("in rain")
    span = NewPoint(first, start, start + 7)
    gather_finding(comparison=comparison, by=bob, title="Rain", kind="risk", spans=[span])
    open_thread(comparison=comparison, by=bob, body="Which lid?", question=question, transcript=transcript)
    freeze(comparison=comparison, by=alice, title="Owls", finding="It leaks.")


def decided() -> dict[str, Any]:
    """Every row that holds a person's word, and what was published."""
    kinds = (Mark, Resolution, Placement, Point, Finding, Thread, Publication)
    return {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in kinds}


def quotations() -> list[str]:
    """The words that the placement, the point and the evidence of the mark stand at now."""
    placement, point, mark = Placement.objects.latest("pk"), Point.objects.get(), Mark.objects.get()
    assert mark.response is not None
    return [
        placement.response.text[placement.start : placement.end],
        point.response.text[point.start : point.end],
        mark.response.text[mark.start : mark.end],
    ]


QUOTED = ["the lid leaks", "in rain", "Nobody tested it"]


def test_longer_by_a_turn_nothing_of_it_changes(worked, give, stored):
    assert give(*TURNS) == [stored]
    assert decided() == worked
    assert quotations() == QUOTED
    assert [(response.prompt, response.source_text) for response in stored.responses.current()] == list(TURNS)


def test_longer_twice_and_then_the_first_one_again(worked, give, stored):
    give(*TURNS)
    give(*TURNS, ("And in fog?", "Yes."))
    assert give(*TURNS[:2]) == [stored]
    assert decided() == worked
    assert [response.prompt for response in stored.responses.current()][2:] == ["And in snow?", "And in fog?"]
    assert Source.objects.filter(continued_by=None).count() == 1


@pytest.mark.parametrize(
    ("turns", "redo"),
    [
        ((TURNS[0], ("And in rain?", "Safe, it swims.")), "-again"),
        ((TURNS[0], ("And in hail?", "Unsafe: it dents.")), "-edited"),
        ((("Is this owl safe?", "Which?"),), "-edited"),
    ],
)
def test_another_way_is_a_column_of_its_own(worked, give, stored, turns, redo):
    (other,) = give(*turns, redo=redo)
    assert (other.key, [response.prompt for response in other.responses.current()]) == (
        "chatgpt-2",
        [prompt for prompt, _ in turns],
    )
    assert decided() == worked
    assert [response.source_text for response in stored.responses.current()] == [answer for _, answer in TURNS[:2]]


def test_a_prompt_that_is_answered_now_asks_for_marks_to_be_confirmed(comparison, give, safe, alice, bob):
    (asked,) = give(*TURNS[:2], ("And in snow?", ""))
    first, second, waiting = asked.responses.current()
    place_mark(question=safe, transcript=asked, by=bob, value="yes", evidence="with its lid on")
    resolve_cell(question=safe, transcript=asked, by=alice, value="yes", why="It says so.")
    give(*TURNS)
    now = list(asked.responses.current())
    assert (now[:2], list(now[2].predecessors.all())) == ([first, second], [waiting])
    mark, resolution = Mark.objects.get(), Resolution.objects.get()
    assert (mark.confirm_again, resolution.confirm_again) == (True, True)
    assert (mark.response, mark.quotation) == (first, "with its lid on")


def test_after_corrections_it_goes_on_under_the_names_and_pieces_that_people_gave(
    comparison, give, stored, safe, alice, bob
):
    parsed = as_read(stored.source)
    parsed = corrections.describe_voice(parsed, 0, Voice("Barn owl", version="7"))
    at = parsed.text.index("Owl-2 is safe")
    parsed = corrections.carve(parsed, at, at + len("Owl-2 is safe with its lid on."), "furniture")
    second = corrections.piece_at(parsed, parsed.text.index("And in rain?"))
    parsed = corrections.start_voice(parsed, second, Voice("Lark"), to_the_end=True)
    owl, lark = correct_source(source=stored.source, parsed=parsed, by=alice)
    quote = "Nobody tested it"
    mark = place_mark(question=safe, transcript=owl, by=bob, value="no", evidence=quote)
    other = place_mark(question=safe, transcript=lark, by=bob, value="no", evidence="the lid leaks")
    before = list(Response.objects.order_by("pk").values("pk", "text", "prompt", "superseded_at"))
    assert give(*TURNS) == [owl, lark]
    assert list(Response.objects.order_by("pk").values("pk", "text", "prompt", "superseded_at"))[:-1] == before
    owl.refresh_from_db()
    assert (owl.respondent.name, owl.respondent.version, lark.respondent.name) == ("Barn owl", "7", "Lark")
    assert [response.source_text for response in owl.responses.current()] == [
        "Nobody tested it in rain.",
        "As in rain.",
    ]
    assert [response.source_text for response in lark.responses.current()] == ["Unsafe: the lid leaks."]
    for one in (mark, other):
        one.refresh_from_db()
        assert one.confirm_again is False and one.response.superseded_at is None


def test_an_answer_that_was_cut_off_takes_what_was_said_of_it_along(comparison, give, stored, safe, alice, bob):
    work_on(comparison, stored, safe, alice, bob)
    published = Publication.objects.get()
    (grown,) = give(TURNS[0], ("And in rain?", "Unsafe: the lid leaks. It drips for an hour."))
    assert grown == stored
    old, new = Placement.objects.order_by("pk")
    assert (old.orphaned, new.response.superseded_at, new.created_by) == (False, None, bob)
    assert quotations() == QUOTED
    assert (Mark.objects.get().confirm_again, Resolution.objects.get().confirm_again) == (True, True)
    again = Publication.objects.get()
    assert (again.sha256, again.document) == (published.sha256, published.document)

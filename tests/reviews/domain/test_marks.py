"""Marks and resolutions."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.cells import cell_of
from reviews.domain.marks import (
    find_evidence,
    picked_evidence,
    place_mark,
    resolve_cell,
    say_support,
    unsay_support,
    unsettle_cell,
    withdraw_mark,
)
from reviews.domain.questions import archive_question
from reviews.models import Mark, Resolution, Support
from reviews.refusal import Refused
from tests.factories import make_comparison, make_transcript

ANSWER = "Owl-2 is safe.\n\n- It was tested\n- by **five** people\n\n| who | what |\n|---|---|\n| Ada | nothing |"


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", ANSWER), ("Sure?", "Owl-2 is safe. Quite."))


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


@pytest.fixture
def elsewhere(alice, team):
    return make_transcript(make_comparison(alice, team, title="Other"), "Bert", ("Is it safe?", "It is."))


# Evidence


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("tested", "tested"),
        ("  It was tested by\tfive people ", "It was tested\nby five people"),
        ("Ada nothing", "Ada\tnothing"),
        ("Quite.", "Quite."),
    ],
)
def test_evidence_is_found_whatever_the_white_space(ada, quote, found):
    evidence = find_evidence(ada, quote)
    assert evidence.quotation == found
    assert evidence.response.text[evidence.start : evidence.end] == found


def test_the_first_place_counts(ada):
    evidence = find_evidence(ada, "Owl-2 is safe.")
    assert (evidence.response.position, evidence.start) == (0, 0)


UNSAFE = "🦉 It is unsafe. Is it safe?\n\n- It is safe.\n- It is safe."


@pytest.fixture
def thrice(comparison):
    return make_transcript(comparison, "Mara", ("Well?", UNSAFE))


def nth(transcript, words: str, number: int) -> tuple[int, int]:
    """Where the words stand for the nth time."""
    text, at = transcript.responses.get().text, -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return at, at + len(words)


def test_whole_words_come_before_parts_of_words(thrice):
    found = find_evidence(thrice, "safe")
    assert (found.start, found.end) == nth(thrice, "safe", 2)
    assert find_evidence(thrice, "unsa").quotation == "unsa"


def test_unseen_characters_hide_no_words(comparison):
    torn = make_transcript(comparison, "Mara", ("Well?", "It is sa\u200bfe off\u00adline, not\u00a0so online."))
    assert find_evidence(torn, "safe offline").quotation == "sa\u200bfe off\u00adline"
    assert find_evidence(torn, "not so on\u200bline").quotation == "not\u00a0so online"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_picked_words_are_the_ones_that_were_picked(bob, thrice, safe, number):
    response = thrice.responses.get()
    start, end = nth(thrice, "safe", number)
    place = f"{response.pk}:3+{sum(not char.isspace() for char in response.text[3:start])}"
    found = picked_evidence(thrice, place, "safe")
    assert (found.response, found.start, found.end) == (response, start, end)
    picked = {"evidence": "safe", "evidence_at": place}
    mark = place_mark(question=safe, transcript=thrice, by=bob, value="yes", **picked)
    assert (mark.response, mark.start, mark.end) == (response, start, end)
    again = find_evidence(thrice, " safe", mark)
    assert (again.start, again.end) == (start, end), "the words that are left as they are keep their place"
    assert find_evidence(thrice, "It is safe.", mark).quotation == "It is safe."


def test_picked_words_of_another_place_or_answer_are_refused(thrice, ada):
    response, elsewhere = thrice.responses.get(), ada.responses.first()
    for place, quote in (
        (f"{response.pk}:0+0", "safe"),
        (f"{elsewhere.pk}:0+0", "Owl-2"),
        ("x:0+0", "safe"),
        ("", "safe"),
        (f"{'9' * 30}:0+0", "safe"),
    ):
        with pytest.raises(Refused, match="do not stand at that place") as refused:
            picked_evidence(thrice, place, quote)
        assert refused.value.field == "evidence"
    response.superseded_at = timezone.now()
    response.save()
    with pytest.raises(Refused):
        picked_evidence(thrice, f"{response.pk}:2+0", "It")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("", "Quote some words of the answer."),
        (" \n", "Quote some words of the answer."),
        ("was never tested", "These words are not in the answer. Copy them as they stand there."),
    ],
)
def test_evidence_that_is_not_there(ada, quote, words):
    with pytest.raises(Refused, match=f"^{words}$") as refused:
        find_evidence(ada, quote)
    assert refused.value.field == "evidence"


def test_replaced_responses_hold_no_evidence(ada):
    ada.responses.filter(position=1).update(superseded_at=timezone.now())
    with pytest.raises(Refused):
        find_evidence(ada, "Quite.")


# Marks


def test_a_mark_with_all_that_belongs_to_it(bob, comparison, ada, safe):
    revision = comparison.revision
    mark = place_mark(
        question=safe,
        transcript=ada,
        by=bob,
        value="qualified",
        confidence=2,
        rationale=" Only five. ",
        evidence="five people",
    )
    mark.refresh_from_db()
    assert (mark.value, mark.confidence, mark.rationale, mark.state, mark.stage) == (
        "qualified",
        2,
        "Only five.",
        "submitted",
        "revealed",
    )
    assert mark.response.text[mark.start : mark.end] == mark.quotation == "five people"
    comparison.refresh_from_db()
    assert (comparison.revision, comparison.summary["marked"]) == (revision + 1, 1)


def test_a_second_mark_replaces_the_first_and_its_history_stays(alice, bob, ada, safe):
    place_mark(question=safe, transcript=ada, by=bob, value="no", evidence="five")
    place_mark(question=safe, transcript=ada, by=alice, value="no")
    place_mark(question=safe, transcript=ada, by=bob, value="yes")
    mark = Mark.objects.get(reviewer=bob)
    assert (mark.value, mark.response, mark.quotation) == ("yes", None, "")
    assert [(one.value, one.history_user) for one in mark.history.all()] == [("yes", bob), ("no", bob)]
    assert Mark.objects.count() == 2


def test_a_new_mark_needs_no_confirming(bob, ada, safe):
    mark = place_mark(question=safe, transcript=ada, by=bob, value="no")
    Mark.objects.update(confirm_again=True)
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    mark.refresh_from_db()
    assert not mark.confirm_again


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"value": "perhaps"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "7"}, "value"),
        ({"confidence": 0}, "confidence"),
        ({"confidence": 4}, "confidence"),
    ],
)
def test_what_is_no_mark_is_refused_and_not_stored(bob, comparison, ada, safe, more, field):
    revision = comparison.revision
    with pytest.raises(Refused) as refused:
        place_mark(**{"question": safe, "transcript": ada, "by": bob, "value": "yes", **more})
    assert refused.value.field == field
    comparison.refresh_from_db()
    assert (Mark.objects.count(), comparison.revision) == (0, revision)


def test_a_cell_of_another_comparison_is_refused(bob, ada, safe, elsewhere):
    with pytest.raises(Refused, match="This respondent was not asked this question"):
        place_mark(question=safe, transcript=elsewhere, by=bob, value="yes")
    there = f"{elsewhere.responses.get().pk}:0+0"
    for at, refusal in (("", "These words are not in the answer"), (there, "do not stand at that place")):
        with pytest.raises(Refused, match=refusal):
            place_mark(question=safe, transcript=ada, by=bob, value="yes", evidence="It is.", evidence_at=at)


def test_a_question_without_a_scale_cannot_be_marked(bob, ada, safe):
    safe.scored, safe.scale = False, None
    for verb, more in ((place_mark, {}), (resolve_cell, {"why": "So."})):
        with pytest.raises(Refused, match="This question is not scored"):
            verb(question=safe, transcript=ada, by=bob, value="yes", **more)


def test_only_ones_own_mark_can_be_taken_back(alice, bob, comparison, ada, safe):
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    withdraw_mark(question=safe, transcript=ada, by=alice)
    assert Mark.objects.get().reviewer == bob
    withdraw_mark(question=safe, transcript=ada, by=bob)
    assert not Mark.objects.exists()
    assert [one.history_type for one in Mark.history.all()] == ["-", "+"]
    comparison.refresh_from_db()
    assert comparison.summary["marked"] == 0


def test_the_database_holds_one_mark_for_each_reviewer_and_cell(bob, ada, safe):
    mark = place_mark(question=safe, transcript=ada, by=bob, value="no")
    mark.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        mark.save(force_insert=True)


def test_the_database_holds_evidence_to_the_text(bob, ada, safe):
    place_mark(question=safe, transcript=ada, by=bob, value="no", evidence="five")
    for wrong in ({"end": 10_000}, {"start": 5, "end": 5}, {"start": None, "end": None}, {"quotation": "fiv"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mark.objects.update(**wrong)


# Resolutions


def test_a_cell_is_settled_and_settled_otherwise(alice, ada, safe):
    resolve_cell(question=safe, transcript=ada, by=alice, value="no", why=" We agreed. ")
    settled = resolve_cell(question=safe, transcript=ada, by=alice, value="silent", why="On second thoughts.")
    assert (settled.value, settled.why, settled.created_by) == ("silent", "On second thoughts.", alice)
    assert [(one.value, one.why) for one in settled.history.all()] == [
        ("silent", "On second thoughts."),
        ("no", "We agreed."),
    ]


@pytest.mark.parametrize(
    ("value", "why", "field"), [("abstained", "So.", "value"), ("7", "So.", "value"), ("no", " ", "why")]
)
def test_what_settles_nothing_is_refused(alice, ada, safe, value, why, field):
    with pytest.raises(Refused) as refused:
        resolve_cell(question=safe, transcript=ada, by=alice, value=value, why=why)
    assert refused.value.field == field
    assert not Resolution.objects.exists()


def test_unsettling_names_who_did_it(alice, bob, ada, safe):
    resolve_cell(question=safe, transcript=ada, by=alice, value="no", why="We agreed.")
    unsettle_cell(question=safe, transcript=ada, by=bob)
    assert not Resolution.objects.exists()
    assert [(one.history_type, one.history_user) for one in Resolution.history.all()] == [("-", bob), ("+", alice)]


# A law


@given(data=st.data())
def test_any_stretch_of_an_answer_is_found_as_a_quotation(data):
    text = _Told.text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    if quote.strip():
        found = find_evidence(_Told(), quote)
        assert "".join(found.quotation.split()) == "".join(quote.split())
        torn = any(text[at - 1 : at].isalnum() and text[at : at + 1].isalnum() for at in (found.start, found.end))
        assert found.start <= start + len(quote) - len(quote.lstrip()) or not torn


class _Told:
    """A transcript of one response, without a database."""

    text = "Owl-2 is safe.\nIt was tested\tby five people, and by five more.\n\nOwl-2 is safe."

    @property
    def responses(self):
        return self

    def current(self):
        return [self]


# Support


def test_a_word_on_support_takes_the_place_of_the_one_before(ada, safe, alice, bob):
    say_support(question=safe, transcript=ada, by=bob, value="not_found", quote="  Nothing. ")
    said = say_support(question=safe, transcript=ada, by=alice, value="supported")
    assert (said.value, said.quote, said.created_by) == ("supported", "", alice)
    assert Support.objects.count() == 1
    told = Support.history.order_by("history_id").values_list("history_type", "value", "quote", "history_user")
    assert list(told) == [("+", "not_found", "Nothing.", bob.pk), ("~", "supported", "", alice.pk)]


def test_a_word_on_support_taken_back_names_who_did_it(ada, safe, alice, bob):
    say_support(question=safe, transcript=ada, by=bob, value="contradicted")
    unsay_support(question=safe, transcript=ada, by=alice)
    assert not Support.objects.exists()
    assert list(Support.history.values_list("history_type", "history_user")) == [("-", alice.pk), ("+", bob.pk)]


@pytest.mark.parametrize("value", ["", "yes", "unknown"])
def test_no_other_word_on_support(ada, safe, bob, value):
    with pytest.raises(Refused, match="Say whether the paper supports it") as refused:
        say_support(question=safe, transcript=ada, by=bob, value=value)
    assert refused.value.field == "value"
    assert not Support.objects.exists()


def test_no_support_for_a_cell_of_another_comparison(elsewhere, safe, bob):
    with pytest.raises(Refused, match="This respondent was not asked this question"):
        say_support(question=safe, transcript=elsewhere, by=bob, value="supported")


@pytest.mark.parametrize("value", ["yes", "supported"])
def test_the_database_holds_one_known_word_for_a_cell(ada, safe, bob, value):
    say_support(question=safe, transcript=ada, by=bob, value="supported")
    other = make_transcript(safe.comparison, "Cleo", ("Is it safe?", "It is."))
    transcript = ada if value == "supported" else other
    cell = cell_of(comparison=safe.comparison, question=safe, transcript=transcript)
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(cell=cell, value=value, created_by=bob, created_at=timezone.now())


def test_a_question_that_is_asked_no_more_takes_no_mark(alice, ada, safe):
    archive_question(question=safe, by=alice)

    with pytest.raises(Refused, match="This question is no longer asked"):
        place_mark(question=safe, transcript=ada, by=alice, value="yes")
    assert Mark.objects.count() == 0


# Unread


def test_unread_is_no_verdict_anybody_can_store(alice, bob, comparison, ada, safe):
    before = comparison.revision
    said = r"^“unread” is no verdict here\. Choose one from the scale, or say that there is none\.$"
    with pytest.raises(Refused, match=said) as refused:
        place_mark(question=safe, transcript=ada, by=bob, value="unread")
    assert refused.value.field == "value"
    with pytest.raises(Refused, match=said):
        resolve_cell(question=safe, transcript=ada, by=alice, value="unread", why="Nobody has.")
    comparison.refresh_from_db()
    assert (Mark.objects.count(), Resolution.objects.count(), comparison.revision) == (0, 0, before)


@pytest.mark.parametrize("stored", ["mark", "resolution"])
def test_the_database_holds_no_unread(alice, ada, safe, stored):
    place_mark(question=safe, transcript=ada, by=alice, value="yes")
    resolve_cell(question=safe, transcript=ada, by=alice, value="yes", why="It says so.")
    rows = {"mark": Mark.objects, "resolution": Resolution.objects}[stored]
    with pytest.raises(IntegrityError, match=f"{stored}_is_not_unread"), transaction.atomic():
        rows.update(value="unread")

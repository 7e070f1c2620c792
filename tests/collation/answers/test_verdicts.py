import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.answers.verdicts import apply_judgements, effective_verdict
from collation.cells import AskedAs, CellReading, Reading, RowReading, Verdict
from collation.record import Mark, Question, Record, Resolution, Suggestion
from reviews.scale import ABSENCES, VERDICTS
from tests.collation.samples.rows import who

SAID = CellReading("answered", AskedAs("alike"), (), Suggestion("qualified", "Mostly."))
NOT_ASKED = CellReading("not_asked", AskedAs("not_asked"), (), Suggestion(None))


UNREAD = CellReading("unread", AskedAs("alike"), (), Suggestion(None, reason="This answer is in Welsh."))
SILENT = CellReading("answered", AskedAs("alike"), (), Suggestion(None))


def mark(value):
    return Mark(question_id=1, transcript_id=1, by="Ada", value=value, confidence=None, rationale="")


def of_marks(values):
    """The verdict of a cell whose answer takes no stand, under these marks."""
    return effective_verdict(SILENT, [mark(value) for value in values], None, VERDICTS)


def test_the_resolution_comes_before_the_marks_and_these_before_the_suggestion():
    settled = Resolution(1, 1, "Ada", "no", "because")
    assert effective_verdict(SAID, [mark("yes")], settled, VERDICTS) == Verdict("no", "resolution", rank=0)
    assert effective_verdict(SAID, [mark("yes")], None, VERDICTS) == Verdict("yes", "marks", rank=3)
    assert effective_verdict(SAID, [], None, VERDICTS) == Verdict("qualified", "suggestion", rank=2)
    assert effective_verdict(SAID, [mark("abstained")], None, VERDICTS) == Verdict("qualified", "suggestion", rank=2)


def test_a_cell_that_nothing_answers_suggests_its_state():
    assert effective_verdict(NOT_ASKED, [], None, VERDICTS) == Verdict("not_asked", "suggestion")


def test_a_cell_that_nobody_has_read_has_no_verdict_until_a_person_says_one():
    assert effective_verdict(UNREAD, [], None, VERDICTS) == Verdict(None, None)
    assert effective_verdict(UNREAD, [mark("abstained")], None, VERDICTS) == Verdict(None, None)
    assert effective_verdict(UNREAD, [mark("no")], None, VERDICTS) == Verdict("no", "marks", rank=0)
    assert effective_verdict(UNREAD, [], Resolution(1, 1, "Ada", "silent", "because"), VERDICTS) == Verdict(
        "silent", "resolution"
    )


def test_a_question_that_is_not_scored_has_no_verdict():
    assert effective_verdict(NOT_ASKED, [], None, ()) == Verdict(None, None)


def test_an_answer_that_takes_no_stand_has_no_verdict():
    reading = CellReading("answered", AskedAs("alike"), (), Suggestion(None))
    assert effective_verdict(reading, [], None, VERDICTS) == Verdict(None, None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["yes", "no", "yes"], Verdict("yes", "marks", rank=3)),
        (["yes", "no"], Verdict(None, "marks", True, 1.5)),
        (["yes", "yes", "qualified", "qualified"], Verdict(None, "marks", True, 2.5)),
        (["silent", "silent", "yes"], Verdict("silent", "marks")),
        (["silent", "yes"], Verdict(None, "marks", True, 3)),
        (["silent", "not_asked"], Verdict(None, "marks", True)),
        (["silent", "yes", "yes"], Verdict("yes", "marks", rank=3)),
        (["abstained", "silent"], Verdict("silent", "marks")),
        ([], Verdict(None, None)),
    ],
)
def test_the_verdict_of_marks(values, expected):
    assert of_marks(values) == expected


_values = st.lists(st.sampled_from([*VERDICTS, *ABSENCES, "abstained"]), max_size=9)


@given(_values, st.randoms())
def test_the_order_of_marks_does_not_matter(values, random):
    shuffled = random.sample(values, len(values))
    assert of_marks(values) == of_marks(shuffled)


@given(_values)
def test_a_verdict_is_one_of_the_marks_or_split_or_nothing(values):
    verdict = of_marks(values)
    assert verdict.value in values if verdict.value else True
    assert verdict.split == (verdict.origin == "marks" and verdict.value is None)
    assert (verdict.origin is None) == (not set(values) - {"abstained"})


@given(_values)
def test_saying_it_all_twice_changes_nothing_but_a_single_middle(values):
    assert of_marks(values * 2) == of_marks(values)


# What readers suggest


def by(value, reader="gpt", **said) -> Suggestion:
    absent = value in ABSENCES
    return Suggestion(
        None if absent else value, state=value if absent else "answered", source=reader, by=reader, **said
    )


@pytest.mark.parametrize(
    ("suggestions", "expected"),
    [
        ([by("no")], Verdict("no", "suggestion", rank=0)),
        ([by("no"), by("no", "owl")], Verdict("no", "suggestion", rank=0)),
        ([by("no"), by("yes", "owl")], Verdict(None, "suggestion", True, 1.5)),
        ([by("silent")], Verdict("silent", "suggestion")),
        ([by(None)], Verdict(None, None)),
        ([by("no", suspect=True)], Verdict("qualified", "suggestion", rank=2)),
        ([by("no", dismissed=True)], Verdict("qualified", "suggestion", rank=2)),
        ([by("no", orphaned=True), by("yes", "owl")], Verdict("yes", "suggestion", rank=3)),
    ],
)
def test_readers_lead_the_rules_unless_nothing_of_theirs_may_lead(suggestions, expected):
    assert effective_verdict(SAID, [], None, VERDICTS, suggestions) == expected


def test_a_mark_decides_whatever_readers_suggest():
    assert effective_verdict(UNREAD, [mark("yes")], None, VERDICTS, [by("no")]) == Verdict("yes", "marks", rank=3)


def test_a_reader_ends_unread():
    assert effective_verdict(UNREAD, [], None, VERDICTS, [by("silent")]) == Verdict("silent", "suggestion")


def test_what_was_dismissed_is_suggested_by_nobody():
    question = Question(1, "safe", "Is it safe?", True, VERDICTS)
    record = Record((question,), (who("Ada"),), dismissed={(1, who("Ada").transcript_id): frozenset({"qualified"})})
    (row,) = apply_judgements(Reading((RowReading(question, (SAID,)),), ((),)), record).rows
    assert row.cells[0].verdict == Verdict(None, None)
    assert row.cells[0].suggestion.reason == "What was suggested was dismissed."

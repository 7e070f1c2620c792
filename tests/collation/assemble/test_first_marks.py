"""What each reviewer submitted first."""

from collation.agreement.before_after import FirstMark
from collation.assemble.first_marks import first_marks
from reviews.domain.blinding import set_blinding
from reviews.domain.marks import place_mark, withdraw_mark
from reviews.lens import lens
from tests.factories import make_transcript


def test_the_first_submitted_value_stays_when_the_mark_changes(alice, bob, comparison):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    safe = comparison.questions.get(key="safe")
    here = {"question": safe, "transcript": ada}
    for value in ("no", "qualified", "yes"):
        place_mark(**here, by=bob, value=value)
    place_mark(**here, by=alice, value="yes")
    values = {place: one.value for place, one in first_marks(lens(alice, comparison)).items()}
    assert values == {(safe.pk, ada.pk, "Bob"): "no", (safe.pk, ada.pk, "Alice"): "yes"}
    withdraw_mark(**here, by=bob)
    assert (safe.pk, ada.pk, "Bob") not in first_marks(lens(alice, comparison))
    place_mark(**here, by=bob, value="unclear")
    assert first_marks(lens(alice, comparison))[safe.pk, ada.pk, "Bob"].value == "unclear"


def test_a_blind_mark_comes_first_and_a_blind_reviewer_sees_no_others(alice, bob, comparison):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is safe."))
    safe = comparison.questions.get(key="safe")
    here = {"question": safe, "transcript": ada}
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=True)
    place_mark(**here, by=alice, value="yes")
    comparison.refresh_from_db()
    assert first_marks(lens(bob, comparison)) == {}
    place_mark(**here, by=bob, value="no")
    place_mark(**here, by=bob, value="yes")
    assert first_marks(lens(bob, comparison))[safe.pk, ada.pk, "Bob"] == FirstMark("no", saw_others=False)

"""What a sheet of a later round is drawn from."""

from collation.assemble.round_sheets import addressees, round_material
from reviews.lens import lens
from reviews.models import Transcript
from tests.factories import make_transcript


def test_the_first_round_alone_is_shown_and_models_alone_are_asked(comparison):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "Yes, it is safe. It was tested."))
    again = make_transcript(comparison, "Ada", ("Once more: is it safe?", "No, it is not."))
    make_transcript(comparison, "Mara", ("Is it safe?", "I think so."), kind="person")
    Transcript.objects.filter(pk=again.pk).update(round=2)
    view = lens(None, comparison)
    assert addressees(view) == [ada]
    material, names = round_material(comparison, view, ada)
    assert names == {"A": "ada"}
    (safe,) = (one for one in material.questions if one.text == "Is it safe?")
    assert [(answer.name, answer.whole, answer.quotations) for answer in safe.answers] == [
        ("Response A", "Yes, it is safe. It was tested.", ("Yes, it is safe.",))
    ]
    assert material.own == "Response A"

"""The form of a conclusion."""

from reviews.forms.conclusions import ConclusionForm


def test_quotations_come_one_a_line():
    form = ConclusionForm({"answer": "Yes.", "evidence": " one \n\ntwo\none"}, of="conclude-safe")
    assert form.is_valid() and form.cleaned_data["evidence"] == ["one", "two"]
    assert form["answer"].id_for_label == "conclude-safe-answer"

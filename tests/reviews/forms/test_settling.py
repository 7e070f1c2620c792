"""The forms of the conflict queue, with what hostile requests send."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import timezone

from reviews.forms.settling import ConflictForm, LeaveForm, TogetherForm, UndoForm
from reviews.scale import VERDICTS


def test_the_ids_of_a_form_hold_its_cell():
    form = ConflictForm(VERDICTS, of="conflict-safe-ada")
    assert form["value"].id_for_label == "conflict-safe-ada-value"
    assert LeaveForm(of="leave-safe-ada")["note"].id_for_label == "leave-safe-ada-note"


def test_only_offered_cells_are_taken():
    assert TogetherForm(["a/b/c"], QueryDict("cells=a/b/c")).is_valid()
    assert not TogetherForm(["a/b/c"], QueryDict("cells=a/b/d")).is_valid()
    assert TogetherForm(["a/b/c"], QueryDict("")).first_error == "Choose the cells to settle."


@pytest.mark.parametrize("sent", ["x", "-1", "9" * 40, "٣", ""])
def test_what_is_no_moment_is_refused(sent):
    assert not UndoForm(QueryDict(f"at={sent}")).is_valid()


def test_a_moment_is_exact():
    at = timezone.now()
    form = UndoForm(QueryDict(urlencode({"at": at.isoformat()})))
    assert form.is_valid() and form.cleaned_data["at"] == at

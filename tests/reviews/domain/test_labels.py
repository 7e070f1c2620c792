"""Labels of a comparison."""

import pytest

from reviews.domain.annotations import annotate
from reviews.domain.labels import (
    DEFAULT_LABELS,
    MOST_LABELS,
    add_label,
    archive_label,
    labels_of,
    rename_label,
    restore_label,
)
from reviews.models import Label
from reviews.refusal import Refused
from tests.factories import make_transcript


def names(comparison) -> list[str]:
    return [label.name for label in labels_of(comparison)]


def test_the_default_labels_are_stored_at_the_first_change(comparison):
    assert names(comparison) == list(DEFAULT_LABELS)
    assert not Label.objects.exists()
    add_label(comparison=comparison, name=" My  label ")
    assert names(comparison) == [*DEFAULT_LABELS, "My label"]
    assert [label.slot for label in labels_of(comparison)] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert labels_of(comparison)[-1].key == "my-label"


def test_a_renamed_label_keeps_its_key_and_its_annotations(comparison, bob):
    response = make_transcript(comparison, "Ada", ("?", "Owls see well.")).responses.get()
    made = annotate(response=response, by=bob, quote="see", label="hedge")
    rename_label(comparison=comparison, key="hedge", name="weasel words")
    made.refresh_from_db()
    assert (made.label.key, made.label.name) == ("hedge", "weasel words")


def test_an_archived_label_is_not_offered_and_comes_back_under_its_name(comparison):
    archive_label(comparison=comparison, key="claim")
    assert "claim" not in names(comparison)
    restore_label(comparison=comparison, key="claim")
    assert names(comparison)[0] == "claim"
    archive_label(comparison=comparison, key="claim")
    add_label(comparison=comparison, name="Claim")
    assert names(comparison)[0] == "claim"
    assert Label.objects.count() == len(DEFAULT_LABELS)


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "Give the label a name."), ("x" * 41, "at most 40 characters"), ("CLAIM", "a label “claim” already")],
)
def test_a_name_that_is_refused(comparison, name, words):
    with pytest.raises(Refused, match=words):
        add_label(comparison=comparison, name=name)
    if name:
        with pytest.raises(Refused):
            rename_label(comparison=comparison, key="hedge", name=name)


def test_the_last_label_stays_and_there_is_an_end_of_labels(comparison):
    for number in range(MOST_LABELS - len(DEFAULT_LABELS)):
        add_label(comparison=comparison, name=f"標籤 {number}")
    with pytest.raises(Refused, match="at most 30"):
        add_label(comparison=comparison, name="one more")
    keys = [label.key for label in labels_of(comparison)]
    assert len(set(keys)) == MOST_LABELS
    for key in keys[1:]:
        archive_label(comparison=comparison, key=key)
    with pytest.raises(Refused, match="last label"):
        archive_label(comparison=comparison, key=keys[0])
    with pytest.raises(Refused, match="no such label"):
        archive_label(comparison=comparison, key="none")

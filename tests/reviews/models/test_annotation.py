"""Annotations and labels as rows."""

import pytest
from django.db import IntegrityError, transaction

from reviews.domain.annotations import annotate, delete_annotation
from reviews.domain.labels import archive_label
from reviews.models import Annotation, Label
from tests.factories import make_transcript


@pytest.fixture
def made(comparison, bob) -> Annotation:
    response = make_transcript(comparison, "Ada", ("?", "Owls see well.")).responses.get()
    return annotate(response=response, by=bob, quote="see", label="claim")


def test_only_current_ones_are_current(comparison, made, bob):
    assert list(Annotation.objects.current()) == [made]
    delete_annotation(annotation=made, by=bob)
    assert not Annotation.objects.current().exists()
    archive_label(comparison=comparison, key="claim")
    assert "claim" not in {label.key for label in Label.objects.current()}


@pytest.mark.parametrize("fields", [{"label": None}, {"end": 9}, {"start": 8}, {"quotation": "sees"}])
def test_the_database_holds_an_annotation_to_its_words_and_to_saying_something(made, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Annotation.objects.update(**fields)


def test_the_database_knows_the_colours(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        Label.objects.update(slot=9)

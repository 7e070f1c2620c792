"""What a person has typed and not saved."""

from datetime import timedelta

from django.utils import timezone

from reviews.domain import unsaved_words
from reviews.domain.unsaved_words import KEPT, forget_words, keep_words, kept_words
from reviews.models import Comparison, Mark, UnsavedWords


def test_the_last_words_of_each_person_and_form_are_kept_and_change_no_page(comparison, alice, bob):
    before = Comparison.objects.get().revision
    here = {"comparison": comparison, "place": "mark-safe-ada"}
    for by, words in ((alice, "Hm"), (bob, "No."), (alice, "Hm, yes.")):
        keep_words(**here, by=by, said={"rationale": words})
    keep_words(comparison=comparison, place="thread", by=bob, said={"body": "Why?"})
    assert kept_words(**here, by=alice).said == {"rationale": "Hm, yes."}
    assert kept_words(**here, by=bob).said == {"rationale": "No."}
    keep_words(**here, by=bob, said={})
    forget_words(**here, by=alice)
    assert list(UnsavedWords.objects.values_list("user__name", "place")) == [("Bob", "thread")]
    assert (Comparison.objects.get().revision, Mark.objects.exists()) == (before, False)


def test_forms_with_long_names_have_a_draft_each_and_lose_it(comparison, bob):
    first, second = (f"thread-{'q' * 120}-{respondent}" for respondent in ("ada", "bert"))
    for place in (first, second):
        keep_words(comparison=comparison, by=bob, place=place, said={"body": place[-3:]})
    assert kept_words(comparison=comparison, by=bob, place=first).said == {"body": "ada"}
    forget_words(comparison=comparison, by=bob, place=first)
    assert kept_words(comparison=comparison, by=bob, place=first) is None
    assert kept_words(comparison=comparison, by=bob, place=second).said == {"body": "ert"}


def test_old_words_are_gone(comparison, bob):
    keep_words(comparison=comparison, by=bob, place="a", said={"body": "Old."})
    UnsavedWords.objects.update(created_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert kept_words(comparison=comparison, by=bob, place="a") is None
    keep_words(comparison=comparison, by=bob, place="b", said={"body": "New."})
    assert UnsavedWords.objects.get().place == "b"


def test_only_the_newest_words_of_a_person_are_kept(comparison, alice, bob, monkeypatch):
    monkeypatch.setattr(unsaved_words, "MOST", 2)
    for by, place in ((alice, "a"), (bob, "a"), (bob, "b"), (bob, "a"), (bob, "c")):
        keep_words(comparison=comparison, by=by, place=place, said={"body": "Hm."})
    kept = UnsavedWords.objects.order_by("pk").values_list("user__name", "place")
    assert list(kept) == [("Alice", "a"), ("Bob", "a"), ("Bob", "c")]

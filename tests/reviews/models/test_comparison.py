"""Comparisons: who sees which, and by which key their words are known."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from reviews.models import Comparison, Guest
from tests.factories import MembershipFactory, UserFactory, make_comparison


def test_everyone_sees_the_comparisons_of_their_teams(comparison, alice, bob, charlie):
    theirs = make_comparison(charlie, charlie.memberships.get().team, title="Theirs")
    visible = {
        user.name: set(Comparison.objects.visible_to(user)) for user in (alice, bob, charlie, UserFactory(name="Nora"))
    }
    assert visible == {"Alice": {comparison}, "Bob": {comparison}, "Charlie": {theirs}, "Nora": set()}
    assert not Comparison.objects.visible_to(AnonymousUser()).exists()
    MembershipFactory(team=comparison.team, user=charlie)
    assert set(Comparison.objects.visible_to(charlie)) == {comparison, theirs}


def test_a_guest_sees_one_comparison_and_a_member_who_is_a_guest_sees_it_once(comparison, dana, bob, alice, team):
    make_comparison(alice, team, title="Kite-1")
    Guest.objects.create(comparison=comparison, user=bob, role="editor")
    assert list(Comparison.objects.visible_to(dana)) == [comparison]
    assert Comparison.objects.visible_to(bob).count() == 2


@pytest.mark.parametrize("role", ["owner", "pope"])
def test_a_guest_is_no_owner(comparison, charlie, role: str):
    with pytest.raises(IntegrityError), transaction.atomic():
        Guest.objects.create(comparison=comparison, user=charlie, role=role)


def test_the_state_of_words_is_the_summarys_word_else_the_counter():
    assert Comparison(summary={"words": "x7"}, text_revision=3).state_of_words == "x7"
    assert Comparison(summary={}, text_revision=3).state_of_words == "3"

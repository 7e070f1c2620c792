"""Comparisons: who sees which, and by which key their words are known."""

from django.contrib.auth.models import AnonymousUser

from reviews.models import Comparison
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


def test_the_state_of_words_is_the_summarys_word_else_the_counter():
    assert Comparison(summary={"words": "x7"}, text_revision=3).state_of_words == "x7"
    assert Comparison(summary={}, text_revision=3).state_of_words == "3"

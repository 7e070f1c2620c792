"""What people chose for themselves."""

from reviews.domain.remembered_views import remember_view
from reviews.models import Comparison, RememberedView


def test_the_last_choice_of_each_person_is_remembered(comparison, alice, bob):
    before = Comparison.objects.get(pk=comparison.pk).revision
    remember_view(comparison=comparison, by=alice, arranged={"density": "compact"})
    remember_view(comparison=comparison, by=bob, arranged={"off": "alone"})
    remember_view(comparison=comparison, by=alice, arranged={"rows": "diverging"})
    held = dict(RememberedView.objects.values_list("user__email", "arranged"))
    assert held == {alice.email: {"rows": "diverging"}, bob.email: {"off": "alone"}}
    remember_view(comparison=comparison, by=alice, arranged={})
    assert list(RememberedView.objects.values_list("user", flat=True)) == [bob.pk]
    assert Comparison.objects.get(pk=comparison.pk).revision == before

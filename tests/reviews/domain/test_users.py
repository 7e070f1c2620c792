"""The verbs of people: their accounts and names."""

import pytest
from django.db import transaction

from reviews.domain.users import checked_name, lock_person, open_account, rename_person
from reviews.models import Comparison, User
from reviews.refusal import Refused
from tests.factories import make_comparison


@pytest.mark.django_db
def test_an_account_is_made_once_for_an_address_in_any_case():
    nora = open_account(email=" Nora@Example.org ")
    assert (nora.email, nora.name, nora.has_usable_password()) == ("nora@example.org", "nora", False)
    assert open_account(email="NORA@example.org", name="Eleonora") == nora
    assert User.objects.get().name == "nora"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "name", "called"),
    [
        ("nora@example.org", " Nora Roe ", "Nora Roe"),
        ("nora@example.org", "  ", "nora"),
        ("you@example.org", "", "you@example.org"),
        ("YOU@example.org", "", "you@example.org"),
    ],
)
def test_who_gives_no_name_is_called_after_the_address(email, name, called):
    assert open_account(email=email, name=name).name == called


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "name", "words", "field"),
    [
        ("no address", "", "no address: this is not an e-mail address.", "email"),
        ("", "", ": this is not an e-mail address.", "email"),
        ("nora@example.org", "YOU", "“You” is what these pages call whoever reads them. Give another name.", "name"),
    ],
)
def test_what_is_refused_makes_no_account(email, name, words, field):
    with pytest.raises(Refused) as refused:
        open_account(email=email, name=name)
    assert (str(refused.value), refused.value.field) == (words, field)
    assert not User.objects.exists()


def test_a_closed_account_stays_closed(alice):
    User.objects.update(is_active=False)
    with pytest.raises(Refused, match=r"^alice@example\.org: this account is closed\.$"):
        open_account(email="Alice@example.org")


def test_a_name_is_something():
    assert checked_name("  Nora Roe ") == "Nora Roe"
    for name, words in (("", "Give a name."), ("  ", "Give a name."), (" yOu ", "“You” is what")):
        with pytest.raises(Refused, match=f"^{words}") as refused:
            checked_name(name)
        assert refused.value.field == "name"


def test_a_new_name_voids_the_pages_of_ones_own_teams(comparison, alice, charlie):
    elsewhere = make_comparison(charlie, charlie.memberships.get().team, title="Elsewhere")
    rename_person(user=alice, name=" Ada ")
    rename_person(user=alice, name="Ada")
    assert User.objects.get(pk=alice.pk).name == "Ada"
    assert dict(Comparison.objects.values_list("pk", "revision")) == {comparison.pk: 2, elsewhere.pk: 1}
    with pytest.raises(Refused):
        rename_person(user=alice, name="you")
    assert User.objects.get(pk=alice.pk).name == "Ada"


def test_a_lock_is_one_query_and_needs_a_transaction(alice, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        lock_person(alice)

"""People: their addresses are lower case, and no two differ in case alone."""

import pytest
from django.db import IntegrityError, transaction

from reviews.models import User


@pytest.mark.django_db
def test_an_address_is_kept_in_lower_case_and_found_in_any():
    nora = User.objects.create_user(" Nora@Example.org ", name="Nora")
    assert nora.email == "nora@example.org"
    assert User.objects.get_by_natural_key("NORA@example.ORG ") == nora
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="NORA@example.org", name="Other")


@pytest.mark.django_db
def test_without_a_password_nobody_signs_in_by_one():
    assert not User.objects.create_user("a@example.org", name="A").has_usable_password()
    assert User.objects.create_user("b@example.org", "night flight 7", name="B").check_password("night flight 7")


@pytest.mark.parametrize(
    ("user", "name", "initial"),
    [(User(name="élise", email="e@example.org"), "élise", "É"), (User(email="e@example.org"), "e@example.org", "E")],
)
def test_who_has_no_name_is_called_by_the_address(user, name, initial):
    assert (str(user), user.initial) == (name, initial)

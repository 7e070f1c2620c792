"""Forms of people and teams."""

from reviews.forms.people import AddressForm, InvitationForm, JoinForm, RoleForm, TeamForm
from reviews.models import User


def test_a_new_address_needs_the_password_of_someone_who_has_one():
    person = User(email="alice@example.org")
    person.set_password("a long password")
    form = AddressForm({"email": "new@example.org"}, user=person)
    assert form.errors == {"password": ["This field is required."]}
    assert form.fields["email"].label == "New e-mail address"
    person.set_unusable_password()
    assert AddressForm({"email": "new@example.org"}, user=person).is_valid()


def test_a_password_keeps_its_blanks():
    person = User()
    person.set_password("x")
    form = AddressForm({"email": "new@example.org", "password": " night flight "}, user=person)
    assert form.is_valid()
    assert form.cleaned_data["password"] == " night flight "


def test_who_joins_chooses_a_password_that_is_not_guessed():
    given = {"name": "Dora", "email": "dora.owlish@example.org"}
    assert JoinForm({**given, "password": "night flight 7"}).is_valid()
    assert list(JoinForm({**given, "password": "12345678901"}).errors) == ["password"]
    (told,) = JoinForm({**given, "password": "dora.owlish"}).errors["password"]
    assert "too similar" in told
    assert JoinForm({**given, "password": ""}).errors == {"password": ["This field is required."]}
    assert JoinForm().fields["password"].help_text


def test_a_team_a_role_an_invitation():
    assert TeamForm({"name": "o" * 101}).first_error.startswith("Ensure this value has at most 100 characters")
    assert list(RoleForm({"role": "king"}).errors) == ["role"]
    assert InvitationForm()["role"].value() == "reviewer"
    assert InvitationForm({"role": "reader"}).is_valid()

"""Forms of people: sign-in, names, addresses, teams."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from reviews.forms import Form, SeenForm, VerbForm
from reviews.models import Role, User
from reviews.models.team import GUEST_ROLES


def email_field() -> forms.EmailField:
    """A field for an e-mail address that the browser may fill in."""
    return forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


def name_field() -> forms.CharField:
    """A field for the name that stands beside marks and comments."""
    return forms.CharField(
        label="Name",
        max_length=100,
        help_text="It stands beside your marks and comments.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class LinkRequestForm(Form):
    """The address to send a sign-in link to."""

    email = email_field()


class NameForm(VerbForm):
    """The name of a person."""

    name = name_field()


class AddressForm(VerbForm):
    """A new e-mail address, confirmed with the password."""

    email = email_field()
    password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New e-mail address"
        if not user.has_usable_password():
            del self.fields["password"]


class JoinForm(VerbForm):
    """A new account for someone who was invited."""

    name = name_field()
    email = email_field()
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> None:
        given = self.cleaned_data
        if "password" in given:
            person = User(name=given.get("name", ""), email=given.get("email", ""))
            try:
                validate_password(given["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)


class TeamForm(VerbForm):
    """A new team."""

    name = forms.CharField(label="Name of the team", max_length=100)


class RoleForm(SeenForm):
    """The role of a member."""

    role = forms.ChoiceField(label="Role", choices=Role.choices)


class InvitationForm(VerbForm):
    """An invitation: its role, and a note of whom it is for."""

    role = forms.ChoiceField(label="Role", choices=Role.choices, initial=Role.REVIEWER)
    note = forms.CharField(
        label="Who is it for?",
        required=False,
        max_length=100,
        help_text="A note for you, so that you can tell the links apart.",
    )


class PeopleForm(InvitationForm):
    """An invitation from a comparison: to it alone, or to its team."""

    sees = forms.ChoiceField(
        label="What will they see?",
        choices=[
            ("comparison", "This comparison only, as a guest"),
            ("team", "All comparisons of the team, as a member"),
        ],
    )
    field_order = ("sees", "role", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].help_text = "A guest can have every role but Owner."


class GuestRoleForm(SeenForm):
    """The role of a guest."""

    role = forms.ChoiceField(label="Role", choices=[(role.value, role.label) for role in GUEST_ROLES])


class RemindForm(VerbForm):
    """The person to remind, or nobody for all who have cells left."""

    person = forms.IntegerField(required=False)

"""With whatever form it is sent, nothing comes in that no text here holds."""

import importlib
import pkgutil
from collections.abc import Iterator
from inspect import signature
from types import SimpleNamespace
from typing import Any

import django_filters
import pytest
from django import forms
from django.http import QueryDict

import collation
import config
import reviews
from reviews.characters import BARRED
from reviews.forms import Tidied, VerbForm
from reviews.forms.comparison import ComparisonForm, TitleForm
from reviews.forms.intake import PasteForm
from reviews.forms.people import JoinForm
from reviews.intake.parse import parse
from reviews.models import Finding, Team, Transcript, User

ROOMS = (reviews, collation, config)
HOSTILE = "A\x1b[31m ti\x00tle\x7f of\x9b \ufdd0\U0001ffffit"
TIDY = "A[31m title of it"

# What a form asks for when it is made, by the name of the argument; anything else is given ().
ASKED = {
    "teams": Team.objects.none(), "findings": Finding.objects.none(), "rows": {}, "user": User(), "text": "", "scale": ("no", "yes"),
    "parsed": parse(b"User: Is it safe?\n\nClaude: Yes."),
    "view": SimpleNamespace(comparison_id=1, transcripts=Transcript.objects.none),
}  # fmt: skip


def ours(kind: type) -> Iterator[type]:
    """Every class of that kind that a module of ours makes."""
    names = tuple(room.__name__ for room in ROOMS)
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if module.name.split(".")[-1] not in ("child", "wsgi"):
                importlib.import_module(module.name)
    waiting = [kind]
    while waiting:
        found = waiting.pop().__subclasses__()
        waiting += found
        yield from (one for one in found if one.__module__.split(".")[0] in names)


FORMS = sorted({*ours(forms.BaseForm)}, key=lambda form: f"{form.__module__}.{form.__name__}")


def sent(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def made(form: Any, data: QueryDict) -> Any:
    told = [signature(one.__init__) for one in form.__mro__ if "__init__" in vars(one)]
    asked = {
        name
        for one in told
        for name, argument in one.parameters.items()
        if argument.default is argument.empty
        and argument.kind in (argument.KEYWORD_ONLY, argument.POSITIONAL_OR_KEYWORD)
    }
    return form(data=data, **{name: ASKED.get(name, ()) for name in asked - {"self", "data"}})


def test_every_form_and_filter_is_one_that_leaves_them_out():
    assert len(FORMS) > 30
    assert [form for form in FORMS if not issubclass(form, Tidied)] == []
    filters = [*ours(django_filters.FilterSet)]
    assert filters
    assert [one for one in filters if not issubclass(one._meta.form, Tidied)] == []


@pytest.mark.parametrize("form", [form for form in FORMS if not form.__name__.startswith("_")])
def test_no_field_of_any_form_lets_them_in(form: Any, db: None):
    fields = {**form.base_fields, "other": forms.CharField()}
    told = made(form, sent(**dict.fromkeys(fields, HOSTILE))).data
    as_sent = {name for name, field in fields.items() if isinstance(field.widget, forms.PasswordInput)} | form.verbatim
    assert {name: told[name] for name in fields} == {name: HOSTILE if name in as_sent else TIDY for name in fields}


def test_what_is_typed_is_stored_without_them_and_breaks_lines_where_a_field_has_lines():
    form = TitleForm(sent(title="Owl\x0b2\x1b\x0c\ufffe"))
    assert form.is_valid() and form.cleaned_data["title"] == "Owl 2"
    form = ComparisonForm(sent(title="Owl-2", questions="Is it safe?\x0bDoes it work?\x00"), teams=Team.objects.none())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["questions"] == ["Is it safe?", "Does it work?"]
    assert TitleForm(sent(title="\x00\x1b")).errors == {"title": ["This field is required."]}


def test_a_paste_is_read_as_it_is():
    form = PasteForm(sent(text="User: Is it \x1b[1msafe?\n\nClaude: Yes."))
    assert form.is_valid() and form.document.data == b"User: Is it \x1b[1msafe?\n\nClaude: Yes."
    assert not BARRED.search(form.document.parsed.text) and "\ufffd[1m" in form.document.parsed.text


def test_a_password_is_never_changed(db: None):
    form = JoinForm(sent(name="Eve\x1b", email="eve@example.org", password="long\x1bpassword\x9b"))
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["name"], form.cleaned_data["password"]) == ("Eve", "long\x1bpassword\x9b")


def test_data_without_them_stays_the_same_object():
    data = sent(title="Owl\n2\t")
    assert VerbForm(data).data is data

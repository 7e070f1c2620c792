"""What all forms share: tidied data, refusals at their fields, and nothing overwritten unseen."""

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from reviews.characters import BARRED
from reviews.domain.optimistic_lock import Overtaken, refuse_unseen, token
from reviews.forms import Form, LinesField, SeenForm, VerbForm, tidied
from reviews.refusal import Gone, Refused


class OwlForm(SeenForm):
    name = forms.CharField(label="Name")
    kind = forms.ChoiceField(label="Kind", choices=[("barn", "Barn owl"), ("snowy", "Snowy owl")])
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea)


def sent(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def test_the_first_error_is_the_first_of_the_first_field():
    assert OwlForm(sent(name="Strix", kind="barn")).first_error == ""
    assert OwlForm(sent(kind="elf")).first_error == "This field is required."


@pytest.mark.parametrize(
    ("field", "errors"),
    [("name", {"name": ["No."]}), (None, {"__all__": ["No."]}), ("elsewhere", {"__all__": ["No."]})],
)
def test_a_refusal_is_an_error_of_its_field_or_of_the_form(field, errors):
    class NameForm(VerbForm):
        name = forms.CharField()

    form = NameForm(sent(name="Strix"))
    assert form.is_valid()
    with form.refusals():
        raise Refused("No.", field)
    assert form.errors == errors


def test_another_exception_is_raised():
    form = Form(sent())
    assert form.first_error == ""
    with pytest.raises(ZeroDivisionError), VerbForm(sent()).refusals():
        raise ZeroDivisionError
    with pytest.raises(Gone), VerbForm(sent()).refusals():
        raise Gone("It was deleted meanwhile.")


STORED = {"name": "Strix", "kind": "barn", "notes": "Hunts\r\nby ear."}


def test_a_new_form_shows_what_is_stored_and_carries_its_token():
    form = OwlForm(stored=STORED, initial={"name": "Bubo"})
    assert (form["name"].value(), form["kind"].value(), form["seen"].value()) == ("Bubo", "barn", token(STORED))
    assert OwlForm()["seen"].value() is None
    html = form["seen"].as_widget()
    assert 'type="hidden"' in html
    assert "id=" not in html, "a page holds several"


def test_what_others_stored_meanwhile_is_shown_and_can_then_be_replaced():
    form = OwlForm(sent(name="Bubo", kind="snowy", notes="Hunts\nby ear.", seen=token({**STORED, "kind": "snowy"})))
    assert form.is_valid()
    with form.refusals():
        refuse_unseen(form.cleaned_data["seen"], stored=STORED, wanted={**STORED, "name": "Bubo"})
    assert form.overtaken == (("Name", "Strix"), ("Kind", "Barn owl"))
    assert form.errors
    assert form["name"].value() == "Bubo"
    again = OwlForm(form.data)
    assert again.is_valid()
    refuse_unseen(again.cleaned_data["seen"], stored=STORED, wanted={**STORED, "name": "Bubo"})


def test_a_form_without_a_token_is_refused_nothing():
    form = OwlForm(sent(name="Bubo", kind="snowy"))
    assert form.is_valid()
    assert form.cleaned_data["seen"] is None
    refuse_unseen(None, stored=STORED, wanted={"name": "Bubo"})
    with pytest.raises(Overtaken):
        refuse_unseen(token({}), stored=STORED, wanted={"name": "Bubo"})


def test_lines_are_stripped_and_each_stands_once():
    field = LinesField(required=False)
    assert field.clean(" Strix \r\n\nBubo\nStrix\n") == ["Strix", "Bubo"]
    assert field.clean("") == []
    assert field.prepare_value(["Strix", "Bubo"]) == "Strix\nBubo"
    assert (field.prepare_value("Strix\n"), field.prepare_value(None)) == ("Strix\n", None)


@given(st.lists(st.text(st.characters(exclude_characters="\0"))))
def test_the_lines_of_what_is_shown_are_the_lines(lines):
    field = LinesField(required=False)
    once = field.clean("\n".join(lines))
    assert field.clean(field.prepare_value(once)) == once


@given(st.dictionaries(st.text(), st.lists(st.text(), min_size=1)))
def test_tidying_twice_is_tidying_once(lists):
    data = QueryDict(mutable=True)
    for name, values in lists.items():
        data.setlist(name, values)
    once = tidied(data)
    assert tidied(once) is once
    assert not any(BARRED.search(value) for _, values in once.lists() for value in values)


def test_a_field_without_a_gap_stays_as_it_is():
    data = {"text": "a\x0bb", "line": "a\x0bb", "box": "a\x0bb", "number": 3}
    assert tidied(data, {"text": None, "box": "\n"}) == {"text": "a\x0bb", "line": "a b", "box": "a\nb", "number": 3}

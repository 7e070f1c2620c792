"""The forms, a module per noun: input, checked before a verb runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict

from reviews.characters import without
from reviews.domain.optimistic_lock import Overtaken, token
from reviews.refusal import Gone, Refused


class Tidied:
    """The base of every form: removes invisible characters that no text holds.

    They are invisible, so nobody is asked to find them. Passwords and the fields of `verbatim` stay as they were
    sent.
    """

    verbatim: ClassVar[frozenset[str]] = frozenset()
    """The fields that hold a document.

    Its parser decides what to do with such characters.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tidy()

    def tidy(self) -> None:
        """Remove such characters from the data."""
        form: Any = self
        form.data = tidied(form.data, {form.add_prefix(name): _gap(form, name) for name in form.fields})


class Form(Tidied, forms.Form):
    """The base of our forms."""

    @property
    def first_error(self) -> str:
        """The first error message, "" if the form is valid."""
        return next((str(words) for errors in self.errors.values() for words in errors), "")


class VerbForm(Form):
    """A form whose data goes to a verb."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn a refusal into an error.

        It is an error of the field that the refusal names, else of the form. If what the form is about is gone, the
        refusal is raised.
        """
        try:
            yield
        except Gone:
            raise
        except Refused as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class _WithoutId(forms.HiddenInput):
    """A hidden input without an id.

    A page holds several of its name.
    """

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        without_id = {key: attribute for key, attribute in (attrs or {}).items() if key != "id"}
        return super().get_context(name, value, without_id)


class SeenForm(VerbForm):
    """A form that replaces stored values, and never overwrites unseen ones.

    It carries a token of the values that it showed. If others are stored by now, the verb refuses, and the form shows
    both. Sent again, it replaces what it shows.
    """

    seen = forms.CharField(
        required=False, max_length=64, widget=_WithoutId(attrs={"autocomplete": "off"}), empty_value=None
    )

    overtaken: tuple[tuple[str, str], ...] = ()
    """The stored values that differ from those sent.

    They are (label, words), if the form was refused for them.
    """

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        stored: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Fill a new form with `stored`, the stored values, and `initial`.

        `stored` has the names that the verb gives its values. `initial` wins.
        """
        filled = dict(initial or {})
        if stored is not None:
            filled = {**self.filled(stored), **filled, "seen": token(stored)}
        super().__init__(data, files, initial=filled, **kwargs)

    @staticmethod
    def filled(stored: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the fields for these stored values."""
        return dict(stored)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            try:
                yield
            except Overtaken as overtaken:
                self._show(overtaken.stored)
                raise

    def _show(self, stored: Mapping[str, Any]) -> None:
        both = [(self[name], value) for name, value in self.filled(stored).items() if name in self.fields]
        self.overtaken = tuple(
            (str(field.label), _in_words(field.field, value))
            for field, value in both
            if _in_words(field.field, field.value()) != _in_words(field.field, value)
        )
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = token(stored)


class TakeBackForm(SeenForm):
    """A form that takes back what is stored."""


class LinesField(forms.CharField):
    """A text area that holds a list, one item a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        """The lines, stripped, without blank ones and repetitions."""
        lines = (line.strip() for line in (super().clean(value) or "").splitlines())
        return list(dict.fromkeys(filter(None, lines)))


def tidied(data: Any, gaps: Mapping[str, str | None] = {}) -> Any:
    """Form or query data without the characters that no text here holds.

    The same object if it has none. `gaps` gives what such a line break becomes in each field, by default a blank;
    a field whose gap is None stays as it is.
    """

    def clean(name: str, value: Any) -> Any:
        gap = gaps.get(name, " ")
        return value if gap is None or not isinstance(value, str) else without(value, gap)

    if not isinstance(data, MultiValueDict):
        return {name: clean(name, value) for name, value in data.items()}
    lists = {name: [clean(name, value) for value in values] for name, values in data.lists()}
    if all(values == data.getlist(name) for name, values in lists.items()):
        return data
    data = data.copy()
    for name, values in lists.items():
        data.setlist(name, values)
    return data


def _gap(form: forms.Form, name: str) -> str | None:
    """The gap of a form's field for `tidied`."""
    field = form.fields[name]
    if name in getattr(form, "verbatim", ()) or isinstance(field.widget, forms.PasswordInput):
        return None
    return "\n" if isinstance(field.widget, forms.Textarea) else " "


def _in_words(field: forms.Field, value: Any) -> str:
    """A value as a field shows it.

    These are the words of a choice, else the text as typed.
    """
    choices = {str(key): str(words) for key, words in getattr(field, "choices", ())}
    typed = "" if value is None else str(field.prepare_value(value)).replace("\r\n", "\n").strip()
    return choices.get(typed, typed)

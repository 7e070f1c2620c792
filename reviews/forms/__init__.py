"""What people send, checked before a verb is asked. A module per noun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from reviews.refusal import Refused


class VerbForm(forms.Form):
    """A form whose answers go to a verb."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What a verb refuses inside becomes an error of the field that it names, else of the form."""
        try:
            yield
        except Refused as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class LinesField(forms.CharField):
    """A text area that holds a list, one item a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        """The lines that are not blank, each once, stripped."""
        lines = (line.strip() for line in (super().clean(value) or "").splitlines())
        return list(dict.fromkeys(filter(None, lines)))

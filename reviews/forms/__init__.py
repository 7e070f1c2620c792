"""What people send, checked before a verb is asked. A module per noun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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

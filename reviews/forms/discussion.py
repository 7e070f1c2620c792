"""The form of a comment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html

from reviews.domain.threads import MOST_CHARS
from reviews.forms import SeenForm, VerbForm
from reviews.masks import WELL_KNOWN


class CommentForm(VerbForm):
    """A new comment, in Markdown."""

    body = forms.CharField(
        label="Comment",
        widget=forms.Textarea(attrs={"rows": 3, "data-own-words": True}),
        max_length=MOST_CHARS,
        error_messages={"required": "Write something first."},
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, of: str = "new", names_hidden: bool = False, **kwargs: Any
    ) -> None:
        """Make the ids of the fields unique on the page by `of`.

        It is "new", "thread-3" or "comment-12". `names_hidden` if whoever writes may know no names.
        """
        super().__init__(data, files, auto_id=f"{of}-%s", **kwargs)
        self.names_hidden = names_hidden

    def clean_body(self) -> str:
        """The words; a question holds them up if they name a model.

        That is, while names are hidden. It asks about every well-known model and maker, whoever is compared: so nobody
        learns by typing names which of them are. The error has a box to tick, which posts them all the same: it works
        without a script.
        """
        body = self.cleaned_data["body"]
        names = WELL_KNOWN.names_in(body) if self.names_hidden and not self.data.get("anyway") else []
        if names:
            question = format_html(
                "<span data-own-words>This names {}, and names are hidden.</span> <label>"
                '<input type="checkbox" name="anyway" value="1"> Post it all the same</label>',
                ", ".join(names),
            )
            raise forms.ValidationError(question, code="names")
        return body


class EditForm(SeenForm, CommentForm):
    """New words of a stored comment."""

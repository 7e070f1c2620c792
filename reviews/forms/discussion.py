"""The form of a comment."""

from __future__ import annotations

from typing import Any

from django import forms

from reviews.domain.threads import MOST_CHARS
from reviews.forms import SeenForm, VerbForm


class CommentForm(VerbForm):
    """A new comment, in Markdown."""

    body = forms.CharField(
        label="Comment",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_CHARS,
        error_messages={"required": "Write something first."},
    )

    def __init__(self, data: Any = None, files: Any = None, *, of: str = "new", **kwargs: Any) -> None:
        """Make the ids of the fields unique on the page by `of`.

        It is "new", "thread-3" or "comment-12".
        """
        super().__init__(data, files, auto_id=f"{of}-%s", **kwargs)


class EditForm(SeenForm, CommentForm):
    """New words of a stored comment."""

"""The page that lists publications.

Alike for the live site and the static one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.template.loader import render_to_string

from collation.assemble.cache import cached
from collation.publish.document.listed import entry
from collation.publish.pages import Links, document_of
from reviews.models import Publication

_SIGNED = ("no", "unclear", "qualified", "yes", "split", "silent", "not_asked", "refused", "unread")
"""The verdicts with a sign of their own; others are written out."""


def render_index(
    publications: Iterable[Publication],
    address: Callable[[Publication], str],
    *,
    links: Links,
    script: str,
    models: str,
    is_all: bool = True,
) -> str:
    """The list of publications, newest first, as complete HTML.

    `address` gives that of a publication's page, `models` is that of the list for models, `script` that of the search.
    `is_all` if there are no older ones.
    """
    listed = [
        (one, cached(f"entry:{one.sha256}", lambda one=one: entry(document_of(one))), address(one))  # type: ignore[misc]
        for one in publications
    ]
    words = {value: word for _, each, _ in listed for row in each.rows for _, value, word in row.cells if each.heads}
    shown = {
        "listed": listed,
        "signed": _SIGNED,
        "signs": [(value, words[value]) for value in _SIGNED if value in words],
        "links": links,
        "script": script,
        "models": models,
        "is_all": is_all,
    }
    return render_to_string("collation/published/index.html", shown)

"""A version of a publication, or a draft of the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from collation.publish.document.page import PublishedPage, page
from collation.publish.versions import Correction
from reviews.models import Publication


@dataclass(frozen=True)
class Edition:
    """A publication's document, and all that a format may say of it.

    `text` is the canonical text of the document. `url` is the address of the version, `markdown_url` and `json_url`
    those of its other forms. `versions` are all versions of the comparison, newest first, `corrected_in` the later ones
    that correct it. A draft has no versions, number, `sha256` or addresses; nor has a version addresses that nobody
    else can open.
    """

    document: dict[str, Any]
    text: str
    sha256: str = ""
    url: str = ""
    versions: Iterable[Publication] = field(default=(), compare=False)
    markdown_url: str = ""
    json_url: str = ""
    corrected_in: tuple[Correction, ...] = ()

    @cached_property
    def page(self) -> PublishedPage:
        """What the page shows, for every format."""
        return page(self.document, sha256=self.sha256, url=self.url)

    @property
    def number(self) -> int | None:
        return self.document["publication"].get("number")

    @property
    def corrected(self) -> tuple[tuple[str, str], ...]:
        """Sentences on the later versions that correct it, with addresses."""
        return tuple((one.sentence, one.href) for one in self.corrected_in)

    @property
    def name(self) -> str:
        """The name of its files, without an extension."""
        slug = self.document["publication"]["slug"]
        return f"{slug}-v{self.number}" if self.number else f"{slug}-draft"


@dataclass(frozen=True)
class PublicationFormat:
    """A way to write a publication down.

    `name` is what commands and addresses call it, `label` and `about` what people read. `write` is a function of the
    edition alone; it raises Refused if the format cannot be written here. `missing` says so before, and what to do;
    "" if nothing is missing.
    """

    name: str
    label: str
    about: str
    extension: str
    media_type: str
    write: Callable[[Edition], bytes]
    missing: Callable[[], str] = lambda: ""

    def file_name(self, edition: Edition) -> str:
        return f"{edition.name}{self.extension}"

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self.media_type.startswith("text/") or "json" in self.media_type or "svg" in self.media_type

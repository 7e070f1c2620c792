"""What a version's page says of the versions before and after it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from collation.publish.document.changes import changes
from reviews.domain.publications import unnumbered
from reviews.models import Publication


@dataclass(frozen=True)
class Correction:
    """A version that corrects those before it.

    `href` leads to it, and is "" if nothing does.
    """

    number: int
    published_at: datetime
    what: str
    href: str

    @property
    def sentence(self) -> str:
        return f"Corrected in version {self.number}, {self.published_at:%-d %B %Y}: {self.what}"


@dataclass(frozen=True)
class History:
    """The history of one version.

    `since` is the number of the version before, None for a first one; `changes` are sentences on what changed since.
    `corrected_in` are the later versions that correct it. `corrections` are those of all versions, newest first, for
    the page of the newest.
    """

    since: int | None = None
    since_href: str = ""
    changes: tuple[str, ...] = ()
    corrected_in: tuple[Correction, ...] = ()
    corrections: tuple[Correction, ...] = ()


def history(publication: Publication, standing: Sequence[Publication], address: Callable[[int], str]) -> History:
    """The history of a version among those that stand, newest first.

    What a withdrawn version held is compared with nothing. `address` gives that of a version.
    """
    before = next((one for one in standing if one.number < publication.number), None)
    corrections = _corrections(standing, address)
    is_newest = bool(standing) and standing[0].number == publication.number
    return History(
        since=before.number if before else None,
        since_href=address(before.number) if before else "",
        changes=_changes(before, publication) if before else (),
        corrected_in=tuple(one for one in corrections if one.number > publication.number),
        corrections=corrections if is_newest else (),
    )


def corrected_in(
    publication: Publication, standing: Iterable[Publication], address: Callable[[int], str]
) -> tuple[Correction, ...]:
    """The later versions that correct a version, newest first."""
    return tuple(one for one in _corrections(standing, address) if one.number > publication.number)


def _corrections(standing: Iterable[Publication], address: Callable[[int], str]) -> tuple[Correction, ...]:
    return tuple(
        Correction(one.number, one.created_at, one.correction, address(one.number))
        for one in standing
        if one.correction
    )


def live_history(publication: Publication) -> History:
    """The history of a version, for its page on the server.

    Two queries, whatever the number of versions.
    """
    slug, standing = publication.comparison.slug, publication.comparison.publications.standing()
    before = standing.filter(number__lt=publication.number).first()
    others = [before if before and one == before else one for one in standing.defer("document")]
    return history(publication, others, lambda number: reverse("collation:published_version", args=[slug, number]))


def _changes(before: Publication, publication: Publication) -> tuple[str, ...]:
    old, new = (unnumbered(json.loads(one.document)) for one in (before, publication))
    return changes(old, new)

"""Verbs of publications: keep a version, withdraw it, delete what it held."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone

from reviews.domain.changes import changing
from reviews.domain.phases import move
from reviews.domain.standing import ask_again
from reviews.models import Comparison, Phase, Publication, User
from reviews.refusal import Refused

_OF_THE_VERSION = ("number", "published_at", "correction")


class Unseen(Refused):
    """A refusal to publish what nobody has seen.

    Somebody changed the comparison since.
    """


def canonical(document: Any) -> str:
    """The canonical JSON text of a document.

    Keys are sorted, there is no white space between tokens, and characters stand as they are.
    """
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def unnumbered(document: dict[str, Any]) -> dict[str, Any]:
    """The document without its number, date and note.

    Two versions that say the same are equal without them. The note says what a version corrects of the one before.
    """
    head = {key: value for key, value in document["publication"].items() if key not in _OF_THE_VERSION}
    comparison = {key: value for key, value in document["comparison"].items() if key not in ("revision", "phase")}
    return {**document, "publication": head, "comparison": comparison}


def fingerprint(document: dict[str, Any]) -> str:
    """The hash of what a version would say, as `unnumbered` has it."""
    return hashlib.sha256(canonical(unnumbered(document)).encode()).hexdigest()


def record_publication(
    *, comparison: Comparison, by: User | None, document: dict[str, Any], correction: str = ""
) -> Publication | None:
    """Keep `document` as the next version.

    It gets its number and date, and the comparison moves to published. If it says what the newest standing version
    says, that version is given instead, and `correction` is not kept: it says what was corrected since the version
    before, and why. None if the comparison has changed since the revision that the document shows: then draw it up
    again. Raises Refused if the document has no title, and for a correction of nothing.
    """
    if not document["publication"]["title"].strip():
        raise Refused("Give the publication a title.", "title")
    with changing(comparison) as change:
        if Comparison.objects.get(pk=comparison.pk).revision != document["comparison"]["revision"]:
            change.nothing = True
            return None
        newest = comparison.publications.standing().first()
        if newest and canonical(unnumbered(json.loads(newest.document))) == canonical(unnumbered(document)):
            change.nothing = True
            return newest
        now = timezone.now()
        number = next_number(comparison)
        note = correction.strip()
        if note and number == 1:
            raise Refused("This is the first version: there is none that it could correct.", "correction")
        numbered = {
            **document,
            "publication": {
                **document["publication"],
                **({"correction": note} if note else {}),
                "number": number,
                "published_at": now.isoformat(timespec="seconds"),
            },
        }
        text = canonical(numbered)
        move(comparison, by, Phase.PUBLISHED, by_act=True)
        ask_again(comparison.slug)
        return Publication.objects.create(
            comparison=comparison,
            number=number,
            title=document["publication"]["title"],
            finding=document["publication"]["finding"],
            correction=note,
            document=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            created_by=by,
            created_at=now,
        )


def withdraw(*, comparison: Comparison, by: User, why: str, number: int | None = None) -> list[Publication]:
    """Withdraw every standing version, or one, for good.

    `number` is that of the one. Gives those that were withdrawn. Their documents stay in the database; their addresses
    say that they were withdrawn, and `why` unless it is empty. If nothing is public any more, the comparison goes back
    to reconcile.
    """
    with changing(comparison) as change:
        chosen = [version for version in comparison.publications.standing() if number in (None, version.number)]
        change.nothing = not chosen
        _withdraw(comparison, chosen, by, why)
    return chosen


def bury(*, comparison: Comparison, by: User, numbers: Collection[int], why: str) -> None:
    """Withdraw these versions for good, and delete what they held.

    Their document, finding and correction are deleted; number, title, dates and hash stay, for the tombstone. One that
    was withdrawn before keeps its date and its reason. Call it inside a change of the comparison.
    """
    versions = list(comparison.publications.filter(number__in=numbers))
    _withdraw(comparison, [version for version in versions if version.withdrawn_at is None], by, why)
    comparison.publications.filter(number__in=numbers).update(document="", finding="", correction="")


def _withdraw(comparison: Comparison, versions: Sequence[Publication], by: User, why: str) -> None:
    now = timezone.now()
    ask_again(comparison.slug)
    for publication in versions:
        publication.withdrawn_at, publication.withdrawn_by = now, by
        publication.withdrawn_why = why.strip()
        publication.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    comparison.refresh_from_db(fields=["phase"])
    if versions and comparison.phase == Phase.PUBLISHED and not comparison.publications.standing().exists():
        move(comparison, by, Phase.RECONCILE, by_act=True)


def next_number(comparison: Comparison) -> int:
    """The number of the next version.

    Numbers of withdrawn versions are not given again.
    """
    newest = comparison.publications.first()
    return newest.number + 1 if newest else 1

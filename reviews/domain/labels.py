"""Verbs of the labels that annotations of a comparison can have."""

from __future__ import annotations

from django.utils import timezone

from reviews.domain.changes import changing, summarise_nothing
from reviews.domain.slugs import free_slug
from reviews.models import SLOTS, Comparison, Label
from reviews.refusal import Refused

DEFAULT_LABELS = ("claim", "evidence", "hedge", "unsupported", "contradiction", "marketing", "omission")
MOST_LABELS = 30
MOST_CHARS = 40


def labels_of(comparison: Comparison) -> list[Label]:
    """The labels that can be chosen, in order.

    The default ones, not stored, as long as the comparison has none of its own. One query.
    """
    stored = list(comparison.labels.all())
    return [label for label in stored if label.archived_at is None] if stored else _defaults(comparison)


def stored_labels(comparison: Comparison) -> list[Label]:
    """All labels, archived ones too; the default ones are stored at first.

    Call it inside a change of the comparison.
    """
    stored = list(comparison.labels.all())
    return stored or Label.objects.bulk_create(_defaults(comparison))


def add_label(*, comparison: Comparison, name: str) -> Label:
    """Add a label at the end.

    One that was archived under the name comes back. Raises Refused for an empty or a long name, one that another label
    has, and one label too many.
    """
    name = _named(name)
    with changing(comparison, summary=summarise_nothing):
        labels = stored_labels(comparison)
        same = next((label for label in labels if _same(label.name, name)), None)
        if same and same.archived_at:
            same.archived_at = None
            same.save(update_fields=["archived_at"])
            return same
        if same:
            raise Refused(f"There is a label “{same.name}” already.", "name")
        if len(labels) >= MOST_LABELS:
            raise Refused(f"A comparison has at most {MOST_LABELS} labels, archived ones included.", "name")
        keys = {label.key for label in labels}
        used = [label.slot for label in labels if label.archived_at is None]
        return Label.objects.create(
            comparison=comparison,
            key=free_slug(name, keys.__contains__, fallback="label", most=40),
            name=name,
            position=max(label.position for label in labels) + 1,
            slot=min(SLOTS, key=used.count),
        )


def rename_label(*, comparison: Comparison, key: str, name: str) -> None:
    """Give a label another name: it has it wherever it was put.

    Raises Refused for an empty or a long name, one that another label has, and an unknown label.
    """
    name = _named(name)
    with changing(comparison, summary=summarise_nothing) as change:
        labels = stored_labels(comparison)
        label = _known(labels, key)
        if any(_same(other.name, name) for other in labels if other != label):
            raise Refused(f"There is a label “{name}” already.", "name")
        change.nothing = label.name == name
        label.name = name
        label.save(update_fields=["name"])


def archive_label(*, comparison: Comparison, key: str) -> None:
    """Offer a label no more; annotations that have it keep it.

    Raises Refused for an unknown label, and for the last one.
    """
    with changing(comparison, summary=summarise_nothing) as change:
        labels = stored_labels(comparison)
        label = _known(labels, key)
        if [other for other in labels if other.archived_at is None] == [label]:
            raise Refused("This is the last label. Add another one first.", "key")
        change.nothing = label.archived_at is not None
        label.archived_at = label.archived_at or timezone.now()
        label.save(update_fields=["archived_at"])


def restore_label(*, comparison: Comparison, key: str) -> None:
    """Offer an archived label again.

    Raises Refused for an unknown label.
    """
    with changing(comparison, summary=summarise_nothing) as change:
        label = _known(stored_labels(comparison), key)
        change.nothing = label.archived_at is None
        label.archived_at = None
        label.save(update_fields=["archived_at"])


def _defaults(comparison: Comparison) -> list[Label]:
    return [
        Label(comparison=comparison, key=name, name=name, position=position, slot=SLOTS[position % len(SLOTS)])
        for position, name in enumerate(DEFAULT_LABELS)
    ]


def _known(labels: list[Label], key: str) -> Label:
    label = next((label for label in labels if label.key == key), None)
    if label is None:
        raise Refused("There is no such label in this comparison.", "key")
    return label


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("Give the label a name.", "name")
    if len(name) > MOST_CHARS:
        raise Refused(f"A label has at most {MOST_CHARS} characters; this has {len(name)}.", "name")
    return name


def _same(name: str, other: str) -> bool:
    return name.casefold() == other.casefold()

"""Slugs and keys that nobody has yet."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.html import strip_tags
from django.utils.text import slugify

Created = TypeVar("Created")


def free_slug(wanted: str, taken, *, fallback: str, most: int = 60) -> str:
    """`wanted`, without tags, as a slug that is not taken.

    A taken one gets a short random suffix.
    """
    slug = short = slugify(strip_tags(wanted))[: most - 7].strip("-") or fallback
    while taken(slug):
        slug = f"{short}-{secrets.token_hex(3)}"
    return slug


def create_with_slug(
    create: Callable[[str], Created], wanted: str, taken: Callable[[str], bool], *, fallback: str, most: int = 60
) -> Created:
    """Create a row with a free slug.

    Of two that take the same slug at the same moment, the second gets another.
    """
    while True:
        slug = free_slug(wanted, taken, fallback=fallback, most=most)
        try:
            with transaction.atomic():
                return create(slug)
        except IntegrityError:
            if not taken(slug):
                raise


def free_key(wanted: str, taken: Collection[str]) -> str:
    """`wanted` as a key that is none of the taken ones.

    Else it gets -2, -3 and so on.
    """
    base = free_slug(wanted, lambda _: False, fallback="respondent", most=57)
    tries = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in tries if key not in taken)

"""Slugs and keys that nobody has yet."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.html import strip_tags
from django.utils.text import slugify

Created = TypeVar("Created")


def free_slug(wanted: str, taken, *, fallback: str, most: int = 60) -> str:
    """`wanted`, without tags, as a slug that `taken(slug)` does not hold: as it is, else with a short random suffix."""
    slug = short = slugify(strip_tags(wanted))[: most - 7].strip("-") or fallback
    while taken(slug):
        slug = f"{short}-{secrets.token_hex(3)}"
    return slug


def create_with_slug(
    create: Callable[[str], Created], wanted: str, taken: Callable[[str], bool], *, fallback: str, most: int = 60
) -> Created:
    """What `create` makes with a free slug; somebody who takes the same one at the same moment keeps it."""
    while True:
        slug = free_slug(wanted, taken, fallback=fallback, most=most)
        try:
            with transaction.atomic():
                return create(slug)
        except IntegrityError:
            if not taken(slug):
                raise


def free_key(wanted: str, among) -> str:
    """`wanted` as a slug that no row has; taken ones get -2, -3 …"""
    base = free_slug(wanted, lambda _: False, fallback="respondent", most=57)
    keys = set(among.values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(keys) + 3))) if key not in keys)

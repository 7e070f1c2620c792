"""Tells reviewers of the same name apart."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from reviews.lens import Lens
from reviews.models import User


def people(view: Lens, users: Iterable[User]) -> dict[int, str]:
    """What the viewer calls these people, by their ids.

    Of namesakes the first keeps the name, and later ones have a number: "Sam (2)".
    """
    called: dict[int, str] = {}
    taken: set[str] = set()
    for user in sorted(users, key=lambda user: user.pk):
        if user.pk not in called:
            name = view.person(user)
            numbered = (f"{name} ({number})" for number in count(2))
            called[user.pk] = name if name not in taken else next(one for one in numbered if one not in taken)
            taken.add(called[user.pk])
    return called

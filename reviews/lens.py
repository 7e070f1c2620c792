"""The lens: all that one viewer may know.

The only source of respondents' names, order, keys and ids, and of others' marks. Every view, document and search asks
`lens(viewer, comparison)`. Today every member sees every name; what a blinded reviewer must not know is left out here
and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from reviews.models import Comparison, Mark, MarkState, Transcript, User


def told_apart(names: Sequence[str]) -> list[str]:
    """The names, made distinct by numbers.

    Later ones of equal names get a number, as in ChatGPT, ChatGPT 2. Case and white space make no difference. A number
    that would make a name that somebody has is passed over.
    """
    given = Counter(map(_folded, names))
    seen: set[str] = set()
    apart = []
    for name in names:
        others = given.keys() | seen
        tries = (f"{name} {number}" for number in count(2))
        apart.append(
            name if _folded(name) not in seen else next(attempt for attempt in tries if _folded(attempt) not in others)
        )
        seen.add(_folded(apart[-1]))
    return apart


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class Lens:
    """One viewer's view of a comparison.

    `viewer_id` is None for the team's own view of the record, as an owner sees it (commands, publishing).
    """

    comparison_id: int
    viewer_id: int | None

    @property
    def fingerprint(self) -> str:
        """A key that viewers share if they may know the same.

        Part of every cache key and ETag of all but marks.
        """
        return "open"

    def transcripts(self) -> QuerySet[Transcript]:
        """The columns, in this viewer's order, with respondent."""
        return (
            Transcript.objects.current()
            .filter(comparison_id=self.comparison_id)
            .select_related("respondent__identity")
            .order_by("position", "pk")
        )

    @cached_property
    def columns(self) -> tuple[Transcript, ...]:
        """The transcripts as they were when first asked for.

        One query for them and their names.
        """
        current = (transcript for transcript in self._came if transcript.archived_at is None)
        return tuple(sorted(current, key=lambda transcript: (transcript.position, transcript.pk)))

    def transcript(self, key: str) -> Transcript:
        """The column that this viewer knows as `key`.

        Raises Http404 if there is none.
        """
        found = next((transcript for transcript in self.columns if transcript.key == key), None)
        if found is None:
            raise Http404("There is no such respondent.")
        return found

    def key(self, transcript: Transcript) -> str:
        return transcript.key

    def name(self, transcript: Transcript) -> str:
        """The respondent's name.

        The second of one name is "ChatGPT 2", also if the first is archived.
        """
        return self._names[transcript.pk]

    @cached_property
    def _names(self) -> dict[int, str]:
        names = told_apart([transcript.respondent.name for transcript in self._came])
        return {transcript.pk: name for transcript, name in zip(self._came, names, strict=True)}

    @cached_property
    def _came(self) -> tuple[Transcript, ...]:
        """Every transcript that the comparison ever had, with respondent.

        In the order in which they came.
        """
        came = Transcript.objects.filter(comparison_id=self.comparison_id)
        return tuple(came.select_related("respondent__identity").order_by("pk"))

    def version(self, transcript: Transcript) -> str:
        return transcript.respondent.version

    def vendor(self, transcript: Transcript) -> str:
        return transcript.respondent.vendor

    def source(self, transcript: Transcript) -> str:
        """The name of the transcript's document.

        The transcript's source is at hand.
        """
        return str(transcript.source)

    def link(self, transcript: Transcript) -> str:
        return transcript.link

    def respondent_names(self, comparison: Comparison) -> list[str]:
        """The names for a list, from the comparison's summary."""
        return told_apart(comparison.summary.get("respondents", []))

    def marks(self) -> QuerySet[Mark]:
        """The marks that this viewer may see, with reviewer.

        Submitted ones, and their own drafts.
        """
        marks = Mark.objects.filter(cell__comparison_id=self.comparison_id).select_related("reviewer", "cell")
        seen = marks.filter(state=MarkState.SUBMITTED)
        if self.viewer_id is not None:
            seen = seen | marks.filter(reviewer_id=self.viewer_id)
        return seen.order_by("pk")

    def mark_history(self) -> QuerySet[Any]:
        """The history of the marks that this viewer may see.

        Oldest first, with reviewer and author of the change.
        """
        records = Mark.history.filter(cell__comparison_id=self.comparison_id).select_related("reviewer", "history_user")
        seen = records.filter(state=MarkState.SUBMITTED)
        if self.viewer_id is not None:
            seen = seen | records.filter(reviewer_id=self.viewer_id)
        return seen.order_by("history_id")

    def person(self, user: User) -> str:
        """What the viewer calls another person."""
        return str(user)


_PERSON = ("pk", "name", "email")


def columns_of(user: str) -> list[str]:
    """The columns of a user that `user_of` takes."""
    return [f"{user}__{column}" for column in _PERSON]


def user_of(values: Sequence[Any]) -> User:
    """The user with these values of `columns_of`, as `Lens.person` takes one."""
    return User(**dict(zip(_PERSON, values, strict=True)))


def lens(viewer: User | AnonymousUser | None, comparison: Comparison) -> Lens:
    """What `viewer` may know of the comparison; None for the team itself."""
    return Lens(comparison.pk, None if viewer is None else viewer.pk)

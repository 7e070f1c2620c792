"""What the public may know of a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from reviews.lens import Lens
from reviews.models import (
    Comparison,
    Conclusion,
    FactDecision,
    Mark,
    MarkState,
    Publish,
    Rating,
    Resolution,
    Support,
    Transcript,
    User,
)


@dataclass(frozen=True)
class PublicLens(Lens):
    """What the public may know.

    These are the transcripts of which something is published (`keys`), and the marks on current questions in them.
    `people` gives each person who decided something a name of their own, by user id. `named` are those of these names
    that are people's own.
    """

    people: Mapping[int, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def words_fingerprint(self) -> str:
        return f"public:{','.join(self.keys)}"

    def transcripts(self) -> QuerySet[Transcript]:
        return super().transcripts().exclude(publish=Publish.NOTHING)

    @cached_property
    def columns(self) -> tuple[Transcript, ...]:
        return tuple(transcript for transcript in super().columns if transcript.publish != Publish.NOTHING)

    @cached_property
    def later(self) -> tuple[Transcript, ...]:
        return tuple(transcript for transcript in super().later if transcript.publish != Publish.NOTHING)

    def marks(self) -> QuerySet[Mark]:
        return super().marks().filter(cell__transcript__key__in=self.keys, cell__question__archived_at=None)

    def person(self, user: User) -> str:
        return self.people.get(user.pk, "")


def number_of(comparison: Comparison, user: User) -> str:
    """What the next version calls a user who is not named.

    "" if it names them, or says nothing of them.
    """
    view = public_lens(comparison)
    called = view.person(user)
    return "" if called in view.named else called


def public_lens(comparison: Comparison) -> PublicLens:
    """The public's lens.

    Reviewers are "Reviewer 1", "Reviewer 2" …, in the order of their first marks, then of their other decisions.
    Whoever has agreed to it keeps their name, and the second Sam is "Sam (2)".
    """
    keys = tuple(PublicLens(comparison.pk, None).transcripts().values_list("key", flat=True))
    shown = {"cell__comparison": comparison, "cell__question__archived_at": None, "cell__transcript__key__in": keys}
    marked = Mark.objects.filter(**shown, state=MarkState.SUBMITTED).order_by("pk").values_list("reviewer__pk")
    settled = Resolution.objects.filter(**shown).order_by("pk").values_list("created_by__pk")
    backed = Support.objects.filter(**shown).order_by("pk").values_list("created_by__pk")
    kept = comparison.fact_reviews.filter(decision=FactDecision.CONFIRMED).values_list("created_by__pk")
    rated = Rating.objects.filter(
        finding__in=comparison.findings.filter(merged_into=None, points__response__transcript__key__in=keys)
    ).values_list("reviewer__pk")
    asked = Conclusion.objects.filter(question__comparison=comparison, question__archived_at=None)
    concluded = asked.order_by("pk").values_list("created_by__pk")
    ids = dict.fromkeys(pk for (pk,) in (*marked, *settled, *backed, *kept, *rated, *concluded))
    agreed = comparison.name_consents.filter(withdrawn_at=None, user__in=ids).exclude(user__name="")
    named = {pk: name.strip() for pk, name in agreed.values_list("user", "user__name")}
    names, taken = {}, Counter[str]()
    for number, pk in enumerate(ids, start=1):
        name = named.get(pk) or f"Reviewer {number}"
        taken[name] += 1
        names[pk] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return PublicLens(comparison.pk, None, people=names, keys=keys, named=tuple(names[pk] for pk in ids if pk in named))

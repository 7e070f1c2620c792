"""Comparisons, and the phases of their work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.crypto import get_random_string

from reviews.models.authored import Authored
from reviews.models.paper import Paper
from reviews.models.team import GUEST_ROLES, Membership, Team


class Phase(models.TextChoices):
    """Where the work on a comparison stands."""

    COLLECT = "collect", "Collect"
    MARK = "mark", "Mark"
    RECONCILE = "reconcile", "Reconcile"
    PUBLISHED = "published", "Published"


BLIND_PHASES = frozenset({Phase.COLLECT, Phase.MARK})
"""The phases in which something can be hidden from reviewers.

Later ones reveal all.
"""


def new_secret() -> str:
    """A random secret of a comparison, of 32 letters and digits."""
    return get_random_string(32)


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    def visible_to(self, user) -> ComparisonQuerySet:
        """The comparisons of the user’s teams, and those whose guest they are.

        Everything that a person may see is found through them.
        """
        if not user.is_authenticated:
            return self.none()
        teams = Membership.objects.filter(user=user).values("team")
        return self.filter(Q(team__in=teams) | Q(pk__in=Guest.objects.filter(user=user).values("comparison")))

    def with_roles(self, user: int) -> ComparisonQuerySet:
        """With the roles of a user: `member` and `guest`, or None."""
        member = Membership.objects.filter(team=OuterRef("team"), user=user).values("role")
        guest = Guest.objects.filter(comparison=OuterRef("pk"), user=user).values("role")
        return self.annotate(member=Subquery(member), guest=Subquery(guest))

    def current(self) -> ComparisonQuerySet:
        return self.filter(archived_at=None)

    def in_phase(self, phase: str) -> ComparisonQuerySet:
        """Those whose `current_phase` it is."""
        if phase == Phase.MARK:
            return self.filter(Q(phase=phase) | Q(phase=Phase.COLLECT, summary__marked__gt=0))
        unmarked = Q(summary__marked=0) | Q(summary__marked__isnull=True)
        return self.filter(unmarked, phase=phase) if phase == Phase.COLLECT else self.filter(phase=phase)


class Comparison(models.Model):
    """One paper, the questions about it, and the answers of several respondents.

    `text_revision` counts changes of what was said, asked or placed; `revision` counts every change. `summary` is what
    lists show. The verbs keep it (`reviews.domain.changes.summarise`). Its "words" is a new random word after each
    change that raises `text_revision`.

    `names_hidden` and `others_hidden` are switches: reviewers know no names; they know nothing of others' marks on a
    cell before their own is in. They count in the phases of `BLIND_PHASES`. `names_shown` and `others_shown` say
    whether reviewers could see them before. `secret` decides the order in which each reviewer sees the respondents.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="comparisons")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="comparison")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.COLLECT)
    text_revision = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    summary = models.JSONField(default=dict)
    names_hidden = models.BooleanField(default=False)
    others_hidden = models.BooleanField(default=True)
    names_shown = models.BooleanField(default=False)
    others_shown = models.BooleanField(default=False)
    secret = models.CharField(max_length=32, default=new_secret)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    takes_rejoinders = models.BooleanField(
        default=False, help_text="whether those whom its published page is about may reply"
    )
    marks_per_cell = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="how many reviewers mark each cell; null for all of them"
    )

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="comparison_phase_known"),
            models.CheckConstraint(
                condition=Q(marks_per_cell=None) | Q(marks_per_cell__gte=1), name="comparison_asks_for_a_mark"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def hides_names(self) -> bool:
        """Whether reviewers know no names now."""
        return self.names_hidden and self.phase in BLIND_PHASES

    @property
    def hides_others(self) -> bool:
        """Whether reviewers now mark before they see others' marks."""
        return self.others_hidden and self.phase in BLIND_PHASES

    @property
    def marks_closed(self) -> bool:
        """Whether no mark can be set or taken back now."""
        return self.phase == Phase.PUBLISHED

    @property
    def current_phase(self) -> Phase:
        """The phase, as the marks show it.

        The first mark begins the phase Mark. Before 0.2 it did not, so marked comparisons still say Collect.
        """
        if self.phase == Phase.COLLECT and self.summary.get("marked"):
            return Phase.MARK
        return Phase(self.phase)

    @property
    def state_of_words(self) -> str:
        """A key of all that was said, asked and placed.

        No other state has the same. A counter alone would come again after a change that is rolled back, or in a
        database that is restored.
        """
        return self.summary.get("words") or str(self.text_revision)


class Guest(models.Model):
    """A person in one comparison alone, with their role there.

    A member of the team may be a guest, too: the stronger of both roles counts.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="guests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="guest_in")
    role = models.CharField(max_length=10, choices=[(role.value, role.label) for role in GUEST_ROLES])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "user"], name="guest_once_in_a_comparison"),
            models.CheckConstraint(condition=Q(role__in=GUEST_ROLES), name="guest_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.comparison}"


class Blinding(Authored):
    """What is hidden from reviewers from now on, and who said so.

    The newest row of a comparison says what its switches say.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="blindings")
    names_hidden = models.BooleanField()
    others_hidden = models.BooleanField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        hidden = [
            what for what, is_hidden in (("names", self.names_hidden), ("others", self.others_hidden)) if is_hidden
        ]
        return f"{' and '.join(hidden) or 'nothing'} hidden by {self.created_by}"

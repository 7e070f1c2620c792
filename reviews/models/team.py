"""Teams, their members and their roles."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Role(models.TextChoices):
    """What a member may do, from everything to reading."""

    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    REVIEWER = "reviewer", "Reviewer"
    READER = "reader", "Reader"

    @classmethod
    def strongest(cls, *roles: str | None) -> Role | None:
        """The role that may do most; None stands for no role."""
        return next((role for role in cls if role in roles), None)


GUEST_ROLES = (Role.EDITOR, Role.REVIEWER, Role.READER)
"""The roles of a guest.

The owners of a comparison are those of its team.
"""


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user) -> TeamQuerySet:
        """The teams that the user is a member of."""
        return self.filter(memberships__user=user) if user.is_authenticated else self.none()


class Team(models.Model):
    """People who work together."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a team, with their role."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="membership_once_in_a_team"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"


class Invitation(models.Model):
    """A link that lets one person in.

    It leads into the team, or as a guest into one `comparison` of it. Only the hash of its secret is kept.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    comparison = models.ForeignKey(
        "reviews.Comparison", models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(max_length=10, choices=Role)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    note = models.CharField(max_length=100, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, null=True)
    """None if the invitation is older than this column."""
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-expires_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role_known"),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(comparison=None) | ~models.Q(role=Role.OWNER),
                name="invitation_of_a_guest_is_to_no_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation to {self.to} as {self.role}"

    @property
    def to(self) -> str:
        """The title of the comparison, or the name of the team."""
        return str(self.comparison or self.team)

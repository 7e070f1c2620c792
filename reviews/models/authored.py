"""Who says what a row holds, and since when."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Authored(models.Model):
    """What a person says, signed and dated. Nobody is deleted whose word stands.

    Who says something else in the same row signs it anew. If a history is kept, it has those before.
    """

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    _history_user: AbstractBaseUser

    class Meta:
        abstract = True

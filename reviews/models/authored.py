"""Who says what a row holds, and when."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Authored(models.Model):
    """Base of rows that a person signs, with the time.

    If somebody else changes what the row says, they sign it. A history, if there is one, keeps who signed it before. A
    person who signed a row cannot be deleted.
    """

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    _history_user: AbstractBaseUser

    class Meta:
        abstract = True

"""A person, who signs in by e-mail address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new person; without a password they sign in by link.

        The address is kept in lower case.
        """
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser):
    email = models.EmailField(unique=True)
    new_email = models.EmailField(blank=True, default="")
    """The address that the person wants, until it is confirmed."""
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    mails_mentions = models.BooleanField(default=True, help_text="whether mail tells them who mentions them")
    unseen = models.PositiveIntegerField(default=0, help_text="how many mentions they have not seen")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initial(self) -> str:
        """The letter that stands for the person beside a comment."""
        return str(self)[:1].upper()

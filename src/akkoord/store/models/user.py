"""People who sign in: known by their e-mail address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users without a user name."""

    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> User:
        """A user with this address; without a password he cannot sign in until he sets one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """Somebody who works here. What he may see stands in his memberships, never here."""

    username = None  # type: ignore[assignment]  # Django's documented way to drop the field
    email = models.EmailField(unique=True)
    language = models.CharField(max_length=5, default="nl")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # the parent's manager makes users by name

    def __str__(self) -> str:
        return self.get_full_name() or self.email

"""Accounts."""

import secrets
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


def new_mark() -> str:
    return secrets.token_hex(8)


class User(AbstractUser):
    """A person with an account; what he may do comes from his groups (`cms.members.roles`)."""

    sessions_mark = models.CharField(max_length=16, default=new_mark, editable=False)
    """Part of what every session of this person carries: changing it ends them."""

    class Meta:
        verbose_name = "compte"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="one_account_an_address",
                violation_error_message="Cette adresse a déjà un compte.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def end_sessions(self) -> None:
        """Sign this person out everywhere."""
        self.sessions_mark = new_mark()
        User.objects.filter(pk=self.pk).update(sessions_mark=self.sessions_mark)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's own covers the password only."""
        text = f"{self.password}{self.sessions_mark}"
        return salted_hmac("cms.members.sessions", text, secret=secret, algorithm="sha256").hexdigest()


def display_name(user: Any) -> str:
    """For allauth."""
    return str(user)

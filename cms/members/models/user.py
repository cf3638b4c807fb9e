"""Accounts."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with an account; what he may do comes from his groups (`cms.members.roles`)."""

    class Meta:
        verbose_name = "compte"

    def __str__(self) -> str:
        return self.get_full_name() or self.username

"""Who belongs to which collectivité."""

from django.conf import settings
from django.db import models

from cms.territories.models import LocalAuthority


class Membership(models.Model):
    """A person works for a collectivité; a contributor works on its contents, and on no other."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.CASCADE, related_name="memberships"
    )
    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", on_delete=models.CASCADE, related_name="memberships"
    )

    class Meta:
        verbose_name = "appartenance"
        verbose_name_plural = "appartenances"
        constraints = [models.UniqueConstraint(fields=["user", "authority"], name="one_membership")]

    def __str__(self) -> str:
        return f"{self.user} : {self.authority}"

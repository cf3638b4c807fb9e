"""Whose mail addresses speak for a collectivité."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from cms.members.mail_providers import is_public_provider
from cms.territories.models import LocalAuthority

SHAPE = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def check_domain(value: str) -> None:
    """Raises ValidationError for what is no domain, or one where anybody may have an address."""
    domain = value.strip().lower().removeprefix("@")
    if not SHAPE.fullmatch(domain):
        raise ValidationError("Donnez un domaine, comme « ville.fr ».")
    if is_public_provider(domain):
        raise ValidationError("Tout le monde peut avoir une adresse chez ce fournisseur : invitez la personne.")


class EmailDomain(models.Model):
    """Attached by administration: who has an address there may make himself a member of the collectivité."""

    domain = models.CharField(
        "domaine",
        max_length=100,
        unique=True,
        validators=[check_domain],
        help_text="Ce qui suit l’arobase, sans sous-domaine en plus ni en moins. Exemple : « ville.fr ».",
    )
    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", on_delete=models.CASCADE, related_name="email_domains"
    )

    class Meta:
        verbose_name = "domaine de courriel"
        verbose_name_plural = "domaines de courriel"
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain

    def clean(self) -> None:
        self.domain = self.domain.strip().lower().removeprefix("@")

    @classmethod
    def of(cls, email: str) -> "EmailDomain | None":
        """The domain of an address, when it is attached."""
        return cls.objects.filter(domain=email.rpartition("@")[2].lower()).select_related("authority").first()

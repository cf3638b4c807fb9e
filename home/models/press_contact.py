"""Whom journalists may call: personal data, shown while they hold and erased soon after."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel

from cms.core.months import months_after

LONGEST = 24
"""Months, from the day a contact is written, for which it may be shown: beyond, somebody says again that it holds."""


class PressContact(models.Model):
    """A person who answers for an organisation, from a day to another; several press releases may show her.

    Pages hold her key alone: no version, no list, no file and no feed knows her name.
    """

    organisation = models.CharField("organisation", max_length=150)
    name = models.CharField("nom", max_length=150, blank=True, help_text="Vide pour un service.")
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    valid_from = models.DateField("valable à partir du", default=timezone.localdate)
    valid_until = models.DateField(
        "valable jusqu’au",
        help_text="Vingt-quatre mois au plus. Passé ce jour, le contact n’est plus montré ; "
        "il est effacé trente jours après.",
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("organisation"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
    ]

    class Meta:
        verbose_name = "contact presse"
        verbose_name_plural = "contacts presse"
        ordering = ["organisation", "name"]

    def __str__(self) -> str:
        """Without the name: logs keep this for ever."""
        return f"{self.organisation}, contact n° {self.pk}"

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, str] = {}
        if not (self.email or self.phone):
            wrong["email"] = "Indiquez un courriel ou un téléphone."
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            wrong["valid_until"] = "Ce jour précède celui du début."
        if self.valid_until and self.valid_until > (latest := months_after(timezone.localdate(), LONGEST)):
            wrong["valid_until"] = f"Au plus tard dans {LONGEST} mois, le {latest:%d/%m/%Y}."
        if wrong:
            raise ValidationError(wrong)

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return re.sub(r"[^+\d]", "", self.phone.replace("(0)", ""))

    @property
    def is_valid(self) -> bool:
        return self.valid_from <= timezone.localdate() <= self.valid_until

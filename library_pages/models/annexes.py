"""What a fiche and a charter tell to members only: who to ask, and what went wrong."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core.models.rows import Row
from cms.members.restricted import Restricted
from cms.taxonomy.models import FailureNature, Maturity

LONGEST_AGREEMENT = datetime.timedelta(days=731)
"""Somebody who agreed to be contacted is asked again after two years at the latest."""


class Contact(Restricted, Row):
    """Somebody who agreed to be asked about a page, for a purpose and until a day. The address is never shown: the
    site relays to it.
    """

    name = models.CharField("nom", max_length=120, blank=True, help_text="Vide pour un service. Montré aux membres.")
    role = models.CharField(
        "fonction ou service", max_length=200, help_text="Montrée aux membres. Ex. : directrice du numérique."
    )
    email = models.EmailField(
        "courriel", help_text="Montré à personne : le site y transmet les demandes d’échange des membres."
    )
    phone = models.CharField(
        "téléphone", max_length=30, blank=True, help_text="Montré aux membres ; vide si la personne ne le veut pas."
    )
    purpose = models.CharField(
        "objet",
        max_length=200,
        help_text="Ex. : « Le marché et le suivi de l’expérimentation. »",
    )
    agreed_on = models.DateField(
        "accord recueilli le", null=True, help_text="Jour où la personne a accepté d’être contactée à ce sujet."
    )
    expires_on = models.DateField(
        "accord valable jusqu’au",
        null=True,
        help_text="Deux ans au plus. Passé ce jour, le contact n’est plus montré et le responsable est prévenu.",
    )

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("name")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("purpose"),
        FieldRowPanel([FieldPanel("agreed_on"), FieldPanel("expires_on")]),
    ]

    class Meta(Row.Meta):
        abstract = True
        verbose_name = "contact"

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.name else self.role

    def clean(self) -> None:
        super().clean()
        if not (self.agreed_on and self.expires_on):
            return
        if self.expires_on <= self.agreed_on:
            raise ValidationError({"expires_on": "L’accord finit après le jour où il est recueilli."})
        if self.expires_on - self.agreed_on > LONGEST_AGREEMENT:
            raise ValidationError({"expires_on": "Un accord se redemande au bout de deux ans au plus."})

    def is_agreed(self, today: datetime.date | None = None) -> bool:
        """Whether the agreement holds on that day; without its two dates it never does."""
        day = today or timezone.localdate()
        return bool(self.agreed_on and self.expires_on and self.agreed_on <= day <= self.expires_on)


class UseCaseContact(Contact):
    """Who to ask about a fiche."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="contacts")

    class Meta(Contact.Meta):
        verbose_name = "contact de fiche"
        verbose_name_plural = "contacts de fiche"


class CharterContact(Contact):
    """Who to ask about a charter."""

    page = ParentalKey("library_pages.CharterPage", on_delete=models.CASCADE, related_name="contacts")

    class Meta(Contact.Meta):
        verbose_name = "contact de charte"
        verbose_name_plural = "contacts de charte"


class Failure(Restricted, Row):
    """« Ratage »: what went wrong, so that others do otherwise. Only its nature is counted in public."""

    page = ParentalKey("library_pages.UseCasePage", on_delete=models.CASCADE, related_name="failures")
    nature = models.ForeignKey(
        FailureNature,
        verbose_name="nature",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Comptée publiquement, sans la fiche, dès que trois fiches en signalent une.",
    )
    phase = models.ForeignKey(
        Maturity,
        verbose_name="phase",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Où en était le projet.",
    )
    text = models.TextField("ce qui s’est passé", help_text="Les faits, en quelques phrases.")
    cause = models.TextField("cause", blank=True, help_text="Ce qui l’explique, si on le sait.")
    effect = models.TextField("effet", blank=True, help_text="Ce que cela a coûté, retardé ou empêché.")
    lesson = models.TextField("ce qu’on referait", blank=True, help_text="Ce qu’il faut faire autrement.")
    avoided_cost = models.CharField(
        "coût évité", max_length=200, blank=True, help_text="Ce qu’un autre territoire s’épargne en le sachant."
    )
    source_url = models.URLField(
        "source publique", max_length=500, blank=True, help_text="Si le fait est déjà public. Sinon, vide."
    )

    panels = [
        FieldRowPanel([FieldPanel("nature"), FieldPanel("phase")]),
        *(FieldPanel(name) for name in ("text", "cause", "effect", "lesson", "avoided_cost", "source_url")),
    ]

    class Meta(Row.Meta):
        verbose_name = "ratage"

    @property
    def unsaid(self) -> list[str]:
        """What nobody told, for the reader to know it is not hidden."""
        named: list[Any] = [self._meta.get_field(name) for name in ("phase", "cause", "effect", "lesson")]
        return [str(field.verbose_name) for field in named if not getattr(self, field.name)]

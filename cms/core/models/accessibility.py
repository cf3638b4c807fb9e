"""What audits of accessibility found, and the state that follows (decree 2019-768 for article 47 of law 2005-102)."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

CRITERIA = 106
"""Criteria of the RGAA 4, whatever its minor version."""
VALID_YEARS = 3
"""A statement is to be made again after three years."""


class Conformity(models.TextChoices):
    """The three states that the law names; the mention reads « Accessibilité : non conforme »."""

    NONE = "non", "non conforme"
    PARTIAL = "partielle", "partiellement conforme"
    FULL = "totale", "totalement conforme"


class AccessibilityAudit(models.Model):
    """An audit of the site against the RGAA, as its report says it. Lists have one item a line."""

    done_on = models.DateField("fait le")
    auditor = models.CharField("fait par", max_length=200, help_text="Société, service ou « en interne ».")
    rgaa_version = models.CharField("version du RGAA", max_length=10, default="4.1.2")
    conform = models.PositiveSmallIntegerField("critères respectés")
    non_conform = models.PositiveSmallIntegerField("critères non respectés")
    not_applicable = models.PositiveSmallIntegerField("critères non applicables")
    failures = models.TextField("non-conformités", blank=True, help_text="Une par ligne.")
    derogations = models.TextField(
        "dérogations pour charge disproportionnée", blank=True, help_text="Une par ligne, avec sa raison."
    )
    exempt = models.TextField("contenus non soumis à l’obligation", blank=True, help_text="Un par ligne.")
    technologies = models.TextField("technologies", blank=True, help_text="Une par ligne. Ex. : HTML, CSS, SVG.")
    environment = models.TextField(
        "environnement de test", blank=True, help_text="Un par ligne. Ex. : Firefox et NVDA."
    )
    tools = models.TextField("outils", blank=True, help_text="Un par ligne.")
    sample = models.TextField("pages vérifiées", blank=True, help_text="Une par ligne.")
    report_url = models.URLField("adresse de la grille ou du rapport", max_length=500, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("done_on"), FieldPanel("rgaa_version")]),
        FieldPanel("auditor"),
        FieldRowPanel([FieldPanel("conform"), FieldPanel("non_conform"), FieldPanel("not_applicable")]),
        MultiFieldPanel(
            [FieldPanel("failures"), FieldPanel("derogations"), FieldPanel("exempt")], "Contenus non accessibles"
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("technologies", "environment", "tools", "sample", "report_url")], "Méthode"
        ),
    ]

    class Meta:
        verbose_name = "audit d’accessibilité"
        verbose_name_plural = "audits d’accessibilité"
        ordering = ["-done_on", "-pk"]

    def __str__(self) -> str:
        return f"Audit du {self.done_on:%d/%m/%Y}"

    def clean(self) -> None:
        if self.done_on and self.done_on > timezone.localdate():
            raise ValidationError({"done_on": "Cet audit n’est pas encore fait."})
        counts = (self.conform, self.non_conform, self.not_applicable)
        if None in counts:
            return
        if sum(counts) != CRITERIA:
            raise ValidationError(f"Les trois nombres font {sum(counts)} : le RGAA 4 a {CRITERIA} critères.")
        if not self.conform + self.non_conform:
            raise ValidationError({"not_applicable": "Au moins un critère s’applique à un site."})

    @property
    def rate(self) -> int:
        """Percentage of the applicable criteria that are met, cut, never rounded up: 100 means all of them."""
        return 100 * self.conform // (self.conform + self.non_conform)

    def is_valid(self, day: datetime.date) -> bool:
        """More than three years old, it says nothing any more."""
        return day < _years_later(self.done_on)


def conformity(audit: AccessibilityAudit | None, day: datetime.date) -> Conformity:
    """Without a valid audit the law says « non conforme »."""
    if audit is None or not audit.is_valid(day) or audit.rate < 50:
        return Conformity.NONE
    return Conformity.FULL if audit.rate == 100 else Conformity.PARTIAL


def latest_audit() -> Subquery:
    """The last audit as JSON, for a query that is made anyway; `audit_of` reads it back."""
    found = JSONObject(done_on="done_on", conform="conform", non_conform="non_conform")
    return Subquery(AccessibilityAudit.objects.order_by("-done_on", "-pk").values(found=found)[:1])


def audit_of(found: dict[str, Any] | None) -> AccessibilityAudit | None:
    """Enough of an audit to know its state."""
    if not found:
        return None
    return AccessibilityAudit(**found | {"done_on": datetime.date.fromisoformat(found["done_on"])})


def _years_later(day: datetime.date) -> datetime.date:
    """The 29th of February has its anniversary on the 1st of March."""
    try:
        return day.replace(year=day.year + VALID_YEARS)
    except ValueError:
        return datetime.date(day.year + VALID_YEARS, 3, 1)

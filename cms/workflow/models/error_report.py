"""What readers tell of a page that is wrong."""

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter that is read as another one, over the phone or on paper."""
DRAWN = 8
"""Characters drawn at random: 40 bits, so that a number is not guessed from another."""


def new_number() -> str:
    """« SIG-2026-7KQ2MXB4 »"""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return f"SIG-{timezone.localdate().year}-{drawn}"


class ErrorReport(models.Model):
    """One report, from its reception to its answer. `text` is what a stranger wrote: shown escaped, to staff only."""

    class State(models.TextChoices):
        RECEIVED = "recu", "reçu"
        CHECKED = "verifie", "vérifié, correction en cours"
        CORRECTED = "corrige", "corrigé"
        DISMISSED = "sans-suite", "sans suite"

    OPEN = (State.RECEIVED, State.CHECKED)

    number = models.CharField("numéro", max_length=17, unique=True, default=new_number, editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    """Given by the form: the same form sent twice is one report."""
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="page", null=True, on_delete=models.SET_NULL, related_name="error_reports"
    )
    page_title = models.CharField("titre de la page", max_length=255)
    """The page may be deleted before the report is answered."""
    passage = models.CharField("passage concerné", max_length=200, blank=True)
    text = models.TextField("ce qui est faux", validators=[MaxLengthValidator(4000)])
    email = models.EmailField("courriel", blank=True)
    created_at = models.DateTimeField("reçu le", default=timezone.now)
    state = models.CharField("état", max_length=12, choices=State.choices, default=State.RECEIVED)
    answer = models.TextField(
        "réponse",
        blank=True,
        validators=[MaxLengthValidator(4000)],
        help_text="Envoyée par courriel à la personne quand vous clôturez, si elle a donné une adresse.",
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="traité par",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    closed_at = models.DateTimeField("clôturé le", null=True, editable=False)

    class Meta:
        verbose_name = "signalement d’erreur"
        verbose_name_plural = "signalements d’erreurs"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["page", "state"], name="report_page_state"),
            models.Index(fields=["created_at"], condition=~models.Q(email=""), name="report_to_erase"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @classmethod
    def of(cls, page: Any) -> "models.QuerySet[ErrorReport]":
        """Reports on a page that still ask for something."""
        return cls.objects.filter(page_id=page.pk, state__in=cls.OPEN)

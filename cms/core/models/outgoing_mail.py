"""A mail that the site owes somebody: written in the transaction of what it tells, sent afterwards by the worker."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

BROKEN_OFF = "interrompu"


class OutgoingMail(models.Model):
    """A row is due (`next_try`), sent (`sent_at`), or stopped (neither): given up, or broken off while it left.

    Everything personal is erased in time (`cms.core.mail`); what stays is that such a mail existed, and its `key`.
    """

    name = models.CharField("modèle", max_length=100)
    to = models.EmailField("destinataire", blank=True)
    subject = models.CharField("objet", max_length=250, blank=True)
    text = models.TextField("texte", blank=True)
    html = models.TextField("HTML", blank=True)
    key = models.CharField("clé", max_length=200, unique=True, null=True, blank=True)  # null: no event
    reference = models.UUIDField("référence", default=uuid.uuid4, editable=False)
    """Makes the Message-ID: the same at every try, so that a mail received twice can be recognised."""
    created = models.DateTimeField("créé le", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    next_try = models.DateTimeField("prochain essai", null=True, blank=True, default=timezone.now)
    sent_at = models.DateTimeField("parti le", null=True, blank=True)
    last_error = models.CharField("dernière erreur", max_length=80, blank=True)
    """Class of the error only: its message may hold an address."""

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        indexes = [
            models.Index(fields=["next_try"], condition=Q(next_try__isnull=False), name="mail_due"),
            models.Index(fields=["created"], condition=~Q(to=""), name="mail_to_erase"),
        ]

    def __str__(self) -> str:
        return f"Courriel {self.pk} ({self.name})"

    @property
    def state(self) -> str:
        if self.sent_at:
            return "parti"
        if self.next_try:
            return "en attente"
        return "interrompu" if self.last_error == BROKEN_OFF else "abandonné"

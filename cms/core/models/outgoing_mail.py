"""A mail that the site owes somebody: written in the transaction of what it tells, sent afterwards by the worker."""

import uuid

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

BROKEN_OFF = "interrompu"
HIDDEN = ("exchange_request",)
"""Mails to somebody whose address nobody sees, the administration neither."""


class MailState(models.TextChoices):
    """BROKEN_OFF: the worker or the server died while it left; nobody knows whether it arrived."""

    WAITING = "en-attente", "en attente"
    SENT = "parti", "parti"
    GIVEN_UP = "abandonne", "abandonné"
    BROKEN_OFF = "interrompu", "interrompu"


class MailQuerySet(QuerySet["OutgoingMail"]):
    def in_state(self, state: MailState) -> "MailQuerySet":
        """Those whose `state` it is."""
        if state is MailState.SENT:
            return self.exclude(sent_at=None)
        if state is MailState.WAITING:
            return self.filter(sent_at=None).exclude(next_try=None)
        stopped = self.filter(sent_at=None, next_try=None)
        broken_off = Q(last_error=BROKEN_OFF)
        return stopped.filter(broken_off if state is MailState.BROKEN_OFF else ~broken_off)


class OutgoingMail(models.Model):
    """A row is due (`next_try`), sent (`sent_at`), or stopped (neither): given up, or broken off while it left.

    Everything personal is erased in time (`cms.core.mail`); what stays is that such a mail existed, and its `key`.
    """

    name = models.CharField("modèle", max_length=100)
    to = models.EmailField("destinataire", blank=True)
    reply_to = models.EmailField("réponse à", blank=True)
    subject = models.CharField("objet", max_length=250, blank=True)
    text = models.TextField("texte", blank=True)
    html = models.TextField("HTML", blank=True)
    unsubscribe = models.CharField("adresse de désinscription", max_length=300, blank=True)
    """Where a mail program posts to stop these mails (RFC 8058); whoever has it can."""
    key = models.CharField("clé", max_length=200, unique=True, null=True, blank=True)  # null: no event
    reference = models.UUIDField("référence", default=uuid.uuid4, editable=False)
    """Makes the Message-ID: the same at every try, so that a mail received twice can be recognised."""
    created = models.DateTimeField("créé le", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    next_try = models.DateTimeField("prochain essai", null=True, blank=True, default=timezone.now)
    sent_at = models.DateTimeField("parti le", null=True, blank=True)
    last_error = models.CharField("dernière erreur", max_length=80, blank=True)
    """Class of the error only: its message may hold an address."""

    objects = MailQuerySet.as_manager()

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
    def state(self) -> MailState:
        if self.sent_at:
            return MailState.SENT
        if self.next_try:
            return MailState.WAITING
        return MailState.BROKEN_OFF if self.last_error == BROKEN_OFF else MailState.GIVEN_UP

    @property
    def recipient(self) -> str:
        """As the administration reads it."""
        if not self.to:
            return "effacé"
        return "destinataire non montré" if self.name in HIDDEN else self.to

    @property
    def may_be_tried_again(self) -> bool:
        """By somebody who knows that it did not arrive; an erased one has nobody to go to."""
        return bool(self.to) and self.state in {MailState.BROKEN_OFF, MailState.GIVEN_UP}

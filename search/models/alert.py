"""Somebody without account who asked to be told by mail what is new in a list (`search.alerts`)."""

import secrets

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.members.subscriptions import SubscriptionQuerySet

SECRET_BYTES = 16


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


class AlertQuerySet(SubscriptionQuerySet["Alert"]):
    def due(self) -> "AlertQuerySet":
        """Those whose time has come, the latest last; a paused one has none."""
        return self.filter(due__lte=timezone.now()).order_by("due", "pk")


class Alert(models.Model):
    """One address and one list. An alert that is stopped is deleted, with its links: nothing stays of the person.

    `told` is a sequence of the projection: what became public later is still to be told. `due` is when the next mail
    is decided, none before the address confirms and while the alert is paused.
    """

    class Rhythm(models.TextChoices):
        DAILY = "quotidienne", "Chaque jour, s’il y a du nouveau"
        WEEKLY = "hebdomadaire", "Chaque lundi, s’il y a du nouveau"

    email = models.EmailField("adresse")
    path = models.CharField("liste", max_length=255)
    """Address of the list."""
    conditions = models.TextField("critères", blank=True)
    """Its query string, facets and words only, in the order of the site."""
    digest = models.CharField(max_length=64, unique=True, editable=False)
    """Of the address and the list: one person follows one list once."""
    rhythm = models.CharField("rythme", max_length=20, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    """Signed, it makes the address where the person manages the alert (`search.alerts.addresses`)."""
    created_at = models.DateTimeField("demandée le", default=timezone.now)
    confirmed_at = models.DateTimeField("confirmée le", null=True)
    kept_at = models.DateTimeField(null=True)
    """Last time that the person said to want it."""
    warned_at = models.DateTimeField(null=True)
    """When the person was asked whether to keep it."""
    told = models.PositiveBigIntegerField(default=0)
    told_before = models.PositiveBigIntegerField(default=0)
    """What `told` was before the last mail, for the case that it never leaves."""
    due = models.DateTimeField("prochain envoi", null=True)
    links = GenericRelation("members.SignedLink")

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = "alerte"
        verbose_name_plural = "alertes"
        indexes = [
            models.Index(fields=["due"], condition=Q(due__isnull=False), name="alert_due"),
            models.Index(fields=["kept_at"], name="alert_kept"),
        ]

    def __str__(self) -> str:
        return f"Alerte {self.pk}"

    @property
    def is_paused(self) -> bool:
        return bool(self.confirmed_at) and self.due is None

    @property
    def state(self) -> str:
        if not self.confirmed_at:
            return "à confirmer"
        return "en pause" if self.is_paused else "active"

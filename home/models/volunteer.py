"""A collectivité that volunteers for the diagnosis: a register, answered by staff; only a name is ever public."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone

from cms.core.names import NamedQuerySet, indexed
from cms.territories.models import LocalAuthority


class VolunteerState(models.TextChoices):
    UNCONFIRMED = "a-confirmer", "à confirmer"
    ASKED = "demande", "demande à étudier"
    ACCEPTED = "retenue", "retenue"
    REFUSED = "non-retenue", "non retenue"
    WITHDRAWN = "retiree", "retirée"


ACTIVE = (VolunteerState.ASKED, VolunteerState.ACCEPTED)
"""A collectivité has one demand in these states. One that nobody confirmed takes nothing from anybody."""


class VolunteerQuerySet(NamedQuerySet["Volunteer"]):
    def accepted(self) -> "VolunteerQuerySet":
        """Those that anybody may know of, by name."""
        return self.filter(state=VolunteerState.ACCEPTED)

    def active(self) -> "VolunteerQuerySet":
        return self.filter(state__in=ACTIVE)

    def of(self, email: str) -> "VolunteerQuerySet":
        """Those of this address, however it is written; none for no address."""
        return self.filter(email__iexact=email) if email else self.none()


class Volunteer(models.Model):
    """One demand. Who answers for it is read by staff only, and erased a year after the answer or the withdrawal."""

    State = VolunteerState

    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField("état", max_length=20, choices=VolunteerState.choices, default=VolunteerState.UNCONFIRMED)
    email = models.EmailField("courriel", blank=True)
    name = models.CharField("nom", max_length=120, blank=True)
    role = models.CharField("fonction", max_length=200, blank=True)
    accepted_text = models.TextField("texte accepté", editable=False)
    """The very words, one sentence a line, whatever the page says later."""
    created_at = models.DateTimeField("demandé le", default=timezone.now)
    confirmed_at = models.DateTimeField("adresse confirmée le", null=True, blank=True)
    decided_at = models.DateTimeField("répondu le", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="répondu par",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decision_reason = models.TextField("motif", blank=True, editable=False)
    """Of a refusal or a withdrawal; told to the collectivité, never published."""
    erased_at = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form that made it: sent twice, it makes one."""
    search_text = models.TextField(editable=False, default="")
    links = GenericRelation("members.SignedLink")

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = "collectivité volontaire"
        verbose_name_plural = "collectivités volontaires"
        ordering = ["authority__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=models.Q(state__in=ACTIVE), name="volunteer_active_once"
            )
        ]

    def __str__(self) -> str:
        return self.authority.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = indexed([self.authority.name, self.authority.code])
        super().save(*args, **kwargs)

    @property
    def sentences(self) -> Sequence[str]:
        """What was accepted."""
        return self.accepted_text.splitlines()

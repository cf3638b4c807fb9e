"""What the site records around annexes, outside the revisions of the pages: nothing here is ever published."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page


class PersonalRecord(models.Model):
    """Somebody did something with the annex of a page."""

    page = models.ForeignKey(Page, verbose_name="page", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="compte", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("le", default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]


class AnnexRead(PersonalRecord):
    """An account was shown the contacts of a page."""

    class Meta(PersonalRecord.Meta):
        verbose_name = "consultation de contacts"
        verbose_name_plural = "consultations de contacts"
        indexes = [models.Index(fields=["at"], name="annex_read_at")]

    def __str__(self) -> str:
        return f"Consultation {self.pk}"


class ExchangeRequest(PersonalRecord):
    """A member's message was relayed to a contact. The message itself is only in the mail, which forgets it."""

    key = models.UUIDField("clé", unique=True, editable=False)
    """Given with the form: the same form sent twice asks once."""

    class Meta(PersonalRecord.Meta):
        verbose_name = "demande d’échange"
        verbose_name_plural = "demandes d’échange"
        indexes = [models.Index(fields=["at"], name="exchange_at")]

    def __str__(self) -> str:
        return f"Demande d’échange {self.pk}"


class ContactPause(models.Model):
    """Whether the person behind an address wants to be contacted. By address, so that no publication, copy nor
    restored version of any page undoes it.
    """

    email = models.EmailField("courriel", unique=True)
    """In lower case."""
    paused_at = models.DateTimeField("en pause depuis", null=True, blank=True)

    class Meta:
        verbose_name = "pause de contact"
        verbose_name_plural = "pauses de contact"

    def __str__(self) -> str:
        return f"Pause {self.pk}"

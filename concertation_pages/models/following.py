"""Somebody without account who asked to be told by mail of what changes on a page (double opt-in)."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from cms.members.subscriptions import SubscriptionQuerySet
from concertation_pages.models.tracking import StatusChange
from search.models.alert import new_secret


class Follow(models.Model):
    """One address and one page. Of a report or an opinion: each change of status, once. Of the page of the
    consultations: the opening of the next campaign. Stopped, it is deleted: nothing stays of the person.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField("adresse")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    """Of the address and the page: one person follows one page once."""
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    created_at = models.DateTimeField("demandé le", default=timezone.now)
    confirmed_at = models.DateTimeField("confirmé le", null=True)
    links = GenericRelation("members.SignedLink")

    objects = SubscriptionQuerySet["Follow"].as_manager()

    class Meta:
        verbose_name = "suivi par courriel"
        verbose_name_plural = "suivis par courriel"

    def __str__(self) -> str:
        return f"Suivi {self.pk}"


class PointToTell(models.Model):
    """A point that became public and whose followers have not been told: deleted with the writing of their mails."""

    change = models.OneToOneField(
        StatusChange, verbose_name="point de suite", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = "point à annoncer"
        verbose_name_plural = "points à annoncer"

    def __str__(self) -> str:
        return f"Annonce du point {self.change_id}"

"""A person whom administration asks to open an account."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from cms.members.models.link import SignedLink
from cms.members.models.user import User
from cms.members.roles import CONTRIBUTEUR, MEMBRE, ROLES
from cms.territories.models import LocalAuthority


class Invitation(models.Model):
    """What the account will be. Its links are mailed one at a time: sending again closes the one before."""

    first_name = models.CharField("prénom", max_length=150)
    last_name = models.CharField("nom", max_length=150)
    email = models.EmailField("adresse électronique")
    role = models.CharField("rôle", max_length=40, choices=[(role.name, role.name) for role in ROLES])
    authority = models.ForeignKey(
        LocalAuthority,
        verbose_name="collectivité",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Nécessaire pour un membre ou un contributeur.",
    )
    created_at = models.DateTimeField("créée le", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="invité par",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accepted_at = models.DateTimeField("acceptée le", null=True, editable=False)
    links = GenericRelation(SignedLink)

    class Meta:
        verbose_name = "invitation"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def clean(self) -> None:
        if self.role in {MEMBRE.name, CONTRIBUTEUR.name} and not self.authority_id:
            raise ValidationError({"authority": "Dites pour quelle collectivité cette personne travaille."})
        if self.email and User.objects.filter(email__iexact=self.email).exists():
            raise ValidationError({"email": "Cette adresse a déjà un compte."})
        others = Invitation.objects.filter(email__iexact=self.email, accepted_at=None).exclude(pk=self.pk)
        if self.email and others.exists():
            raise ValidationError({"email": "Cette personne est déjà invitée : renvoyez-lui son invitation."})

    @property
    def state(self) -> str:
        """In French, as the list shows it."""
        if self.accepted_at:
            return "acceptée"
        link = max(self.links.all(), key=lambda link: link.pk, default=None)
        if link is None or link.revoked_at:
            return "retirée"
        return "expirée" if link.expires_at <= timezone.now() else "en attente"

"""An address sent to one person, which lets them do one thing without an account (`cms.members.links`)."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class Refusal(models.TextChoices):
    """Why a link does not open, in the words of its reader."""

    INVALID = "invalide", "Cette adresse est incomplète ou a été modifiée"
    UNKNOWN = "inconnu", "Ce lien n’existe pas, ou n’existe plus"
    EXPIRED = "expire", "Ce lien a expiré"
    REVOKED = "revoque", "Ce lien a été retiré"
    USED = "utilise", "Ce lien a déjà servi"
    SUPERSEDED = "depasse", "Ce lien ne correspond plus à la version actuelle"


class LinkRefused(Exception):  # noqa: N818  # an answer to its reader, not a fault
    """`reason` is a `Refusal`; `message` is what the purpose adds to it, in French; `link` is the one refused."""

    def __init__(self, reason: Refusal, message: str = "", link: "SignedLink | None" = None) -> None:
        self.reason = reason
        self.message = message
        self.link = link
        super().__init__(message or str(reason.label))

    @property
    def title(self) -> str:
        return str(self.reason.label)


class SignedLink(models.Model):
    """One link, for one address and one target. The token itself is only in the mail: the row has its digest."""

    purpose = models.SlugField("usage", max_length=40)
    email = models.EmailField("destinataire", blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="envoyé par", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("envoyé le", default=timezone.now)
    expires_at = models.DateTimeField("expire le")
    used_at = models.DateTimeField("utilisé le", null=True)
    revoked_at = models.DateTimeField("retiré le", null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="retiré par", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "lien signé"
        verbose_name_plural = "liens signés"
        indexes = [models.Index(fields=["content_type", "object_id", "purpose"], name="link_target")]

    def __str__(self) -> str:
        return f"Lien {self.pk} ({self.purpose})"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def refusal(self) -> Refusal | None:
        """What the row alone says; whether the target is still the right one is for its purpose to say."""
        if self.revoked_at:
            return Refusal.REVOKED
        if self.used_at:
            return Refusal.USED
        if self.is_expired:
            return Refusal.EXPIRED
        return None if self.target else Refusal.UNKNOWN

    def consume(self) -> None:
        """Use it, once, in the transaction of the answer: of two sent together the second raises LinkRefused."""
        now = timezone.now()
        unused = SignedLink.objects.filter(pk=self.pk, used_at=None, revoked_at=None, expires_at__gt=now)
        if not unused.update(used_at=now):
            self.refresh_from_db()
            raise LinkRefused(self.refusal or Refusal.USED)
        self.used_at = now

    def revoke(self, by: models.Model | None) -> None:
        """Close it, even if it was used: what it answered is no longer shown. One that is revoked stays as it is."""
        now = timezone.now()
        open_links = SignedLink.objects.filter(pk=self.pk, revoked_at=None)
        open_links.update(revoked_at=now, revoked_by=by)
        self.refresh_from_db()

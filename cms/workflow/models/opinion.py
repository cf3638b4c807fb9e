"""The opinion of somebody without account on one version of a page."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.members.models import SignedLink


class Opinion(models.TextChoices):
    FAVOURABLE = "favorable", "Favorable"
    TO_CHANGE = "a-modifier", "À modifier"


class OpinionRequest(models.Model):
    """Asked of one person about one revision, then answered by her, once. It never counts as an approval."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="opinion_requests")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    revision_key = models.PositiveBigIntegerField(editable=False)
    """Key of the revision, kept when old revisions are purged: later ones have a greater key."""
    name = models.CharField("nom", max_length=120, help_text="Prénom et nom, tels que l’historique les montrera.")
    role = models.CharField(
        "fonction",
        max_length=120,
        blank=True,
        help_text="Ex. : déléguée à la protection des données, adjoint au maire.",
    )
    email = models.EmailField("courriel", blank=True)
    message = models.TextField("message", blank=True, max_length=2000)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="demandé par", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField("demandé le", default=timezone.now)
    link = models.OneToOneField(SignedLink, null=True, on_delete=models.SET_NULL, related_name="+")
    opinion = models.CharField("avis", max_length=12, choices=Opinion.choices, blank=True)
    comment = models.TextField("remarque générale", blank=True)
    remarks = models.JSONField("remarques par passage", default=list, blank=True)
    """`[{"passage": "Résumé", "text": "…"}]`, in the order of the page."""
    answered_at = models.DateTimeField("rendu le", null=True, blank=True)

    situation = ""
    """What became of it, in French; filled by `cms.workflow.opinions.opinions_of`."""
    is_waiting = False

    class Meta:
        verbose_name = "avis demandé"
        verbose_name_plural = "avis demandés"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Avis de {self.person}"

    @property
    def person(self) -> str:
        """« Anne Dupont, adjointe au maire »."""
        return ", ".join(filter(None, [self.name, self.role]))

"""The repeated answers of a resource, one row each, kept in its revisions."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from cms.core.models.rows import Row, SourceRow
from cms.territories.models import LocalAuthority
from library_pages.models.actor import Actor

PAGE = "library_pages.ResourcePage"


class ResourceProducer(Row):
    """Who made the resource: an actor of the register, or a name as the source writes it."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="producers")
    name = models.CharField(
        "nom",
        max_length=200,
        blank=True,
        help_text="Tel que la source l’écrit ; jamais celui d’une personne privée. Vide : le nom de l’acteur.",
    )
    actor = models.ForeignKey(
        Actor,
        verbose_name="acteur du registre",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="S’il y est déjà. Le nom mène alors à sa page, dès qu’une fiche en ligne le cite.",
    )

    panels = [FieldPanel("name"), FieldPanel("actor")]

    class Meta(Row.Meta):
        verbose_name = "producteur"

    def __str__(self) -> str:
        return self.name or str(self.actor or "")

    def clean(self) -> None:
        super().clean()
        if not self.name and not self.actor_id:
            raise ValidationError({"name": "Indiquez un nom, ou un acteur du registre."})


class ResourceReuse(Row):
    """A collectivité of which a source says that it used the resource."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="reuses")
    authority = models.ForeignKey(
        LocalAuthority,
        verbose_name="collectivité",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Se cherche par nom, sigle, code COG ou SIREN. Ex. : communauté urbaine d’Arras.",
    )

    panels = [FieldPanel("authority")]

    class Meta(Row.Meta):
        verbose_name = "reprise par une collectivité"
        verbose_name_plural = "reprises par des collectivités"


class ResourceSource(SourceRow):
    """Where what the card says comes from."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="sources")

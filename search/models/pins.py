"""Pages that staff put first for some searches."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

MOST_PINNED = 3
"""Beyond, what was found is no longer on the first screen."""


class PinnedResults(ClusterableModel):
    """What is proposed above the results when one of these searches is made, in this order."""

    searches = models.TextField(
        "recherches",
        help_text="Une par ligne, comme un visiteur les écrit : « chatbot », « fuite d’eau ». Les accents, les "
        "pluriels et les petits mots ne comptent pas.",
    )
    active = models.BooleanField("actif", default=True)

    panels = [
        FieldPanel("searches"),
        InlinePanel("items", heading="Contenus épinglés", label="Contenu", min_num=1, max_num=MOST_PINNED),
        FieldPanel("active"),
    ]

    class Meta:
        verbose_name = "résultats épinglés"
        verbose_name_plural = "résultats épinglés"
        ordering = ["searches"]

    def __str__(self) -> str:
        return ", ".join(self.as_list())

    def as_list(self) -> list[str]:
        """The searches, in the order they were typed, without empty lines."""
        return [line.strip() for line in self.searches.splitlines() if line.strip()]

    def clean(self) -> None:
        super().clean()
        if not self.as_list():
            raise ValidationError({"searches": "Écrivez au moins une recherche."})


class PinnedPage(Orderable):
    """One content; it is only shown while the public may read it."""

    pins = ParentalKey(PinnedResults, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey("wagtailcore.Page", verbose_name="contenu", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = "contenu épinglé"

    def __str__(self) -> str:
        return str(self.page)

"""What the two registers of the cartography share: names, a public address, and the fiches that make an item public."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.core.names import NamedQuerySet, indexed, searchable
from cms.taxonomy.forms import KeptSlugForm
from search.documents import SearchDocument, joined
from search.kinds import KINDS
from search.models import SearchEntry
from search.summaries import merged_facets, public_entries, shared_place

FICHE = "library_pages.usecasepage"
AUTHORITIES = 3
"""Collectivités named on a card; its page has the others."""


def authorities(fiches: Sequence[SearchEntry]) -> list[str]:
    """Who runs these projects, in the order of a French dictionary; « … » stands for the rest."""
    names = sorted({entry.card["authority"] for entry in fiches} - {""}, key=searchable)
    return [*names[:AUTHORITIES], "…"] if len(names) > AUTHORITIES else names


class RegisterItem(models.Model):
    """An item that fiches point at. Public, at an address of its own, as long as one public fiche uses it.

    `uses` are the rows of fiches, drafts included, that name it; what is said of these fiches comes from the
    projection, which only holds public ones.
    """

    kind: ClassVar[str]
    """Slug of its kind in search; also the facet of the fiches that use it."""
    address: ClassVar[str]
    """Of the page that lists the register: part of the public contract of addresses."""
    joined: ClassVar[tuple[str, ...]]
    """Foreign keys that its page shows."""
    search_summary_of: ClassVar[Mapping[str, str]] = {FICHE: "uses__page"}
    merged: ClassVar[tuple[str, ...]] = ("theme", "type-collectivite", "population", "region", "collectivite")
    """Facets that it has from its fiches."""
    uses: Any

    name = models.CharField("nom", max_length=150)
    slug = models.SlugField(
        "identifiant", max_length=80, unique=True, help_text="Figure dans les adresses et ne change plus."
    )
    aliases = models.TextField(
        "autres noms", blank=True, help_text="Un par ligne : autre graphie, ancien nom. Servent à la recherche."
    )
    website = models.URLField("site internet", max_length=500, blank=True)
    source = models.CharField("source", max_length=255, blank=True, help_text="D’où viennent ces renseignements.")
    search_text = models.TextField(editable=False, default="")

    objects = NamedQuerySet.as_manager()

    base_form_class = KeptSlugForm
    name_panel = MultiFieldPanel([FieldPanel(name) for name in ("name", "slug", "aliases")], "Noms")
    follow_up_panel = MultiFieldPanel([FieldPanel("website"), FieldPanel("source")], "Présentation")

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = indexed(self.names())
        super().save(*args, **kwargs)

    def names(self) -> list[str]:
        return [self.name, *filter(None, map(str.strip, self.aliases.splitlines()))]

    def get_absolute_url(self) -> str:
        return f"{self.address}{self.slug}/"

    def search_documents(self) -> Iterator[SearchDocument]:
        """One, once a public fiche uses the item; its facets are those of these fiches."""
        fiches = public_entries(FICHE, [use.page_id for use in self.uses.all()])
        if fiches:
            facets = merged_facets(fiches, self.merged)
            yield SearchDocument(
                kind=self.kind,
                title=self.name,
                url=self.get_absolute_url(),
                summary=self.summary,
                text=joined([*self.names()[1:], *self.words()]),
                facets=facets | self.own_facets(),
                card={
                    "theme_label": self.kicker,
                    "authority": ", ".join(authorities(fiches)),
                    "side": KINDS["fiche"].noun.counted(len(fiches)),
                },
                place=shared_place(fiches),
            )

    @property
    def summary(self) -> str:
        """The sentence of its card."""
        raise NotImplementedError

    def words(self) -> list[Any]:
        """What else it is found by."""
        raise NotImplementedError

    def own_facets(self) -> dict[str, list[str]]:
        """Facet parameter to its own slugs, beside those of its fiches."""
        return {}

    def structured_data(self) -> dict[str, Any]:
        """What schema.org says of it beyond its name."""
        raise NotImplementedError

    @property
    def kicker(self) -> str:
        """What stands above its name on a card; may be empty."""
        raise NotImplementedError

"""A page made of a list that the site knows: an editor’s words, what she puts first, and what the list holds today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, Panel, TitleFieldPanel
from wagtail.models import Site

from cms.core.content_version import current_version, version_for
from cms.core.models import BasePage
from cms.core.models.rows import Row
from cms.workflow.pages import ReviewedPage
from search.catalogue import catalogue
from search.documents import SearchDocument, body_text, joined, publication_day, tag_facets, tags_of
from search.engines import engine
from search.models import SearchEntry
from search.results import Result, result
from search.saved_lists import SavedList, saved_list

SHOWN = 12
"""Contents of the list shown on the page, besides those put first; the list itself has all of them."""


class SelectionPage(ReviewedPage, BasePage):
    """Sélection : what a list holds today, presented by somebody."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/home/selection_page.html"
    search_relations: ClassVar[tuple[str, ...]] = ("tagged_items__tag",)

    introduction = models.TextField("introduction", max_length=400, help_text="Deux ou trois phrases.")
    list_address = models.CharField(
        "adresse de la liste",
        max_length=500,
        help_text="Filtrez une liste du site (bibliothèque, chartes, recherche, collectivité…) puis copiez ici "
        "l’adresse de la page. Ex. : /bibliotheque/?theme=mobilites.",
    )

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("list_address"),
        InlinePanel("pins", heading="Contenus mis en avant", label="Contenu", max_num=6),
        *BasePage.content_panels[1:],
    ]

    class Meta:
        verbose_name = "sélection"
        verbose_name_plural = "sélections"

    def clean(self) -> None:
        super().clean()
        if self.list_address:
            self.list_address = self._checked_address()

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        version = version_for(request)
        pinned = SearchEntry.objects.of_pages([pin.target_id for pin in self.pins.all()])
        leading = [result(entry, catalogue(version)) for entry in pinned]
        selection = self._selection(version)
        usable = selection if selection and not selection.lost else None
        return {
            **super().get_context(request, *args, **kwargs),
            "leading": leading,
            "selection": usable,
            **(_held(usable, leading) if usable else {}),
        }

    @property
    def meta_description(self) -> str:
        return super().meta_description or self.introduction

    def search_documents(self) -> Iterator[SearchDocument]:
        yield SearchDocument(
            kind="page",
            title=self.card_title,
            url=self.url,
            summary=self.listing_summary or self.introduction,
            text=joined([self.listing_title and self.title, body_text(self.body), *tags_of(self)]),
            facets=tag_facets(self),
            date=publication_day(self),
        )

    def _selection(self, version: str) -> SavedList | None:
        path, _, query = self.list_address.partition("?")
        return saved_list(path, QueryDict(query), version)

    def _checked_address(self) -> str:
        """Path and conditions as the site writes them. Raises ValidationError when they name no list."""
        try:
            parts = urlsplit(self.list_address.strip())
        except ValueError as error:
            raise ValidationError({"list_address": "Ceci n’est pas une adresse."}) from error
        hosts = Site.objects.values_list("hostname", flat=True)
        if parts.netloc and (parts.hostname or "") not in hosts:
            raise ValidationError({"list_address": "Cette adresse n’est pas celle d’une liste du site."})
        selection = saved_list(parts.path, QueryDict(parts.query), current_version())
        if selection is None:
            raise ValidationError({"list_address": f"« {parts.path} » n’est l’adresse d’aucune liste du site."})
        if errors := [text for texts in selection.asked.form.errors.values() for text in texts]:
            raise ValidationError({"list_address": errors})
        return str(selection.address)


class SelectionPin(Row):
    """A content put first, whether or not the list holds it; shown only while the public may read it."""

    page = ParentalKey(SelectionPage, on_delete=models.CASCADE, related_name="pins")
    target = models.ForeignKey("wagtailcore.Page", verbose_name="contenu", on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list[Panel]] = [PageChooserPanel("target")]

    class Meta(Row.Meta):
        verbose_name = "contenu mis en avant"

    def __str__(self) -> str:
        return str(self.target)


def _held(selection: SavedList, leading: Sequence[Result]) -> dict[str, Any]:
    """The newest of the list, without what is already put first, and how many it holds in all."""
    asked = selection.asked
    found = engine.database.search(replace(asked.query, per_page=SHOWN + len(leading)))
    known = {shown.key for shown in leading}
    listed = [result(entry, asked.catalogue) for entry in found.entries]
    return {"listed": [item for item in listed if item.key not in known][:SHOWN], "total": found.total}

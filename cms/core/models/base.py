"""What every page of the site has, whatever its type."""

import datetime
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from cms.core.blocks import BodyBlock
from cms.core.mentions import mentions_of
from cms.core.models.images import SiteImage
from cms.core.months import months_after
from cms.core.routing import RESTRICTED


class ListingMixin(models.Model):
    """How a page looks in a list, when its own title and summary do not do."""

    listing_title = models.CharField(
        "titre en liste", max_length=120, blank=True, help_text="Vide : le titre de la page."
    )
    listing_summary = models.CharField(
        "résumé en liste", max_length=300, blank=True, help_text="Vide : le résumé de la page."
    )
    listing_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="image en liste",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    listing_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("listing_title"), FieldPanel("listing_summary"), FieldPanel("listing_image")],
            "Dans les listes et les partages",
        )
    ]

    class Meta:
        abstract = True


def in_a_year() -> datetime.date:
    """When a new page is to be read again, unless its editors say otherwise."""
    return months_after(timezone.localdate(), 12)


class StewardshipMixin(models.Model):
    """Who answers for a page and when it was last found right."""

    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="responsable du contenu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="La personne prévenue quand la page est à revoir. Son nom n’est pas publié.",
    )
    verified_on = models.DateField(
        "vérifiée le", null=True, blank=True, help_text="Jour où quelqu’un a relu toute la page et l’a trouvée exacte."
    )
    review_on = models.DateField("prochaine revue", null=True, blank=True, default=in_a_year)

    stewardship_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("content_owner"), FieldPanel("verified_on"), FieldPanel("review_on")], "Suivi du contenu"
        )
    ]

    class Meta:
        abstract = True


class BasePage(ListingMixin, StewardshipMixin, Page):
    """Base of every page class: a StreamField body, keywords, a listing card and an owner."""

    body = StreamField(BodyBlock(), verbose_name="corps", blank=True)
    tags = ClusterTaggableManager(
        through="taxonomy.TaggedPage",
        verbose_name="mots-clés",
        blank=True,
        help_text="Dix au plus, séparés par une virgule.",
    )

    subroutes: ClassVar[Mapping[str, str]] = {}
    """What follows the address of the page, to the method that answers it: `{"filtres": "serve_filters"}`."""

    max_count: int | None = None  # type: ignore[assignment]  # Wagtail declares None only

    content_panels: list[Any] = [*Page.content_panels, FieldPanel("body"), FieldPanel("tags")]
    promote_panels: list[Any] = [*ListingMixin.listing_panels, *Page.promote_panels]
    settings_panels: list[Any] = [*StewardshipMixin.stewardship_panels, *Page.settings_panels]

    class Meta:
        abstract = True

    @property
    def card_title(self) -> str:
        """Title in a list."""
        return self.listing_title or self.title

    @property
    def meta_description(self) -> str:
        """Text of `<meta name="description">` and of shared links."""
        return self.search_description or self.listing_summary

    @property
    def shared_image(self) -> SiteImage | None:
        """What social networks show beside a link; a class whose template shows a picture falls back on it."""
        return self.listing_image

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`mentions` is asked for, once, by the templates that show what the rest of the site says of their page."""
        mentions = SimpleLazyObject(partial(mentions_of, self, request))
        return {**super().get_context(request, *args, **kwargs), "mentions": mentions}

    @classmethod
    def read(cls, pk: int) -> Any:
        """The page with this key, with what its template shows; a class with many rows loads them at once here."""
        return cls._default_manager.get(pk=pk)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Wagtail asks two queries; the one that found this page by its address may have seen that there is none."""
        if getattr(self, RESTRICTED, True):
            found: models.QuerySet[PageViewRestriction] = super().get_view_restrictions()
            return found
        return PageViewRestriction.objects.none()

    def subroute(self, components: Sequence[str]) -> dict[str, str]:
        """Keyword arguments of `serve` for what follows the address of the page. Raises Http404 on an unknown one."""
        if not components:
            return {}
        name = self.subroutes.get("/".join(components))
        if name is None:
            raise Http404
        return {"answer": name}

    def serve(self, request: HttpRequest, *args: Any, answer: str = "", **kwargs: Any) -> HttpResponseBase:
        """The page itself, or the method that `subroutes` names, with what else `subroute` found in the address."""
        if answer:
            response: HttpResponseBase = getattr(self, answer)(request, **kwargs)
            return response
        page: HttpResponseBase = super().serve(request, *args, **kwargs)
        return page

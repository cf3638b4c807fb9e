"""Pages that list what the library holds, through the facets."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page

from cms.core.content_version import version_for
from cms.core.per_version import PerVersion
from cms.core.public_tree import unrestricted
from library_pages.annexes.failures import failure_counts
from library_pages.cross_reading.reading import BELOW
from search.facets import KIND
from search.kinds import LIBRARY
from search.listing_page import ListingPage

TEMPLATE = "pages/library_pages/library_index_page.html"
"""Wagtail gives each page class a template of its own name unless the class itself says otherwise."""


REGISTER_SLUGS = ("acteurs", "solutions")
"""Slugs of the pages of the registers; they never change."""


_registers: PerVersion[list[Page]] = PerVersion(
    lambda _: list(unrestricted(Page.objects.filter(slug__in=REGISTER_SLUGS)).order_by("path"))
)


class LibraryIndexPage(ListingPage):
    """« Bibliothèque d’IA territoriales », with a way to its actors and solutions."""

    subpage_types: ClassVar[list[str]] = ["library_pages.UseCasePage"]
    template = TEMPLATE
    base = {KIND: LIBRARY}
    search_label = "Chercher dans les fiches, chartes et stratégies"
    accepts_contributions = True

    class Meta:
        verbose_name = "bibliothèque"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        registers = [page for page in _registers.get(version_for(request)) if page.is_sibling_of(self)]
        counts = failure_counts(version_for(request))
        return {**super().get_context(request, *args, **kwargs), "registers": registers, "failure_counts": counts}


class CharterIndexPage(ListingPage):
    """« Chartes et stratégies »."""

    subpage_types: ClassVar[list[str]] = ["library_pages.CharterPage"]
    template = TEMPLATE
    base = {KIND: ["charte"]}
    search_label = "Chercher dans les chartes et stratégies"
    subroutes = {
        **ListingPage.subroutes,
        BELOW: "serve_cross_reading",
        f"{BELOW}/export.csv": "serve_cross_reading_file",
        f"{BELOW}/export.xlsx": "serve_cross_reading_file",
    }

    class Meta:
        verbose_name = "chartes et stratégies"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "cross_reading_url": f"{self.url}{BELOW}/"}

    def serve_cross_reading(self, request: HttpRequest) -> HttpResponseBase:
        from library_pages.cross_reading.views import cross_reading  # noqa: PLC0415  # it knows the models

        return cross_reading(request, self)

    def serve_cross_reading_file(self, request: HttpRequest) -> HttpResponseBase:
        from library_pages.cross_reading.export import cross_reading_file  # noqa: PLC0415  # it knows the models

        return cross_reading_file(request)


class ResourceIndexPage(ListingPage):
    """« Ressources »: what others made and that territories share."""

    subpage_types: ClassVar[list[str]] = ["library_pages.ResourcePage"]
    template = TEMPLATE
    base = {KIND: ["ressource"]}
    search_label = "Chercher une ressource"

    class Meta:
        verbose_name = "ressources"

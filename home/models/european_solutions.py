"""The European solutions that a public fiche says are in service."""

from typing import Any, ClassVar

from cms.core.content_version import version_for
from cms.territories.europe import SLUGS
from search.engines import Selection
from search.facets import KIND
from search.listing_page import ListingPage

IN_SERVICE = ["deploiement", "generalise"]
"""Maturities of a project whose tool is in service, as the vocabulary defines them; its slugs never change."""
COUNTRY = "pays-editeur"
USED: Selection = {KIND: ["solution"], "maturite": IN_SERVICE}
EUROPEAN: Selection = {**USED, COUNTRY: list(SLUGS)}


class EuropeanSolutionsPage(ListingPage):
    """Lists nothing but what fiches and registers say: a solution whose publisher has no known country is not here."""

    parent_page_types: ClassVar[list[str]] = ["home.DependencyPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/home/european_solutions_page.html"
    show_in_menus_default = False
    base = EUROPEAN
    search_label = "Chercher une solution"

    class Meta:
        verbose_name = "solutions européennes en service"
        verbose_name_plural = "solutions européennes en service"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.european_register import counts_of  # noqa: PLC0415  # it knows this page

        return {**super().get_context(request, *args, **kwargs), "register": counts_of(version_for(request))}

"""The pages of the cartography: one lists a register, and answers for each of its items below its own address."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.core.navigation import trail
from library_pages.cartography import item_context
from library_pages.models.actor import Actor
from library_pages.models.index import TEMPLATE
from library_pages.models.registers import RegisterItem
from library_pages.models.solution import Solution
from search.facets import KIND
from search.listing_page import ListingPage


class CartographyIndexPage(ListingPage):
    """Lists the items that at least one public fiche uses."""

    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False
    register: ClassVar[type[RegisterItem]]
    item_template: ClassVar[str]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Items say their address without asking where this page is."""
        super().clean()
        if f"/{self.slug}/" != self.register.address:
            raise ValidationError({"slug": f"L’adresse de cette page est {self.register.address} et ne change pas."})

    def subroute(self, components: Sequence[str]) -> dict[str, str]:
        try:
            return super().subroute(components)
        except Http404:
            if len(components) != 1:
                raise
            return {"item": components[0]}

    def serve(self, request: HttpRequest, *args: Any, item: str = "", **kwargs: Any) -> HttpResponseBase:
        return self.serve_item(request, item) if item else super().serve(request, *args, **kwargs)

    def serve_item(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """The page of an item. Raises Http404 for one that no public fiche uses, as for one that does not exist."""
        found = self.register.objects.filter(slug=slug).select_related(*self.register.joined).first()
        context = item_context(found, request) if found else {}
        if not found or not context:
            raise Http404
        above = trail(request, self)[1:]
        return render(
            request, self.item_template, {"title": found.name, "above": above, "register_page": self, **context}
        )


class ActorIndexPage(CartographyIndexPage):
    """« Acteurs »."""

    template = TEMPLATE
    register = Actor
    item_template = "pages/library_pages/actor_page.html"
    base = {KIND: ["acteur"]}
    search_label = "Chercher un acteur"

    class Meta:
        verbose_name = "acteurs"


class SolutionIndexPage(CartographyIndexPage):
    """« Solutions »."""

    template = TEMPLATE
    register = Solution
    item_template = "pages/library_pages/solution_page.html"
    base = {KIND: ["solution"]}
    search_label = "Chercher une solution"

    class Meta:
        verbose_name = "solutions"

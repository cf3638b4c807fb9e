"""Admin screens of the cartography: the registers of actors and solutions."""

from typing import Any

from django.contrib.admin.decorators import display
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail_modeladmin.options import ModelAdmin

from cms.core.register_admin import DeleteUnusedView, RegisterIndexView, RegisterSearch, RelatedFilter
from library_pages.models import Actor, Solution


class RegisterAdmin(ModelAdmin):
    """What both registers share: search by any name, number of fiches, deletion of unused items only."""

    list_per_page = 50
    search_fields = ("search_text",)
    search_handler_class = RegisterSearch
    index_view_class = RegisterIndexView
    delete_view_class = DeleteUnusedView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request)
        return found.annotate(fiche_count=Count("uses__page", distinct=True))

    @display(description="Fiches", ordering="fiche_count")
    def fiches(self, item: Any) -> int:
        count: int = item.fiche_count
        return count


class ActorAdmin(RegisterAdmin):
    model = Actor
    base_url_path = "acteurs"
    menu_label = "Acteurs"
    menu_icon = "group"
    menu_order = 320
    list_display = ("name", "acronym", "nature", "siren", "fiches")
    list_filter = (("nature", RelatedFilter),)
    list_select_related = ("nature",)


class SolutionAdmin(RegisterAdmin):
    model = Solution
    base_url_path = "solutions"
    menu_label = "Solutions"
    menu_icon = "cogs"
    menu_order = 330
    list_display = ("name", "publisher", "licensing", "hosting", "fiches")
    list_filter = ("licensing", ("hosting", RelatedFilter))
    list_select_related = ("publisher", "hosting")

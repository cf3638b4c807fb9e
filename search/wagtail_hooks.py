"""Admin screens of the search, under « Recherche »."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from cms.members.roles import STAFF, has_role
from cms.taxonomy.headings import HeadedCreateView, HeadedViewSet
from search.alerts import screens  # noqa: F401  # registers
from search.desk import TITLE, WORDS, SearchDeskView
from search.indexing import screens as index_screens  # noqa: F401  # registers
from search.models import PinnedResults, SynonymGroup

MENU = "register_search_menu_item"


class PrefilledCreate(HeadedCreateView):
    """Opened from a search of the desk: its words are in the first field already."""

    def get_initial_form_instance(self) -> Any:
        model: Any = self.model
        field = model.panels[0].field_name
        return model(**{field: self.request.GET.get(WORDS, "")})


class SynonymGroupViewSet(HeadedViewSet):
    """Words that find one another."""

    model = SynonymGroup
    icon = "link"
    menu_label = "Synonymes"
    menu_hook = MENU
    menu_order = 200
    add_view_class = PrefilledCreate
    list_display = ["__str__", "active"]
    list_filter = ["active"]
    search_fields = ["terms"]


class PinnedResultsViewSet(HeadedViewSet):
    """What is put above the results of some searches."""

    model = PinnedResults
    icon = "thumbtack"
    menu_label = "Résultats épinglés"
    menu_hook = MENU
    menu_order = 300
    add_view_class = PrefilledCreate
    list_display = ["__str__", "active"]
    list_filter = ["active"]
    search_fields = ["searches"]


register_snippet(SynonymGroupViewSet)
register_snippet(PinnedResultsViewSet)


class StaffMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *STAFF)


@hooks.register("register_admin_menu_item")
def menu() -> SubmenuMenuItem:
    return SubmenuMenuItem("Recherche", Menu(MENU), name="search-menu", icon_name="search", order=310)


@hooks.register(MENU)
def desk_item() -> StaffMenuItem:
    return StaffMenuItem(TITLE, reverse("search_desk"), name="search-desk", icon_name="search", order=100)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("recherche/", SearchDeskView.as_view(), name="search_desk")]

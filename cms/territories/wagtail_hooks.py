"""Admin screens of the register: list, form, inspection, chooser."""

from typing import Any

from django.contrib.admin.decorators import display
from django.contrib.admin.filters import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from cms.core.register_admin import DeleteUnusedView, RegisterIndexView, RegisterSearch, RelatedFilter
from cms.territories.chooser import LocalAuthorityChooserViewSet, local_authority_chooser
from cms.territories.models import LocalAuthority, Person
from cms.territories.models.local_authority import FRANCE

REGISTER_FIELDS = (
    "name",
    "official_name",
    "aliases",
    "authority_type",
    "country",
    "cog_code",
    "siren",
    "department",
    "region",
    "population",
    "population_source",
    "commune_count",
    "latitude",
    "longitude",
    "website",
    "replaced_by",
    "source",
)
"""What is inspected and exported, in the order of the form."""


class CountryFilter(SimpleListFilter):
    """In France or not: looking for every country of the register would cost more than the list."""

    title = "pays"
    parameter_name = "pays"
    ABROAD = "etranger"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(FRANCE, "France"), (self.ABROAD, "Hors de France")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LocalAuthority]) -> QuerySet[LocalAuthority]:
        if self.value() == self.ABROAD:
            return queryset.exclude(country=FRANCE)
        return queryset.filter(country=FRANCE) if self.value() == FRANCE else queryset


class LocalAuthorityAdmin(ModelAdmin):
    model = LocalAuthority
    base_url_path = "collectivites"
    menu_label = "Collectivités"
    menu_icon = "site"
    menu_order = 310
    list_display = ("name", "authority_type", "territory", "code", "population")
    list_filter = ("authority_type__group", ("region", RelatedFilter), CountryFilter)
    list_export = ("slug", *REGISTER_FIELDS)
    export_filename = "collectivites"
    list_select_related = ("authority_type", "region", "department", "replaced_by")
    list_per_page = 50
    search_fields = ("search_text",)
    search_handler_class = RegisterSearch
    index_view_class = RegisterIndexView
    delete_view_class = DeleteUnusedView
    inspect_view_enabled = True
    inspect_view_fields = REGISTER_FIELDS

    @display(description="Territoire", ordering="department__name")
    def territory(self, authority: LocalAuthority) -> str:
        return authority.place

    @display(description="Code COG ou SIREN")
    def code(self, authority: LocalAuthority) -> str:
        return authority.code

    def get_extra_attrs_for_field_col(self, obj: LocalAuthority, field_name: str) -> dict[str, str]:
        return {"class": "w-whitespace-nowrap"} if field_name == "code" else {}


class PersonAdmin(ModelAdmin):
    model = Person
    base_url_path = "personnes"
    menu_label = "Personnes"
    menu_icon = "user"
    menu_order = 315
    list_display = ("name", "roles_in_words")
    list_per_page = 50
    search_fields = ("search_text",)
    search_handler_class = RegisterSearch
    index_view_class = RegisterIndexView
    delete_view_class = DeleteUnusedView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        found: QuerySet[Person] = super().get_queryset(request)
        return found.prefetch_related("functions")

    @display(description="Fonctions")
    def roles_in_words(self, person: Person) -> str:
        return "\u202f; ".join(map(str, person.roles))


modeladmin_register(LocalAuthorityAdmin)
modeladmin_register(PersonAdmin)


@hooks.register("register_admin_viewset")
def register_chooser() -> LocalAuthorityChooserViewSet:
    return local_authority_chooser

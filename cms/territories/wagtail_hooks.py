"""Admin screens of the register: list, form, inspection, chooser."""

from django.contrib.admin.decorators import display
from wagtail import hooks
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from cms.core.register_admin import DeleteUnusedView, RegisterSearch, RelatedFilter
from cms.territories.chooser import LocalAuthorityChooserViewSet, local_authority_chooser
from cms.territories.models import LocalAuthority


class LocalAuthorityAdmin(ModelAdmin):
    model = LocalAuthority
    base_url_path = "collectivites"
    menu_label = "Collectivités"
    menu_icon = "site"
    menu_order = 310
    list_display = ("name", "authority_type", "territory", "code", "population")
    list_filter = (("authority_type", RelatedFilter), ("region", RelatedFilter), "country")
    list_select_related = ("authority_type", "region", "department")
    list_per_page = 50
    search_fields = ("search_text",)
    search_handler_class = RegisterSearch
    delete_view_class = DeleteUnusedView
    inspect_view_enabled = True
    inspect_view_fields = (
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

    @display(description="Territoire", ordering="department__name")
    def territory(self, authority: LocalAuthority) -> str:
        return authority.place

    @display(description="Code COG ou SIREN")
    def code(self, authority: LocalAuthority) -> str:
        return authority.code

    def get_extra_attrs_for_field_col(self, obj: LocalAuthority, field_name: str) -> dict[str, str]:
        return {"class": "w-whitespace-nowrap"} if field_name == "code" else {}


modeladmin_register(LocalAuthorityAdmin)


@hooks.register("register_admin_viewset")
def register_chooser() -> LocalAuthorityChooserViewSet:
    return local_authority_chooser

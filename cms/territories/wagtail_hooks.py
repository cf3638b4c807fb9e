"""Admin screens of the register: list, form, inspection, chooser."""

from typing import Any

from django.contrib.admin.decorators import display
from django.contrib.admin.filters import RelatedFieldListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.messages import error
from wagtail_modeladmin.helpers.search import DjangoORMSearchHandler
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register
from wagtail_modeladmin.views import DeleteView

from cms.taxonomy.usage import MESSAGE, is_used
from cms.territories.chooser import LocalAuthorityChooserViewSet, local_authority_chooser
from cms.territories.models import LocalAuthority
from cms.territories.models.local_authority import LocalAuthorityQuerySet


class RegisterSearch(DjangoORMSearchHandler):
    """Search by name, alias or code, whatever the accents."""

    def search_queryset(
        self, queryset: LocalAuthorityQuerySet, search_term: str, **kwargs: Any
    ) -> QuerySet[LocalAuthority]:
        return queryset.matching(search_term)


class RelatedFilter(RelatedFieldListFilter):
    """Choices in the order of the related model; Django's own asks an admin site that is not installed here."""

    def field_admin_ordering(self, field: Any, request: Any, model_admin: Any) -> tuple[str, ...]:
        return ()


class DeleteUnusedView(DeleteView):
    """Says why a collectivité that something uses stays, instead of asking for a confirmation."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.check_action_permitted(request.user) and is_used(self.instance):  # type: ignore[arg-type]  # set by its __init__
            error(request, MESSAGE.format(self.instance))
            return redirect(self.index_url)
        return super().dispatch(request, *args, **kwargs)


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

"""How vocabularies and keywords are listed and edited."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView

from cms.taxonomy.headings import HeadedViewSet
from cms.taxonomy.merge_views import MergeView
from cms.taxonomy.models import Tag
from cms.taxonomy.usage import with_usage_count
from cms.taxonomy.usage_views import UsesView


class MergeableIndexView(IndexView):
    """A list whose rows can be merged."""

    merge_url_name: str = ""

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if self.user_has_permission("delete") and not getattr(instance, "merged_into_id", None):
            url = reverse(self.merge_url_name, args=(instance.pk,))
            buttons.append(MenuItem("Fusionner…", url=url, icon_name="resubmit", priority=25))
        return buttons


def usage_column(name: str = "usage_count") -> TitleColumn:
    """How many contents hold the row, with the way to their list."""

    def url(row: Any) -> str:
        return reverse(row.snippet_viewset.get_url_name("usage"), args=(row.pk,))

    return TitleColumn(name, label="Utilisations", get_url=url)


class MergeableViewSet(HeadedViewSet):
    """A vocabulary, or the keywords."""

    list_per_page = 50
    copy_view_enabled = False
    index_view_class = MergeableIndexView
    usage_view_class = UsesView

    def get_queryset(self, request: HttpRequest) -> Any:
        return with_usage_count(self.model)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(merge_url_name=self.get_url_name("merge"), **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        merge_view = self.construct_view(MergeView, model=self.model, permission_policy=self.permission_policy)
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge_view, name="merge")]

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(usage_url_name=None, **kwargs)  # its panel counts without many-to-many

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_delete_view_kwargs(usage_url_name=None, **kwargs)


class TermChooserViewSet(SnippetChooserViewSet):
    """Vocabularies are short: forms show a plain list, and leave inactive terms out of it (`cms.taxonomy.choices`)."""

    register_widget = False


class TermViewSet(MergeableViewSet):
    """List, creation and edition of one vocabulary."""

    icon = "list-ul"
    chooser_viewset_class = TermChooserViewSet
    list_display = [
        "label",
        "slug",
        "order",
        BooleanColumn("active", label="Proposé à la saisie", sort_key="active"),
        Column("merged_into", label="Fusionné dans"),
        usage_column(),
    ]
    list_filter = ["active"]
    search_fields = ["label", "slug", "definition"]
    ordering = ["order", "label"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("merged_into")


class TagViewSet(MergeableViewSet):
    """The keywords that editors typed: to be corrected, merged or deleted."""

    model = Tag  # type: ignore[assignment]  # Wagtail declares None only
    icon = "tag"
    list_display = ["name", "slug", usage_column()]
    search_fields = ["name", "slug"]

"""The register of those who asked, without account, to be told something by mail: alerts, follows (their rows share
`cms.members.subscriptions`).

Administration counts them and stops one. No address is shown; searching a whole one lists what it asked for, for a
person who asks to be forgotten.
"""

from typing import Any

from django.urls import URLPattern
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

KEPT = {"index", "index_results", "delete"}


class SubscriptionIndexView(IndexView):
    """`told` are the columns after the name of each row."""

    default_ordering = "-pk"
    is_searchable = True
    named: str
    told: tuple[Column, ...]

    @cached_property
    def columns(self) -> list[Column]:  # type: ignore[override]  # Wagtail's own is one too
        with_buttons = self._get_title_column_class(TitleColumn)
        return [with_buttons("name", label=self.named, accessor=str), *self.told]

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.of(self.search_query.strip()) if self.is_searching else queryset


class SubscriptionDeleteView(DeleteView):
    """As its owner would have stopped it."""

    def stop(self, row: Any) -> None:
        raise NotImplementedError

    def delete_action(self) -> None:
        self.stop(self.object)


class SubscriptionViewSet(ModelViewSet):
    """A list and a way to stop; nobody adds or changes what another person asked for."""

    icon = "mail"
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []
    search_fields = ["email"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in KEPT]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        gone = dict.fromkeys(("add_url_name", "edit_url_name", "history_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**{**gone, **kwargs})

    def register_admin_url_finder(self) -> None:
        """A row has no page of its own."""

"""« Alertes », for administration: how many, on which lists; an address is only found by whoever already has it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from search.alerts.stopping import stop
from search.models import Alert
from search.models.alert import AlertQuerySet

KEPT = {"index", "index_results", "delete"}


class AlertIndexView(IndexView):
    """Addresses are not shown; searching a whole one lists its alerts, for a person who asks to be forgotten."""

    page_title = "Alertes"
    default_ordering = "-pk"
    is_searchable = True

    @cached_property
    def columns(self) -> list[Column]:  # type: ignore[override]  # Wagtail's own is one too
        with_buttons = self._get_title_column_class(TitleColumn)
        return [
            with_buttons("name", label="Alerte", accessor=str),
            Column("path", label="Liste"),
            Column("conditions", label="Critères"),
            Column("rhythm", label="Rythme"),
            Column("state", label="État"),
            DateColumn("created_at", label="Demandée"),
        ]

    def get_page_subtitle(self) -> str:
        alerts = Alert.objects.all()
        confirmed = alerts.confirmed()
        paused, active = confirmed.filter(due=None).count(), confirmed.exclude(due=None).count()
        named = "actives" if active > 1 else "active"
        return f"{active} {named}, {paused} en pause, {alerts.waiting().count()} à confirmer"

    def search_queryset(self, queryset: AlertQuerySet) -> QuerySet[Alert]:
        return queryset.of(self.search_query.strip()) if self.is_searching else queryset


class AlertDeleteView(DeleteView):
    """As its owner would have stopped it."""

    def delete_action(self) -> None:
        stop(self.object)


class AlertViewSet(ModelViewSet):
    """`/admin/alertes/`"""

    model = Alert
    name = "alert"
    url_prefix = "alertes"
    icon = "mail"
    menu_label = "Alertes"
    menu_order = 630
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []
    search_fields = ["email"]
    index_view_class = AlertIndexView
    delete_view_class = AlertDeleteView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in KEPT]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        gone = dict.fromkeys(("add_url_name", "edit_url_name", "history_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**{**gone, **kwargs})

    def register_admin_url_finder(self) -> None:
        """An alert has no page of its own."""


@hooks.register("register_admin_viewset")
def viewset() -> AlertViewSet:
    return AlertViewSet()

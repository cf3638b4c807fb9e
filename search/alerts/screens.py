"""« Alertes », for administration: how many, on which lists."""

from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn

from search.alerts.stopping import stop
from search.alerts.subscription_screens import SubscriptionDeleteView, SubscriptionIndexView, SubscriptionViewSet
from search.models import Alert


class AlertIndexView(SubscriptionIndexView):
    page_title = "Alertes"
    named = "Alerte"
    told = (
        Column("path", label="Liste"),
        Column("conditions", label="Critères"),
        Column("rhythm", label="Rythme"),
        Column("state", label="État"),
        DateColumn("created_at", label="Demandée"),
    )

    def get_page_subtitle(self) -> str:
        alerts = Alert.objects.all()
        confirmed = alerts.confirmed()
        paused, active = confirmed.filter(due=None).count(), confirmed.exclude(due=None).count()
        named = "actives" if active > 1 else "active"
        return f"{active} {named}, {paused} en pause, {alerts.waiting().count()} à confirmer"


class AlertDeleteView(SubscriptionDeleteView):
    def stop(self, row: Alert) -> None:
        stop(row)


class AlertViewSet(SubscriptionViewSet):
    """`/admin/alertes/`"""

    model = Alert
    name = "alert"
    url_prefix = "alertes"
    menu_label = "Alertes"
    menu_order = 630
    index_view_class = AlertIndexView
    delete_view_class = AlertDeleteView


@hooks.register("register_admin_viewset")
def viewset() -> AlertViewSet:
    return AlertViewSet()

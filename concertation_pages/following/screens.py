"""Follows in the admin: what staff count, page by page; what administration stops, without reading an address."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn

from cms.members.roles import ADMINISTRATION, has_role
from concertation_pages.following.counting import followed_pages
from concertation_pages.following.stopping import stop
from concertation_pages.models import Follow
from concertation_pages.tracking.screens import PER_PAGE, TITLE, FollowUpView
from search.alerts.subscription_screens import SubscriptionDeleteView, SubscriptionIndexView, SubscriptionViewSet

NAME = "Suivis par courriel"


class FollowIndexView(SubscriptionIndexView):
    page_title = NAME
    named = "Suivi"
    told = (
        Column("page", label="Page suivie"),
        DateColumn("created_at", label="Demandé"),
        DateColumn("confirmed_at", label="Confirmé"),
    )

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("page")

    def get_page_subtitle(self) -> str:
        confirmed = Follow.objects.confirmed().count()
        named = "confirmés" if confirmed > 1 else "confirmé"
        return f"{confirmed} {named}, {Follow.objects.waiting().count()} à confirmer"


class FollowDeleteView(SubscriptionDeleteView):
    def stop(self, row: Follow) -> None:
        stop(row)


class FollowViewSet(SubscriptionViewSet):
    """`/admin/suivis/`"""

    model = Follow
    name = "follow"
    url_prefix = "suivis"
    menu_label = NAME
    menu_order = 631
    index_view_class = FollowIndexView
    delete_view_class = FollowDeleteView


class FollowedPagesView(FollowUpView):
    """`/admin/droit-de-suite/suivis/`: how many people each page tells of its changes, and nothing of them."""

    template_name = "concertation_pages/admin/followed_pages.html"
    page_title = NAME

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("follow_up"), "label": TITLE}
        return [*self.breadcrumbs_items, above, {"url": "", "label": NAME}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "listed": Paginator(followed_pages(), PER_PAGE).get_page(self.request.GET.get("p")),
            "stops": has_role(self.request.user, ADMINISTRATION),
        }


@hooks.register("register_admin_viewset")
def viewset() -> FollowViewSet:
    return FollowViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("droit-de-suite/suivis/", FollowedPagesView.as_view(), name="followed_pages")]

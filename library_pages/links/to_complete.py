"""« Ressources à compléter », in the reports of the admin: what each card still lacks, and where its link stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.core.csv_cells import SafeExport
from cms.core.partial_dates import in_words
from cms.members.roles import STAFF, has_role
from library_pages import completeness
from library_pages.links.state import dead_since
from library_pages.models import LinkCheck, LinkState, ResourcePage

NAME = "incomplete_resources"
CUT = "…"
"""Ends what a source shows cut."""
EXPECTED = frozenset({"producers", "link", "resource_type", "audiences"})
"""The answers without which a reader cannot use the card."""


def gaps(page: ResourcePage) -> Iterator[str]:
    """What is to be found, in the words of the editor; what was declared « non communiqué » is settled."""
    yield from (answer.label for answer in completeness.missing_answers(page) if answer.name in EXPECTED)
    if page.truncated_link and not page.link:
        yield "Adresse tronquée"
    if page.title.endswith(CUT):
        yield "Titre tronqué"
    if any(str(row).endswith(CUT) for row in page.producers.all()):
        yield "Producteur tronqué"


def standing(page: ResourcePage) -> str:
    """What the last check of the link found; a link changed since then waits for its first one."""
    if not page.link:
        return "Sans lien"
    check: LinkCheck | None = getattr(page, "link_check", None)
    if check is None or check.url != page.link or check.state == LinkState.UNREACHED:
        return LinkState.UNREACHED.label
    day = in_words(timezone.localdate(check.checked_at))
    since = f" depuis le {in_words(check.failing_since)}" if check.failing_since else ""
    return f"{LinkState(check.state).label}{since} ({check.answer}, contrôlé le {day})"


class IncompleteResourcesView(SafeExport, ReportView):  # type: ignore[override]  # bases of Wagtail that disagree
    """Published resources that lack something or whose link is dead; nothing of their drafts."""

    model = ResourcePage
    page_title = "Ressources à compléter"
    header_icon = "clipboard-list"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    no_results_message = "aucune ressource n’est à compléter."
    is_searchable = False
    columns = [
        TitleColumn(
            "title", label="Ressource", get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])
        ),
        Column("to_complete", label="À compléter"),
        Column("link_standing", label="Lien"),
    ]
    list_export = ["title", "to_complete", "link_standing", "url"]
    export_headings = {
        "title": "Ressource",
        "to_complete": "À compléter",
        "link_standing": "Lien",
        "url": "Adresse",
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_role(request.user, *STAFF):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Those of the few resources of the site that a person has to see to."""
        related = ("producers__actor", "audiences", "sources")
        pages = ResourcePage.objects.live().select_related("link_check", "resource_type").prefetch_related(*related)
        kept = [page.pk for page in pages if dead_since(page) or any(gaps(page))]
        return pages.filter(pk__in=kept).order_by("title")

    def decorate_paginated_queryset(self, object_list: Iterable[ResourcePage]) -> list[Any]:
        return [_told(page) for page in object_list]

    def get_filename(self) -> str:
        return "ressources-a-completer"


def _told(page: Any) -> Any:
    page.to_complete, page.link_standing = ", ".join(gaps(page)), standing(page)
    return page


class IncompleteItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *STAFF)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return IncompleteItem("Ressources à compléter", reverse(NAME), icon_name="clipboard-list", order=60)


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    view = IncompleteResourcesView
    return [
        path("reports/ressources/", view.as_view(), name=NAME),
        path("reports/ressources/resultats/", view.as_view(results_only=True), name=f"{NAME}_results"),
    ]

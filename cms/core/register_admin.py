"""What the modeladmin screens of every register share."""

from typing import Any

from django.contrib.admin.filters import RelatedFieldListFilter
from django.contrib.admin.utils import label_for_field
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import capfirst
from wagtail.admin.messages import error
from wagtail_modeladmin.helpers.search import DjangoORMSearchHandler
from wagtail_modeladmin.views import DeleteView, IndexView, WMABaseView

from cms.core.csv_cells import csv_cell
from cms.core.names import NamedQuerySet
from cms.taxonomy.usage import MESSAGE, is_used

EXPORTED_AT_ONCE = 2_000
"""Rows of an export held in memory."""


class RegisterSearch(DjangoORMSearchHandler):
    """Search by name, alias or code, whatever the accents."""

    def search_queryset(
        self, queryset: NamedQuerySet[Any], search_term: str, preserve_order: bool = False, **kwargs: Any
    ) -> QuerySet[Any]:
        """Nearest names first, unless a column was chosen (`preserve_order`)."""
        found = queryset.matching(search_term)
        return found.order_by(*queryset.query.order_by) if preserve_order else found


class RelatedFilter(RelatedFieldListFilter):
    """Choices in the order of the related model; Django's own asks an admin site that is not installed here."""

    def field_admin_ordering(self, field: Any, request: Any, model_admin: Any) -> tuple[str, ...]:
        return ()


class RegisterIndexView(IndexView):
    """A list of tens of thousands of rows: filtered once, counted once, exported as it is read.

    modeladmin's own builds its filters twice and counts three times, and holds the whole export in memory.
    """

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet[Any]:
        if request:
            self.queryset = super().get_queryset(request)
        return self.queryset

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = self.paginator_class(self.queryset, self.items_per_page)
        page = paginator.page(self.page_num if self.page_num in paginator.page_range else 1)
        shown = {
            "view": self,
            "all_count": paginator.count or self.model._default_manager.exists(),  # « no row yet », or none found
            "result_count": paginator.count,
            "paginator": paginator,
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "object_list": page.object_list,
            "user_can_create": self.permission_helper.user_can_create(self.request.user),
            "show_search": self.search_handler.show_search_form,
        }
        return WMABaseView.get_context_data(self, **shown, **kwargs)

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponseBase:
        return super().as_spreadsheet(queryset.iterator(EXPORTED_AT_ONCE), spreadsheet_format)

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        return capfirst(str(label_for_field(field, self.model, self.model_admin)))

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        prepared = super().preprocess_field_value(field, value, export_format)
        return csv_cell(prepared) if export_format == self.FORMAT_CSV else prepared


class DeleteUnusedView(DeleteView):
    """Says why an item that something uses stays, instead of asking for a confirmation."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.check_action_permitted(request.user) and is_used(self.instance):  # type: ignore[arg-type]  # set by its __init__
            error(request, MESSAGE.format(self.instance))
            return redirect(self.index_url)
        return super().dispatch(request, *args, **kwargs)

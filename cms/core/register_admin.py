"""What the modeladmin screens of every register share."""

from typing import Any

from django.contrib.admin.filters import RelatedFieldListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.messages import error
from wagtail_modeladmin.helpers.search import DjangoORMSearchHandler
from wagtail_modeladmin.views import DeleteView

from cms.core.names import NamedQuerySet
from cms.taxonomy.usage import MESSAGE, is_used


class RegisterSearch(DjangoORMSearchHandler):
    """Search by name, alias or code, whatever the accents."""

    def search_queryset(self, queryset: NamedQuerySet[Any], search_term: str, **kwargs: Any) -> QuerySet[Any]:
        return queryset.matching(search_term)


class RelatedFilter(RelatedFieldListFilter):
    """Choices in the order of the related model; Django's own asks an admin site that is not installed here."""

    def field_admin_ordering(self, field: Any, request: Any, model_admin: Any) -> tuple[str, ...]:
        return ()


class DeleteUnusedView(DeleteView):
    """Says why an item that something uses stays, instead of asking for a confirmation."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.check_action_permitted(request.user) and is_used(self.instance):  # type: ignore[arg-type]  # set by its __init__
            error(request, MESSAGE.format(self.instance))
            return redirect(self.index_url)
        return super().dispatch(request, *args, **kwargs)

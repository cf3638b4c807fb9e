"""The contents that hold a term, on Wagtail's screen of uses, whose own list leaves many-to-many fields out."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import Page
from wagtail.snippets.views.snippets import UsageView

from cms.taxonomy.usage import owners

Use = tuple[Any, int]
"""Model and key of a content."""


class UsesView(UsageView):
    """Pages first, by title, then rows of registers; only those of the page shown are read whole."""

    def get_queryset(self) -> Sequence[Use]:  # type: ignore[override]  # Wagtail pages any sequence
        held = owners(self.object)
        ordered = sorted(held, key=lambda model: model is not Page)
        return [
            (model, pk)
            for model in ordered
            for pk in held[model].order_by("title" if model is Page else "pk").values_list("pk", flat=True)
        ]

    @cached_property
    def columns(self) -> list[Column]:  # type: ignore[override]  # a cached property here too
        return [
            TitleColumn("label", label="Contenu", get_url=lambda row: row["edit_url"]),
            Column("kind", label="Type"),
            Column("state", label="État"),
        ]

    def get_table(self, object_list: Sequence[Use], **kwargs: Any) -> Table:
        finder = AdminURLFinder(self.request.user)
        rows = [_row(content, finder) for content in _read(object_list)]
        table: Table = BaseListingView.get_table(self, rows, **kwargs)
        return table


def _read(uses: Sequence[Use]) -> Iterator[Any]:
    """These contents, in one query a model."""
    found = {}
    for model in {model for model, _ in uses}:
        known = Page.objects.annotate_approved_schedule().prefetch_workflow_states()  # what the state of a page shows
        pages = known.specific(defer=True)
        rows = pages if model is Page else model._base_manager.all()
        for row in rows.filter(pk__in=[pk for wanted, pk in uses if wanted is model]):
            found[model, row.pk] = row
    return (found[use] for use in uses if use in found)


def _row(content: Any, finder: AdminURLFinder) -> dict[str, Any]:
    return {
        "edit_url": finder.get_edit_url(content),
        "label": content.get_admin_display_title() if isinstance(content, Page) else str(content),
        "kind": capfirst(content._meta.verbose_name),
        "state": capfirst(content.status_string) if isinstance(content, Page) else "",
    }

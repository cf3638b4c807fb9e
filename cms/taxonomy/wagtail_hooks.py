"""Admin screens of the vocabularies, under « Vocabulaires »."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.messages import error
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.models import ReferenceIndex
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.taxonomy.models import VOCABULARIES, Tag, Term
from cms.taxonomy.usage import MESSAGE, is_used


def with_usage_count(model: Any) -> Any:
    """The rows of a model, each with `usage_count`: how many contents hold it, in one query."""
    return model.objects.annotate(usage_count=ReferenceIndex.usage_count_subquery(model))


class TermChooserViewSet(SnippetChooserViewSet):
    """Vocabularies are short: forms show a plain list, and leave inactive terms out of it (`cms.taxonomy.choices`)."""

    register_widget = False


class TermViewSet(SnippetViewSet):
    """List, creation and edition of one vocabulary."""

    icon = "list-ul"
    chooser_viewset_class = TermChooserViewSet
    list_display = [
        "label",
        "slug",
        "order",
        BooleanColumn("active", label="Proposé à la saisie", sort_key="active"),
        Column("usage_count", label="Utilisations"),
    ]
    list_filter = ["active"]
    search_fields = ["label", "slug", "definition"]
    ordering = ["order", "label"]
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return with_usage_count(self.model)


class TagViewSet(SnippetViewSet):
    """The keywords that editors typed: to be corrected or deleted."""

    model = Tag
    icon = "tag"
    list_display = ["name", "slug", Column("usage_count", label="Utilisations")]
    search_fields = ["name", "slug"]
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return with_usage_count(Tag)


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = "Vocabulaires"
    menu_icon = "list-ul"
    menu_order = 300
    submenu_hook = "register_vocabulary_menu_item"
    items = [*(TermViewSet(model=model) for model in VOCABULARIES), TagViewSet()]


register_snippet(VocabularyGroup)


@hooks.register("before_delete_snippet")
def keep_used_terms(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Say why a used term stays, and what to do instead, before Wagtail asks for a confirmation."""
    used = [term for term in instances if isinstance(term, Term) and is_used(term)]
    for term in used:
        error(request, f"{MESSAGE.format(term)} Décochez « proposé à la saisie » pour ne plus le proposer.")
    if not used:
        return None
    return redirect(reverse(used[0].snippet_viewset.get_url_name("list")))  # type: ignore[attr-defined]

"""Admin screens of the vocabularies, under « Vocabulaires »."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.messages import error
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.taxonomy.bulk_actions import OfferTerms, WithdrawTerms
from cms.taxonomy.merge import ACTION
from cms.taxonomy.models import VOCABULARIES, Term
from cms.taxonomy.usage import MESSAGE, NEEDED_MESSAGE, is_used
from cms.taxonomy.viewsets import TagViewSet, TermViewSet


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = "Vocabulaires"
    menu_icon = "list-ul"
    menu_order = 300
    submenu_hook = "register_vocabulary_menu_item"
    items = [*(TermViewSet(model=model) for model in VOCABULARIES), TagViewSet()]


register_snippet(VocabularyGroup)
hooks.register("register_bulk_action", OfferTerms)
hooks.register("register_bulk_action", WithdrawTerms)


@hooks.register("before_delete_snippet")
def keep_used_terms(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Say why a term stays, and what to do instead, before Wagtail asks for a confirmation."""
    used = [term for term in instances if isinstance(term, Term) and (term.is_needed or is_used(term))]
    for term in used:
        otherwise = f"{MESSAGE.format(term)} Retirez-le de la saisie, ou fusionnez-le dans un autre."
        error(request, NEEDED_MESSAGE.format(term) if term.is_needed else otherwise)
    if not used:
        return None
    return redirect(reverse(used[0].snippet_viewset.get_url_name("list")))  # type: ignore[attr-defined]


@hooks.register("register_log_actions")
def log_merges(actions: LogActionRegistry) -> None:
    @actions.register_action(ACTION)
    class MergeFormatter(LogFormatter):
        label = "Fusionner un terme"

        def format_message(self, log_entry: Any) -> str:
            before, after = log_entry.data["before"], log_entry.data["after"]
            return f"« {before['label']} » fusionné dans « {after['label']} »"

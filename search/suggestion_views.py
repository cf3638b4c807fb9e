"""Suggestions for the letters typed so far, as JSON for the search forms of the site."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from search.answering import unless_stood_in
from search.asking import ask
from search.suggestions import Group, ListForm, suggest


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """The parameters of a list, and its address (`dans`). One that means nothing is refused by its name."""
    asked, place = ask(request, {}), ListForm(request.GET)
    if not place.is_valid() or asked.form.errors:
        return _answer({"erreur": "Paramètres refusés.", "parametres": {**asked.form.errors, **place.errors}}, 400)
    with unless_stood_in(request):
        groups = suggest(asked, place.cleaned_data["dans"] or reverse("search"))
    return _answer({"q": asked.text, "groupes": [_group(group) for group in groups]})


def _group(group: Group) -> dict[str, Any]:
    return {
        "libelle": group.label,
        "suggestions": [
            {"libelle": found.label, "precision": found.detail, "url": found.url} for found in group.suggestions
        ],
    }


def _answer(payload: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(payload, status=status, json_dumps_params={"ensure_ascii": False})

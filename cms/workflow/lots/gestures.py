"""What one does to a lot from its screen: each gesture is a POST, and what it refuses is said there."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from cms.workflow.lots import preparing, publishing
from cms.workflow.lots.forms import DateForm
from cms.workflow.lots.preparing import LotRefusedError
from cms.workflow.models import Release, ReleaseItem

Gesture = Callable[[Any, Release], None]


def gesture(act: Gesture) -> Callable[..., HttpResponse]:
    """The view of a gesture."""

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not preparing.may_manage(request.user):
            raise PermissionDenied
        release = get_object_or_404(Release, pk=pk)
        try:
            act(request, release)
        except LotRefusedError as refusal:
            for problem in refusal.problems:
                messages.error(request, problem)
        return redirect("lot", release.pk)

    return view


def add(request: Any, release: Release) -> None:
    """The pages ticked, or all those that were listed; the one chosen by hand."""
    keys = request.POST.getlist("listed" if "everything" in request.POST else "page")
    pages = Page.objects.filter(pk__in=[key for key in keys if key.isdecimal()], depth__gt=1)
    preparing.add(release, pages, request.user)
    messages.success(request, f"Pages ajoutées : {len(pages)}.")


def remove(request: Any, release: Release) -> None:
    item = get_object_or_404(ReleaseItem, pk=request.POST.get("item"), release=release)
    preparing.remove(item, request.user)
    messages.success(request, f"« {item.title} » n’est plus dans le lot.")


def schedule(request: Any, release: Release) -> None:
    form = DateForm(request.POST, instance=release)
    if not form.is_valid():
        raise LotRefusedError(*(str(error) for errors in form.errors.values() for error in errors))
    date = preparing.schedule(release, form.cleaned_data["publish_at"], request.user)
    messages.success(request, f"Publication prévue le {date}." if date else "Ce lot n’a plus de date.")


def publish(request: Any, release: Release) -> None:
    if publishing.publish(release, request.user):
        messages.success(request, "Toutes les pages du lot sont en ligne.")
    else:
        messages.warning(request, "Ce lot n’était plus à publier.")


def roll_back(request: Any, release: Release) -> None:
    kept = publishing.roll_back(release, request.user)
    messages.success(request, "Le site est revenu à ce qu’il montrait avant ce lot.")
    for title in kept:
        messages.warning(request, f"« {title} » reste telle quelle : elle a changé depuis la publication du lot.")


def cancel(request: Any, release: Release) -> None:
    preparing.cancel(release, request.user)
    messages.success(request, "Lot annulé : rien n’a changé en ligne.")


ADDRESSES: dict[str, Gesture] = {
    "ajouter": add,
    "retirer": remove,
    "programmer": schedule,
    "publier": publish,
    "retablir": roll_back,
    "annuler": cancel,
}

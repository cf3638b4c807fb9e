"""Where a save of the admin is stopped before it overwrites what its author has not read; autosave included."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.editing_sessions import EditingSessionsList
from wagtail.models import Revision

from cms.workflow.conflicts.merging import changed_nothing, differences
from cms.workflow.conflicts.saving import newer_version, set_aside
from cms.workflow.conflicts.views import ConflictView
from cms.workflow.models import SetAside

# Wagtail's dialog says that going on overwrites: here it compares.
EditingSessionsList.template_name = "workflow/admin/editing_sessions.html"


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("conflits/<int:page_id>/", ConflictView.as_view(), name="page_conflict")]


@hooks.register("before_edit_page")
def compare_before_overwriting(request: HttpRequest, page: Any) -> HttpResponse | None:
    if request.method != "POST":
        _remind(request, page)
        return None
    newer = newer_version(request, page)
    if newer is None or page.alias_of_id:
        return None
    aside = None if _is_locked(request, page) else set_aside(request, page)
    if _is_autosave(request):
        return None  # Wagtail itself refuses it and says so; the text is safe
    if aside is None:
        _keep_base(request, newer)
        return None
    if changed_nothing(aside) or not differences(aside, newer):
        aside.delete()
        messages.info(request, f"{_author(newer)} a enregistré une autre version entre-temps : la voici.")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("page_conflict", page.pk)


def _keep_base(request: Any, newer: Revision) -> None:
    """The form comes back with its errors: it still says from which version it was loaded
    (`_loaded_revision_inputs.html`), so that the next save is compared as this one would have been.
    """
    request.loaded_revision = (
        request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id", ""),
        request.POST.get("loaded_revision_created_at", ""),
    )
    messages.warning(
        request,
        f"{_author(newer)} a enregistré une autre version pendant que vous écriviez. La vôtre est ci-dessous : "
        "corrigez ses erreurs et enregistrez, vous pourrez comparer les deux.",
    )


def _remind(request: HttpRequest, page: Any) -> None:
    user: Any = request.user
    for aside in SetAside.objects.filter(page_id=page.pk, user=user):
        text = f"Votre version du {aside.at:%d/%m/%Y} est de côté : une autre avait été enregistrée entre-temps."
        messages.warning(
            request, text, buttons=[messages.button(reverse("page_conflict", args=[page.pk]), "Comparer les deux")]
        )


def _author(revision: Revision) -> str:
    return str(revision.user or "Quelqu’un")


def _is_locked(request: HttpRequest, page: Any) -> bool:
    lock = page.get_lock()
    return bool(lock and lock.for_user(request.user))


def _is_autosave(request: HttpRequest) -> bool:
    return not request.accepts("text/html")  # Wagtail's own test

"""The ways to a new link in the admin, and the text it is to be quoted from."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from cms.members.roles import REDACTION, has_role
from cms.workflow.permissions import Action, may
from home.evidence.form import page_named, passage_choices
from home.evidence.source_text import source_text
from home.models import EvidenceIndexPage


@require_safe
def new_evidence(request: HttpRequest) -> HttpResponse:
    """The empty form; the query string (`cible`, `passage`, `principe`) fills it."""
    index = EvidenceIndexPage.objects.first()
    if index is None or not may(request.user, Action.CREATE, index):
        raise PermissionDenied
    address = reverse("wagtailadmin_pages:add", args=["home", "evidencepage", index.pk])
    return redirect(f"{address}?{request.GET.urlencode()}")


@require_safe
def evidence_source(request: HttpRequest) -> HttpResponse:
    """The passages and the public text of `cible`: what the form shows once another content is chosen."""
    if not has_role(request.user, REDACTION):
        raise PermissionDenied
    target = page_named(request.GET.get("cible"))
    context: dict[str, Any] = source_text(target)
    choices = passage_choices(target if context["chosen"] else None, "")
    return render(request, "home/admin/source_text.html", {**context, "choices": choices})


URLS = [path("", new_evidence, name="new_evidence"), path("texte/", evidence_source, name="evidence_source")]

"""The form, a page a step: nothing is kept but the draft itself, so that it goes on from any device."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.rate_limit import allow
from cms.core.views import error_page
from cms.members.belonging import authorities_of
from cms.members.one_time_code import code_verified_recently, redirect_to_code
from cms.territories.models import LocalAuthority
from cms.workflow.permissions import Action, may
from cms.workflow.steps import StepRefused
from library_pages.contribution import drafts, patterns, prose
from library_pages.contribution.access import for_contributors, own_fiche
from library_pages.contribution.addresses import above, home, resume_address
from library_pages.contribution.answers import shown
from library_pages.contribution.examples import examples, public_fiche
from library_pages.contribution.questions import PROJECT, REQUIRED_STEPS, Step, step_named
from library_pages.contribution.step_form import Filling, StepForm
from library_pages.contribution.suggestions import suggestions
from library_pages.models import Contribution, UseCasePage

TEMPLATE = "pages/contribution/step.html"
LEAVE = "quitter"
"""Name of the button that saves what is there and goes back to the list."""
SAVED = "Votre brouillon est enregistré. Vous pouvez le reprendre quand vous voulez, d’ici ou d’un autre appareil."
DRAFTS_PER_HOUR = 20
HOUR = 60 * 60


@require_safe
@for_contributors
def start(request: HttpRequest) -> HttpResponseBase:
    """A blank fiche, or one that takes another as its model."""
    context = {"title": "Proposer une fiche", "above": [home()], "patterns": patterns.offered(request)}
    return render(request, "pages/contribution/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def first_step(request: HttpRequest) -> HttpResponseBase:
    """The only step without a draft: its form creates it, once."""
    model = public_fiche(request.POST.get("modele") or request.GET.get("modele"))
    inspired_by = model.object_id if model else None
    token = _token(request.POST.get("jeton"))
    created = drafts.created_by(token, request.user)  # type: ignore[arg-type]  # signed in
    if created:
        return redirect(resume_address(drafts.last_version(created)))
    page = UseCasePage()
    form = StepForm(PROJECT, page, Filling(request.POST or None, authorities=_authorities(request)))
    if request.method == "POST" and form.is_valid():
        if not allow("fiche proposée", str(request.user.pk), DRAFTS_PER_HOUR, HOUR):
            return error_page(request, 429)
        form.apply()
        try:
            page = drafts.create(request.user, token, page, inspired_by)  # type: ignore[arg-type]
        except StepRefused as refused:
            messages.error(request, refused.message)
            return redirect("contributions")
        return _next(request, page, PROJECT)
    context = _context(form, page, inspired_by) | {
        "title": "Proposer une fiche",
        "above": [home()],
        "token": token,
        "model": model,
    }
    return render(request, TEMPLATE, context)


@require_safe
@for_contributors
def resume(request: HttpRequest, pk: int) -> HttpResponseBase:
    return redirect(resume_address(drafts.last_version(own_fiche(request, pk))))


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    page, asked = own_fiche(request, pk), step_named(slug)
    if asked is None:
        raise Http404
    if asked.restricted and not code_verified_recently(request):
        return redirect_to_code(request)
    if not may(request.user, Action.EDIT, page):
        messages.error(request, "Cette fiche ne peut pas être modifiée en ce moment.")
        return redirect("contribution", pk)
    inspired_by = Contribution.objects.filter(page=page).values_list("inspired_by", flat=True).first()
    if request.method == "POST":
        return _save(request, page, asked, inspired_by)
    return _show(request, page, _form(asked, drafts.last_version(page), inspired_by), inspired_by)


def _save(request: HttpRequest, page: UseCasePage, asked: Step, inspired_by: int | None) -> HttpResponseBase:
    base = request.POST.get("base_revision", "")
    key = int(base) if base.isdecimal() else None
    seen = drafts.version(page, key) or drafts.last_version(page)
    form = StepForm(asked, seen, Filling(request.POST, deferred=LEAVE in request.POST))
    if not form.is_valid():
        return _show(request, page, form, inspired_by, base=key)
    try:
        drafts.save_step(page, request.user, form, key)  # type: ignore[arg-type]  # signed in
    except drafts.Conflict as conflict:
        return _show_conflict(request, page, form, conflict, inspired_by)
    except StepRefused as refused:
        messages.error(request, refused.message)
        return redirect("contribution", page.pk)
    return _next(request, page, asked)


def _form(asked: Step, version: UseCasePage, inspired_by: int | None) -> StepForm:
    return StepForm(asked, version, Filling(suggested=suggestions(asked, version, inspired_by)))


def _show(
    request: HttpRequest, page: UseCasePage, form: StepForm, inspired_by: int | None, **more: Any
) -> HttpResponse:
    context = _context(form, page, inspired_by) | {
        "title": form.step.title,
        "above": above(page),
        "base": page.latest_revision_id,
        "fiche": page,
    }
    return render(request, TEMPLATE, context | {name: value for name, value in more.items() if value})


def _show_conflict(
    request: HttpRequest, page: UseCasePage, form: StepForm, conflict: drafts.Conflict, inspired_by: int | None
) -> HttpResponse:
    """Both versions side by side; saving again is choosing one's own, having seen the other."""
    versions = [
        {"label": asked.label, "mine": shown(conflict.mine, asked), "theirs": shown(conflict.current, asked)}
        for asked in conflict.asked
    ]
    last = UseCasePage.objects.select_related("latest_revision__user").get(pk=page.pk).latest_revision
    response = _show(request, page, form, inspired_by, conflict=versions, other=last, base=last.pk)
    response.status_code = 409
    return response


def _context(form: StepForm, page: UseCasePage, inspired_by: int | None) -> dict[str, Any]:
    found = examples(form.step, page, inspired_by)
    return {
        "form": form,
        "step": form.step,
        "steps": REQUIRED_STEPS,
        "rank": REQUIRED_STEPS.index(form.step) + 1 if form.step.required else 0,
        "questions": form.questions(found),
        "row_questions": form.row_questions(found),
        "errors": form.errors,
        "prose_hint": prose.HINT,
        "leave": LEAVE,
    }


def _next(request: HttpRequest, page: UseCasePage, asked: Step) -> HttpResponseBase:
    """The required steps follow each other; an optional one leads back to the summary."""
    if LEAVE in request.POST:
        messages.success(request, SAVED)
        return redirect("contributions")
    following = REQUIRED_STEPS[REQUIRED_STEPS.index(asked) + 1 :][:1] if asked.required else ()
    if following:
        return redirect("contribution_step", page.pk, following[0].slug)
    return redirect("contribution_check", page.pk)


def _authorities(request: HttpRequest) -> Any:
    return LocalAuthority.objects.filter(pk__in=authorities_of(request.user))


def _token(given: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(given or "")
    except ValueError:
        return uuid.uuid4()

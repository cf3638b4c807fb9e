"""« Vérifier et soumettre »: everything the fiche says, what it lacks, and the way to the reviewers."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cms.core.form_errors import FormError, errors_of
from cms.core.licence import LICENCE
from cms.core.rate_limit import allow
from cms.core.views import error_page
from cms.members.one_time_code import code_verified_recently, redirect_to_code
from cms.workflow import steps
from cms.workflow.permissions import Action, in_review, may
from cms.workflow.steps import StepRefused
from library_pages.contribution import drafts
from library_pages.contribution.access import for_contributors, own_fiche
from library_pages.contribution.addresses import above
from library_pages.contribution.journal import keep_licence
from library_pages.contribution.questions import REQUIRED_STEPS
from library_pages.contribution.summary import Lack, lacks, parts
from library_pages.models import UseCasePage

SUBMISSIONS_PER_HOUR = 5
HOUR = 60 * 60
CHANGED = "La fiche a changé depuis l’affichage de cette page : relisez-la avant de la soumettre."
THANKS = "Votre fiche est soumise. Vous serez prévenu par courriel de la réponse des relecteurs."


class SubmissionForm(forms.Form):
    """What is agreed by submitting."""

    licence = forms.BooleanField(
        label=f"J’accepte que cette fiche soit publiée sous {LICENCE} : chacun peut la réutiliser en citant sa source.",
        error_messages={"required": "La fiche ne peut être soumise qu’avec votre accord sur sa licence."},
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contributors
def check(request: HttpRequest, pk: int) -> HttpResponseBase:
    page = own_fiche(request, pk)
    if request.method == "POST" and in_review(page):
        messages.success(request, "Cette fiche est déjà en relecture.")  # the button was pressed twice
        return redirect("contribution", pk)
    if not may(request.user, Action.EDIT, page):
        messages.error(request, "Cette fiche ne peut pas être modifiée en ce moment.")
        return redirect("contribution", pk)
    version = drafts.last_version(page)
    told = list(parts(version))
    if any(part.step.restricted and not part.is_empty for part in told) and not code_verified_recently(request):
        return redirect_to_code(request)
    missing = list(lacks(version))
    form, errors = _checked(request, page, missing)
    if request.method == "POST" and not errors:
        return _submit(request, page)
    context = {
        "title": "Vérifier et soumettre",
        "above": above(page),
        "fiche": page,
        "parts": told,
        "missing": missing,
        "form": form,
        "errors": errors,
        "steps": REQUIRED_STEPS,
        "rank": len(REQUIRED_STEPS) + 1,
        "may_submit": may(request.user, Action.SUBMIT, page),
    }
    return render(request, "pages/contribution/check.html", context)


def _checked(request: HttpRequest, page: UseCasePage, missing: list[Lack]) -> tuple[SubmissionForm, list[FormError]]:
    """What is submitted is what was shown, with nothing required missing."""
    shown_now = {"base_revision": page.latest_revision_id}
    if request.method != "POST":
        return SubmissionForm(initial=shown_now), []
    form = SubmissionForm(request.POST)
    errors = [*_blocking(missing), *errors_of(form)]
    if form.is_valid() and form.cleaned_data["base_revision"] != page.latest_revision_id:
        return SubmissionForm(initial=shown_now), [FormError(CHANGED), *_blocking(missing)]
    return form, errors


def _submit(request: HttpRequest, page: UseCasePage) -> HttpResponseBase:
    if not allow("fiche soumise", str(request.user.pk), SUBMISSIONS_PER_HOUR, HOUR):
        return error_page(request, 429)
    try:
        with transaction.atomic():
            task_state = steps.submit(page, request.user)
            keep_licence(page, task_state.revision, request.user)
    except StepRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, THANKS)
    return redirect("contribution", page.pk)


def _blocking(missing: list[Lack]) -> list[FormError]:
    return [FormError(f"{lack.label} : il manque une réponse.", url=lack.url) for lack in missing if lack.blocking]

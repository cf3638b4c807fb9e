"""The entrance of the space: where the commitment is, its reports, and the colleagues who write them."""

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from cms.core.form_errors import errors_of
from cms.core.mail import queue
from cms.core.rate_limit import allow
from cms.core.views import error_page
from cms.workflow.steps import StepRefused
from concertation_pages.commitment.journal import note_withdrawn_invitations
from concertation_pages.commitment.mails import event
from concertation_pages.commitment.referents import erase
from concertation_pages.models import Commitment, Referent, ReportPage
from concertation_pages.space import drafts
from concertation_pages.space.access import Space
from concertation_pages.space.links import space_address
from concertation_pages.space.pages import done, refused, show
from concertation_pages.space.status import invited, reports_of

DAY = 24 * 60 * 60
INVITATIONS_PER_DAY, DRAFTS_PER_DAY = 10, 20
REFERENTS = 3
"""Of a commitment."""
FULL = (
    f"{REFERENTS} personnes répondent déjà de cet engagement ou y sont invitées : retirez les invitations sans "
    "réponse, ou écrivez-nous pour en changer."
)
TITLE = "Espace de l’engagement"


class InvitationForm(forms.Form):
    """Who receives a link of his own."""

    email = forms.EmailField(
        label="Courriel de votre collègue",
        help_text="Il reçoit un lien à son nom : ne lui transférez pas le vôtre. Son adresse n’est jamais publiée.",
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"required": "Donnez une adresse."},
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        return email


@require_safe
def home(request: HttpRequest, space: Space) -> HttpResponse:
    return _home(request, space, InvitationForm())


@require_POST
def invite(request: HttpRequest, space: Space) -> HttpResponse:
    """Another referent; the same address again receives a new link."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _home(request, space, form, 422)
    if not allow("invitation à une concertation", str(space.commitment.pk), INVITATIONS_PER_DAY, DAY):
        return error_page(request, 429)
    if not _invite(space.commitment, form.cleaned_data["email"]):
        form.add_error("email", FULL)
        return _home(request, space, form, 422)
    return done(space.home, "invite")


@transaction.atomic
def _invite(commitment: Commitment, email: str) -> bool:
    """Mail a link, unless the commitment has as many people as it may: its row is locked while they are counted."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    known = held.referents.filter(erased_at=None)
    colleague = known.filter(email__iexact=email).first()
    if colleague is None and known.count() >= REFERENTS:
        return False
    colleague = colleague or Referent.objects.create(commitment=held, email=email)
    context = {"territory": held.name, "action": "Ouvrir l’espace", "url": space_address(colleague)}
    queue("space_invitation", colleague.email, context, key=f"{event(colleague)}:invitation:{uuid.uuid4()}")
    return True


@require_POST
@transaction.atomic
def withdraw(request: HttpRequest, space: Space) -> HttpResponse:
    """The invitations that nobody answered: an address that was mistyped gives its place back."""
    withdrawn = list(invited(space.referent).select_for_update())
    for referent in withdrawn:
        erase(referent)
    if withdrawn:
        note_withdrawn_invitations(space.commitment)
    return done(space.home, "retirees")


def _home(request: HttpRequest, space: Space, form: InvitationForm, status: int = 200) -> HttpResponse:
    reports = reports_of(space.commitment)
    context: dict[str, Any] = {
        "title": TITLE,
        "reports": reports,
        "invited": invited(space.referent).count(),
        "is_followed": any(report.page and report.page.live for report in reports),
        "form": form,
        "errors": errors_of(form) if form.is_bound else [],
        "token": uuid.uuid4(),
    }
    return show(request, space, "home", context, status)


@require_POST
def begin(request: HttpRequest, space: Space) -> HttpResponse:
    if not allow("compte rendu commencé", str(space.commitment.pk), DRAFTS_PER_DAY, DAY):
        return error_page(request, 429)
    try:
        draft = drafts.begin(space.commitment, uuid.UUID(request.POST.get("jeton", "")))
    except ValueError:
        return redirect(space.home)
    except StepRefused as refusal:
        return refused(request, space, refusal.message, space.home)
    return done(space.open(draft.pk).address(), "commence")


@require_POST
def begin_change(request: HttpRequest, space: Space, page: int) -> HttpResponse:
    """A report that the site loaded from documents, taken up by its territory."""
    found = get_object_or_404(ReportPage, pk=page, commitment=space.commitment, first_published_at__isnull=False)
    return redirect(space.open(drafts.begin_change(found).pk).address())

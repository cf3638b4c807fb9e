"""The page of the link that confirms a commitment, then shows its receipt. Opening it does nothing: programs that check
mails open links.
"""

from typing import cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from cms.members.link_views import page_of
from cms.members.links import LinkRefused, Refusal, SignedLink
from concertation_pages.commitment.mails import tell_staff
from concertation_pages.commitment.receipt import Receipt
from concertation_pages.commitment.requesting import rivals
from concertation_pages.commitment.words import Words
from concertation_pages.models import CampaignPage, Commitment, Referent

PDF = "recepisse.pdf"
TAKEN = "Cette collectivité s’est déjà engagée dans cette campagne par une autre demande : rien n’a changé."
WAITING = "Une autre demande pour cette collectivité est à l’étude : rien n’a changé."


def check(link: SignedLink) -> None:
    """Raises LinkRefused for a demand that came second."""
    commitment = cast("Referent", link.target).commitment
    if commitment.state == Commitment.State.UNCONFIRMED:
        _refuse_second(commitment)


def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """A button; once it has served, the receipt, as a page and as a PDF."""
    referent = cast("Referent", link.target)
    receipt = Receipt.of(referent.commitment)
    if rest:
        return _file(receipt, rest) if link.used_at else redirect(page_of(link))
    if request.method == "POST" and not link.used_at:
        confirm(referent, link)
        return redirect(request.path)
    context = {
        "title": "Votre engagement est enregistré" if link.used_at else "Confirmer l’engagement",
        "commitment": referent.commitment,
        "receipt": receipt,
        "words": Words.accepted(referent.commitment),
        "confirmed": bool(link.used_at),
        "pdf": PDF,
    }
    return render(request, "pages/concertation_pages/commitment/receipt.html", context)


@transaction.atomic
def confirm(referent: Referent, link: SignedLink) -> None:
    """From now on staff are asked to validate. Raises LinkRefused for a second answer, and for a territory that another
    demand has engaged meanwhile: the campaign is locked, so that of two at once one comes first.
    """
    CampaignPage.objects.select_for_update().get(pk=referent.commitment.campaign_id)
    commitment = Commitment.objects.select_for_update().get(pk=referent.commitment_id)
    _refuse_second(commitment)
    link.consume()
    Referent.objects.filter(pk=referent.pk).update(confirmed_at=timezone.now())
    if commitment.state == Commitment.State.UNCONFIRMED:
        commitment.state = Commitment.State.CANDIDATE
        commitment.save(update_fields=["state"])
        tell_staff(commitment)


def receipt_file(receipt: Receipt) -> HttpResponse:
    """The PDF, read in the browser or kept."""
    response = HttpResponse(receipt.pdf(), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="recepisse-engagement.pdf"'
    return response


def _file(receipt: Receipt | None, rest: str) -> HttpResponse:
    if receipt is None or rest != PDF:
        raise Http404
    return receipt_file(receipt)


def _refuse_second(commitment: Commitment) -> None:
    if others := list(rivals(commitment)):
        raise LinkRefused(Refusal.SUPERSEDED, TAKEN if any(one.is_public for one in others) else WAITING)

"""What commitments fill in the registries of the layers below, and in the space of a territory."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from cms.members import links, personal_data
from cms.members.links import SignedLink
from cms.members.roles import REDACTION
from cms.workflow import desk
from concertation_pages.commitment import confirming, desk_section, keeping, mails, retention
from concertation_pages.commitment.receipt import Receipt
from concertation_pages.models import Referent
from concertation_pages.space.parts import register_part
from concertation_pages.space.retention import KEPT_MONTHS


def receipt_part(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """`recepisse/` in the space: the PDF of what was accepted. Raises Http404 when it was not on this site."""
    receipt = Receipt.of(link.target.commitment) if isinstance(link.target, Referent) and not rest else None
    if receipt is None:
        raise Http404
    return confirming.receipt_file(receipt)


def register_all() -> None:
    links.register(mails.PURPOSE, confirming.answer, confirming.check, answers_used=True, confirms=True)
    register_part("recepisse/", receipt_part)
    personal_data.register("Engagements de concertation", retention.export, retention.erase, retention.forget)
    personal_data.explain(
        "components/information/commitments.html",
        confirm_days=mails.DAYS,
        kept=keeping.RULE,
        draft_months=KEPT_MONTHS,
    )
    desk.register_section(
        desk.Section(
            "engagements",
            "Engagements à valider",
            "concertation_pages/admin/desk_commitments.html",
            desk_section.waiting,
            roles=(REDACTION,),
            order=30,
        )
    )

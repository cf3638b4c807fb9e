"""The page of the link that confirms a follow. Opening it does nothing: programs that check mails open links."""

from typing import cast

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from cms.members.links import SignedLink
from concertation_pages.following.addresses import stop_url
from concertation_pages.models import Follow

PURPOSE = "suivi"
DAYS = 7
"""Then a follow that nobody confirmed is erased."""


def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """A button; once it has served, what is to come."""
    follow = cast("Follow", link.target)
    if request.method == "POST" and not link.used_at:
        confirm(follow, link)
        return redirect(request.path)
    context = {
        "title": "Votre suivi est confirmé" if link.used_at else "Confirmer ce suivi",
        "followed": follow.page.specific,
        "stop_url": stop_url(follow) if link.used_at else "",
    }
    return render(request, "pages/concertation_pages/follow_confirmation.html", context)


@transaction.atomic
def confirm(follow: Follow, link: SignedLink) -> None:
    """From now on mails leave. Raises LinkRefused for a second of two answers sent together."""
    link.consume()
    Follow.objects.filter(pk=follow.pk).update(confirmed_at=timezone.now())

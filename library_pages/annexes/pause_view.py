"""The page behind the link that a contact receives with each request: pause, and come back."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from cms.members.models import SignedLink
from library_pages.models.annex_records import ContactPause


def answer(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """The link is used again and again until it expires: it says where things stand, and changes them on a POST."""
    pause = link.target
    if rest or not isinstance(pause, ContactPause):
        raise Http404
    if request.method == "POST":
        away = request.POST.get("etat") == "pause"
        if away != bool(pause.paused_at):
            pause.paused_at = timezone.now() if away else None
            pause.save(update_fields=["paused_at"])
        return HttpResponseRedirect(request.path)
    context = {"title": "Vos demandes d’échange", "pause": pause, "expires_at": link.expires_at}
    return render(request, "pages/library_pages/annexes/pause_page.html", context)

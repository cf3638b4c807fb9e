"""The page of an alert, for whoever has one of its mails: its rhythm, a pause, its end.

Knowing the address is the right to change the alert, so that no cookie protects these forms: a mail program that posts
« List-Unsubscribe=One-Click » (RFC 8058) has none. Opening a page changes nothing.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.content_version import version_for
from cms.core.page_cache import keep_to_its_reader
from search.alerts.addresses import alert_of
from search.alerts.calendar import next_mail
from search.alerts.forms import RhythmForm
from search.alerts.selection import followed_by
from search.alerts.stopping import stop
from search.models import Alert

View = Callable[..., HttpResponseBase]


def _discreet(view: View) -> View:
    """Kept and indexed by nobody; the address goes to no other site. Raises Http404 for one that was never made."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponseBase:
        return keep_to_its_reader(view(request, token, alert_of(token)))

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(wrapped))


@_discreet
def alert(request: HttpRequest, token: str, found: Alert | None) -> HttpResponseBase:
    """`/alertes/<token>/`: each button posts what it does."""
    if found is None or not found.confirmed_at:
        return _stopped(request, status=410)
    if request.method == "POST":
        change = CHANGES.get(request.POST.get("faire", ""))
        if change:
            change(found, request)
        return redirect(request.path)
    context = {
        "title": "Votre alerte",
        "alert": found,
        "followed": followed_by(found, version_for(request)),
        "form": RhythmForm(initial={"rhythm": found.rhythm}),
        "token": token,
    }
    return render(request, "pages/search/alert_page.html", context)


@_discreet
def alert_stop(request: HttpRequest, token: str, found: Alert | None) -> HttpResponseBase:
    """`/alertes/<token>/arret/`: one button for people; a bare POST does as well, once or several times."""
    if request.method == "POST":
        if found:
            stop(found)
        return _stopped(request)
    if found is None:
        return _stopped(request)
    context = {"title": "Arrêter cette alerte ?", "followed": followed_by(found, version_for(request)), "token": token}
    return render(request, "pages/search/alert_stop.html", context)


def _stopped(request: HttpRequest, status: int = 200) -> HttpResponse:
    return render(request, "pages/search/alert_stopped.html", {"title": "Cette alerte est arrêtée"}, status=status)


def _keep(found: Alert, **changes: object) -> None:
    """Whatever its owner does, he wants it."""
    Alert.objects.filter(pk=found.pk).update(kept_at=timezone.now(), warned_at=None, **changes)


def _pause(found: Alert, request: HttpRequest) -> None:
    _keep(found, due=None)


def _resume(found: Alert, request: HttpRequest) -> None:
    """The next mail tells what became public during the pause as well."""
    _keep(found, due=next_mail(found.rhythm, timezone.now()))


def _change_rhythm(found: Alert, request: HttpRequest) -> None:
    form = RhythmForm(request.POST)
    if form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        _keep(found, rhythm=rhythm, due=None if found.is_paused else next_mail(rhythm, timezone.now()))


CHANGES: dict[str, Callable[[Alert, HttpRequest], None]] = {
    "garder": lambda found, request: _keep(found),
    "pause": _pause,
    "reprendre": _resume,
    "rythme": _change_rhythm,
}

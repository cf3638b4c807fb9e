"""The page of an alert, for whoever has one of its mails: its rhythm, a pause, its end. Opening it changes nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from cms.core.content_version import version_for
from search.alerts.addresses import ALERTS
from search.alerts.calendar import next_mail
from search.alerts.forms import RhythmForm
from search.alerts.selection import followed_by
from search.alerts.stopping import stop
from search.models import Alert


@ALERTS.view
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


@ALERTS.view
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

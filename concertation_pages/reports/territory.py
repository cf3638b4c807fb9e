"""`/concertations/territoires/<slug>/`: a committed territory, whether it has reported or not."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.core.addresses import Address
from cms.core.navigation import Crumb
from cms.core.partial_dates import in_words
from cms.core.public_tree import unrestricted
from concertation_pages.models import Commitment, ConcertationIndexPage, ReportPage
from concertation_pages.reports.answers import Facts, fact, facts
from concertation_pages.reports.reading import authorities

PARTS = ("Informations pratiques", "Objectifs et méthodes", "Résultats")
"""Of the questionnaire: what a territory that has only committed has not given yet."""


@require_safe
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """404 for a commitment that is not public, or not any more."""
    public = Commitment.objects.public().select_related("campaign")
    commitment = get_object_or_404(public, slug=slug)
    index = unrestricted(ConcertationIndexPage.objects.all()).first()
    reports = list(unrestricted(ReportPage.objects.filter(commitment=commitment)).order_by("path"))
    context = {
        "commitment": commitment,
        "title": f"{commitment.name}, engagement",
        "above": [Crumb(index.title, index.get_url(request) or "")] if index else [],
        "index": index,
        "description": f"{commitment.name} : son engagement à concerter sur l’IA, ses comptes rendus publiés.",
        "authorities": authorities(commitment),
        "sources": list(commitment.sources.all()),
        "undertaken": _undertaken(commitment),
        "planned": _planned(commitment, reports),
        "reports": reports,
        "parts": PARTS,
        "is_reported_elsewhere": commitment.reported_elsewhere and not any(one.is_contribution for one in reports),
    }
    return render(request, "pages/concertation_pages/territory_page.html", context)


def _undertaken(commitment: Commitment) -> Facts:
    moment, version = commitment.charter_accepted_at, commitment.charter_version
    accepted = in_words(timezone.localdate(moment)) if moment else ""
    return facts(
        fact("État", commitment.get_state_display()),
        fact("Date de l’engagement", commitment.committed_on or accepted),
        fact("Charte acceptée", "" if version is None else _version(version)),
        fact("Date d’acceptation", accepted),
    )


def _version(number: int) -> str:
    return f"version {number}" if number else "version 0\u00a0: les engagements de l’appel"


def _planned(commitment: Commitment, reports: Iterable[ReportPage]) -> Facts:
    """It began when its first consultation did, as long as nobody says otherwise."""
    publics: Iterable[Any] = commitment.publics.all()
    starts = [page.actual_start for page in reports if page.actual_start]
    first = min(starts, key=lambda start: start.first_day, default=None)
    return facts(
        fact("Publics associés", *publics),
        fact("Périmètre", commitment.get_perimeter_display()),
        fact("Début prévu", commitment.expected_start),
        fact("Début réel", commitment.started_on or first),
    )


def territory_addresses(request: HttpRequest) -> Iterator[Address]:
    """For the plan du site and the sitemap."""
    for commitment in Commitment.objects.public().only("name", "slug"):
        yield Address(commitment.name, commitment.get_absolute_url(), None)

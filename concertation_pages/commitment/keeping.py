"""Until when the data of those who answer for a commitment are kept: what the sweep applies and what they are told."""

import datetime

from django.db.models import Max
from django.utils import timezone

from cms.core.months import months_after
from concertation_pages.models import Commitment, Referent, ReportDraft, SectionDraft, StatusChange

MONTHS_KEPT = 12
RULE = (
    "douze mois après la fin de la campagne, l’ajout de la personne ou la dernière réponse que la collectivité a "
    "enregistrée ou envoyée par ses liens, le plus tardif des trois"
)
"""A mail that the site sends puts nothing off: it would do so for ever."""


def kept_until(referent: Referent) -> datetime.date | None:
    """The last day. None while the campaign has no end: its referents still answer for it."""
    closes_on = referent.commitment.campaign.closes_on
    if closes_on is None:
        return None
    added = timezone.localdate(referent.created_at)
    answered = (timezone.localdate(moment) for moment in _last_answers(referent.commitment))
    return months_after(max(closes_on.last_day, added, *answered), MONTHS_KEPT)


def _last_answers(commitment: Commitment) -> list[datetime.datetime]:
    """Of each kind, the last that anybody sent for this commitment: a point, a saved answer, a report."""
    points = StatusChange.objects.filter(referent__commitment=commitment).aggregate(last=Max("recorded_at"))
    saved = SectionDraft.objects.filter(draft__commitment=commitment, saved_by__isnull=False)
    reports = ReportDraft.objects.filter(commitment=commitment).aggregate(last=Max("submitted_at"))
    found = (points["last"], saved.aggregate(last=Max("saved_at"))["last"], reports["last"])
    return [moment for moment in found if moment]

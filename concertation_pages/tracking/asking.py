"""Once a year a territory is asked, by mail, what became of the proposals that it published.

Only somebody who confirmed an address is asked, through a link that opens the rows to answer: a report that was loaded
from documents has nobody, so that nobody's silence is ever counted. A silence begins when the mail really left.
"""

import datetime
import logging

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.utils import timezone

from cms.core.content_version import renew
from cms.core.mail import queue
from cms.core.models import OutgoingMail
from cms.core.months import months_after
from cms.taxonomy.models import PUBLIC_STATES
from concertation_pages.models import Commitment, FollowUpRequest, Referent, ReportPage, StatusChange, TrackedItem
from concertation_pages.space.links import space_address
from concertation_pages.tracking.reading import SILENT

logger = logging.getLogger(__name__)

AT_ONCE = 50
"""Territories asked in one sweep."""


def sweep() -> None:
    """Ask whose year is over, then note which mails left."""
    for commitment in _who_can_answer()[:AT_ONCE]:
        try:
            ask(commitment)
        except Exception:
            logger.exception("%s could not be asked for news", commitment)
    for request in FollowUpRequest.objects.filter(received_on=None).select_related("commitment"):
        note_reception(request)


def online_items(commitment: Commitment) -> QuerySet[TrackedItem]:
    """Proposals of the territory that anybody may read now."""
    reports = ReportPage.objects.live().public().filter(commitment=commitment)
    return TrackedItem.objects.filter(page__in=reports.values("pk"), shown=True)


@transaction.atomic
def ask(commitment: Commitment) -> None:
    """Mail each referent, unless the territory published, answered or was asked less than twelve months ago."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    number = online_items(held).count()
    if not number or not _is_time(held):
        return
    for referent in _confirmed().filter(commitment=held):
        request = FollowUpRequest.objects.create(commitment=held, referent=referent)
        context = {
            "commitment": held,
            "number": number,
            "url": space_address(referent),
            "action": "Répondre",
        }
        queue("follow_up_request", referent.email, context, key=mail_key(request))


def mail_key(request: FollowUpRequest) -> str:
    return f"suite:demande:{request.pk}"


@transaction.atomic
def note_reception(request: FollowUpRequest) -> None:
    """The rows that nobody answered since wait from the day the mail left; an earlier wait goes on."""
    sent = OutgoingMail.objects.filter(key=mail_key(request)).values_list("sent_at", flat=True).first()
    if sent is None:
        return
    day = timezone.localdate(sent)
    FollowUpRequest.objects.filter(pk=request.pk).update(received_on=day)
    answered = StatusChange.objects.filter(item=OuterRef("pk"), recorded_at__gte=sent)
    waiting = online_items(request.commitment).filter(~Exists(answered), asked_on=None)
    if waiting.update(asked_on=day):
        renew()


def _who_can_answer() -> QuerySet[Commitment]:
    """Territories with somebody to ask, and a report that is a year old; `ask` looks closer, under their lock."""
    a_year_ago = timezone.now() - datetime.timedelta(days=365)
    asked = FollowUpRequest.objects.filter(commitment=OuterRef("pk"), queued_at__gt=a_year_ago)
    reports = ReportPage.objects.live().filter(commitment=OuterRef("pk"), first_published_at__lte=a_year_ago)
    can_answer = Exists(_confirmed().filter(commitment=OuterRef("pk")))
    return Commitment.objects.filter(can_answer, Exists(reports), ~Exists(asked), state__in=PUBLIC_STATES)


def _confirmed() -> QuerySet[Referent]:
    return Referent.objects.filter(erased_at=None, confirmed_at__isnull=False).exclude(email="")


def _is_time(commitment: Commitment) -> bool:
    reports = ReportPage.objects.live().public().filter(commitment=commitment)
    told = StatusChange.objects.filter(item__page__in=reports.values("pk"))
    moments = [
        reports.aggregate(first=Min("first_published_at"))["first"],
        told.aggregate(last=Max("recorded_at"))["last"],
        commitment.follow_up_requests.aggregate(last=Max("queued_at"))["last"],
    ]
    return all(_is_a_year_old(moment) for moment in moments if moment)


def _is_a_year_old(moment: datetime.datetime) -> bool:
    return months_after(timezone.localdate(moment), SILENT) <= timezone.localdate()

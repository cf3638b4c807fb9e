"""Once a year a territory is asked, by mail, what became of the proposals that it published: first when its campaign is
over and its report online.

Only somebody who confirmed an address, and who keeps it long enough to answer, is asked, through a link that opens the
rows to answer: a report that was loaded from documents has nobody, so that nobody's silence is ever counted. A silence
begins when the mail really left.
"""

import datetime
import logging
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cms.core.content_version import renew
from cms.core.mail import queue
from cms.core.models import OutgoingMail
from cms.core.months import months_after
from cms.taxonomy.models import PUBLIC_STATES
from concertation_pages.commitment.keeping import RULE, kept_until
from concertation_pages.commitment.mails import event
from concertation_pages.models import (
    CampaignPage,
    Commitment,
    FollowUpRequest,
    Referent,
    ReportPage,
    StatusChange,
    TrackedItem,
)
from concertation_pages.space.links import space_address
from concertation_pages.tracking.silence import SILENT

logger = logging.getLogger(__name__)

AT_ONCE = 50
"""Territories asked in one sweep."""
ANSWERED = 11
"""Months after which who answered is asked again: the twelfth is left to answer, before who answers is forgotten."""
TO_ANSWER = datetime.timedelta(weeks=4)
"""The shortest of months: who is forgotten sooner is asked nothing."""


def sweep() -> None:
    """Ask those whose turn it is, then note which mails left."""
    for commitment in islice(filter(_who_may_answer, _to_ask()), AT_ONCE):
        try:
            ask(commitment)
        except Exception:
            logger.exception("%s could not be asked for news", commitment)
    left = FollowUpRequest.objects.filter(received_on=None).exclude(referent=None)
    for request in left.select_related("commitment", "referent"):
        note_reception(request)


def online_items(commitment: Commitment) -> QuerySet[TrackedItem]:
    """Proposals of the territory that anybody may read now."""
    reports = ReportPage.objects.live().public().filter(commitment=commitment)
    return TrackedItem.objects.filter(page__in=reports.values("pk"), shown=True)


@transaction.atomic
def ask(commitment: Commitment) -> None:
    """Mail each referent who has time to answer, unless somebody asked or answered meanwhile."""
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if not _to_ask().filter(pk=held.pk).exists():
        return
    number = online_items(held).count()
    for referent in _who_may_answer(held):
        request = FollowUpRequest.objects.create(commitment=held, referent=referent)
        context = {
            "commitment": held,
            "territory": held.name,
            "kept": RULE,
            "number": number,
            "kept_until": kept_until(referent),
            "url": space_address(referent),
            "action": "Répondre",
        }
        queue("follow_up_request", referent.email, context, key=mail_key(request))


def _who_may_answer(commitment: Commitment) -> list[Referent]:
    """Those whose link still opens for a month."""
    referents = Referent.objects.who_answer().filter(commitment=commitment).select_related("commitment__campaign")
    soon = timezone.localdate() + TO_ANSWER
    return [referent for referent in referents if (kept_until(referent) or soon) >= soon]


def mail_key(request: FollowUpRequest) -> str:
    """Forgotten with the person, as every mail to a referent."""
    referent: Any = request.referent
    return f"{event(referent)}:demande:{request.pk}"


@transaction.atomic
def note_reception(request: FollowUpRequest) -> None:
    """The rows without public news since wait from the day the mail left; an earlier wait goes on. Nobody waits for a
    territory in which nobody can answer any more.
    """
    sent = OutgoingMail.objects.filter(key=mail_key(request)).values_list("sent_at", flat=True).first()
    if sent is None:
        return
    day = timezone.localdate(sent)
    FollowUpRequest.objects.filter(pk=request.pk).update(received_on=day)
    if not Referent.objects.who_answer().filter(commitment=request.commitment).exists():
        return
    news = StatusChange.objects.accepted().filter(item=OuterRef("pk"), decided_at__gte=sent)
    waiting = online_items(request.commitment).filter(~Exists(news), asked_on=None)
    if waiting.update(asked_on=day):
        renew()


def _to_ask() -> QuerySet[Commitment]:
    """Territories with somebody to ask and a proposal to ask about, that neither answered nor were asked lately."""
    answers = StatusChange.objects.not_refused().filter(referent__isnull=False)
    recent = answers.filter(item__page__reportpage__commitment=OuterRef("pk"), recorded_at__gte=_months_ago(ANSWERED))
    since = answers.filter(
        item__page__reportpage__commitment=OuterRef("commitment"), recorded_at__gte=OuterRef("queued_at")
    )
    asked = FollowUpRequest.objects.filter(commitment=OuterRef("pk"), queued_at__gte=_months_ago(SILENT))
    return Commitment.objects.filter(
        Exists(Referent.objects.who_answer().filter(commitment=OuterRef("pk"))),
        Exists(_to_ask_about().filter(page__reportpage__commitment=OuterRef("pk"))),
        ~Exists(recent),
        ~Exists(asked.filter(~Exists(since))),
        state__in=PUBLIC_STATES,
    )


def _to_ask_about() -> QuerySet[TrackedItem]:
    """Proposals online, of a campaign that is over; of one without an end, those online for a year."""
    reports = ReportPage.objects.live().public()
    over = Q(commitment__campaign__in=CampaignPage.over())
    old = Q(commitment__campaign__closes_on=None, first_published_at__lt=_months_ago(SILENT))
    return TrackedItem.objects.filter(page__in=reports.filter(over | old).values("pk"), shown=True)


def _months_ago(months: int) -> datetime.datetime:
    """What happened before it is at least that old, to the day."""
    day = months_after(timezone.localdate(), -months) + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))

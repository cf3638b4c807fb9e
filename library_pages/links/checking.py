"""The weekly check of the links of resources: one at each turn of the worker, which has mails to send."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from library_pages.links.asking import RESPONSE, Answer, Verdict, ask
from library_pages.links.hosts import Rule, is_public
from library_pages.models import LinkCheck, LinkState, ResourcePage

EVERY = 10 * 60
"""Seconds between two turns."""
WEEK, DAY = datetime.timedelta(days=7), datetime.timedelta(days=1)
IN_DOUBT = (LinkState.UNREACHED, LinkState.FAILING, LinkState.DEAD)
"""Asked again the next day: to confirm, or to show the link as soon as it answers."""


def check_due() -> None:
    """Every `EVERY`: the link that nobody asked for the longest."""
    if page := due(timezone.now()).first():
        check(page)


def due(now: datetime.datetime) -> QuerySet[ResourcePage]:
    """Published resources whose link is new, or was asked a week ago, or yesterday if it is in doubt."""
    old = Q(link_check__checked_at__lte=now - WEEK)
    doubtful = Q(link_check__state__in=IN_DOUBT, link_check__checked_at__lte=now - DAY)
    new = Q(link_check=None) | ~Q(link_check__url=F("link"))
    found = ResourcePage.objects.live().exclude(link="").filter(new | old | doubtful)
    return found.order_by(F("link_check__checked_at").asc(nulls_first=True), "pk")


def check(page: ResourcePage, allowed: Rule = is_public) -> LinkCheck:
    """Ask, outside any transaction, and keep the answer."""
    answer = ask(page.link, user_agent(), allowed)
    return record(page, answer, timezone.now())


def record(page: ResourcePage, answer: Answer, now: datetime.datetime) -> LinkCheck:
    """What the public reads only changes with the state: an answer like the one before makes no new version."""
    known = LinkCheck.objects.filter(page=page).first()
    before = known if known and known.url == page.link else None
    state, failing_since = _standing(before, answer.verdict, timezone.localdate(now))
    values: dict[str, Any] = {"answer": answer.said, "checked_at": now}
    if before and (before.state, before.failing_since) == (state, failing_since):
        LinkCheck.objects.filter(pk=before.pk).update(**values)
        return LinkCheck.objects.get(pk=before.pk)
    values |= {"url": page.link, "state": state, "failing_since": failing_since}
    return LinkCheck.objects.update_or_create(page=page, defaults=values)[0]


def _standing(
    before: LinkCheck | None, verdict: Verdict, today: datetime.date
) -> tuple[LinkState, datetime.date | None]:
    """State, and day of the first failure. « Gone » is an answer: it needs no second one."""
    if verdict is Verdict.UNKNOWN:
        return (LinkState(before.state), before.failing_since) if before else (LinkState.UNREACHED, None)
    if verdict in {Verdict.ANSWERS, Verdict.REFUSES}:
        return (LinkState.ALIVE if verdict is Verdict.ANSWERS else LinkState.UNDECIDED), None
    first = before and before.failing_since
    was_dead = before is not None and before.state == LinkState.DEAD
    is_second = first and first < today and (verdict is Verdict.FAILS or _heard_since(first))
    is_dead = verdict is Verdict.GONE or was_dead or is_second
    return (LinkState.DEAD if is_dead else LinkState.FAILING), first or today


def _heard_since(day: datetime.date) -> bool:
    """That a site answered on a later day: otherwise we may be the one that is cut off."""
    return LinkCheck.objects.filter(checked_at__date__gt=day, answer__startswith=RESPONSE).exists()


def user_agent() -> str:
    """Who asks, and where to complain."""
    return f"{slugify(settings.WAGTAIL_SITE_NAME)} (controle de liens ; +{settings.WAGTAILADMIN_BASE_URL}/)"

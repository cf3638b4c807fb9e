"""The life of a report: received, checked, answered, forgotten. Each step is one transaction, its mails included."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from cms.core.content_version import renew
from cms.core.mail import absolute, queue
from cms.members.models import User
from cms.members.personal_data import Person
from cms.members.roles import REDACTION, STAFF, has_role, holders_of
from cms.workflow.models import ErrorReport

ANSWERED = timedelta(days=30)
UNANSWERED = timedelta(days=365)
"""How long the address of a reader is kept after the answer, and when none comes."""


@transaction.atomic
def receive(page: Any, answers: Mapping[str, Any]) -> ErrorReport:
    """Record a report, once for each `key`, and tell those who answer for the page."""
    told = {name: answers[name] for name in ("text", "passage", "email")}
    report, is_new = ErrorReport.objects.get_or_create(
        key=answers["key"], defaults={**told, "page_id": page.pk, "page_title": page.title}
    )
    if is_new:
        for user in recipients(page):
            _tell_staff(report, page, user)
        _tell_reader(report, "received")
    return report


@transaction.atomic
def decide(report: ErrorReport, user: User, before: str) -> None:
    """Save what staff decided; `before` is the state that the report had. The reader is told once it is closed."""
    report.handled_by = user
    report.closed_at = None if report.is_open else (report.closed_at or timezone.now())
    report.save()
    if report.page:
        data = {"number": report.number, "state": report.get_state_display()}
        log(report.page, "cms.page.error_report", user=user, data=data)
    checked = ErrorReport.State.CHECKED
    if (before == checked) != (report.state == checked):
        renew()  # the page says, or no longer says, that an error is being corrected
    if not report.is_open and report.state != before:
        _tell_reader(report, "closed")


def recipients(page: Any) -> Iterator[User]:
    """The content owner; the rédaction when there is none, or none who can answer in the admin."""
    owner = page.content_owner
    if owner and owner.is_active and owner.email:
        yield owner
        if has_role(owner, *STAFF):
            return
    yield from holders_of(REDACTION).exclude(Q(email="") | Q(pk=owner.pk if owner else None))


def forget() -> None:
    """Erase the addresses that served, and those that nobody answered in time."""
    now = timezone.now()
    old = Q(closed_at__lt=now - ANSWERED) | Q(created_at__lt=now - UNANSWERED)
    ErrorReport.objects.exclude(email="").filter(old).update(email="")


def export(person: Person) -> list[dict[str, Any]]:
    """What the person reported, under the address given then."""
    return [
        {"numéro": report.number, "page": report.page_title, "texte": report.text, "état": report.get_state_display()}
        for report in (ErrorReport.objects.filter(email__iexact=person.email) if person.email else ())
    ]


def erase(person: Person) -> None:
    """An error that is still to be corrected keeps its text, without its author."""
    if person.email:
        mine = ErrorReport.objects.filter(email__iexact=person.email)
        mine.exclude(state__in=ErrorReport.OPEN).update(text="")
        mine.update(email="")
    if person.user:
        ErrorReport.objects.filter(handled_by=person.user).update(handled_by=None)


def _tell_staff(report: ErrorReport, page: Any, user: User) -> None:
    opens_admin = has_role(user, *STAFF)
    url = reverse("error_report:edit", args=[report.pk]) if opens_admin else page.get_url()
    context = {
        "report": report,
        "is_owner": page.content_owner_id == user.pk,
        "url": absolute(url),
        "action": "Traiter ce signalement" if opens_admin else "Voir la page",
    }
    queue("error_report", user.email, context, key=f"error_report:{report.number}:{user.pk}")


def _tell_reader(report: ErrorReport, event: str) -> None:
    """Nothing that the reader wrote: whoever gives the address of somebody else sends them no words of his own."""
    if not report.email:
        return
    context = {
        "report": report,
        "url": absolute(reverse("error_report_state", args=[report.number])),
        "action": "Suivre ce signalement",
    }
    key = f"error_report:{report.number}:{event}:{report.state}"
    queue(f"error_report_{event}", report.email, context, key=key)

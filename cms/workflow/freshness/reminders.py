"""The owner of a page is written to when it should be read again, then once a month until somebody answers."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.core.mail import absolute, queue
from cms.core.models import OutgoingMail
from cms.core.months import months_after
from cms.members import links
from cms.members.models import User
from cms.members.roles import REDACTION, has_role
from cms.workflow.freshness.effective import stale_pages

PURPOSE = "confirmation"
LINK_DAYS = 31
"""Until the next reminder."""


def remind_owners() -> None:
    """Write the reminders that are due and were not written yet. The key of a mail makes it unique."""
    today = timezone.localdate()
    pages = {_key(page, today): page for page in stale_pages(today).exclude(content_owner_id=None)}
    written = set(OutgoingMail.objects.filter(key__in=pages).values_list("key", flat=True))
    owners = (
        User.objects.filter(is_active=True)
        .exclude(email="")
        .in_bulk({page.content_owner_id for key, page in pages.items() if key not in written})
    )
    for key, page in pages.items():
        if key not in written and page.content_owner_id in owners:
            _remind(page, owners[page.content_owner_id], key)


@transaction.atomic
def _remind(page: Any, owner: User, key: str) -> None:
    """The link confirms this page for this person, without a password; reading it does nothing."""
    _, token = links.issue(PURPOSE, owner.email, Page.objects.get(pk=page.pk), days=LINK_DAYS)
    context = {
        "title": page.title,
        "due": page.review_due,
        "verified": page.verified,
        "page_url": absolute(page.get_url()),
        "edit_url": absolute(edit_address(page, owner)),
        "url": absolute(links.address(token)),
        "action": "Dire qu’elle est toujours exacte",
    }
    queue("freshness", owner.email, context, key=key)


def remind_again(link: links.SignedLink) -> None:
    """In place of one that has expired, once, if the page is still to be read again."""
    page: Any = Page.objects.get(pk=link.object_id).specific
    key, person = f"freshness:{page.pk}:lien:{link.pk}", person_of(link)
    if person and page.is_overdue and not OutgoingMail.objects.filter(key=key).exists():
        _remind(page, person, key)


def person_of(link: links.SignedLink) -> User | None:
    """The account that the link was sent to; none when it is closed."""
    return User.objects.filter(email__iexact=link.email, is_active=True).first() if link.email else None


def edit_address(page: Any, user: User) -> str:
    """Where this person changes the page: the admin, or his own screen."""
    if has_role(user, REDACTION):
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return "/contribuer/"


def _key(page: Any, today: date) -> str:
    """Names a page, the date it was to be read again, and the month since."""
    months = 0
    while months_after(page.review_due, months + 1) <= today:
        months += 1
    return f"freshness:{page.pk}:{page.review_due}:{months}"

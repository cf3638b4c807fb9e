"""Somebody typed an address: what is written, whatever the site already knows of it."""

import datetime
import hashlib
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from cms.core.mail import absolute, queue
from cms.members import links
from cms.members.links import SignedLink
from concertation_pages.following.confirming import DAYS, PURPOSE
from concertation_pages.following.mails import event, send
from concertation_pages.following.telling import is_public
from concertation_pages.models import Follow

ATTEMPTS = 3
JUST_NOW = datetime.timedelta(minutes=10)
"""A form sent again so soon asks for nothing more: the mail is on its way."""


@transaction.atomic
def request_follow(page: Any, email: str) -> None:
    """Mail a link to confirm; to who follows this page already, that nothing changed. Who typed sees the same page."""
    follow = _kept(page, email)
    if follow.confirmed_at:
        context = {"url": absolute(page.get_url()), "action": "Voir la page"}
        send("known", follow, page, f"connu:{timezone.localdate()}", context)
    elif not follow.links.filter(created_at__gt=timezone.now() - JUST_NOW).exists():
        follow.created_at = timezone.now()  # the seven days are those of the new link
        follow.save(update_fields=["created_at"])
        _ask_to_confirm(follow, page)


def ask_again(link: SignedLink) -> None:
    """As if the address of this link were typed again, as long as anybody may read the page."""
    follow = cast("Follow", link.target)
    page = follow.page.specific
    if is_public(page):
        request_follow(page, follow.email)


def _kept(page: Any, email: str) -> Follow:
    """The follow of that address and that page, new or not; one that is stopped meanwhile is new."""
    digest = hashlib.sha256(f"{email.lower()}\n{page.pk}".encode()).hexdigest()
    for _ in range(ATTEMPTS):
        wanted = Follow(page_id=page.pk, email=email, digest=digest)
        Follow.objects.bulk_create([wanted], ignore_conflicts=True)
        if follow := Follow.objects.select_for_update().filter(digest=digest).first():
            return follow
    raise Follow.DoesNotExist


def _ask_to_confirm(follow: Follow, page: Any) -> None:
    """A new link; those before no longer open."""
    for link in follow.links.filter(used_at=None, revoked_at=None):
        link.revoke(None)
    link, token = links.issue(PURPOSE, follow.email, follow, days=DAYS)
    context = {
        "page": page,
        "days": DAYS,
        "url": absolute(links.address(token)),
        "action": "Confirmer mon suivi",
    }
    queue("follow_request", follow.email, context, key=f"{event(follow)}:lien:{link.pk}")

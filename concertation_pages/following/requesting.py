"""Somebody typed an address: what is written, whatever the site already knows of it."""

import hashlib
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from cms.core.mail import absolute, queue
from cms.members import links
from cms.members.links import SignedLink
from cms.members.subscriptions import close_links, is_asked_just_now, kept
from concertation_pages.following.confirming import DAYS, PURPOSE
from concertation_pages.following.mails import event, send
from concertation_pages.following.telling import is_public
from concertation_pages.models import Follow


@transaction.atomic
def request_follow(page: Any, email: str) -> None:
    """Mail a link to confirm; to who follows this page already, that nothing changed. Who typed sees the same page."""
    digest = hashlib.sha256(f"{email.lower()}\n{page.pk}".encode()).hexdigest()
    follow = kept(Follow(page_id=page.pk, email=email, digest=digest))
    if follow.confirmed_at:
        context = {"url": absolute(page.get_url()), "action": "Voir la page"}
        send("known", follow, page, f"connu:{timezone.localdate()}", context)
    elif not is_asked_just_now(follow):
        follow.created_at = timezone.now()  # the seven days are those of the new link
        follow.save(update_fields=["created_at"])
        _ask_to_confirm(follow, page)


def ask_again(link: SignedLink) -> None:
    """As if the address of this link were typed again, as long as anybody may read the page."""
    follow = cast("Follow", link.target)
    page = follow.page.specific
    if is_public(page):
        request_follow(page, follow.email)


def _ask_to_confirm(follow: Follow, page: Any) -> None:
    """A new link; those before no longer open."""
    close_links(follow)
    link, token = links.issue(PURPOSE, follow.email, follow, days=DAYS)
    context = {
        "page": page,
        "days": DAYS,
        "url": absolute(links.address(token)),
        "action": "Confirmer mon suivi",
    }
    queue("follow_request", follow.email, context, key=f"{event(follow)}:lien:{link.pk}")

"""Links that let one person do one thing without an account: review a draft, pause a contact, confirm a page.

A purpose is registered with the view that answers it, and with what says that its target has moved on. The address in
the mail holds a signed token, exchanged at once for a cookie (`cms.members.link_views`): reading never uses a link.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from cms.members.models.link import LinkRefused, Refusal, SignedLink
from cms.members.models.user import User

__all__ = ["LinkRefused", "Refusal", "SignedLink", "address", "issue", "open_link", "register"]

SECRET_BYTES = 24
KEPT = timedelta(days=365)
"""Address of the recipient is erased after that."""

_signer = Signer(sep=".", salt="cms.members.links")

View = Callable[[HttpRequest, SignedLink, str], HttpResponseBase]
Renewal = Callable[[SignedLink], None]


@dataclass(frozen=True)
class Purpose:
    """`view(request, link, rest)` answers the link, `rest` being what follows its address (« » or « version/ »).

    `check(link)` raises LinkRefused when the target is not what it was, even before the link expires. `answers_used`:
    the view is also given the links that were used, to show what was answered until they expire; it never acts on them.
    `renew(link)` mails another link to whom one that has expired was sent: without it, only who wrote sends another.
    `confirms`: the target is a demand, erased when nobody confirms it in time.
    """

    view: View
    check: Callable[[SignedLink], None] | None = None
    answers_used: bool = False
    renew: Renewal | None = None
    confirms: bool = False


_purposes: dict[str, Purpose] = {}


def register(  # noqa: PLR0913  # what a purpose may have, by name
    purpose: str,
    view: View,
    check: Callable[[SignedLink], None] | None = None,
    *,
    answers_used: bool = False,
    renew: Renewal | None = None,
    confirms: bool = False,
) -> None:
    """`purpose` is a slug, seen in the address."""
    _purposes[purpose] = Purpose(view, check, answers_used, renew, confirms)


def answer_to(request: HttpRequest, link: SignedLink, rest: str) -> HttpResponseBase:
    """What the purpose of this link answers. Raises LinkRefused for a purpose that nothing declares any more."""
    if link.purpose not in _purposes:
        raise LinkRefused(Refusal.UNKNOWN)
    return _purposes[link.purpose].view(request, link, rest)


def issue(purpose: str, email: str, target: Model, *, days: int = 7, by: User | None = None) -> tuple[SignedLink, str]:
    """A new link and its token, which nothing keeps: `address(token)` goes in the mail, now or never."""
    token = _signer.sign(secrets.token_urlsafe(SECRET_BYTES))
    link = SignedLink.objects.create(
        purpose=purpose,
        email=email,
        target=target,
        digest=_digest(token),
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return link, token


def address(token: str) -> str:
    """Path of the link, to be made absolute by the mail."""
    return reverse("link", args=[token])


def find(token: str) -> SignedLink:
    """The row of a token, whatever its state. Raises LinkRefused when there is none."""
    try:
        _signer.unsign(token)
    except BadSignature:
        raise LinkRefused(Refusal.INVALID) from None
    link = SignedLink.objects.filter(digest=_digest(token)).first()
    if link is None:
        raise LinkRefused(Refusal.UNKNOWN)
    return link


def open_link(purpose: str, token: str) -> SignedLink:
    """The link that this token opens. Uses nothing. Raises LinkRefused, with the reason and a French message."""
    link = find(token)
    if link.purpose != purpose:
        raise LinkRefused(Refusal.INVALID)
    known = _purposes.get(purpose)
    if link.refusal is Refusal.USED and known and known.answers_used and link.target and not link.is_expired:
        return link
    if link.refusal:
        raise LinkRefused(link.refusal, link=link)
    if known and known.check:
        known.check(link)
    return link


def is_renewable(link: SignedLink) -> bool:
    """Whether its reader may have another one: it expired before it was used or withdrawn, and its purpose says how."""
    known = _purposes.get(link.purpose)
    return bool(known and known.renew and link.refusal is Refusal.EXPIRED and link.target)


def was_never_confirmed(link: SignedLink) -> bool:
    """Whether what it was to confirm was erased because nobody did in time."""
    known = _purposes.get(link.purpose)
    return bool(known and known.confirms and link.refusal is Refusal.EXPIRED and not link.target)


@transaction.atomic
def renew(link: SignedLink) -> None:
    """Mail another one to the same person, if its target is still what it was; tells nobody whether it did."""
    known = _purposes[link.purpose]
    try:
        if known.check:
            known.check(link)
    except LinkRefused:
        return
    if known.renew:
        known.renew(link)


def erase_old() -> None:
    """Forget to whom old links were sent."""
    SignedLink.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(email="").update(email="")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

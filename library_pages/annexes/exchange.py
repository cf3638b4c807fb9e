"""« Demander un échange »: a member's message, relayed to a contact who answers the member directly.

The member never sees the address of the contact; the contact sees the member's, and the member is told so first.
"""

import uuid
from typing import Any, cast

from django import forms
from django.db import transaction
from django.utils import timezone

from cms.core.mail import absolute, queue
from cms.core.rate_limit import allow
from cms.members.links import SignedLink, address, issue
from cms.members.models import User
from library_pages.annexes.contacts import pause_of
from library_pages.models.annex_records import ContactPause, ExchangeRequest
from library_pages.models.annexes import Contact

PER_HOUR = 5
"""Requests of one member, all pages together."""
PAUSE_DAYS = 365
"""The way to pause and to come back stays open that long after each request."""
PAUSE = "pause"


class TooManyRequestsError(Exception):
    """The member has asked enough for this hour."""


class ExchangeForm(forms.Form):
    """`key` is drawn with the form: sent twice, it asks once. Only contacts that may be reached are accepted."""

    contact = forms.TypedChoiceField(widget=forms.HiddenInput, coerce=int)
    key = forms.UUIDField(widget=forms.HiddenInput)
    message = forms.CharField(
        label="Votre message",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Dites ce que vous cherchez à savoir et pourquoi. 2 000 caractères au plus.",
        error_messages={"required": "Écrivez votre message."},
    )

    def __init__(self, contacts: list[Contact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.choices = [(row.pk, str(row)) for row in contacts]


def already_asked(key: uuid.UUID) -> bool:
    return ExchangeRequest.objects.filter(key=key).exists()


def ask(page: Any, user: User, contact: Contact, message: str, key: uuid.UUID) -> None:
    """Record the request and write its mail, both or neither. Raises TooManyRequestsError."""
    if already_asked(key):
        return
    if not allow("exchange", str(user.pk), PER_HOUR, 3600):
        raise TooManyRequestsError
    with transaction.atomic():
        _, is_new = ExchangeRequest.objects.get_or_create(key=key, defaults={"page_id": page.pk, "user": user})
        if is_new:
            _relay(page, user, contact, message, key)


def _relay(page: Any, user: User, contact: Contact, message: str, key: uuid.UUID) -> None:
    context = {
        "sender": str(user),
        "authorities": ", ".join(row.authority.name for row in user.memberships.select_related("authority")),
        "sender_email": user.email,
        "page_title": page.title,
        "page_url": page.full_url,
        "message": message,
        "url": _pause_url(contact.email, pause_of(contact.email)),
        "action": "Me mettre en pause",
    }
    queue("exchange_request", contact.email, context, key=f"exchange:{key}", reply_to=user.email)


def send_pause_link(link: SignedLink) -> None:
    """In place of one that has expired: who is in pause for a year receives no request, and so no link to come back.

    The others receive one with their next request.
    """
    pause = cast("ContactPause", link.target)
    if pause.paused_at:
        context = {"url": _pause_url(pause.email, pause), "action": "Revenir quand je veux"}
        queue("pause_link", pause.email, context, key=f"pause:{link.pk}:{timezone.now().isoformat()}")


def _pause_url(email: str, pause: ContactPause) -> str:
    """A new link, to be put in a mail now."""
    _, token = issue(PAUSE, email, pause, days=PAUSE_DAYS)
    return absolute(address(token))

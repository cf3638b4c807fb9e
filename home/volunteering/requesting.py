"""Somebody filled the form: what is written, and the mail that asks to confirm. Nothing of it is public."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.territories.models import LocalAuthority
from home.models.volunteer import Volunteer
from home.volunteering.mails import ask_to_confirm

BY_RECIPIENT = 3
"""Demands that name the same person in a day."""


def is_received(token: uuid.UUID) -> bool:
    """Whether this form was already sent."""
    return Volunteer.objects.filter(token=token).exists()


def is_often_asked(email: str) -> bool:
    """Whether this address has had enough of our mails for a day. Its rows are counted and not the forms: one that is
    sent several times at once makes a single row.
    """
    yesterday = timezone.now() - timedelta(days=1)
    return Volunteer.objects.of(email).filter(created_at__gt=yesterday).count() >= BY_RECIPIENT


def standing(authority: LocalAuthority) -> Volunteer | None:
    """The demand of this collectivité that waits for an answer or was accepted."""
    return Volunteer.objects.active().filter(authority=authority).select_related("authority").first()


def is_accepted(authority: LocalAuthority) -> bool:
    """All that anybody may know of its demands: that one waits is told at the link that confirms another."""
    return Volunteer.objects.accepted().filter(authority=authority).exists()


def receive(authority: LocalAuthority, terms: Sequence[str], answers: Mapping[str, Any]) -> None:
    """Keep the answers of a valid form, once for each token, and mail a link to the address given."""
    told = {name: answers[name] for name in ("email", "name", "role", "token")}
    try:
        with transaction.atomic():
            ask_to_confirm(Volunteer.objects.create(authority=authority, accepted_text="\n".join(terms), **told))
    except IntegrityError:
        if not is_received(answers["token"]):
            raise

"""The end of a follow: nothing stays of who asked for it, and no mail of it leaves any more."""

from typing import Any

from django.db import transaction

from cms.core import mail
from concertation_pages.following.mails import event
from concertation_pages.models import Follow


@transaction.atomic
def stop(follow: Follow) -> None:
    """Delete it and its links."""
    follow.delete()


def forget_mails(instance: Follow, **kwargs: Any) -> None:
    """Receiver of its deletion, with its page too: erase to whom its mails went."""
    mail.forget(event(instance))

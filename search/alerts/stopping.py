"""The end of an alert: nothing stays of who asked for it, and no mail of it leaves any more."""

from django.db import transaction

from cms.core import mail
from search.alerts.mails import event
from search.models import Alert


@transaction.atomic
def stop(alert: Alert) -> None:
    """Delete it and its links; erase to whom its mails went."""
    mail.forget(event(alert))
    alert.delete()

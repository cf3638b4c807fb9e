"""The one way a mail leaves the site: a row written in the transaction of what it tells, sent by the worker's sweep.

Nothing is sent twice by itself. A row is claimed by writing its worst outcome, « interrompu », before the message is
handed over; the real outcome replaces it. So a worker that dies meanwhile, or a server that takes the message and stops
answering, leaves a row that says so: nobody knows whether the message arrived, and an administrator decides
(« Courriels »). A server that cannot be reached, or that answers no, is tried again. The connection is opened before
any row is claimed: the uncertain moment is the dialogue of one message, not the wait for a server.
"""

import logging
import random
import re
import smtplib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template import Context, Engine
from django.utils import timezone

from cms.core.models.outgoing_mail import BROKEN_OFF, OutgoingMail

logger = logging.getLogger(__name__)

TRIES = 16
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
"""Doubling from the first to the longest, sixteen tries span about two days: a server may be down for a week-end."""
BLANK_LINES = re.compile(r"\n\s*\n")
"""Left by the tags of a text template."""
AT_ONCE = 50
"""Mails of one sweep: the others, publication among them, wait for it."""
KEPT = timedelta(days=30)
"""Recipient and subject are erased after that; the body of a mail that left, at once."""
ERASED = dict.fromkeys(("to", "reply_to", "unsubscribe", "subject", "text", "html"), "")


def queue(  # noqa: PLR0913  # what a mail may have, by name
    name: str, to: str, context: Mapping[str, Any], *, key: str = "", reply_to: str = "", unsubscribe: str = ""
) -> None:
    """Write the mail `templates/emails/<name>.{subject.txt,txt,html}` to `to`, in the caller's transaction.

    `key` names the event: a second mail with the same one is not written. `reply_to` is whom the answer goes to.
    `unsubscribe` is the whole address that stops such mails at a bare POST (RFC 8058). The context also has `site_name`
    and `base_url`. Only the HTML part escapes. A mail never holds a restricted value.
    """
    values = {"site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.WAGTAILADMIN_BASE_URL, **context}
    mail = OutgoingMail(
        name=name,
        to=to,
        reply_to=reply_to,
        unsubscribe=unsubscribe,
        subject=_render(f"{name}.subject.txt", values),
        text=BLANK_LINES.sub("\n\n", _render(f"{name}.txt", values)).strip() + "\n",
        html=_render(f"{name}.html", values, autoescape=True),
        key=key or None,
    )
    keep(mail)


def keep(mail: OutgoingMail) -> None:
    """Write the row, with a subject on one line: a line break in it would be another header."""
    mail.subject = " ".join(mail.subject.split())[:250]
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)


def call_back(event: str) -> bool:
    """Delete the mails whose key begins with `event:` and that have not left: what follows says it all. Whether there
    was one.
    """
    deleted, _ = OutgoingMail.objects.filter(key__startswith=f"{event}:", next_try__isnull=False).delete()
    return bool(deleted)


def forget(event: str) -> None:
    """Erase to whom the mails of this event went; those that have not left never do."""
    call_back(event)
    OutgoingMail.objects.filter(key__startswith=f"{event}:").update(**ERASED)


def try_again(mail: OutgoingMail) -> bool:
    """Make a stopped mail due, as if it were new; whether it was stopped, and still has somebody to go to."""
    stopped = OutgoingMail.objects.filter(pk=mail.pk, next_try=None, sent_at=None).exclude(to="")
    return bool(stopped.update(next_try=timezone.now(), attempts=0, last_error=""))


def absolute(path: str) -> str:
    """The address of the site followed by `path`: a mail has no request to complete a link with."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def send_due() -> None:
    """Send the mails whose time has come, oldest first; safe for several workers at once.

    Each has its connection: a server that closes one after so many messages, or after a refusal, harms no other mail.
    """
    due = OutgoingMail.objects.filter(next_try__lte=timezone.now()).order_by("created", "pk")
    waiting = list(due[:AT_ONCE])
    connection = get_connection(settings.DELIVERY_BACKEND)
    for rank, mail in enumerate(waiting):
        try:
            connection.open()
        except OSError as error:  # smtplib's errors are OSErrors
            for unsent in waiting[rank:]:
                _postpone(unsent, error, held_until=unsent.next_try)
            return
        try:
            if _claim(mail) and not _send(mail, connection):
                return
        finally:
            connection.close()


def erase_old() -> None:
    """Forget whom the site wrote to and what about; a mail that may still leave is not old."""
    old = OutgoingMail.objects.filter(next_try=None, created__lt=timezone.now() - KEPT).exclude(to="")
    old.update(**ERASED)


def _claim(mail: OutgoingMail) -> bool:
    """One statement that only one worker wins. On SQLite a transaction around the sending would hold the one write
    lock for as long as the server takes.
    """
    mine = OutgoingMail.objects.filter(pk=mail.pk, next_try=mail.next_try)
    return bool(mine.update(next_try=None, attempts=mail.attempts + 1, last_error=BROKEN_OFF))


def _send(mail: OutgoingMail, connection: BaseEmailBackend) -> bool:
    """Whether the server still answers."""
    try:
        _message(mail, connection).send()
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        logger.error("%s was broken off: %s", mail, type(error).__name__)
        return False
    except Exception as error:  # noqa: BLE001  # one mail that cannot leave must not hold the others
        _postpone(mail, error, held_until=None)
        return True
    secrets = {"text": "", "html": "", "unsubscribe": ""}  # codes and links; the demonstration shows them
    erased = {} if settings.DEMO_ACCOUNTS else secrets
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), last_error="", **erased)
    return True


def _postpone(mail: OutgoingMail, error: Exception, *, held_until: datetime | None) -> None:
    """Half of the wait is drawn at random, so that mails refused together do not come back together.

    `held_until` is the date that the row must still hold, or another worker has it.
    """
    tries = mail.attempts + 1
    logger.warning("%s could not leave at try %d: %s", mail, tries, type(error).__name__)
    wait = min(FIRST_WAIT * 2**mail.attempts, LONGEST_WAIT) * random.uniform(0.5, 1)  # noqa: S311  # no secret
    again = None if tries >= TRIES else timezone.now() + wait
    held = OutgoingMail.objects.filter(pk=mail.pk, next_try=held_until, sent_at=None)
    held.update(next_try=again, attempts=tries, last_error=type(error).__name__)


def _message(mail: OutgoingMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    headers = {"Message-ID": f"<{mail.reference}@{host}>", "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:
        headers |= {"List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    answer_to = [mail.reply_to] if mail.reply_to else None
    message = EmailMultiAlternatives(
        mail.subject, mail.text, to=[mail.to], reply_to=answer_to, headers=headers, connection=connection
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _render(template: str, values: Mapping[str, Any], *, autoescape: bool = False) -> str:
    context = Context(dict(values), autoescape=autoescape)
    return Engine.get_default().get_template(f"emails/{template}").render(context)

"""Where Django, Wagtail and allauth believe that they send (`EMAIL_BACKEND`): their mails are queued as ours are.

Wagtail writes to those who follow the comments of a page while it saves it: with a mail server that is down, the editor
would lose what he saved.
"""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from cms.core.mail import keep
from cms.core.models import OutgoingMail


class QueueBackend(BaseEmailBackend):
    """One row a recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            html = [content for content, kind in getattr(message, "alternatives", []) if kind == "text/html"]
            for to in message.recipients():
                keep(
                    OutgoingMail(
                        name="autre",
                        to=to,
                        subject=str(message.subject),
                        text=str(message.body),
                        html=str(html[0]) if html else "",
                    )
                )
        return len(email_messages)

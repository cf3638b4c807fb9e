"""What the demonstration does with a mail: it shows its text in the terminal, to be read and clicked."""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend


class TextBackend(EmailBackend):
    """Django's shows the whole message, HTML and headers too: a code is lost in it."""

    def write_message(self, message: EmailMessage) -> None:
        self.stream.write(f"Courriel pour {', '.join(message.to)} : {message.subject}\n\n{message.body}{'-' * 79}\n")

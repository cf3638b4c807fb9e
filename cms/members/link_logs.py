"""No log holds a signed link, that of an alert, nor that of a new password: whoever reads one could use it."""

import logging
import re

TOKEN = re.compile(r"(/lien/|/alertes/|/password/reset/key/)[^/\s\"']{20,}")
"""What stands there in the addresses without token is shorter."""
LOGGERS = ("cms.core.views", "django.request", "django.security.csrf", "django.server", "gunicorn.access")
"""Those that write addresses."""


class WithoutTokens(logging.Filter):
    """Rewrites the line before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if TOKEN.search(message):
            record.msg, record.args = TOKEN.sub(r"\1…", message), ()
        return True


def scrub() -> None:
    for name in LOGGERS:
        logging.getLogger(name).addFilter(WithoutTokens())

"""No log holds a signed link: whoever reads one could use it."""

import logging
import re

TOKEN = re.compile(r"(/lien/)[^/\s\"']{20,}")
"""Purposes, in the addresses without token, are shorter."""
LOGGERS = ("cms.core.views", "django.request", "django.server", "gunicorn.access")
"""Those that write addresses."""


class WithoutTokens(logging.Filter):
    """Rewrites the line before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/lien/" in message:
            record.msg, record.args = TOKEN.sub(r"\1…", message), ()
        return True


def scrub() -> None:
    for name in LOGGERS:
        logging.getLogger(name).addFilter(WithoutTokens())

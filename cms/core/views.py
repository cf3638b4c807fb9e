"""Error pages, uploaded images, favicon.

An error page uses neither the database nor the request: it must come out when nothing else does.
"""

import logging
import secrets
import sys
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_safe
from django.views.static import serve

from cms.core.unsent import unsent

logger = logging.getLogger(__name__)

RETRY_AFTER = 60
"""Seconds before a visitor is invited to try again."""


def error_page(
    request: HttpRequest, status: int, *, template: str = "", retry_after: int = RETRY_AFTER, **told: Any
) -> HttpResponse:
    """templates/errors/<template, or status>.html, with a reference that the visitor can quote and the log holds."""
    reference = secrets.token_hex(4)
    logger.log(
        logging.ERROR if status >= 500 else logging.INFO,
        "%s %s référence %s",
        status,
        escape_uri_path(request.path),
        reference,
    )
    body = get_template(f"errors/{template or status}.html").render({"reference": reference, **told})
    headers = {"Cache-Control": "no-store"}
    if status in {429, 503}:
        headers["Retry-After"] = str(retry_after)
    return HttpResponse(body, status=status, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Its form may have taken an hour to fill: going back would read an empty one, so what was written is shown."""
    return error_page(request, 403, template="form_refused", unsent=unsent(request))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database is out of reach: that one passes, so the visitor is told to come back."""
    is_outage = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return error_page(request, 503 if is_outage else 500)


@require_safe
def media(request: HttpRequest, folder: str, path: str) -> HttpResponseBase:
    """An image rendition from a folder of MEDIA_ROOT; originals and documents are not reachable here.

    Whatever the file holds, a browser does nothing with it but show it.
    """
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT / folder))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={24 * 60 * 60}"
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The address that browsers ask when they have read no page: the sign of the site, under its hashed name."""
    return redirect(static("signe.svg"))

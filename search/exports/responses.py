"""The answer at the address of a file."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from cms.core.client_address import client_address
from cms.core.content_version import version_for
from cms.core.licence import LICENCE_URL
from cms.core.page_cache import SHARED, etag
from cms.core.rate_limit import allow
from cms.core.views import error_page
from search.asking import Asked, ask_list
from search.engines import Selection
from search.exports import EXPORTS
from search.exports.content import Export, build_export
from search.exports.formats import csv_lines, json_pieces, xlsx_bytes

FILES, HOUR = 10, 60 * 60
"""Files that one connection may ask for in an hour; one that it already has does not count."""
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def export_response(request: HttpRequest, base: Selection, title: str) -> HttpResponseBase:
    """The file of the list whose address is above that of the request.

    A value that a page would ignore is an error here, as in the API: nobody would read the notice.
    """
    path, _, file = request.path.rpartition("/")
    form = EXPORTS[file]
    tag = etag(request)
    if unchanged := get_conditional_response(request, etag=tag):
        return shared(unchanged, tag)
    asked = ask_list(f"{path}/", request.GET, base, version_for(request))
    if asked.form.errors:
        return _refusal(asked, form)
    return refused_for_now(request) or shared(_file(build_export(request, asked, title), form), tag)


def refused_for_now(request: HttpRequest) -> HttpResponse | None:
    """The answer to a connection that has asked for many files within the hour; None to the others, which count one."""
    if allow("fichiers de liste", client_address(request), FILES, HOUR):
        return None
    return error_page(request, 429, template="too_many_files", retry_after=HOUR - int(time.time()) % HOUR)


def _file(export: Export, form: str) -> HttpResponseBase:
    headers = open_data(f"{export.name}.{form}")
    if form == "xlsx":
        return HttpResponse(xlsx_bytes(export), content_type=TYPES[form], headers=headers)
    pieces = csv_lines(export) if form == "csv" else json_pieces(export)
    return StreamingHttpResponse(pieces, content_type=TYPES[form], headers=headers)


def open_data(name: str) -> dict[str, str]:
    """Headers of a file of this name: anybody may reuse it, on any site."""
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Link": f'<{LICENCE_URL}>; rel="license"',
        "X-Robots-Tag": "noindex",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def shared(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """Too heavy to be remembered by this process; whoever has the file asks whether it has changed."""
    if tag:
        response.headers["ETag"], response.headers["Cache-Control"] = tag, SHARED
    return response


def _refusal(asked: Asked, form: str) -> HttpResponse:
    errors: Any = asked.form.errors
    if form == "json":
        content = {"erreur": "Paramètres refusés.", "parametres": errors}
        return JsonResponse(content, status=400, json_dumps_params={"ensure_ascii": False})
    lines = [message for messages in errors.values() for message in messages]
    return HttpResponse("\n".join([*lines, ""]), status=400, content_type="text/plain; charset=utf-8")

"""The answer at the address of the PDF of a page."""

import logging
import time
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from cms.core.client_address import client_address
from cms.core.pdf import render_pdf
from cms.core.printing.nodes import Article
from cms.core.printing.tree import read_tree
from cms.core.rate_limit import allow
from cms.core.views import error_page

logger = logging.getLogger(__name__)
MADE, HOUR = 60, 3600
"""Documents made for one connection in an hour; one that is remembered does not count."""


class Sheet(NamedTuple):
    """What stands at the head of the document; `about`: a name and what it says, one line each."""

    title: str
    address: str
    about: Sequence[tuple[str, str]]
    contents: bool = False
    """Whether its headings are listed first, with their pages."""


def pdf_answer(request: HttpRequest, html: str, sheet: Sheet) -> HttpResponseBase:
    """The content of a public page, under its name. `html`: the whole page.

    A page that cannot be printed says so and leads to the one that can: what somebody wrote is never an outage. One
    address for one document, which is remembered; who gets round that is counted.
    """
    if request.GET:
        return redirect(request.path)
    if not allow("documents", client_address(request), MADE, HOUR):
        return error_page(request, 429, template="too_many_pdfs", retry_after=HOUR - int(time.time()) % HOUR)
    try:
        main = next(read_tree(html).find("main"))
        content = render_pdf("article.typ", {**sheet._asdict(), "nodes": Article(sheet.address).nodes(main)})
    except (RuntimeError, ValueError):
        logger.exception("%s n’a pas de PDF", request.path)
        return error_page(request, 503, template="no_pdf")
    name = "-".join(request.path.strip("/").split("/")[-2:])
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

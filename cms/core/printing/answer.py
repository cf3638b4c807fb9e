"""The answer at the address of the PDF of a page."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from cms.core.pdf import render_pdf
from cms.core.printing.nodes import Article
from cms.core.printing.tree import read_tree
from cms.core.views import error_page

logger = logging.getLogger(__name__)


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
    address for one document, or nothing would bound how often it is made.
    """
    if request.GET:
        return redirect(request.path)
    main = next(read_tree(html).find("main"))
    data = {**sheet._asdict(), "nodes": Article(sheet.address).nodes(main)}
    try:
        content = render_pdf("article.typ", data)
    except (RuntimeError, ValueError):
        logger.exception("%s n’a pas de PDF", request.path)
        return error_page(request, 503, template="no_pdf")
    name = "-".join(request.path.strip("/").split("/")[-2:])
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

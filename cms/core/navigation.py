"""Where a page is in the site."""

from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Page, Site


class Crumb(NamedTuple):
    """A step from the home page to where the visitor is, or a link of a menu."""

    label: str
    url: str


def trail(request: HttpRequest, page: Page) -> list[Crumb]:
    """From the home page to `page`. A page reached by its address knows its parents: no query.

    A parent that is not online has no address and a title nobody may read yet.
    """
    site = Site.find_for_request(request)
    pages = [page]
    while site and pages[0].pk != site.root_page_id and (parent := pages[0].get_parent()):
        pages.insert(0, parent)
    return [Crumb(step.title, step.get_url(request) or "") for step in pages if step.live or step is page]

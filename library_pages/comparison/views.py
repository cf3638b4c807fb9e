"""The page of a comparison."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.core.content_version import version_for
from cms.core.navigation import Crumb
from cms.core.public_tree import unrestricted
from library_pages.comparison.additions import additions
from library_pages.comparison.choice import read_choice
from library_pages.comparison.table import compare
from library_pages.models import LibraryIndexPage
from search.comparison import COMPARED

TITLE = "Comparer des fiches"


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """`/bibliotheque/comparer/?fiche=…&fiche=…`. No subroute of the library: routing costs as many queries as the page.

    Before two fiches are chosen it says how to choose. Raises Http404 when nobody may read the library.
    """
    library = unrestricted(LibraryIndexPage.objects.all()).first()
    if library is None:
        raise Http404
    return render(request, "pages/library_pages/comparison_page.html", _context(request, library))


def _context(request: HttpRequest, library: LibraryIndexPage) -> dict[str, Any]:
    choice, library_url = read_choice(request, library), library.get_url(request)
    return {
        "title": TITLE,
        "above": [Crumb(library.title, library_url)],
        "choice": choice,
        "chosen": [{"page": page, "remove_url": choice.without(page.slug)} for page in choice.pages],
        "comparison": compare(choice.pages) if choice.is_enough else None,
        "additions": additions(request, choice, version_for(request)),
        "hidden": [(COMPARED, slug) for slug in choice.slugs],
        "part": ", ".join(page.title for page in choice.pages),
        "library_url": library_url,
    }

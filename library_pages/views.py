"""The permanent address of what the library holds: it follows a page whose title or place changes."""

from django.apps import apps
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cms.core.views import error_page
from library_pages.identifiers import Identifier
from library_pages.models import IdentifierCounter
from library_pages.models.identified import IdentifiedPage
from search.models import SearchEntry


@require_safe
def permanent_link(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """302 to the page, whose address may change again; 404 while it is not public, 410 once it is deleted."""
    try:
        wanted = Identifier.parse(identifier)
    except ValueError as error:
        raise Http404 from error
    page = _page(wanted)
    if page is None and IdentifierCounter.has_given(wanted):
        return error_page(request, 410)
    source = page and page._meta.label_lower
    entry = page and SearchEntry.objects.public().filter(source=source, object_id=page.pk, fragment="").first()
    if not entry:
        raise Http404
    return redirect(entry.url)


def _page(identifier: Identifier) -> IdentifiedPage | None:
    """Whatever holds the identifier, published or not."""
    classes = (model for model in apps.get_models() if issubclass(model, IdentifiedPage))
    found = (model._default_manager.filter(identifier=str(identifier)).first() for model in classes)
    return next((page for page in found if page), None)

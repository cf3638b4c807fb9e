"""The versions of a page of the manifesto, at `versions/` below its address and `versions/<day>/` for each."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from cms.core.navigation import Crumb, trail
from cms.core.pagination import asked_page, page_view
from home.manifesto.versions import rewritings, versions_of

ADDRESS = "versions"
SHOWN = 20
"""Versions on one page of the list."""


def _day(text: str) -> datetime.date:
    """One address for one day. Raises Http404 on the other ways of writing it."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if day.isoformat() != text:
        raise Http404
    return day


class VersionedPage(models.Model):
    """A page whose text is compared with what it was."""

    version_subroutes: ClassVar[Mapping[str, str]] = {ADDRESS: "serve_versions"}
    text_fields: ClassVar[frozenset[str]]
    """Fields and relations that make the text that the public reads."""

    class Meta:
        abstract = True

    def versioned_pages(self) -> Sequence[Any]:
        """Itself, then what below makes one text with it; public pages only."""
        return [self]

    def subroute(self, components: Sequence[str]) -> dict[str, Any]:
        if len(components) == 2 and components[0] == ADDRESS:
            return {"answer": "serve_version", "day": _day(components[1])}
        found: dict[str, Any] = super().subroute(components)  # type: ignore[misc]  # of BasePage, the other base
        return found

    def serve_versions(self, request: HttpRequest) -> TemplateResponse:
        versions = versions_of(self.versioned_pages())
        count = max(1, -(-len(versions) // SHOWN))
        number = asked_page(request, count)
        context = {
            **self._version_context(request, "Versions"),
            "versions": versions[(number - 1) * SHOWN : number * SHOWN],
            "pages": page_view(lambda page: f"?page={page}" if page > 1 else request.path, number, count),
        }
        return TemplateResponse(request, "pages/home/versions_page.html", context)

    def serve_version(self, request: HttpRequest, day: datetime.date) -> TemplateResponse:
        """Raises Http404 on a day that made no version."""
        texts = rewritings(self.versioned_pages(), day)
        if not texts:
            raise Http404
        page: Any = self
        context = {**self._version_context(request, "Différences"), "day": day, "texts": texts}
        context["above"] = [*context["above"], Crumb("Versions", f"{page.get_url(request)}{ADDRESS}/")]
        return TemplateResponse(request, "pages/home/version_page.html", context)

    def _version_context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        page: Any = self
        return {"told": page, "title": title, "above": trail(request, page)[1:]}

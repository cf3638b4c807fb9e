"""The public history of a page, at `historique/` below its address."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.core.navigation import trail
from cms.workflow.models import Publication

FIRST, LATER = "Première publication", "Mise à jour"
"""Said of a publication whose changes were not written down."""


class Edition(NamedTuple):
    """A day on which the page went online, and what had changed."""

    published_at: Any
    changes: list[str]


class ChronicledPage(models.Model):
    """When the page went online and what changed each time: no names, no drafts, nothing restricted."""

    history_subroutes: ClassVar[Mapping[str, str]] = {"historique": "serve_history"}

    class Meta:
        abstract = True

    def editions(self) -> Iterator[Edition]:
        """Latest first."""
        told = list(Publication.objects.filter(page=self.pk).values_list("published_at", "changes"))
        for rank, (published_at, changes) in enumerate(told, 1):
            unsaid = FIRST if rank == len(told) else LATER
            yield Edition(timezone.localtime(published_at), changes or [unsaid])

    def serve_history(self, request: HttpRequest) -> HttpResponse:
        page: Any = self
        context = {
            "title": f"Historique de cette {page.cited_as.lower()}",
            "above": trail(request, page)[1:],
            "told": page,
            "editions": list(self.editions()),
        }
        return render(request, "pages/library_pages/history_page.html", context)

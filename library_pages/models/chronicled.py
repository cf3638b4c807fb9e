"""The public history of a page, at `historique/` below its address."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.core.navigation import trail
from cms.workflow.editions import editions


class ChronicledPage(models.Model):
    """When the page went online and what changed each time: no names, no drafts, nothing restricted."""

    history_subroutes: ClassVar[Mapping[str, str]] = {"historique": "serve_history"}

    class Meta:
        abstract = True

    def serve_history(self, request: HttpRequest) -> HttpResponse:
        page: Any = self
        context = {
            "title": f"Historique de cette {page.cited_as.lower()}",
            "above": trail(request, page)[1:],
            "told": page,
            "editions": editions([self.pk]),
        }
        return render(request, "pages/library_pages/history_page.html", context)

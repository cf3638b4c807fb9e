"""A page with annexes for members, at `reserve/` below its address."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.core.page_cache import PRIVATE
from cms.members.restricted import may_read_annexes
from library_pages.annexes import exchange_view, reserve
from library_pages.annexes.doors import REFUSED, members_only

PUBLIC, MEMBERS = "", "reserve"
"""Modes of the preview."""


class AnnexedPage(models.Model):
    """The public page is the same for everybody and says the same of every page: that it may have annexes."""

    annex_subroutes: ClassVar[Mapping[str, str]] = {
        "reserve": "serve_reserve",
        "reserve/echange": "serve_exchange",
        "reserve/envoye": "serve_exchange_sent",
    }
    exclude_fields_in_copy: ClassVar[list[str]] = ["contacts", "failures", "no_known_failure"]
    """People agreed to be asked about the original; what went wrong went wrong there."""
    restricted_fields: ClassVar[tuple[str, ...]] = ()
    preview_modes = [(PUBLIC, "Page publique"), (MEMBERS, "Partie réservée aux membres")]

    class Meta:
        abstract = True

    @members_only
    def serve_reserve(self, request: HttpRequest) -> HttpResponseBase:
        return reserve.show(self, request)

    @members_only
    def serve_exchange(self, request: HttpRequest) -> HttpResponseBase:
        return exchange_view.exchange(self, request)

    @members_only
    def serve_exchange_sent(self, request: HttpRequest) -> HttpResponseBase:
        return exchange_view.sent(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """A draft's annexes are previewed by those who may read annexes, whoever asks for the preview."""
        if mode_name != MEMBERS:
            public: HttpResponseBase = super().serve_preview(request, mode_name)  # type: ignore[misc]  # of the page
            return public
        response: HttpResponse
        if may_read_annexes(request):
            page: Any = self
            response = render(request, reserve.TEMPLATE, reserve.reserve_context(page, request, page.contacts.all()))
        else:
            response = render(request, REFUSED, {"title": "Réservé aux membres", "annexed": self}, status=403)
        response["Cache-Control"] = PRIVATE
        return response

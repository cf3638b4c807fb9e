"""What a page that people follow has: a form below its address."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADDRESS = "suivre"


class FollowedPage(models.Model):
    """A page whose changes anybody may be told of by mail, from `suivre/` below its address."""

    class Meta:
        abstract = True

    def subroute(self, components: Sequence[str]) -> dict[str, str]:
        if list(components) == [ADDRESS]:
            return {"answer": "serve_follow"}
        found: dict[str, str] = super().subroute(components)  # type: ignore[misc]  # of BasePage, the other base
        return found

    def serve_follow(self, request: HttpRequest) -> HttpResponseBase:
        from concertation_pages.following.views import follow  # noqa: PLC0415  # it knows the models, of which this is one

        page: Any = self
        return follow(request, page)

"""What a page that people follow has: a form below its address."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADDRESS = "suivre"


class FollowedPage(models.Model):
    """A page whose changes anybody may be told of by mail, from `suivre/` below its address."""

    follow_routes: ClassVar[dict[str, str]] = {ADDRESS: "serve_follow", f"{ADDRESS}/demande": "serve_follow_requested"}
    followed_for: ClassVar[str] = "chaque changement d’état de ses propositions"
    """What one is told of."""

    class Meta:
        abstract = True

    @property
    def bears_history(self) -> bool:
        """Whether somebody said what became of one of its rows."""
        return bool(self.tracked_items.filter(changes__isnull=False).exists())  # type: ignore[attr-defined]  # of Page

    def subroute(self, components: Sequence[str]) -> dict[str, str]:
        if name := self.follow_routes.get("/".join(components)):
            return {"answer": name}
        found: dict[str, str] = super().subroute(components)  # type: ignore[misc]  # of BasePage, the other base
        return found

    def serve_follow(self, request: HttpRequest) -> HttpResponseBase:
        from concertation_pages.following import views  # noqa: PLC0415  # they know the models, of which this is one

        return views.follow(request, self)

    def serve_follow_requested(self, request: HttpRequest) -> HttpResponseBase:
        from concertation_pages.following import views  # noqa: PLC0415

        return views.follow_requested(request, self)

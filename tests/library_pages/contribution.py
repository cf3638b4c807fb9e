"""A contributor's browser, as the tests of `/contribuer/` use it."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from library_pages.models import UseCasePage
from tests.factories import AudienceFactory, ThemeFactory
from tests.sign_in import sign_in


class Form(HTMLParser):
    """What a browser would send back without anything being typed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, kind = found.get("name"), found.get("type")
        if tag == "textarea" and name:
            self._textarea, self.values[name] = name, ""
        elif tag == "input" and name and kind in {"radio", "checkbox"}:
            if "checked" in found:
                self.values.setdefault(name, []).append(found.get("value", "on"))
        elif tag == "input" and name and name != "csrfmiddlewaretoken":
            self.values[name] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data.removeprefix("\n")


def fill(client: Client, address: str, answers: Mapping[str, Any]) -> HttpResponse:
    """Open a form, answer, and send it."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return client.post(address, {**Form(page.text).values, **answers})


def propose(client: Client, title: str, **answers: Any) -> UseCasePage:
    """A new draft, as the first step makes it."""
    response = fill(client, "/contribuer/proposer/projet/", {"title": title, **answers})
    assert response.status_code == 302, response.text
    return UseCasePage.objects.get(draft_title=title)


def step(page: UseCasePage, slug: str) -> str:
    return f"/contribuer/fiches/{page.pk}/{slug}/"


def last_version(page: UseCasePage) -> Any:
    return UseCasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def signed_in(user: Any, method: str = "code") -> Client:
    client = Client()
    sign_in(client, user, method)
    return client


def complete(client: Client, page: UseCasePage) -> None:
    theme, audience = ThemeFactory(slug="eau"), AudienceFactory(slug="agents")
    fill(client, step(page, "public"), {"theme": theme.pk, "audiences": [audience.pk]})
    essential = {"summary": "Un capteur écoute le réseau.", "sources-0-title": "Délibération du 3 mars 2025"}
    fill(client, step(page, "essentiel"), essential)

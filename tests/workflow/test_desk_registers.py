"""What rédaction changes without review, listed on the desk when live pages show it."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from library_pages.models import LibraryIndexPage
from tests.factories import AudienceFactory, LocalAuthorityFactory, ThemeFactory, UseCasePageFactory
from tests.sign_in import sign_in


@pytest.fixture
def desk(account: Any) -> Client:
    client = Client(headers={"host": "localhost"})
    sign_in(client, account("relecteur"))
    return client


def listed(desk: Client) -> str:
    body = desk.get(reverse("workflow_desk:index")).content.decode().partition('id="registres"')[2]
    return re.sub(r"\s+", " ", unescape(strip_tags(body.partition("</section>")[0])))


def change(redaction: Client, address: str, **answers: str) -> None:
    """Through the screen of the register, whose other answers stay."""
    form = redaction.get(address).context["form"]
    kept = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in kept.items()}
    answer = redaction.post(address, data | answers)
    assert answer.status_code == 302, answer.context["form"].errors


def rename(redaction: Client, term: Any, label: str) -> None:
    change(redaction, reverse(term.snippet_viewset.get_url_name("edit"), args=[term.pk]), label=label)


def test_what_live_pages_show_is_listed_with_them(library: LibraryIndexPage, redaction: Client, desk: Client) -> None:
    theme, unused, audience = ThemeFactory(), ThemeFactory(), AudienceFactory()
    UseCasePageFactory(parent=library, title="Fuites", theme=theme, audiences=[audience])
    UseCasePageFactory(parent=library, title="Brouillon", theme=theme, live=False)
    assert listed(desk) == ""
    rename(redaction, theme, "Eau potable")
    rename(redaction, unused, "Personne ne l’emploie")
    rename(redaction, audience, "Habitants")

    shown = listed(desk)

    assert "« Eau potable » : modification par Redaction" in shown
    assert "« Habitants » : modification" in shown, "held by a many-to-many field"
    assert shown.count("1 page en ligne concernée : Fuites") == 2
    assert "Personne" not in shown
    assert "Brouillon" not in shown


def test_registers_and_images_are_listed_too(library: LibraryIndexPage, redaction: Client, desk: Client) -> None:
    image = get_image_model().objects.create(title="Vanne", file=get_test_image_file())
    authority = LocalAuthorityFactory(name="Rennes", cog_code="35238")
    UseCasePageFactory(parent=library, title="Fuites", authority=authority, illustration=image)
    redaction.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Vanne ouverte", "tags": "", "credit": ""})
    change(redaction, reverse("collectivites_modeladmin_edit", args=[authority.pk]), name="Rennes Ville")

    shown = listed(desk)

    assert "Image « Vanne ouverte » : modification" in shown
    assert "« Rennes Ville » : modification" in shown


def test_many_changes_cost_the_queries_of_one(library: LibraryIndexPage, redaction: Client, desk: Client) -> None:
    themes = [ThemeFactory() for _ in range(3)]
    for theme in themes:
        UseCasePageFactory(parent=library, theme=theme)
    counts = []
    for renamed in (themes[:1], themes[1:]):
        for theme in renamed:
            rename(redaction, theme, f"Thème {theme.pk}")
        listed(desk)
        with CaptureQueriesContext(connection) as queries:
            listed(desk)
        counts.append(len(queries))
    assert counts[0] == counts[1]

"""Registers in the plan du site and in the sitemap."""

import re

import pytest

from library_pages.models import Actor, ActorIndexPage, Partner
from tests.factories import UseCasePageFactory, publish


@pytest.fixture
def fiche(home, library):
    """A public fiche with a partner, « Électricité locale », at /acteurs/electricite-locale/."""
    home.add_child(instance=ActorIndexPage(title="Acteurs", slug="acteurs"))
    page = UseCasePageFactory(parent=library, title="Chercher les fuites", slug="fuites")
    for name in ("Zénith", "Électricité locale", "Sans fiche"):
        actor = Actor.objects.create(name=name, slug=name.lower().replace(" ", "-").replace("é", "e").replace("É", "e"))
        if name != "Sans fiche":
            page.partners.add(Partner(actor=actor, name=name))
    publish(page)
    return page


def items(client, address):
    """What is listed below /acteurs/, in order."""
    page = client.get(address, headers={"host": "localhost"}).content.decode()
    return re.findall(r"/acteurs/([a-z-]+)/", page.split("<main")[-1].split("</main>")[0])


@pytest.mark.parametrize("address", ["/plan-du-site/", "/sitemap.xml"])
def test_an_item_is_listed_as_long_as_a_public_fiche_uses_it(client, fiche, address):
    assert items(client, address) == ["electricite-locale", "zenith"]
    for slug in items(client, address):
        assert client.get(f"/acteurs/{slug}/", headers={"host": "localhost"}).status_code == 200

    fiche.unpublish()

    assert items(client, address) == []

"""The public history of a fiche and of a charter."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from cms.workflow import steps
from cms.workflow.models import Publication
from cms.workflow.permissions import in_review
from library_pages.models import CharterPage, Failure, LibraryIndexPage, UseCasePage
from tests.factories import CharterIndexPageFactory, CharterPageFactory, MaturityFactory, UseCasePageFactory

ADDRESS = "/bibliotheque/fuites/historique/"


@pytest.fixture
def publish_reviewed(account: Any, home: Any) -> Any:
    """Put the page as it stands online, through its review."""
    author = account("redaction", first_name="Léa", last_name="Autrice")
    reviewer = account("relecteur", first_name="Rémi", last_name="Relecteur")

    def publish(page: Any) -> Any:
        page.content_owner = author
        page.save_revision(user=author, clean=False)
        steps.approve(steps.submit(page, author), reviewer, "Très clair.")
        return type(page).objects.get(pk=page.pk)

    return publish


def read(client: Client, address: str = ADDRESS) -> str:
    main = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(strip_tags(main))).strip()


def test_each_publication_says_what_changed_and_nothing_of_who_or_of_members(
    library: LibraryIndexPage, publish_reviewed: Any, client: Client
) -> None:
    fiche = UseCasePageFactory(
        parent=library, title="Fuites", live=False, maturity=MaturityFactory(label="Expérimentation")
    )
    fiche = publish_reviewed(fiche)
    fiche.maturity = MaturityFactory(label="Déploiement")
    fiche.need = "<p>Un mot de Jeanne Témoin.</p>"
    fiche.failures = [Failure(text="Le capteur gèle.")]
    fiche = publish_reviewed(fiche)
    fiche.summary = "Un brouillon que personne n’a relu."
    fiche.save_revision()

    shown = read(client)

    assert "Maturité : Expérimentation → Déploiement" in shown
    assert shown.index("Déploiement") < shown.index("Première publication")
    assert "Besoin et objectifs : texte ajouté" in shown
    for untold in ("Jeanne", "capteur", "Ratages", "Léa", "Rémi", "Très clair", "brouillon", "Responsable"):
        assert untold not in shown
    page = client.get("/bibliotheque/fuites/").content.decode()
    assert f'href="{ADDRESS}"' in page


def test_it_is_read_by_everybody_in_few_queries_and_kept_in_memory(
    library: LibraryIndexPage, publish_reviewed: Any, client: Client
) -> None:
    fiche = publish_reviewed(UseCasePageFactory(parent=library, title="Fuites", live=False))
    Publication.objects.bulk_create(
        Publication(page=fiche, revision_key=rank, changes=["Résumé : texte modifié"]) for rank in range(40)
    )
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert len(queries) <= 12
    assert "ETag" in answer.headers
    assert answer.content.decode().count("texte modifié") == 40


def test_a_charter_has_one_and_a_draft_has_none(home: Any, publish_reviewed: Any, client: Client) -> None:
    charters = CharterIndexPageFactory(parent=home)
    charter: CharterPage = CharterPageFactory(parent=charters, title="Charte", slug="charte", live=False)
    assert client.get("/chartes/charte/historique/").status_code == 404
    publish_reviewed(charter)
    assert "Historique de cette notice" in read(client, "/chartes/charte/historique/")
    assert "Première publication" in read(client, "/chartes/charte/historique/")


def test_a_page_loaded_in_silence_has_a_first_publication(library: LibraryIndexPage, client: Client) -> None:
    fiche: UseCasePage = UseCasePageFactory(parent=library, title="Fuites")
    Publication.objects.create(page=fiche, revision_key=1)
    assert "Première publication" in read(client)
    assert in_review(fiche) is None

"""The PDF of a fiche: what its public page shows, and nothing that it keeps for members."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.members.models import User
from library_pages.models import Benefit, LibraryIndexPage, Quotation
from tests.factories import publish
from tests.library_pages.annexes import SECRETS, annexed
from tests.pdf import read
from tests.sign_in import sign_in

pytestmark = pytest.mark.once

ADDRESS = "/bibliotheque/fuites/fiche.pdf"


def test_it_says_what_the_page_says_and_nothing_restricted_to_anybody(
    library: LibraryIndexPage, account: User, client: Client
):
    fiche = annexed(library, title="Trouver les fuites", slug="fuites", need="<p>Un <b>réseau</b> ancien.</p>")
    fiche.benefits = [Benefit(text="Moins d’eau perdue.")]
    fiche.quotations = [Quotation(text="C’est utile.", name="Jeanne Témoin", function="directrice")]
    publish(fiche)
    fiche.title = "Brouillon"
    fiche.save_revision()
    client.get("/bibliotheque/fuites/", headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(ADDRESS, headers={"host": "localhost"})
    member = Client(headers={"host": "localhost"})
    sign_in(member, account("membre"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Robots-Tag"] == "noindex"
    assert len(queries) <= 12
    for content in (answer.content, member.get(ADDRESS).content):
        document = read(content)
        for said in ("Trouver les fuites", "Un réseau ancien.", "Moins d’eau perdue.", fiche.identifier, "directrice"):
            assert said in document.text.replace("\u00a0", " ")
        for kept in (*SECRETS, "Témoin", "Brouillon", "Ouvrir l’annexe"):
            assert kept not in document.text
            assert kept not in document.dictionaries
        assert "http://localhost/bibliotheque/fuites/" in document.dictionaries
        assert document.roles.count("H1") == 1


def test_a_fiche_that_is_not_public_has_none(library: LibraryIndexPage, client: Client):
    annexed(library, slug="fuites").unpublish()

    assert client.get(ADDRESS, headers={"host": "localhost"}).status_code == 404

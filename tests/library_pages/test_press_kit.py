"""What somebody who quotes a fiche or a charter takes away."""

import json
import re
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image as Picture

from cms.core.models import SiteIdentity, SiteImage
from cms.core.partial_dates import in_words
from tests.factories import CharterPageFactory, LocalAuthorityFactory, UseCasePageFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOSTILE = 'Titre {piégé} & \\input{x} 100 % <script>alert("1")</script>'


@pytest.fixture
def fiche(library):
    page = UseCasePageFactory(
        parent=library, title="Repérer les fuites", slug="fuites", authority=LocalAuthorityFactory(name="Sicoval")
    )
    publish(page)
    return page


@pytest.fixture
def image(settings, tmp_path) -> SiteImage:
    settings.MEDIA_ROOT = tmp_path
    buffer = BytesIO()
    Picture.new("RGB", (1200, 800), "green").save(buffer, "png")
    file = ImageFile(BytesIO(buffer.getvalue()), name="reseau.png")
    return SiteImage.objects.create(title="Réseau", file=file, credit="Ville, licence ouverte")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_fiche_leads_to_a_reference_that_names_it_dates_it_and_says_where_it_is(client, fiche):
    assert 'href="/bibliotheque/fuites/citer/"' in client.get("/bibliotheque/fuites/").content.decode()

    text = text_of(client.get("/bibliotheque/fuites/citer/"))

    today = in_words(timezone.localdate())
    assert (
        f"« Repérer les fuites (Sicoval) ». IA des territoires [en ligne]. Fiche {fiche.identifier}, "
        f"publiée le {today} [consultée le {today}]. "
        "Disponible à l’adresse : http://testserver/bibliotheque/fuites/"
    ) in text
    assert f"http://testserver/ref/{fiche.identifier}/" in text
    assert "Licence Ouverte 2.0" in text
    assert fiche.summary in text
    assert "Contact non communiqué" in text
    assert "Aucune illustration communiquée." in text


def test_a_charter_has_its_press_kit_with_all_its_authorities(client, charters):
    authorities = [LocalAuthorityFactory(name="Ville"), LocalAuthorityFactory(name="Métropole")]
    page = CharterPageFactory(parent=charters, title="Charte commune", slug="commune", authorities=authorities)

    text = text_of(client.get("/chartes/commune/citer/"))

    assert f"« Charte commune (Ville, Métropole) ». IA des territoires [en ligne]. Notice {page.identifier}" in text


def test_the_contact_and_the_illustration_are_shown_when_there_are(client, fiche, image):
    fiche.illustration, fiche.illustration_alt = image, "Un plan du réseau"
    fiche.public_contact_email = "eau@exemple.fr"
    publish(fiche)

    html = client.get("/bibliotheque/fuites/citer/").content.decode()

    assert 'href="mailto:eau@exemple.fr"' in html
    assert 'alt="Un plan du réseau"' in html
    assert "Ville, licence ouverte" in html


def test_the_fiche_shows_its_illustration_with_its_alternative_and_its_credit(client, fiche, image):
    assert "<picture" not in client.get("/bibliotheque/fuites/").content.decode()
    fiche.illustration, fiche.illustration_alt = image, "Un plan du réseau"
    publish(fiche)

    html = client.get("/bibliotheque/fuites/").content.decode()

    assert 'alt="Un plan du réseau"' in html
    assert "Ville, licence ouverte" in html


def test_a_fiche_past_its_review_day_says_so(client, fiche):
    assert "À revoir" not in client.get("/bibliotheque/fuites/").content.decode()
    fiche.review_on = timezone.localdate()
    publish(fiche)

    assert "À revoir" in client.get("/bibliotheque/fuites/").content.decode()


def test_bibtex_is_one_entry_that_no_title_breaks(client, library):
    page = UseCasePageFactory(parent=library, title=HOSTILE, slug="piege")

    answer = client.get("/bibliotheque/piege/citer/bibtex/")

    assert answer["Content-Disposition"] == f'attachment; filename="{page.identifier.lower()}.bib"'
    entry = answer.content.decode()
    assert entry.startswith(f"@misc{{{page.identifier.lower()},\n")
    assert r"Titre \{piégé\} \& \textbackslash{}input\{x\} 100 \%" in entry
    bare = entry.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
    assert "  url = {http://testserver/bibliotheque/piege/},\n" in entry


def test_csl_is_read_back_as_the_reference(client, fiche):
    answer = client.get("/bibliotheque/fuites/citer/csl/")

    [item] = json.loads(answer.content)
    today = timezone.localdate()
    assert answer["Content-Type"] == "application/vnd.citationstyles.csl+json"
    assert item["title"] == "Repérer les fuites (Sicoval)"
    assert item["id"] == fiche.identifier
    assert item["URL"] == "http://testserver/bibliotheque/fuites/"
    assert item["issued"] == {"date-parts": [[today.year, today.month, today.day]]}


def test_what_is_typed_is_text_in_the_press_kit(client, library):
    UseCasePageFactory(parent=library, title=HOSTILE, summary=HOSTILE, slug="piege")

    assert "<script>alert" not in client.get("/bibliotheque/piege/citer/").content.decode()


@pytest.mark.parametrize("part", ["", "bibtex/", "csl/"])
def test_a_draft_has_no_press_kit(client, library, part):
    UseCasePageFactory(parent=library, slug="secret", live=False)

    assert client.get(f"/bibliotheque/secret/citer/{part}").status_code == 404


@pytest.mark.parametrize("part", ["", "bibtex/", "csl/"])
def test_the_first_reading_of_a_press_kit_leaves_the_identity_of_the_site_to_staff(client, fiche, part):
    assert "IA des territoires" in client.get(f"/bibliotheque/fuites/citer/{part}").content.decode()
    assert not SiteIdentity.objects.exists()


@pytest.mark.parametrize("part", ["", "bibtex/", "csl/"])
def test_the_press_kit_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, fiche, part):
    client.get(f"/bibliotheque/fuites/citer/{part}")

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/bibliotheque/fuites/citer/{part}")

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)

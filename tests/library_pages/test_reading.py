"""What a visitor reads on a fiche."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.taxonomy.models import AssessmentType, PartnerRole
from library_pages.models import (
    Assessment,
    AssociatedAuthority,
    Benefit,
    Dataset,
    Funding,
    Partner,
    Result,
    Risk,
    SobrietyMeasure,
    Source,
    UseCasePage,
    VigilancePoint,
)
from tests.factories import LocalAuthorityFactory, TechniqueFactory, ThemeFactory, UseCasePageFactory, publish

pytestmark = pytest.mark.once


def complete(library, **values):
    """A published fiche with two rows of every kind."""
    page = UseCasePageFactory(
        parent=library, slug="fuites", tags=["eau", "réseau"], need="<p>Trouver les fuites.</p>", **values
    )
    page.secondary_themes = [ThemeFactory(slug="mobilites")]
    page.techniques = [TechniqueFactory(slug="vision"), TechniqueFactory(slug="optimisation")]
    role = PartnerRole.objects.create(label="Fournisseur", slug="fournisseur")
    kind = AssessmentType.objects.create(label="Analyse d’impact", slug="aipd")
    page.associated_authorities = [AssociatedAuthority(authority=LocalAuthorityFactory(name="Ville voisine"))]
    page.sources = [Source(title="Rapport annuel", url="https://exemple.fr/rapport"), Source(title="Délibération")]
    page.benefits = [Benefit(text="Moins d’eau perdue."), Benefit(text="Moins de tournées.")]
    page.results = [Result(indicator="Débit de fuite", before="26", after="13", unit="m³/h", source="Rapport annuel")]
    page.vigilance_points = [
        VigilancePoint(text="Le test ne couvre qu’un secteur.", origin="source"),
        VigilancePoint(text="Prévoir les réparations.", origin="editorial"),
    ]
    page.partners = [Partner(name="Semidao", role=role), Partner(name="Un laboratoire")]
    page.fundings = [Funding(funder="Agence de l’eau", detail="moitié du coût")]
    page.datasets = [Dataset(title="Météo"), Dataset(title="Topographie")]
    page.assessments = [Assessment(kind=kind, state="realisee")]
    page.risks = [Risk(risk="Fausses alertes.", measure="Vérification sur place.")]
    page.sobriety_measures = [SobrietyMeasure(kind="mesure", value="12.5", unit="kWh par an", method="Compteur")]
    publish(page)
    return page


@pytest.fixture
def fiche(library):
    return complete(library)


def read(client, page, name="/bibliotheque/fuites/"):
    return client.get(name, headers={"host": "localhost"})


def test_a_reader_sees_every_row_that_the_editor_wrote(client, fiche):
    text = read(client, fiche).content.decode()

    for written in (
        "Trouver les fuites.",
        "Rapport annuel",
        "Délibération",
        "Moins de tournées.",
        "Débit de fuite",
        "Semidao (fournisseur)",
        "Agence de l’eau",
        "Topographie",
        "Analyse d’impact",
        "Vérification sur place.",
        "kWh par an",
        "Ville voisine",
        "Mobilites",
        "Optimisation",
    ):
        assert written in text, written


def test_a_point_of_vigilance_says_whether_a_source_or_the_editors_speak(client, fiche):
    text = read(client, fiche).content.decode()

    assert "qu’un secteur. <small>Fait tiré d’une source.</small>" in text
    assert "les réparations. <small>Conseil de la rédaction.</small>" in text


def test_a_gap_is_shown_and_a_refusal_is_told_from_an_omission(client, fiche):
    fiche.not_disclosed = ["hosting"]
    publish(fiche)

    text = read(client, fiche).content.decode()

    refused, omitted = text.split("Non communiqué par la collectivité")[1].split("Pas encore renseigné")
    assert "Hébergement" in refused
    assert "Niveau AI Act" in omitted.split("</section>")[0]


def test_a_fiche_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, fiche):
    read(client, fiche)

    with CaptureQueriesContext(connection) as queries:
        read(client, fiche)

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)


def test_what_is_typed_is_text_and_never_markup(client, library):
    complete(library, title="<script>alert(1)</script>", summary='"><img src=x onerror=alert(1)>')

    text = read(client, library).content.decode()

    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


def test_reading_at_once_gives_what_each_relation_gives(fiche, django_assert_num_queries):
    alone = UseCasePage.objects.get(pk=fiche.pk)
    with django_assert_num_queries(2):
        at_once = UseCasePage.read(fiche.pk)
        themes = [theme.label for theme in at_once.secondary_themes.all()]
        roles = [partner.role and partner.role.label for partner in at_once.partners.all()]

    assert themes == [theme.label for theme in alone.secondary_themes.all()]
    assert roles == [partner.role and partner.role.label for partner in alone.partners.all()]
    for name in ("sources", "benefits", "results", "datasets", "fundings", "risks", "techniques", "audiences"):
        assert [row.pk for row in getattr(at_once, name).all()] == [row.pk for row in getattr(alone, name).all()], name

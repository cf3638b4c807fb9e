"""« Dépendance numérique »: what sources say, the gaps, and the European solutions that fiches say are in service."""

import csv
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document

from cms.core.partial_dates import PartialDate
from home.models import DependencyFigure, DependencyPage, FrameVersion, Pilot, PilotCount
from library_pages.models import LibraryIndexPage, UseCaseSolution
from search.models import SearchEntry
from tests.concertation_pages.committing import text
from tests.factories import ActorFactory, LocalAuthorityFactory, MaturityFactory, SolutionFactory, UseCasePageFactory
from tests.factories.dependency import DependencyPageFactory, EuropeanSolutionsPageFactory
from tests.search.alerts import person

PAGE, LIST = "/dependance-numerique/", "/dependance-numerique/solutions-europeennes/"
SOURCE = {"source_title": "Communiqué du 13 mars 2025", "date": PartialDate(2025, 3, 13)}


@pytest.fixture
def page(home: Any) -> DependencyPage:
    found: DependencyPage = DependencyPageFactory(parent=home)
    EuropeanSolutionsPageFactory(parent=found)
    return found


def use(library: LibraryIndexPage, name: str, country: str = "", maturity: str = "generalise", place: str = "") -> None:
    """A public fiche that uses this solution, of a publisher that a country may be known of."""
    publisher = ActorFactory(name=f"Éditeur {country or 'inconnu'}", slug=f"editeur-{country.lower()}", country=country)
    solution = SolutionFactory(name=name, slug=name.lower(), publisher=publisher)
    fields = {"authority": LocalAuthorityFactory(slug=place)} if place else {}
    UseCasePageFactory(
        parent=library,
        title=f"Fiche {name} {maturity} {place}",
        maturity=MaturityFactory(slug=maturity),
        solutions=[UseCaseSolution(solution=solution)],
        **fields,
    )


def test_a_page_without_answers_says_what_is_not_known(page: Any) -> None:
    said = text(person().get(PAGE))
    assert "« poser un diagnostic de dépendance »" in said
    assert "liste non communiquée" in said
    assert "Cadre de référence : à venir" in said
    assert "Aucune ne remplit encore ces deux conditions." in said
    assert "Aucune collectivité volontaire n’est encore retenue." in said


def test_figures_pilots_and_versions_are_shown_with_their_source_and_date(home: Any) -> None:
    page = DependencyPageFactory(parent=home)
    page.figures = [DependencyFigure(value="84", unit="%", label="des besoins français", **SOURCE)]
    page.pilot_counts = [PilotCount(value="10", label="collectivités pilotes", **SOURCE)]
    page.pilots = [Pilot(authority=LocalAuthorityFactory(name="Brest métropole"), source="Délibération")]
    document = Document.objects.create(title="Cadre", file=ContentFile(b"cadre", "cadre.pdf"))
    page.frame_versions = [FrameVersion(version="1.0", published_on=PartialDate(2026), document=document)]
    page.save()
    person().get(PAGE)  # this process learns the version
    with CaptureQueriesContext(connection) as queries:
        said = text(person().get(PAGE))
    assert len(queries) <= 12
    assert "84 % des besoins français Périmètre : non communiqué" in said
    assert "Date : 13 mars 2025 . Source : Communiqué" in said
    assert "10 collectivités pilotes, 13 mars 2025 Source : Communiqué" in said
    assert "Brest métropole" in said
    assert "Version 1.0 , 2026" in said
    assert "à venir" not in said
    assert "Brest métropole" in SearchEntry.objects.get(title="Dépendance numérique").text


def test_only_european_solutions_in_service_are_listed_and_the_others_are_counted(page: Any, library: Any) -> None:
    use(library, "Ardoise", "FR", place="brest")
    use(library, "Ardoise", "FR", "deploiement", place="lyon")
    use(library, "Ardoise", "FR", "prototype", place="nice")
    use(library, "Fjord", "NO")
    use(library, "Esquisse", "DE", "prototype")
    use(library, "Lointaine", "US")
    use(library, "Mystere")
    said = text(person().get(PAGE))
    assert "Ardoise Éditeur : Éditeur FR (France) 2 fiches, 2 collectivités" in said
    assert "Fjord Éditeur : Éditeur NO (Norvège) 1 fiche" in said
    assert "Pays de l’éditeur non renseigné pour 1 solution en service" in said
    assert "Éditeur établi ailleurs pour 1 solution." in said
    assert not {"Esquisse", "Lointaine", "Mystere"} & set(said.split())

    listed = person().get(LIST)
    assert [result.title for result in listed.context["listing"].results] == ["Ardoise", "Fjord"]
    assert "Pays de l’éditeur" in {facet.label for facet in listed.context["listing"].facets}
    narrowed = person().get(LIST, {"pays-editeur": "no"})
    assert [result.title for result in narrowed.context["listing"].results] == ["Fjord"]
    rows = list(csv.DictReader(person().get(f"{LIST}export.csv").getvalue().decode("utf-8-sig").splitlines()))
    assert len(rows) == 2


def test_a_solution_leaves_the_list_with_the_fiche_that_uses_it(page: Any, library: Any) -> None:
    use(library, "Ardoise", "FR")
    assert "Ardoise" in text(person().get(PAGE))
    library.get_children().get().specific.unpublish()
    assert "Ardoise" not in text(person().get(PAGE))
    assert "Aucune ne remplit encore ces deux conditions." in text(person().get(PAGE))

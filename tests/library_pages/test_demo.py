"""The demonstration says what the data says and nothing more."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageLogEntry, Revision, Site

import library_pages
from cms.members.models import User
from cms.taxonomy.models import VOCABULARIES
from cms.territories.models import Department, LocalAuthority, Region
from home.models import HomePage
from library_pages.models import Actor, LibraryIndexPage, Partner, Solution, UseCasePage
from tests.factories import publish

FICHES, ACTORS, SOLUTIONS, FAILURES = (
    json.loads((Path(library_pages.__file__).parent / "demo" / f"{name}.json").read_text())["items"]
    for name in ("fiches", "acteurs", "solutions", "ratages")
)
NAMED = {solution["nom"] for solution in SOLUTIONS}
EDITORIAL = {"content_owner", "identifier", "page_ptr", "review_on", "tags", "tagged_items"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def answers(page: UseCasePage) -> dict[str, Any]:
    """Every field and row relation of the fiche that is filled, editorial bookkeeping and Wagtail's own left out."""
    wagtail = {field.name for field in Page._meta.get_fields()} - {"title"} | EDITORIAL
    single = {field.name: getattr(page, field.name) for field in page._meta.fields}
    many = {field.name: list(getattr(page, field.name).all()) for field in page._meta.many_to_many}
    relations = [relation.get_accessor_name() for relation in get_all_child_relations(UseCasePage)]
    rows = {name: list(getattr(page, name).all()) for name in relations}
    return {name: value for name, value in {**single, **many, **rows}.items() if value and name not in wagtail}


def expected_answers(item: dict[str, Any]) -> set[str]:
    """Names of the answers that the data of one fiche carries."""
    budget = item["budget"] or {}
    carried = {
        "title": item["titre"],
        "summary": item["resume"],
        "theme": item["themes"],
        "secondary_themes": item["themes"][1:],
        "authority": item["collectivite"],
        "associated_authorities": item["collectivites_associees"],
        "audiences": item["cibles"],
        "maturity": item["maturite"],
        "techniques": item["techniques"],
        "solution": item["solution"] not in NAMED and item["solution"],
        "solutions": [solution for solution in SOLUTIONS if item["solution"] in solution["textes"]],
        "partners": item["partenaires"],
        "started": item["annee_debut"],
        "investment_cost": budget.get("montant"),
        "cost_note": budget.get("libelle"),
        "datasets": item["donnees_utilisees"],
        "benefits": item["benefices"],
        "vigilance_points": item["points_vigilance"],
        "sources": item["source"],
        "failures": [failure for failure in FAILURES if failure["fiche"] == item["id"]],
        "editorial_note": item["notes"],
        "cited_in_library": item["cite_dans_la_bibliotheque"],
        "origin_url": "numerique360.banquedesterritoires.fr" in (item["url_source"] or ""),
    }
    return {name for name, value in carried.items() if value}


def test_no_fiche_holds_an_answer_that_the_data_does_not_carry():
    pages = {page.slug: page for page in UseCasePage.objects.all()}

    assert {slug: set(answers(page)) for slug, page in pages.items()} == {
        item["id"]: expected_answers(item) for item in FICHES
    }


def test_the_rows_of_a_fiche_are_those_of_the_data():
    for item in FICHES:
        page = UseCasePage.objects.get(slug=item["id"])

        assert [row.text for row in page.benefits.all()] == item["benefices"]
        assert [row.name for row in page.partners.all()] == item["partenaires"]
        assert [row.title for row in page.datasets.all()] == (item["donnees_utilisees"] or [])
        assert [(row.text, row.origin) for row in page.vigilance_points.all()] == [
            (point["texte"], point["origine"]) for point in item["points_vigilance"]
        ]
        assert {tag.name for tag in page.tags.all()} == set(item["tags"])
        assert not page.partners.exclude(role=None).exists()


def test_each_actor_and_solution_has_the_public_fiches_whose_text_names_it(client):
    published = [item for item in FICHES if item["statut"] == "publiee"]
    for kind, register in (("acteur", ACTORS), ("solution", SOLUTIONS)):
        listed = client.get("/api/v1/recherche/", {"type": kind}).json()["total"]
        expected = 0
        for row in register:
            naming = {
                item["id"]
                for item in published
                if (not {*item["partenaires"]}.isdisjoint(row["textes"]) and kind == "acteur")
                or (item["solution"] in row["textes"] and kind == "solution")
            }
            found = client.get("/api/v1/recherche/", {"type": "fiche", kind: row["slug"]})
            address = f"/{kind}s/{row['slug']}/"
            expected += bool(naming)
            assert client.get(address).status_code == (200 if naming else 404), address
            assert not naming or {result["slug"] for result in found.json()["resultats"]} == naming, address
        assert listed == expected


def test_every_partner_of_the_data_is_an_actor_except_a_group_without_a_name():
    assert set(Partner.objects.filter(actor=None).values_list("name", flat=True)) == {"Deux filiales du groupe EDF"}
    parted = {partner.actor.name for partner in Partner.objects.filter(name__startswith="Banque des Territoires (")}
    assert parted == {"Banque des Territoires"}


def test_nothing_is_said_of_an_actor_or_a_solution_that_the_text_of_the_data_does_not_say():
    for actor in Actor.objects.all():
        row = next(row for row in ACTORS if row["slug"] == actor.slug)
        said = (row["nature_dite_par"] or "").strip("«»\xa0")
        assert bool(actor.nature) == bool(said)
        assert any(said in text for text in row["textes"])
        assert not any((actor.siren, actor.country, actor.website, actor.description, actor.acronym))
    for solution in Solution.objects.exclude(function=""):
        row = next(row for row in SOLUTIONS if row["slug"] == solution.slug)
        told = " ".join(f"{item['resume']} {item['solution']}" for item in FICHES if item["solution"] in row["textes"])
        assert solution.function.rstrip(".").lower() in told.lower()
        assert not any((solution.licensing, solution.hosting, solution.secnumcloud, solution.website))


def test_every_address_of_the_data_is_a_source_once_and_nothing_else_is_a_link():
    for item in FICHES:
        page = UseCasePage.objects.get(slug=item["id"])
        linked = [source.url for source in page.sources.all() if source.url]

        named = {item["url_source"], item["source"], *item["sources_complementaires"]} - {None}
        assert sorted(linked) == sorted(name for name in named if name.startswith("http"))


def test_a_reference_document_is_a_source_by_its_title():
    page = UseCasePage.objects.get(slug="portrea-rennes")

    assert [(source.title, source.url != "") for source in page.sources.all()] == [
        ("Présentation du 11 février 2025", False),
        ("edtechgrandouest.fr", True),
    ]


def test_only_the_fiches_that_the_data_calls_published_are_live():
    published = {item["id"] for item in FICHES if item["statut"] == "publiee"}

    assert len(published) == 34
    assert set(UseCasePage.objects.live().values_list("slug", flat=True)) == published
    assert UseCasePage.objects.not_live().count() == 4


def test_drafts_are_nowhere_on_the_site(client):
    library = LibraryIndexPage.objects.get()

    for page in UseCasePage.objects.not_live():
        assert client.get(f"{library.url}{page.slug}/").status_code == 404


def test_fiches_were_written_and_published_like_an_editor_s():
    page = UseCasePage.objects.get(slug="sicoval-fuites-eau")

    assert page.live_revision == page.latest_revision
    assert page.live_revision.user == page.content_owner == User.objects.get(username="equipe-de-demonstration")
    assert PageLogEntry.objects.filter(page=page, action="wagtail.publish").exists()


def test_nobody_is_said_to_have_verified_a_fiche():
    assert not UseCasePage.objects.exclude(verified_on=None).exists()


def test_the_register_holds_the_regions_the_departments_and_the_collectivites():
    assert (Region.objects.count(), Department.objects.count(), LocalAuthority.objects.count()) == (18, 101, 62)
    assert all(model.objects.exists() for model in VOCABULARIES)


def test_the_home_page_answers_for_the_site_and_the_welcome_page_is_gone():
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def test_each_search_that_the_home_page_suggests_finds_a_fiche(client):
    for example in HomePage.objects.get().search_examples.split(","):
        found = client.get("/api/v1/recherche/", {"q": example.strip()}).json()

        assert found["total"] > 0, example


def test_loading_again_changes_nothing_and_says_so(capsys):
    def counted() -> list[int]:
        models = (*VOCABULARIES, LocalAuthority, User, Page, Revision, PageLogEntry)
        return [model.objects.count() for model in models]

    before = counted()

    call_command("demo")

    lines = capsys.readouterr().out.splitlines()
    assert counted() == before
    assert "Collectivités : 62/62, déjà chargé" in lines
    assert all(line.endswith("déjà chargé") for line in lines)


def test_loading_again_keeps_what_an_editor_changed():
    page = UseCasePage.objects.get(slug="sicoval-fuites-eau")
    page.title = "Un titre revu par la rédaction"
    publish(page)

    call_command("demo", verbosity=0)

    page.refresh_from_db()
    assert page.title == "Un titre revu par la rédaction"

"""Editors keep the registers of actors and solutions."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from library_pages.models import Actor, Partner, Solution
from tests.factories import ActorFactory, ActorNatureFactory, SolutionFactory, UseCasePageFactory
from tests.library_pages.cartography import fiche

ACTOR = {"name": "Purecontrol", "slug": "purecontrol", "aliases": "", "website": "", "source": ""}
SOLUTION = {"name": "Leakmited", "slug": "leakmited", "aliases": "", "website": "", "source": ""}


def screen(register, action, *args):
    return reverse(f"{register}_modeladmin_{action}", args=args)


def names(client, register, **query):
    page = BeautifulSoup(client.get(screen(register, "index"), query).content, "html.parser")
    return [row.select_one("td .title-wrapper").get_text(strip=True) for row in page.select("tbody tr")]


def test_an_editor_adds_an_actor_and_a_solution_that_he_publishes(redaction):
    redaction.post(screen("acteurs", "create"), ACTOR | {"nature": ActorNatureFactory().pk, "siren": "732829320"})
    other = SolutionFactory(name="Autre outil")
    redaction.post(
        screen("solutions", "create"),
        SOLUTION | {"publisher": Actor.objects.get().pk, "licensing": "libre", "alternatives": [other.pk]},
    )

    tool = Solution.objects.get(slug="leakmited")
    assert (tool.publisher.name, tool.get_licensing_display()) == ("Purecontrol", "Libre")
    assert list(other.alternatives.all()) == [tool]


@pytest.mark.parametrize(
    ("field", "value"), [("siren", "732829321"), ("siren", "12"), ("country", "France"), ("name", "")]
)
def test_a_wrong_answer_is_refused_beside_its_field(redaction, field, value):
    response = redaction.post(screen("acteurs", "create"), ACTOR | {field: value})

    assert set(response.context["form"].errors) == {field}
    assert not Actor.objects.exists()


def test_the_slug_is_chosen_once(redaction):
    actor = ActorFactory(slug="purecontrol", name="Purecontrol")

    redaction.post(screen("acteurs", "edit", actor.pk), ACTOR | {"slug": "autre", "name": "Nouveau nom"})

    actor.refresh_from_db()
    assert (actor.slug, actor.name) == ("purecontrol", "Nouveau nom")


def test_actors_are_found_by_any_name_without_accents(redaction):
    ActorFactory(name="Éridanis", acronym="ERD")
    ActorFactory(name="Cerema", aliases="Centre d’études")

    assert names(redaction, "acteurs", q="eridanis") == ["Éridanis"]
    assert names(redaction, "acteurs", q="erd") == ["Éridanis"]
    assert names(redaction, "acteurs", q="etudes centre") == ["Cerema"]


def test_an_item_in_use_is_not_deleted_and_says_why(redaction, library):
    actor, tool = ActorFactory(name="Purecontrol"), SolutionFactory(name="Leakmited")
    fiche(library, actors=[actor], solutions=[tool], publish=False)
    for register, item in (("acteurs", actor), ("solutions", tool)):
        response = redaction.post(screen(register, "delete", item.pk), follow=True)

        assert f"« {item} » est utilisé" in response.content.decode().replace("\xa0", " ")
        assert type(item).objects.filter(pk=item.pk).exists()


def test_an_actor_that_only_an_old_version_holds_is_not_deleted(library):
    actor = ActorFactory()
    page = UseCasePageFactory(parent=library)
    page.partners = [Partner(name="Un partenaire", actor=actor)]
    page.save_revision()

    assert not Partner.objects.exists()
    with pytest.raises(ProtectedError):
        actor.delete()


def test_the_publisher_of_a_solution_is_not_deleted(redaction):
    tool = SolutionFactory(publisher=ActorFactory())

    redaction.post(screen("acteurs", "delete", tool.publisher.pk))

    assert Actor.objects.exists()


def test_an_unused_item_is_deleted(redaction):
    redaction.post(screen("acteurs", "delete", ActorFactory().pk))

    assert not Actor.objects.exists()


@pytest.mark.parametrize("register", ["acteurs", "solutions"])
def test_a_list_counts_fiches_and_asks_thirteen_queries_whatever_its_length(redaction, library, register):
    actors = [ActorFactory(nature=ActorNatureFactory()) for _ in range(8)]
    tools = [SolutionFactory(publisher=actor) for actor in actors]
    fiche(library, actors=actors, solutions=tools)
    fiche(library, actors=[actors[0], actors[0]], solutions=tools[:1], publish=False)
    redaction.get(screen(register, "index"))

    with CaptureQueriesContext(connection) as queries:
        page = BeautifulSoup(redaction.get(screen(register, "index")).content, "html.parser")

    counts = [int(row.select("td")[-1].get_text(strip=True)) for row in page.select("tbody tr")]
    assert sorted(counts) == [*[1] * 7, 2]
    assert len(queries) <= 13, "\n".join(query["sql"] for query in queries)


@pytest.mark.parametrize("register", ["acteurs", "solutions"])
def test_an_editor_finds_an_item_in_its_window_and_the_cost_does_not_grow(redaction, register):
    factory = {"acteurs": ActorFactory, "solutions": SolutionFactory}[register]
    factory(name="Éridanis", aliases="ERD conseil")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            found = redaction.get(reverse(f"{register}_chooser:choose_results"), {"q": "erd"})
        assert "Éridanis" in found.content.decode()
        return len(queries)

    asked()
    few = asked()
    factory.create_batch(30, name="Un autre ERD")
    assert asked() == few <= 12

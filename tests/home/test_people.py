"""Public officials: one record whatever the spelling, public once a reviewed page shows it."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from cms.core.partial_dates import PartialDate
from cms.territories.models import Person, PersonFunction
from home.models import PeoplePage, PeopleRow
from tests.factories import LocalAuthorityFactory, publish
from tests.factories.programme import PeoplePageFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    nantes = LocalAuthorityFactory(name="Nantes Métropole", slug="nantes-metropole")
    shown = PersonFactory(slug="francky", name="Francky Trichet", aliases="Franckie Trichet", authority=nantes)
    PersonFactory(slug="cachee", name="Zoé Cachée")
    return publish(PeoplePageFactory(parent=home, people=[PeopleRow(person=shown)]))


def found(client, query):
    answer = client.get("/api/v1/recherche/", {"q": query, "type": "elu"}).json()
    return [(item["titre"], item["url"]) for item in answer["resultats"]]


def test_a_person_is_found_by_another_spelling_and_read_with_function_and_source(client, people):
    ((title, url),) = found(client, "Franckie Trichet")
    assert title == "Francky Trichet"
    assert url.endswith("/elus/#francky")
    text = client.get("/elus/").content.decode()
    assert 'id="francky"' in text
    assert "Adjointe au maire" in text
    assert "Communiqué" in text
    assert "Aussi écrit" in text
    assert "Franckie Trichet" in text


def test_who_is_only_in_the_register_is_not_public(client, people):
    assert found(client, "Zoé") == []
    assert "Zoé" not in client.get("/elus/").content.decode()


def test_the_search_follows_the_register(client, people, redaction):
    person = Person.objects.get(slug="francky")
    function = person.functions.get()
    rows = {
        "functions-TOTAL_FORMS": 1,
        "functions-INITIAL_FORMS": 1,
        "functions-MIN_NUM_FORMS": 1,
        "functions-MAX_NUM_FORMS": 1000,
        "functions-0-id": function.pk,
        "functions-0-ORDER": 1,
        "functions-0-function": "Présidente d’un réseau",
        "functions-0-authority": function.authority_id,
        "functions-0-since": "2020",
        "functions-0-until": "",
        "functions-0-source": "Article",
        "functions-0-source_url": "",
    }
    names = {"name": person.name, "aliases": "Franckie Trichet\nF. Trichet"}
    address = reverse("personnes_modeladmin_edit", args=[person.pk])
    refused = redaction.post(address, names | rows | {"functions-0-until": "12/2019"})
    assert "La fin précède le début." in refused.content.decode()
    answer = redaction.post(address, names | rows)
    assert answer.status_code == 302, answer.context["form"].errors

    assert len(found(client, "F. Trichet Présidente")) == 1
    assert "Présidente d’un réseau (depuis 2020)" in client.get("/elus/").content.decode()


def test_a_person_that_a_page_shows_stays_in_the_register(people):
    with pytest.raises(ProtectedError):
        Person.objects.get(slug="francky").delete()
    Person.objects.get(slug="cachee").delete()


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2020-04", "2021-08-05", "d’avril 2020 au 5 août 2021"),
        ("2020", "2026", "de 2020 à 2026"),
        ("2020-04-03", "", "depuis le 3 avril 2020"),
        ("", "2021-08-05", "jusqu’au 5 août 2021"),
    ],
)
def test_the_time_of_a_function_is_said_in_french(since, until, said):
    dates = {name: PartialDate.parse(text) for name, text in (("since", since), ("until", until)) if text}
    assert PersonFunction(**dates).period == said


def test_a_person_is_listed_once(people):
    francky, other = Person.objects.order_by("-slug")
    rows = PeoplePage.get_edit_handler().get_form_class().formsets["people"]

    def typed(*persons):
        data = {"people-TOTAL_FORMS": len(persons), "people-INITIAL_FORMS": 0}
        for rank, person in enumerate(persons):
            data |= {f"people-{rank}-person": person.pk, f"people-{rank}-ORDER": rank}
        return rows(data, instance=PeoplePage(), prefix="people")

    twice = typed(francky, other, francky)
    assert not twice.is_valid()
    assert twice.non_form_errors() == [f"Une personne ne figure qu’une fois : {francky.name}."]
    assert typed(francky, other).is_valid()

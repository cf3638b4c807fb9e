"""An editor presents what a list holds: the page follows the list, and never says more than the public may read."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import SelectionPage
from tests.factories import ThemeFactory, UseCasePageFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def mobility():
    return ThemeFactory(label="Mobilités")


@pytest.fixture
def fiches(library, mobility):
    names = ("Feux de carrefour", "Bus à la demande", "Vélos comptés")
    return {name: UseCasePageFactory(parent=library, title=name, theme=mobility) for name in names}


def form(address: str, *pins: int) -> dict[str, object]:
    rows = [{"target": pk, "ORDER": rank + 1, "DELETE": "", "id": ""} for rank, pk in enumerate(pins)]
    return nested_form_data(
        {
            "title": "Se déplacer",
            "slug": "se-deplacer",
            "introduction": "Ce que l’IA fait des déplacements.",
            "list_address": address,
            "pins": inline_formset(rows),
            "comments": inline_formset([]),
            "body": streamfield([]),
            "tags": "",
        }
    )


@pytest.fixture
def write(redaction, home):
    def post(address: str, *pins: int):
        return redaction.post(
            reverse("wagtailadmin_pages:add", args=("home", "selectionpage", home.pk)), form(address, *pins)
        )

    return post


def test_the_page_shows_what_is_put_first_then_what_the_list_holds(write, client, fiches, mobility, library):
    other = UseCasePageFactory(parent=library, title="Sans rapport")
    address = f"http://localhost/bibliotheque/?page=2&theme={mobility.slug}&tri=titre"
    write(address, other.pk, fiches["Vélos comptés"].pk)
    page = SelectionPage.objects.get()
    assert page.list_address == f"/bibliotheque/?theme={mobility.slug}"
    publish(page)

    shown = client.get(page.url)

    assert [item.title for item in shown.context["leading"]] == ["Sans rapport", "Vélos comptés"]
    assert {item.title for item in shown.context["listed"]} == {"Feux de carrefour", "Bus à la demande"}
    assert "()" not in shown.content.decode()
    assert "3 contenus" in shown.content.decode().replace("\xa0", " ")


def test_it_follows_the_list(write, client, fiches, mobility, library):
    write(f"/bibliotheque/?theme={mobility.slug}", fiches["Vélos comptés"].pk)
    page = SelectionPage.objects.get()
    publish(page)

    UseCasePageFactory(parent=library, title="Parking deviné", theme=mobility)
    fiches["Vélos comptés"].unpublish()

    shown = client.get(page.url)
    assert shown.context["leading"] == []
    assert {item.title for item in shown.context["listed"]} == {
        "Feux de carrefour",
        "Bus à la demande",
        "Parking deviné",
    }


def test_a_list_that_means_nothing_any_more_leaves_the_words_of_the_page(write, client, fiches, mobility):
    write(f"/bibliotheque/?theme={mobility.slug}")
    page = SelectionPage.objects.get()
    publish(page)
    SelectionPage.objects.update(list_address="/bibliotheque/?theme=disparu")

    shown = client.get(page.url)

    assert shown.status_code == 200
    assert shown.context["selection"] is None
    assert "Feux de carrefour" not in shown.content.decode()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/nulle-part/", "n’est l’adresse d’aucune liste"),
        ("https://ailleurs.example/bibliotheque/", "n’est pas celle d’une liste du site"),
        ("/bibliotheque/?theme=inconnu", "valeur inconnue"),
        ("http://[/", "n’est"),
    ],
)
def test_an_address_that_names_no_list_is_refused_beside_its_field(write, library, address, told):
    page = write(address)
    assert told in str(page.context["form"].errors["list_address"])
    assert not SelectionPage.objects.exists()


def test_the_page_costs_few_queries(write, client, fiches, mobility, django_assert_max_num_queries):
    write(f"/bibliotheque/?theme={mobility.slug}", *(fiche.pk for fiche in fiches.values()))
    page = SelectionPage.objects.get()
    publish(page)
    client.logout()
    client.get(page.url)
    with django_assert_max_num_queries(12):
        client.get(page.url)

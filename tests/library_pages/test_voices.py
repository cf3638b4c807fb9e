"""Who speaks in a fiche: a name is public only with recorded agreement."""

from datetime import date

import pytest

from library_pages.models import Presenter, Quotation
from search.models import SearchEntry
from tests.factories import UseCasePageFactory, publish

pytestmark = pytest.mark.once

AGREED = date(2026, 11, 3)


@pytest.fixture
def fiche(library):
    page = UseCasePageFactory(parent=library, slug="fuites", live=False)
    page.presenters = [
        Presenter(name="Camille Accord", function="directrice de l’eau", agreed_on=AGREED),
        Presenter(name="Dominique Silence", function="chef de projet"),
    ]
    page.quotations = [
        Quotation(text="Nous avons appris à chercher.", name="Claude Muet", function="ingénieure"),
        Quotation(text="Le test a convaincu.", name="Andréa Accord", function="élue", agreed_on=AGREED),
    ]
    publish(page)
    return page


def read(client):
    return client.get("/bibliotheque/fuites/", headers={"host": "localhost"}).content.decode()


def test_a_name_is_shown_with_the_agreement_of_its_person_and_not_without(client, fiche):
    text = read(client)

    assert "Camille Accord" in text
    assert "Andréa Accord" in text
    assert "Dominique Silence" not in text
    assert "Claude Muet" not in text
    assert all(word in text for word in ("chef de projet", "ingénieure", "Nous avons appris à chercher."))


def test_an_agreement_that_is_withdrawn_hides_the_name(client, fiche):
    fiche.presenters = [Presenter(name="Camille Accord", function="directrice de l’eau")]
    publish(fiche)

    assert "Camille Accord" not in read(client)


def test_search_knows_the_words_of_a_quotation_and_no_name(client, fiche):
    entry = SearchEntry.objects.get(kind="fiche")

    assert "Le test a convaincu." in entry.text
    assert not any(name in f"{entry.text} {entry.summary} {entry.card}" for name in ("Accord", "Silence", "Muet"))

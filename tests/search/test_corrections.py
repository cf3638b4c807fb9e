"""« Vouliez-vous dire »: what is proposed when little is found, on the texts of the demonstration, by every engine."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page

from cms.core.content_version import current_version
from search.engines import engine
from tests.commits import run_pending
from tests.factories import ThemeFactory, UseCasePageFactory
from tests.search.engines import Door
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db

API = "/api/v1/recherche/"
MISTAKES = json.loads(Path(__file__).with_name("misspellings.json").read_text(encoding="utf-8"))
UNTOUCHED = MISTAKES.pop("rien à corriger")


def texts(value: Any) -> Iterator[str]:
    """Every text of a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


@pytest.fixture
def demonstration(door: Door) -> None:
    """Its fiches and its charters, with what they are said to hold."""
    for name, kind, parts in (
        ("fiches", "fiche", ("benefices", "points_vigilance")),
        ("chartes", "charte", ("principes",)),
    ):
        path = Path(settings.BASE_DIR, "library_pages", "demo", f"{name}.json")
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
            said = "\n".join(texts([item[part] for part in parts]))
            add_entries(fiche(item["titre"], kind=kind, summary=item["resume"], text=said))
    door.catch_up()


def answer(client: Client, typed: str, **parameters: str) -> dict[str, Any]:
    found = client.get(API, {"q": typed, **parameters})
    assert found.status_code == 200
    return found.json()


def test_real_misspellings_are_understood(client, demonstration, door):
    wrong = {}
    for typed, meant in [pair for pairs in MISTAKES.values() for pair in pairs]:
        found = answer(client, typed)
        assert (found["moteur"], found["degrade"]) == (door.name, False)
        if found["suggestion"] != meant or answer(client, meant)["total"] <= found["total"]:
            wrong[typed] = found["suggestion"]
    assert wrong == {}, json.dumps(wrong, ensure_ascii=False)


def test_what_is_right_or_like_nothing_is_left_alone(client, demonstration):
    assert {typed: answer(client, typed)["suggestion"] for typed in UNTOUCHED} == dict.fromkeys(UNTOUCHED)


def listing(client: Client, query: str) -> Any:
    page = client.get(f"/recherche/?{query}", headers={"host": "localhost"})
    assert page.status_code == 200
    return page.context["listing"]


def test_the_page_proposes_it_with_its_number_and_changes_nothing_itself(client, door, home):
    add_entries(*(fiche(f"Détection {number}") for number in range(12)))
    door.catch_up()
    page = client.get("/recherche/?q=d%C3%A9tectoin&tri=titre", headers={"host": "localhost"})
    found = page.context["listing"]
    assert (found.q, found.total) == ("détectoin", 0)
    link = '<a href="/recherche/?q=d%C3%A9tection&amp;tri=titre">«&nbsp;détection&nbsp;»</a>'
    assert f"Vouliez-vous dire {link}&#8239;? 12 résultats." in page.content.decode()
    assert listing(client, "q=détection&tri=titre").total == 12


def test_it_is_only_proposed_when_little_is_found_and_when_it_finds_more(client, door, home):
    add_entries(fiche("Chabot"), *(fiche(f"Chatbot {number}") for number in range(9)))
    door.catch_up()
    assert listing(client, "q=chabot").total == 1
    assert listing(client, "q=chabot").correction[::2] == ("chatbot", 9)
    assert listing(client, "q=chatbot").correction is None
    assert listing(client, "q=chatbut+absent").correction is None, "a proposition that finds nothing"
    add_entries(*(fiche(f"Jean Chabot {number}") for number in range(2)))
    door.catch_up()
    assert listing(client, "q=chabot").correction is None, "three results are not few"


def test_within_filters_the_number_is_theirs_or_it_says_that_it_leaves_them(client, door, home):
    ThemeFactory(slug="ecologie", label="Écologie", order=1)
    ThemeFactory(slug="mobilites", label="Mobilités", order=2)
    add_entries(
        *(fiche(f"Fuite {number}", facets={"theme": ["ecologie"]}) for number in range(3)),
        fiche("Fuite ailleurs"),
        fiche("Vélo", facets={"theme": ["mobilites"]}),
    )
    door.catch_up()
    meant = listing(client, "q=fiute&theme=ecologie").correction
    assert meant == ("fuite", "/recherche/?q=fuite&theme=ecologie", 3, True)
    meant = listing(client, "q=fiute&theme=mobilites").correction
    assert meant == ("fuite", "/recherche/?q=fuite", 4, False)
    page = client.get("/recherche/?q=fiute&theme=mobilites", headers={"host": "localhost"}).content.decode()
    assert "4 résultats sans les filtres." in page


def test_a_text_of_more_than_five_unknown_words_is_left_alone(client, door, home):
    add_entries(*(fiche(f"Détection {number}") for number in range(9)))
    door.catch_up()
    unknown = ["zygomorphes", "ornithorynque", "hippocampes", "kaléidoscope"]
    assert answer(client, " ".join(["detectoin", *unknown[:1]]))["suggestion"] is None, "it would find nothing"
    assert engine.correct(" ".join(["detectoin", "détection", *unknown]), current_version()), "five"
    assert engine.correct(" ".join(["detectoin", *unknown, "tamanoirs"]), current_version()) == ""


def test_what_is_withdrawn_or_a_draft_is_never_meant(client, library):
    page = UseCasePageFactory(parent=library, title="Zygomorphe")
    draft = UseCasePageFactory(parent=library, title="Ornithorynque", live=False)
    run_pending()
    assert answer(client, "zygomrophe")["suggestion"] == "zygomorphe"
    assert answer(client, "ornithoryqnue")["suggestion"] is None
    assert draft.title
    Page.objects.get(pk=page.pk).specific.unpublish()
    run_pending()
    assert answer(client, "zygomrophe")["suggestion"] is None


def test_words_of_others_and_signs_are_shown_as_they_were_typed(client, home):
    add_entries(*(fiche(f"Détection {number}") for number in range(3)), fiche("Détection <b>gras</b>"))
    page = client.get("/recherche/", {"q": "détectoin <b>"}, headers={"host": "localhost"}).content.decode()
    assert "«&nbsp;détection &lt;b&gt;&nbsp;»</a>" in page
    assert "<b>" not in page


def test_the_worst_page_asks_twelve_statements_at_most(client, library, django_assert_max_num_queries):
    ThemeFactory(slug="ecologie", label="Écologie", order=1)
    add_entries(*(fiche(f"Fuite d’eau {number}", facets={"theme": ["ecologie"]}) for number in range(3)))
    listing(client, "q=rien")
    with django_assert_max_num_queries(12):
        assert listing(client, "q=fiute+eau+potable+urgente&theme=ecologie&cible=&annee=2020").total == 0

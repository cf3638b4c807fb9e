"""The JSON twin of the search page, read from the outside."""

import pytest

from tests.factories import AuthorityTypeFactory, ThemeFactory
from tests.search.entries import add_entries, fiche

pytestmark = pytest.mark.django_db

URL = "/api/v1/recherche/"


@pytest.fixture
def library():
    ThemeFactory(slug="ecologie", label="Écologie", order=1)
    ThemeFactory(slug="mobilites", label="Mobilités", order=2)
    AuthorityTypeFactory(slug="commune", label="Commune")
    facets = {"theme": ["ecologie"], "type-collectivite": ["commune", "communes"]}
    add_entries(
        fiche("Fuites", summary="Chercher les fuites.", date="2025-03-01", facets=facets),
        fiche("Feux", date="2025-02-01", facets={"theme": ["mobilites"]}),
    )


def test_an_answer_holds_results_facets_and_the_engine(client, library):
    answer = client.get(URL, {"q": "fuite", "theme": "ecologie"}).json()
    facets = answer.pop("facettes")
    assert answer == {
        "total": 1,
        "page": 1,
        "pages": 1,
        "resultats": [
            {
                "titre": "Fuites",
                "url": "http://testserver/bibliotheque/fuites/",
                "type": "fiche",
                "slug": "fuites",
                "identifiant": "",
                "resume": "Chercher les fuites.",
                "date": "2025-03-01",
            }
        ],
        "suggestion": None,
        "moteur": "base",
        "degrade": False,
    }
    assert facets["theme"] == [
        {"valeur": "ecologie", "libelle": "Écologie", "nombre": 1, "selectionnee": True},
        {"valeur": "mobilites", "libelle": "Mobilités", "nombre": 0, "selectionnee": False},
    ]
    assert [value["valeur"] for value in facets["type-collectivite"]] == ["communes", "commune"]


def test_any_site_may_read_it_and_nobody_may_post(client, library):
    response = client.get(URL)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Content-Type"] == "application/json"
    assert client.head(URL).status_code == 200
    assert client.post(URL).status_code == 405
    assert "Set-Cookie" not in response


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("theme=inconnu", "theme"),
        ("tri=hasard", "tri"),
        ("page=0", "page"),
        ("page=abc", "page"),
        ("page=9999", "page"),
        ("annee=vingt", "annee"),
    ],
)
def test_an_unknown_value_is_refused_by_the_name_of_its_parameter(client, library, query, parameter):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 400
    assert list(response.json()["parametres"]) == [parameter]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("query", ["q=" + "a" * 5000, "q=%00", "q=%F0%9F%A4%96", "q=%25_%22*()", "inconnu=1", "q=%ff"])
def test_strange_questions_are_answered(client, library, query):
    assert client.get(f"{URL}?{query}").status_code == 200


def test_titles_are_plain_text_for_machines(client):
    add_entries(fiche("Eau & <b>fuites</b>"))
    assert client.get(URL, {"q": "eau"}).json()["resultats"][0]["titre"] == "Eau & <b>fuites</b>"


def test_an_answer_costs_four_statements_at_most(client, library, django_assert_max_num_queries):
    client.get(URL, {"q": "rien"})
    with django_assert_max_num_queries(4):
        client.get(URL, {"q": "fuites", "theme": "ecologie"})


def test_the_page_and_its_twin_agree(client, library):
    page = client.get("/recherche/", {"q": "fuite"})
    listing = page.context["listing"]
    twin = client.get(URL, {"q": "fuite"}).json()
    assert page.status_code == 200
    assert listing.total == twin["total"]
    assert [result.url for result in listing.results] == ["/bibliotheque/fuites/"]
    assert "1 fiche pour «\u00a0fuite\u00a0» – Recherche – IA des territoires" in page.content.decode()
    assert client.get("/recherche/?page=abc").status_code == 404
    assert client.post("/recherche/").status_code == 405

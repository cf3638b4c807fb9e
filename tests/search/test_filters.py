"""The page of all the filters, as a browser without JavaScript uses it."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from home.models import HomePage
from tests.databases import shared_rows
from tests.factories import (
    AuthorityTypeFactory,
    CharterNatureFactory,
    CharterStateFactory,
    LibraryIndexPageFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    ThemeFactory,
)
from tests.search.entries import add_entries, charter, fiche

pytestmark = pytest.mark.django_db

URL = "/bibliotheque/filtres/"
CHECKBOX = re.compile(r'<input type="checkbox" name="([^"]+)" value="([^"]+)"( checked)?>\s*([^<]+) \((\d+)\)</label>')


@pytest.fixture(scope="module")
def built_towns(django_db_setup, django_db_blocker):
    with shared_rows(django_db_blocker):
        build_towns()
        yield


@pytest.fixture
def towns(built_towns, db):
    """120 authorities with two fiches each, another with one, and a charter of the last."""


def build_towns():
    LibraryIndexPageFactory(parent=HomePage.objects.get())
    ThemeFactory(slug="ecologie", label="Écologie")
    MaturityFactory(slug="deploiement", label="Déploiement")
    CharterNatureFactory(slug="strategie", label="Stratégie")
    CharterStateFactory(slug="adoptee", label="Adoptée")
    for number in range(120):
        LocalAuthorityFactory(slug=f"ville-{number}", name=f"Ville n{number}")
    LocalAuthorityFactory(slug="chateau", name="Château-Thierry")
    facets = {"theme": ["ecologie"], "annee": ["2024"]}
    add_entries(
        *(fiche(f"F {n} {m}", facets={**facets, "collectivite": [f"ville-{n}"]}) for n in range(120) for m in range(2)),
        fiche("Château", facets={"collectivite": ["chateau"], "tag": ["chatbot"]}),
        charter("Charte", facets={"nature": ["strategie"], "etat": ["adoptee"], "collectivite": ["ville-119"]}),
    )


def offered(client, name: str, query: str = "") -> dict[str, tuple[int, bool]]:
    """Value to count and whether it is checked."""
    page = client.get(f"{URL}?{query}", headers={"host": "localhost"}).content.decode()
    return {value: (int(count), bool(on)) for of, value, on, _, count in CHECKBOX.findall(page) if of == name}


def read(client, address: str) -> str:
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_every_facet_that_the_list_can_be_narrowed_by_is_there(client, towns):
    page = read(client, URL)
    for legend in ("Thématique", "Nature du texte", "État du texte", "Année", "Collectivité", "Type de contenu"):
        assert f"<legend>{legend}</legend>" in page
    assert offered(client, "type") == {"fiche": (241, False), "charte": (1, False)}
    assert offered(client, "nature") == {"strategie": (1, False)}


def test_a_register_is_never_written_whole_and_one_looks_for_a_value_in_it(client, towns):
    assert len(offered(client, "collectivite")) == 5
    assert offered(client, "collectivite", "chercher-collectivite=chateau") == {"chateau": (1, False)}
    assert list(offered(client, "collectivite", "chercher-collectivite=N117")) == ["ville-117"]
    assert "Aucune valeur ne contient «\u00a0zzz\u00a0»" in read(client, f"{URL}?chercher-collectivite=zzz")


def test_values_chosen_before_a_search_within_stay_chosen(client, towns):
    query = "collectivite=ville-3&collectivite=ville-90&chercher-collectivite=chateau"
    assert offered(client, "collectivite", query) == {
        "ville-3": (2, True),
        "ville-90": (2, True),
        "chateau": (1, False),
    }


def test_the_button_of_a_search_within_comes_back_here_and_the_other_one_goes_to_the_list(client, towns):
    page = read(client, f"{URL}?q=ville&theme=ecologie&tri=titre")
    assert '<form class="filters" action="/bibliotheque/"' in page
    assert f'formaction="{URL}"' in page
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', page)
    assert hidden == [("q", "ville"), ("tri", "titre")]


def test_what_is_checked_here_is_what_the_list_shows(client, towns):
    for value, (count, _) in offered(client, "collectivite", "type=fiche").items():
        listed = client.get(f"/bibliotheque/?type=fiche&collectivite={value}", headers={"host": "localhost"})
        assert listed.context["listing"].total == count


def test_a_value_that_nothing_has_stays_at_zero_and_can_be_unchecked(client, towns):
    LocalAuthorityFactory(slug="brest", name="Brest")
    assert offered(client, "collectivite", "collectivite=brest")["brest"] == (0, True)


def test_an_unknown_value_is_ignored_and_said(client, towns):
    assert "Thématique\u00a0: valeur inconnue" in read(client, f"{URL}?theme=inconnu")


def test_many_long_facets_are_cut_so_that_the_page_stays_light(client, towns):
    for number in range(60):
        AuthorityTypeFactory(slug=f"type-{number}")
        MaturityFactory(slug=f"m-{number}")
    values = {"type-collectivite": "type", "maturite": "m"}
    add_entries(
        *(fiche(f"F {n}", facets={name: [f"{of}-{n}"] for name, of in values.items()}) for n in range(60)),
    )
    page = read(client, URL)
    assert page.count("<") - page.count("</") <= 350 + page.count("<!")
    assert "m-59" in offered(client, "maturite", "chercher-maturite=59")


def test_filters_of_one_kind_open_once_it_is_chosen(client, towns):
    site = "/recherche/filtres/"
    assert "<legend>Thématique</legend>" in read(client, site)
    assert 'name="nature"' not in read(client, site)
    assert "ouvre ceux qui lui sont propres" in read(client, site)

    chosen = read(client, f"{site}?type=charte")
    assert 'name="nature" value="strategie"' in chosen
    assert 'name="type" value="charte" checked' in chosen
    assert 'name="nature" value="strategie" checked' in read(client, f"{site}?nature=strategie")


def test_the_page_is_not_for_search_engines_and_the_list_leads_to_it(client, towns):
    assert '<meta name="robots" content="noindex">' in read(client, URL)
    query = urlencode({"q": "ville", "theme": "ecologie"})
    assert f'<a href="{URL}?q=ville&theme=ecologie">Tous les filtres</a>' in read(client, f"/bibliotheque/?{query}")


@pytest.mark.parametrize("address", [URL, "/recherche/filtres/"])
def test_filters_cost_at_most_twelve_queries(client, towns, address, django_assert_max_num_queries):
    read(client, address)
    with django_assert_max_num_queries(12):
        read(client, f"{address}?theme=ecologie&collectivite=ville-3&chercher-collectivite=chateau&q=ville")


@pytest.mark.parametrize("words", ["%00", "%ff", "a" * 4000, "<script>", "' OR 1=1"])
def test_strange_words_are_looked_for_like_any_other(client, towns, words):
    assert "<script>alert" not in read(client, f"{URL}?chercher-collectivite={words}&chercher-tag={words}")

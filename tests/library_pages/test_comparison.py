"""Fiches side by side, at the address that names them."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import HomePage
from library_pages.models import Benefit, LibraryIndexPage, Result, UseCasePage, VigilancePoint
from tests.commits import run_pending
from tests.databases import shared_rows
from tests.factories import (
    LibraryIndexPageFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    ThemeFactory,
    UseCasePageFactory,
    publish,
)
from tests.library_pages.annexes import SECRETS, annexed
from tests.search.entries import add_entries
from tests.search.entries import fiche as entry

pytestmark = pytest.mark.django_db
ADDRESS = "/bibliotheque/comparer/"


class Table(HTMLParser):
    """The rows of the only table of a page, as lists of texts, and the number of elements of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.elements = 0
        self._cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements += 1
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in {"th", "td"}

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.rows[-1][-1] += data

    def row(self, label: str) -> list[str]:
        """The answers to this question; every space is an ordinary one."""
        return next(
            [" ".join(cell.split()) for cell in cells] for name, *cells in self.rows if cells and name.startswith(label)
        )


def page_of(client: Client, *slugs: str, **conditions: str) -> str:
    response = client.get(ADDRESS, {"fiche": list(slugs), **conditions}, headers={"host": "localhost"})
    assert response.status_code == 200
    return response.content.decode()


def table(client: Client, *slugs: str) -> Table:
    return Table(page_of(client, *slugs))


def fiche(library: LibraryIndexPage, slug: str, **values: Any) -> UseCasePage:
    rows = {name: values.pop(name) for name in ("results", "benefits", "vigilance_points") if name in values}
    page = UseCasePageFactory(parent=library, slug=slug, title=f"Titre {slug}", **values)
    for name, of_name in rows.items():
        setattr(page, name, of_name)
    page.save()
    publish(page)
    return page


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[UseCasePage]]:
    with shared_rows(django_db_blocker):
        pages = build(LibraryIndexPageFactory(parent=HomePage.objects.get()))
        run_pending()
        yield pages


@pytest.fixture
def four(built: list[UseCasePage], db: None) -> list[UseCasePage]:
    return [UseCasePage.objects.get(pk=page.pk) for page in built]


@pytest.fixture
def library(four: list[UseCasePage]) -> LibraryIndexPage:
    return LibraryIndexPage.objects.get()


def build(library: LibraryIndexPage) -> list[UseCasePage]:
    maturity = MaturityFactory(slug="deploiement", label="Déploiement")
    names = {"a": "Rennes", "b": "Brest", "c": "Nantes", "d": "Dijon"}
    theme = ThemeFactory(slug="ecologie", label="Écologie")
    authorities = {slug: LocalAuthorityFactory(name=name, slug=name.lower()) for slug, name in names.items()}
    return [
        fiche(
            library,
            "a",
            theme=theme,
            maturity=maturity,
            authority=authorities["a"],
            need="<p>Réparer <b>vite</b> les fuites.</p>",
            investment_cost=45000,
            cost_year=2024,
            results=[Result(indicator="Débit", before="26", after="13", unit="m³/h", source="Bilan 2024")],
            vigilance_points=[VigilancePoint(text="Garder la main.", origin="source")],
        ),
        fiche(
            library,
            "b",
            theme=theme,
            maturity=maturity,
            authority=authorities["b"],
            not_disclosed=["need"],
            hosting=None,
        ),
        fiche(
            library,
            "c",
            theme=theme,
            maturity=maturity,
            authority=authorities["c"],
            benefits=[Benefit(text="Du temps.")],
        ),
        fiche(library, "d", theme=theme, maturity=maturity, authority=authorities["d"], investment_cost=0),
    ]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_each_fiche_has_a_column_in_the_order_asked(client: Client, four: Any, number: int) -> None:
    slugs = [page.slug for page in four[:number]]
    for order in (slugs, slugs[::-1]):
        found = table(client, *order)
        assert [cell.split()[1] for cell in found.rows[0][1:]] == order
        names = {"a": "Rennes", "b": "Brest", "c": "Nantes", "d": "Dijon"}
        assert found.row("Collectivité") == [names[slug] for slug in order]


def test_the_rows_are_the_answers_of_the_fiches(client: Client, four: Any) -> None:
    found = table(client, "a", "b")
    assert found.row("Besoin") == ["Réparer vite les fuites.", "non communiqué par la collectivité"]
    assert found.row("Résultats mesurés") == [
        "Débit : de 26 à 13 m³/h (source : Bilan 2024)",
        "non communiqué",
    ]
    assert found.row("Coût") == ["Investissement : 45 000 € (2024)", "non communiqué"]
    assert found.row("Points de vigilance")[0] == "Garder la main. (fait tiré d’une source)"


def test_a_cost_of_nothing_is_an_answer(client: Client, four: Any) -> None:
    assert table(client, "d", "b").row("Coût") == ["Investissement : 0 €", "non communiqué"]


def test_what_is_the_same_is_said_and_what_differs_is_not(client: Client, four: Any) -> None:
    labels = [" ".join(row[0].split()) for row in table(client, "a", "b", "c").rows]
    assert "Maturité identique" in labels
    assert "Collectivité" in labels


def test_what_none_of_them_says_is_named_once_and_makes_no_row(client: Client, four: Any) -> None:
    html = page_of(client, "a", "b")
    assert "Aucune de ces fiches ne dit" in html
    said = html.partition("Aucune de ces fiches ne dit")[2].partition("</p>")[0]
    assert "SecNumCloud" in said
    assert "Besoin" not in said
    assert not [row for row in Table(html).rows if row[0].startswith("SecNumCloud")]


def test_one_is_removed_or_added_by_a_link(client: Client, four: Any) -> None:
    html = page_of(client, "a", "b", "c")
    assert f'href="{ADDRESS}?fiche=a&amp;fiche=c" aria-label="Retirer&nbsp;: Titre b"' in html
    assert f'href="{ADDRESS}?fiche=a&amp;fiche=b&amp;fiche=c&amp;fiche=d"' in html
    assert "Ajouter une fiche" not in page_of(client, "a", "b", "c", "d")


def test_one_is_added_by_a_search_that_keeps_the_others(client: Client, four: Any) -> None:
    html = page_of(client, "a", "b", q="nantes")
    assert '<input type="hidden" name="fiche" value="b">' in html
    assert f'href="{ADDRESS}?fiche=a&amp;fiche=b&amp;fiche=c"' in html
    assert "fiche=d" not in html
    nothing = page_of(client, "a", "b", q="introuvable")
    assert "Aucune fiche pour «\u00a0introuvable\u00a0»" in nothing


def test_no_fiche_or_one_says_how_to_choose(client: Client, four: Any) -> None:
    assert "Aucune fiche n’est choisie" in page_of(client)
    alone = page_of(client, "a")
    assert "Une fiche est choisie" in alone
    assert "<table" not in alone
    assert f'href="{ADDRESS}?fiche=a&amp;fiche=b"' in alone  # they share a facet


def test_a_fiche_counts_once_and_a_fifth_is_left_out_by_name(client: Client, library: Any, four: Any) -> None:
    fiche(library, "e")
    html = page_of(client, "a", "a", "b", "c", "d", "e")
    assert len(Table(html).rows[0]) == 5
    assert "quatre fiches au plus. Celle-ci est laissée de côté\u00a0: «\u00a0e\u00a0»" in html


def test_what_is_not_public_is_named_and_never_shown(client: Client, library: Any, four: Any) -> None:
    withdrawn, private = fiche(library, "f", summary="Zibeline"), fiche(library, "g", summary="Quolibet")
    withdrawn.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    UseCasePageFactory(parent=library, slug="h", summary="Farandole", live=False)
    html = page_of(client, "a", "f", "g", "b", "h", "nulle")
    for slug in ("f", "g", "h", "nulle"):
        assert f"«\u00a0{slug}\u00a0»" in html
    assert "Ces fiches n’existent pas ou ne sont plus publiées" in html
    assert [cell.split()[1] for cell in Table(html).rows[0][1:]] == ["a", "b"]
    assert not [word for word in ("Zibeline", "Quolibet", "Farandole") if word in html]


def test_a_draft_of_a_public_fiche_is_not_compared(client: Client, four: Any) -> None:
    four[0].summary = "Galimatias"
    four[0].save_revision()
    assert "Galimatias" not in page_of(client, "a", "b")


def test_annexes_are_not_compared(client: Client, library: Any, four: Any) -> None:
    secret = annexed(library, slug="annexe")
    html = page_of(client, "a", secret.slug)
    assert "<table" in html
    assert not [word for word in SECRETS if word in html]


@pytest.mark.parametrize(
    "slug", ["<script>alert(1)</script>", '"><img src=x>', "../../admin", "%00\x00", "\uffff", "é" * 300, "' OR 1=1 --"]
)
def test_what_somebody_typed_is_text(client: Client, four: Any, slug: str) -> None:
    html = page_of(client, "a", slug, "b", q=slug)
    assert "<script>alert" not in html
    assert "<img" not in html.partition("<main")[2]
    assert "n’existe pas ou n’est plus publiée" in html


def test_thousands_of_slugs_are_few_words(client: Client, four: Any) -> None:
    html = page_of(client, "a", "b", *(f"inconnue-{number}" for number in range(2000)))
    assert html.count("inconnue-") <= 12
    assert len(Table(html).rows[0]) == 3


def test_a_comparison_is_kept_from_search_engines_and_shared_by_its_address(client: Client, four: Any) -> None:
    html = page_of(client, "b", "inconnue", "a", "b")
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://localhost{ADDRESS}?fiche=b&amp;fiche=a">' in html
    response = client.get(f"{ADDRESS}?fiche=a&fiche=b", headers={"host": "localhost"})
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4])
def test_it_costs_as_many_queries_whatever_is_compared(
    client: Client, four: Any, number: int, django_assert_max_num_queries: Any
) -> None:
    slugs = [page.slug for page in four[:number]]
    page_of(client, q="chaud")
    with django_assert_max_num_queries(12):
        html = page_of(client, *slugs)
    assert Table(html).elements <= 350
    if number < 4:
        with django_assert_max_num_queries(12):
            page_of(client, *slugs, q="fiche numéro")


def test_results_of_a_list_are_chosen_for_it_in_one_form(client: Client, library: Any) -> None:
    add_entries(*(entry(f"F{number}", date="2024") for number in range(3)), entry("Charte", kind="charte"))
    html = client.get("/bibliotheque/", headers={"host": "localhost"}).content.decode()
    assert f'id="comparer" action="{ADDRESS}"' in html
    assert html.count('type="checkbox" form="comparer" name="fiche"') == 4 + 3
    assert 'value="f1" aria-label="Comparer&nbsp;: F1"' in html
    alone = client.get("/bibliotheque/?q=f1", headers={"host": "localhost"}).content.decode()
    assert 'id="comparer"' not in alone


def test_a_fiche_leads_to_its_comparison(client: Client, four: Any) -> None:
    html = client.get("/bibliotheque/a/", headers={"host": "localhost"}).content.decode()
    assert f'href="{ADDRESS}?fiche=a" rel="nofollow">Comparer avec une autre fiche' in html
    assert f'href="{ADDRESS}?fiche=a&amp;fiche=' in html


def test_there_is_no_comparison_without_a_library(client: Client, library: Any, four: Any) -> None:
    PageViewRestriction.objects.create(page=library, restriction_type="login")
    assert client.get(ADDRESS, headers={"host": "localhost"}).status_code == 404

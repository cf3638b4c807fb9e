"""The files of any list, asked at their address and read as a spreadsheet or a program reads them."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from cms.core.licence import LICENCE_URL
from search.exports import EXPORTS
from search.exports.content import MOST
from search.exports.responses import FILES
from tests.factories import CharterIndexPageFactory, LocalAuthorityFactory, ThemeFactory
from tests.library_pages.cartography import add_index_pages
from tests.search.entries import add_entries, charter, fiche

pytestmark = pytest.mark.django_db

HOST = {"host": "localhost"}
FORMULAS = ("=1+1", "+33", "-1", "@SUM(A1)", "\tonglet", "\rretour")


def answer(client: Client, address: str, **headers: str) -> Any:
    return client.get(address, headers={**HOST, **headers})


def text(response: Any) -> str:
    assert response.status_code == 200, response.content
    return response.getvalue().decode()


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(answer(client, address)).removeprefix("\ufeff")), delimiter=";"))


def json_file(client: Client, address: str) -> dict[str, Any]:
    return json.loads(text(answer(client, address)))


def book(client: Client, address: str) -> Any:
    return load_workbook(io.BytesIO(answer(client, address).content))


def titles_of(client: Client, address: str) -> dict[str, list[str]]:
    """The titles that each file of the list at this address holds, in order."""
    path, _, query = address.partition("?")
    query = f"?{query}" if query else ""
    sheet = book(client, f"{path}export.xlsx{query}")["Résultats"]
    return {
        "csv": [row["Titre"] for row in csv_rows(client, f"{path}export.csv{query}")],
        "json": [item["titre"] for item in json_file(client, f"{path}export.json{query}")["resultats"]],
        "xlsx": [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)],
    }


@pytest.fixture
def content(library: Any) -> Any:
    CharterIndexPageFactory(parent=library.get_parent())
    ThemeFactory(slug="ecologie", label="Écologie")
    LocalAuthorityFactory(slug="brest", name="Brest", cog_code="29019", siren="212900195")
    facets = {"theme": ["ecologie"], "collectivite": ["brest"]}
    card = {"identifier": "IAT-2026-0001"}
    return add_entries(
        fiche("Fuites", summary="Chercher l’eau.", date="2025-03-01", facets=facets, card=card),
        fiche("Feux", date="2025-02-01"),
        charter("Charte", date="2025-04-01", facets={"collectivite": ["brest"]}),
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/bibliotheque/", ["Charte", "Fuites", "Feux"]),
        ("/bibliotheque/?theme=ecologie", ["Fuites"]),
        ("/bibliotheque/?type=fiche&tri=titre", ["Feux", "Fuites"]),
        ("/bibliotheque/?page=2", ["Charte", "Fuites", "Feux"]),
        ("/chartes/", ["Charte"]),
        ("/recherche/?q=eau", ["Fuites"]),
        ("/recherche/?q=absent", []),
        ("/collectivites/brest/", ["Charte", "Fuites"]),
    ],
)
def test_every_format_holds_the_whole_list_in_its_order(
    client: Client, content: Any, address: str, expected: list[str]
) -> None:
    assert titles_of(client, address) == dict.fromkeys(EXPORTS.values(), expected)


@pytest.mark.parametrize("kind", ["acteur", "solution"])
def test_the_registers_have_their_files(client: Client, library: Any, kind: str) -> None:
    add_index_pages(library.get_parent())
    add_entries(fiche("Un item", kind=kind))
    assert titles_of(client, f"/{kind}s/") == {form: ["Un item"] for form in EXPORTS.values()}


def test_a_csv_line_says_what_people_read_and_where_it_comes_from(client: Client, content: Any) -> None:
    (row,) = csv_rows(client, "/bibliotheque/export.csv?theme=ecologie")
    today = timezone.localdate().isoformat()
    assert row == {**dict.fromkeys(row, "")} | {
        "Identifiant": "IAT-2026-0001",
        "Titre": "Fuites",
        "Adresse": "http://localhost/bibliotheque/fuites/",
        "Type de contenu": "Fiche",
        "Publié le": "2025-03-01",
        "Résumé": "Chercher l’eau.",
        "Thématique": "Écologie",
        "Collectivité": "Brest",
        "Code officiel géographique": "29019",
        "SIREN": "212900195",
        "Liste": "http://localhost/bibliotheque/?theme=ecologie",
        "Exporté le": today,
        "Licence": "Licence Ouverte 2.0",
    }


def test_each_column_has_its_name_and_is_of_what_the_list_holds(client: Client, content: Any) -> None:
    whole, charters = (
        text(answer(client, f"{path}export.csv")).splitlines()[0].split(";") for path in ("/recherche/", "/chartes/")
    )
    assert len(set(whole)) == len(whole)
    assert {"Nature du texte", "Thématique", "Passage cité"} <= set(whole)
    assert set(charters) < set(whole) - {"Thématique", "Passage cité"}


def test_a_french_excel_opens_the_csv(client: Client, content: Any) -> None:
    response = answer(client, "/bibliotheque/export.csv")
    raw = response.getvalue()
    assert raw.startswith(b"\xef\xbb\xbfIdentifiant;Titre;")
    assert raw.count(b"\r\n") == 4
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"


def test_a_file_is_named_after_its_selection_and_its_day(client: Client, content: Any) -> None:
    today = timezone.localdate().isoformat()
    response = answer(client, "/bibliotheque/export.xlsx?theme=ecologie&q=eau")
    name = f"bibliotheque-eau-thematique-ecologie-{today}.xlsx"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Link"] == f'<{LICENCE_URL}>; rel="license"'
    assert response["X-Robots-Tag"] == "noindex"


def test_the_json_is_for_programs(client: Client, content: Any) -> None:
    found = json_file(client, "/recherche/export.json?theme=ecologie")
    assert found["meta"] == {
        "titre": "Thématique\u00a0: Écologie – Recherche – IA des territoires",
        "liste": "http://localhost/recherche/?theme=ecologie",
        "licence": {"nom": "Licence Ouverte 2.0", "url": LICENCE_URL},
        "exporte_le": timezone.localdate().isoformat(),
        "total": 1,
        "avertissement": "",
    }
    (item,) = found["resultats"]
    assert item["facettes"] == {
        "theme": [{"valeur": "ecologie", "libelle": "Écologie"}],
        "collectivite": [{"valeur": "brest", "libelle": "Brest", "cog": "29019", "siren": "212900195"}],
    }
    assert {name: item[name] for name in ("titre", "url", "type", "identifiant", "date")} == {
        "titre": "Fuites",
        "url": "http://localhost/bibliotheque/fuites/",
        "type": "fiche",
        "identifiant": "IAT-2026-0001",
        "date": "2025-03-01",
    }


def test_the_workbook_says_where_it_comes_from_on_its_second_sheet(client: Client, content: Any) -> None:
    opened = book(client, "/bibliotheque/export.xlsx?theme=ecologie")
    about = dict(opened["À propos"].iter_rows(values_only=True))
    assert opened.sheetnames == ["Résultats", "À propos"]
    assert about["Liste"] == "http://localhost/bibliotheque/?theme=ecologie"
    assert about["Licence"] == "Licence Ouverte 2.0"
    assert about["Exporté le"] == timezone.localdate().isoformat()
    assert about["Résultats"] == "1"


@pytest.mark.parametrize("text_typed", FORMULAS)
def test_no_spreadsheet_runs_what_somebody_typed(client: Client, library: Any, text_typed: str) -> None:
    add_entries(fiche("Titre", summary=text_typed))
    (row,) = csv_rows(client, "/bibliotheque/export.csv")
    assert row["Résumé"] == f"'{text_typed}"
    for cells in book(client, "/bibliotheque/export.xlsx")["Résultats"].iter_rows(min_row=2):
        assert {cell.data_type for cell in cells} <= {"s", "n"}  # « n » is an empty cell
        assert cells[5].value == " ".join(text_typed.split("\t")).replace("\r", " ")


def test_what_a_cell_may_not_hold_is_left_out(client: Client, library: Any) -> None:
    add_entries(fiche('Nul\x01 et \x0b vertical; "guillemets"\nligne', summary="\ud7ff\uffff"))
    sheet = book(client, "/bibliotheque/export.xlsx")["Résultats"]
    assert sheet.cell(2, 2).value == 'Nul  et   vertical; "guillemets" ligne'
    assert csv_rows(client, "/bibliotheque/export.csv")[0]["Titre"].startswith("Nul")
    assert len(json_file(client, "/bibliotheque/export.json")["resultats"]) == 1


def test_an_empty_list_is_a_file_without_results(client: Client, library: Any) -> None:
    assert titles_of(client, "/bibliotheque/") == {"csv": [], "json": [], "xlsx": []}


def test_a_file_has_ten_thousand_results_and_says_that_there_are_more(client: Client, library: Any) -> None:
    add_entries(*(fiche(f"F {number}", date="2024") for number in range(MOST + 5)))
    found = json_file(client, "/bibliotheque/export.json")
    assert (found["meta"]["total"], len(found["resultats"])) == (MOST + 5, MOST)
    assert found["meta"]["avertissement"].startswith(f"Les {MOST} premiers résultats sur {MOST + 5}")
    response = answer(client, "/bibliotheque/export.csv")
    assert len(text(response).splitlines()) == MOST + 1
    assert f"-{MOST}-premiers-" in response["Content-Disposition"]
    opened = book(client, "/bibliotheque/export.xlsx")
    assert opened["Résultats"].max_row == MOST + 1
    assert dict(opened["À propos"].iter_rows(values_only=True))["Attention"] == found["meta"]["avertissement"]
    page = answer(client, "/bibliotheque/").content.decode()
    assert "premiers résultats" in page


@pytest.mark.parametrize("query", ["theme=inconnu", "tri=hasard", "annee=abcd", "theme=%00"])
def test_a_value_that_means_nothing_is_refused_by_name(client: Client, content: Any, query: str) -> None:
    for name in EXPORTS:
        response = answer(client, f"/bibliotheque/{name}?{query}")
        assert response.status_code == 400
        assert "valeur inconnue" in response.content.decode()
    refused = answer(client, f"/bibliotheque/export.json?{query}").json()
    assert list(refused["parametres"]) == [query.partition("=")[0]]


@pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "q=" + "a" * 3000, "q=%22;=1", "q=' OR 1=1 --"])
def test_strange_questions_make_files_like_any_others(client: Client, content: Any, query: str) -> None:
    for name in EXPORTS:
        response = answer(client, f"/recherche/{name}?{query}")
        assert response.status_code == 200
        assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.\w+"', response["Content-Disposition"])


@pytest.mark.parametrize(
    "address", ["/nulle-part/export.csv", "/bibliotheque/export.ods", "/collectivites/nulle/export.csv", "/export.csv"]
)
def test_there_is_no_file_of_what_is_no_list(client: Client, content: Any, address: str) -> None:
    assert answer(client, address).status_code == 404


def test_one_connection_has_ten_files_an_hour(client: Client, content: Any) -> None:
    for number in range(FILES):
        assert answer(client, f"/bibliotheque/export.csv?q=eau{number}").status_code == 200
    refused = answer(client, "/bibliotheque/export.json")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "dix fichiers" in refused.content.decode()
    assert answer(client, "/bibliotheque/").status_code == 200


def test_who_has_the_file_is_not_sent_it_again_nor_counted(client: Client, content: Any) -> None:
    first = answer(client, "/bibliotheque/export.csv")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    for _ in range(FILES + 2):
        again = answer(client, "/bibliotheque/export.csv", **{"if-none-match": first["ETag"]})
        assert again.status_code == 304
    add_entries(fiche("Neuve", date="2025-05-05"))
    assert answer(client, "/bibliotheque/export.csv", **{"if-none-match": first["ETag"]}).status_code == 200
    assert answer(client, "/bibliotheque/export.json")["ETag"] != first["ETag"]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_costs_at_most_twelve_queries_whatever_its_length(
    client: Client, content: Any, django_assert_max_num_queries: Any, name: str
) -> None:
    add_entries(*(fiche(f"F {number}", facets={"collectivite": ["brest"]}) for number in range(400)))
    answer(client, f"/bibliotheque/{name}?q=chaud").getvalue()
    with django_assert_max_num_queries(12):
        answer(client, f"/bibliotheque/{name}").getvalue()


def test_a_list_leads_to_its_files_and_an_empty_one_does_not(client: Client, content: Any) -> None:
    page = answer(client, "/bibliotheque/?theme=ecologie&page=1").content.decode()
    for name, form in EXPORTS.items():
        link = f'<a href="/bibliotheque/{name}?theme=ecologie" rel="nofollow" download>Télécharger ({form.upper()})</a>'
        assert link in page
    assert "export.csv" not in answer(client, "/bibliotheque/?q=absent").content.decode()


def test_the_list_of_a_restricted_page_has_no_file(client: Client, content: Any, library: Any) -> None:
    PageViewRestriction.objects.create(page=library, restriction_type="login")
    response = answer(client, "/bibliotheque/export.csv")
    assert response.status_code == 302
    assert "Fuites" not in str(response.headers)

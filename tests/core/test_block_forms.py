"""What the editor is told when a block is not ready to be published, and what a draft tolerates."""

import json

import pytest
from wagtail.test.utils.form_data import rich_text

from cms.core.partial_dates import PartialDate
from home.models import StandardPage

pytestmark = pytest.mark.once

EMPTY_RICH_TEXT = "null"  # what the editor posts when nothing is written
SOURCE = {"title": "Communiqué du 13 mars 2025", "url": "https://www.interconnectes.com/"}
FIGURE = {"number": "84", "unit": "%", "label": "des besoins", "scope": "", "date": "2025", "source": SOURCE}
VIDEO = {
    "title": "Restitution",
    "url": "https://example.org/video",
    "duration": "4 min",
    "poster": "",
    "transcript": EMPTY_RICH_TEXT,
    "transcript_url": "",
}
ACTION = {"label": "Lire le manifeste", "page": "", "url": "https://www.interconnectes.com/"}
QUOTE = {"text": "L’IA au service de tous", "author": "", "role": "", "source": SOURCE}
TEXT = {"type": "text", "order": "0", "deleted": "", "heading": "Ligne"}
NUMBER = {"type": "number", "order": "1", "deleted": "", "heading": "Valeur"}


def table(caption: str = "Consommation", heading: str = "Valeur", rows: int = 1, number: str = "12.5") -> dict:
    return {
        "caption": caption,
        "column-count": "2",
        "column": [TEXT, NUMBER | {"heading": heading}],
        "row-count": str(rows),
        "row": [{"order": str(index), "deleted": ""} for index in range(rows)],
        "cell": [["Bâtiments", number] for _ in range(rows)],
    }


def items(*values) -> dict:
    rows = {
        str(index): {"order": str(index), "deleted": "", "id": "", "value": value} for index, value in enumerate(values)
    }
    return {"count": str(len(values)), **rows}


COMPLETE = [
    ("heading", "Un intertitre"),
    ("subheading", "Un sous-intertitre"),
    ("text", rich_text("<p>Un texte.</p>")),
    ("accordion", items({"title": "Question", "content": rich_text("<p>Réponse.</p>")})),
    ("quote", QUOTE),
    ("figure", FIGURE),
    ("table", table()),
    ("video", VIDEO | {"transcript_url": "https://example.org/texte"}),
    ("action", ACTION),
]

INCOMPLETE = [
    ("heading", "", "Champ requis."),
    ("text", EMPTY_RICH_TEXT, "Champ requis."),
    ("accordion", items(), "Le nombre minimum d'éléments est 1"),
    ("quote", QUOTE | {"source": {"title": "", "url": ""}}, "Champ requis."),
    ("figure", FIGURE | {"source": {"title": "", "url": ""}}, "Champ requis."),
    ("figure", FIGURE | {"date": ""}, "Champ requis."),
    ("table", table(caption=" "), "Donnez une légende : elle dit ce que le tableau compare."),
    ("table", table(heading=""), "Chaque colonne a un titre."),
    ("table", table(rows=0), "Le tableau n’a aucune ligne."),
    ("image", {"image": {"image": "", "decorative": "", "alt_text": ""}, "caption": ""}, "Champ requis."),
    ("documents", items(""), "Champ requis."),
    ("video", VIDEO, "Donnez la transcription, ou l’adresse où la lire"),
    ("action", ACTION | {"url": ""}, "Choisissez une page du site, ou donnez l’adresse d’un autre site."),
    ("subheading", "Sans intertitre", "Un sous-intertitre vient après un intertitre."),
]
NAMES = [f"{block} {index}" for index, (block, _, _) in enumerate(INCOMPLETE)]


def errors(response) -> str:
    """What the editor reads in the body, next to the fields, with ordinary spaces."""
    (error,) = response.context["form"].errors["body"].as_data()
    return json.dumps(error.as_json_data(), ensure_ascii=False).replace("\u00a0", " ")


def test_a_page_of_complete_blocks_is_published(page, save_page):
    response = save_page(page, COMPLETE, publish=True)

    assert response.status_code == 302
    assert [block.block_type for block in StandardPage.objects.get().body] == [name for name, _ in COMPLETE]


@pytest.mark.parametrize(("block", "value", "message"), INCOMPLETE, ids=NAMES)
def test_an_incomplete_block_is_not_published_and_the_editor_is_told_why(page, save_page, block, value, message):
    response = save_page(page, [(block, value)], publish=True)

    assert response.status_code == 200
    assert message in errors(response)
    assert not StandardPage.objects.get().body


@pytest.mark.parametrize(("block", "value", "message"), INCOMPLETE, ids=NAMES)
def test_an_incomplete_block_is_kept_in_a_draft(page, save_page, block, value, message):
    response = save_page(page, [(block, value)])

    assert response.status_code == 302
    draft = StandardPage.objects.get().get_latest_revision_as_object()
    assert [child.block_type for child in draft.body] == [block]


def test_an_action_has_one_destination(page, save_page):
    response = save_page(page, [("action", ACTION | {"page": str(page.pk)})], publish=True)

    assert "Une seule destination : retirez cette adresse ou la page choisie." in errors(response)


def test_an_action_may_lead_to_a_page(page, save_page):
    save_page(page, [("action", ACTION | {"url": "", "page": str(page.pk)})], publish=True)

    assert StandardPage.objects.get().body[0].value["page"].pk == page.pk


def test_a_wrong_date_of_a_figure_is_refused_even_in_a_draft(page, save_page):
    response = save_page(page, [("figure", FIGURE | {"date": "13/2024"})])

    assert "Le mois va de 1 à 12 : « 13/2024 »." in errors(response)


def test_the_date_of_a_figure_comes_back_as_typed(page, save_page):
    save_page(page, [("figure", FIGURE | {"date": "10/2024"})], publish=True)

    block = StandardPage.objects.get().body[0]
    assert block.value["date"] == PartialDate(2024, 10)
    assert block.block.child_blocks["date"].get_form_state(block.value["date"]) == "10/2024"


def test_an_address_that_runs_code_is_refused(page, save_page):
    response = save_page(page, [("action", ACTION | {"url": "javascript:alert(1)"})])

    assert "Saisissez une URL valide." in errors(response)

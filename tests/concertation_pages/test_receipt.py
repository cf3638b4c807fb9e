import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cms.core.partial_dates import PartialDate
from concertation_pages.commitment.receipt import NEXT_STEPS, Receipt, Signatory
from tests.pdf import Document, read

pytestmark = pytest.mark.once

ACCEPTED = datetime.datetime(2027, 3, 1, 10, 5, tzinfo=ZoneInfo("Europe/Paris"))


def receipt(**values: Any) -> Document:
    given = {
        "reference": "12",
        "territory": "Rennes Ville et Métropole",
        "signatories": [Signatory("Rennes Métropole", "SIREN 243 500 139"), Signatory("Québec", "")],
        "campaign": "Concertations de 2027",
        "commitments": ["Respecter la charte de bonne pratique.", "Partager les résultats."],
        "charter_version": 0,
        "charter": [],
        "charter_accepted_at": ACCEPTED,
        "sharing_accepted_at": ACCEPTED + datetime.timedelta(minutes=1),
        "publics": ["Agents", "Élus"],
        "expected_start": PartialDate(2027, 9),
    }
    return read(Receipt(**{**given, **values}).pdf())


def test_the_receipt_says_what_was_accepted_and_when():
    text = receipt().text
    for said in (
        "IA : Rennes Ville et Métropole.",
        "Rennes Métropole (SIREN 243 500 139)",
        "Concertations de 2027",
        "prévue : septembre 2027",
        "Agents",
        "version 0, acceptée le 1er mars 2027 à 10:05",
        "accepté le 1er mars 2027 à 10:06",
        "Respecter la charte de bonne pratique.",
        "document à fournir par l’association",
        *NEXT_STEPS,
    ):
        assert " ".join(said.split()) in text


def test_the_receipt_quotes_the_charter_and_says_what_is_missing():
    document = receipt(
        charter_version=3, charter=["Article premier.", "Article deux."], publics=[], expected_start=None
    )
    assert "version 3" in document.text
    assert "Article premier." in document.text
    assert "à fournir" not in document.text
    assert "prévue : non renseignée" in document.text
    assert "Non renseignés." in document.text
    assert "BlockQuote" in document.roles

"""Several people fill a report: everything is kept, nobody overwrites what he has not read, nothing typed is lost."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from concertation_pages.models import Commitment, ReportDraft, SectionDraft
from home.models import HomePage
from tests.concertation_pages.space import Browser, committed, opened, referent_of
from tests.factories import ThemeFactory


@pytest.fixture
def commitment(home: HomePage) -> Commitment:
    return committed(home)


@pytest.fixture
def anne(commitment: Commitment) -> Browser:
    return opened(referent_of(commitment))


@pytest.fixture
def paul(commitment: Commitment) -> Browser:
    return opened(referent_of(commitment, "paul@rennes.example"))


@pytest.fixture
def draft(anne: Browser) -> ReportDraft:
    return anne.begin()


def answers(draft: ReportDraft, number: int) -> dict[str, Any]:
    found: dict[str, Any] = SectionDraft.objects.get(draft=draft, number=number).answers
    return found


def type_in(browser: Browser, draft: ReportDraft, number: int, unit: str, base: str = "", **typed: Any) -> Any:
    """What the script posts for one answer; its answer as JSON, with its status."""
    data = {"unite": unit, "base": json.dumps({unit: base}), **typed}
    response = browser.post(f"{draft.pk}/partie-{number}/reponse/", data)
    return response.status_code, response.json()


def test_each_answer_is_kept_as_it_is_given(anne: Browser, draft: ReportDraft) -> None:
    status, told = type_in(anne, draft, 2, "angles", angles="Les services publics\u202e")
    assert (status, set(told)) == (200, {"a", "empreinte"})
    type_in(anne, draft, 3, "participants", participants="42")
    type_in(anne, draft, 3, "sequence_hours", sequence_hours="7,5")
    type_in(anne, draft, 2, "recruitment", recruitment=["tirage-au-sort"])
    assert answers(draft, 2) == {"angles": "Les services publics", "recruitment": ["tirage-au-sort"]}
    assert answers(draft, 3) == {"sequence_hours": "7.5", "participants": 42}
    saved = SectionDraft.objects.get(draft=draft, number=2)
    assert (saved.version, saved.saved_by) == (2, anne.referent)
    page = anne.get(f"{draft.pk}/partie-3/").content.decode()
    assert 'value="7,5"' in page
    assert "Enregistré le" in page


def test_what_is_not_well_formed_is_told_and_the_rest_is_kept(anne: Browser, draft: ReportDraft) -> None:
    status, told = type_in(anne, draft, 3, "participants", participants="une trentaine")
    assert (status, "Nombre de participants" in told["erreurs"][0]) == (422, True)
    rows = {"productions": "k1", "productions-k1-title": "Avis", "productions-k1-url": "mairie"}
    answer = anne.save(
        draft, 3, participants="une trentaine", planned_actions="Une feuille de route", planned_end="32/13/2024", **rows
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="une trentaine"' in page
    assert "Le mois va de 1 à 12" in page
    assert "Production 1, Adresse en ligne" in page
    assert "Saisissez une adresse entière" in page
    assert answers(draft, 3) == {"planned_actions": "Une feuille de route"}


def test_two_people_in_two_questions_are_both_kept_without_script_too(
    anne: Browser, paul: Browser, draft: ReportDraft
) -> None:
    read_by_both = anne.read(draft, 2)
    anne.save(draft, 2, base=read_by_both, angles="Ceux d’Anne")
    answer = paul.save(draft, 2, base=read_by_both, expectations="Celles de Paul")
    assert answer.status_code == 302
    assert answers(draft, 2) == {"angles": "Ceux d’Anne", "expectations": "Celles de Paul"}


def test_two_people_in_one_question_choose(anne: Browser, paul: Browser, draft: ReportDraft) -> None:
    read_by_both = anne.read(draft, 2)
    type_in(anne, draft, 2, "angles", angles="Ceux d’Anne")
    status, told = type_in(paul, draft, 2, "angles", angles="Ceux de Paul")
    assert (status, told["autre"]) == (409, ["Ceux d’Anne"])
    answer = paul.save(draft, 2, base=read_by_both, angles="Ceux de Paul", subject="La consigne")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ceux d’Anne" in page
    assert "Ceux de Paul" in page
    assert answers(draft, 2) == {"angles": "Ceux d’Anne", "subject": "La consigne"}
    shown = {"base": answer.context["base"], "angles": "Ceux de Paul", "subject": "La consigne"}
    paul.save(draft, 2, **shown, **{"choix-2/angles": "autre"})
    assert answers(draft, 2)["angles"] == "Ceux d’Anne"
    paul.save(draft, 2, **shown, **{"choix-2/angles": "mienne"})
    assert answers(draft, 2)["angles"] == "Ceux de Paul"


def test_a_page_shown_again_overwrites_nothing_that_it_does_not_show(
    anne: Browser, paul: Browser, draft: ReportDraft
) -> None:
    read_by_both = anne.read(draft, 3)
    anne.save(draft, 3, base=read_by_both, impacts="Ceux d’Anne")
    wrong = paul.save(draft, 3, base=read_by_both, participants="beaucoup")
    paul.save(draft, 3, base=wrong.context["base"], participants="40")
    assert answers(draft, 3) == {"impacts": "Ceux d’Anne", "participants": 40}


def proposal(key: str, text: str, **more: str) -> dict[str, Any]:
    return {f"proposals-{key}-{name}": value for name, value in {"text": text, **more}.items()}


def test_rows_are_added_by_two_people_moved_taken_away_and_put_back(
    anne: Browser, paul: Browser, draft: ReportDraft
) -> None:
    ThemeFactory(slug="energie")
    nature = {"nature": "demande-collectivite", "theme": "energie"}
    type_in(anne, draft, 3, "proposals:aa", proposals="aa", **proposal("aa", "Former les agents", **nature))
    type_in(paul, draft, 3, "proposals:bb", proposals="bb", **proposal("bb", "Publier les usages"))
    assert [row["text"] for row in answers(draft, 3)["proposals"]] == ["Former les agents", "Publier les usages"]
    both = {**proposal("aa", "Former les agents", **nature), **proposal("bb", "Publier les usages")}
    anne.save(draft, 3, proposals=["aa", "bb"], **both, geste="monter:proposals:bb")
    assert [row["key"] for row in answers(draft, 3)["proposals"]] == ["bb", "aa"]
    answer = anne.save(draft, 3, proposals=["bb", "aa"], **both, geste="retirer:proposals:aa")
    assert answer["Location"].endswith("partie-3/?fait=retire#ligne-proposals-aa")
    assert answers(draft, 3)["proposals"][1]["removed"] is True
    page = anne.get(f"{draft.pk}/partie-3/").content.decode()
    assert "<del>Former les agents</del>" in page
    kept = {**both, "proposals-aa-removed": "True"}
    anne.save(draft, 3, proposals=["bb", "aa"], **kept, geste="remettre:proposals:aa")
    assert answers(draft, 3)["proposals"][1] == {"key": "aa", "text": "Former les agents", **nature}
    anne.save(
        draft,
        3,
        proposals=["bb", "aa"],
        **both | {"proposals-aa-text": "", "proposals-aa-nature": "", "proposals-aa-theme": ""},
    )
    assert [row["key"] for row in answers(draft, 3)["proposals"]] == ["bb"]


def test_what_contradicts_is_saved_and_told_at_once(anne: Browser, draft: ReportDraft) -> None:
    answer = anne.save(draft, 2, recruitment=["recrutement-autre"])
    assert answer.status_code == 422
    assert "Vous avez choisi « autre » : précisez." in answer.content.decode().replace("\u00a0", " ")
    assert answers(draft, 2) == {"recruitment": ["recrutement-autre"]}
    answer = anne.save(draft, 3, planned_end="09/2024")
    assert "vient avant la date de début" in answer.content.decode()
    assert answers(draft, 3) == {"planned_end": "2024-09"}


def test_who_is_signed_out_reads_back_what_he_wrote(anne: Browser, draft: ReportDraft) -> None:
    """His form is refused before the site knows whose it is; to go back would show it empty."""
    path = f"{anne.home}{draft.pk}/partie-2/"
    sent = urlencode({"angles": "L’école <et> la mairie", "password": "un mot secret"})
    for client, status in ((Client(), 404), (Client(enforce_csrf_checks=True), 403)):
        for origin in ("http://testserver", "https://ailleurs.example"):
            answer = client.post(
                path, sent, content_type="application/x-www-form-urlencoded", headers={"origin": origin}
            )
            page = answer.content.decode()
            assert answer.status_code == status
            assert ("L’école &lt;et&gt; la mairie" in page) is (origin == "http://testserver"), origin
            assert "un mot secret" not in page

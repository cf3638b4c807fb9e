"""Charters: written by an editor, found by anybody, read in twelve queries."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from library_pages.completeness import missing_answers, not_disclosed_answers
from library_pages.models import CharterPage
from tests.factories import (
    CharterDomainFactory,
    CharterNatureFactory,
    CharterPageFactory,
    CharterStateFactory,
    LocalAuthorityFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    approve_submitted,
    publish,
)

pytestmark = pytest.mark.django_db

ROWS = ("authorities", "sources", "clauses", "reviews", "documents", "contacts")


def post_data(*, submit: bool = False, **answers: Any) -> dict[str, Any]:
    """What the browser posts: every row set and rich text, empty unless given."""
    data: dict[str, Any] = {name: inline_formset(answers.pop(name, [])) for name in ROWS}
    data |= {"governance": rich_text(answers.pop("governance", ""))}
    data |= {"body": streamfield([]), "tags": "", "comments": inline_formset([])}
    return nested_form_data(data) | answers | ({"action-submit": "1"} if submit else {})


def complete_answers() -> dict[str, Any]:
    """The answers without which a charter is not published."""
    return {
        "title": "Doctrine et boussole de l’IA",
        "slug": "boussole",
        "summary": "Une grille de sept critères.",
        "authorities": [{"authority": LocalAuthorityFactory(slug="nantes", name="Nantes Métropole").pk}],
        "sources": [{"title": "Article de Localtis", "url": ""}],
    }


def errors(response: Any) -> dict[str, list[str]]:
    """Messages by field of the form that came back, rows included."""
    form = response.context["form"]
    rows = {
        name: [*formset.non_form_errors(), *(m for row in formset.errors for e in row.values() for m in e)]
        for name, formset in form.formsets.items()
    }
    return {name: list(found) for name, found in {**form.errors, **rows}.items() if found}


@pytest.fixture
def create_url(charters):
    return reverse("wagtailadmin_pages:add", args=("library_pages", "charterpage", charters.pk))


def test_an_editor_writes_and_publishes_a_charter_with_all_its_answers(redaction, client, create_url, charters):
    ManifestoChapterPageFactory(parent=ManifestoPageFactory(parent=charters.get_parent()), statements=["Équité"])
    earlier = CharterPageFactory(parent=charters, title="Charte de la donnée", slug="charte-2019")
    rows = {
        "clauses": [{"text": "Sobriété énergétique", "obligation": "obligatoire"}, {"text": "Transparence"}],
        "reviews": [{"date": "2026", "title": "Premier bilan", "url": "https://exemple.fr/bilan"}],
    }
    answers = {
        "nature": CharterNatureFactory(slug="doctrine").pk,
        "state": CharterStateFactory(slug="adoptee").pk,
        "domains": [CharterDomainFactory(slug="ia").pk],
        "adopted": "10/2024",
        "deliberation_number": "2024-117",
        "official_url": "https://exemple.fr/boussole",
        "reuse_licence": "etalab-2.0",
        "version": "2",
        "replaces": earlier.pk,
        "full_text_recorded": "on",
        "clauses-0-principles": ["S-1"],
        "compared_with": ["S-1"],
        "governance": "<p>Un comité se réunit chaque semestre.</p>",
        "editorial_note": "Le septième critère est tronqué dans la source.",
    }

    response = redaction.post(create_url, post_data(submit=True, **complete_answers(), **rows, **answers))

    assert response.status_code == 302, errors(response)
    approve_submitted()
    text = client.get("/chartes/boussole/").content.decode()
    for written in (
        "Nantes Métropole",
        "Sobriété énergétique",
        'id="c-2"',
        "Obligatoire",
        "S-1",
        "toutes ses clauses",
        "Premier bilan",
        "octobre 2024",
        "2024-117",
        "Licence Ouverte 2.0",
        "Charte de la donnée",
        "Un comité se réunit chaque semestre.",
        "tronqué dans la source",
        "Article de Localtis",
        CharterPage.objects.get(slug="boussole").identifier,
    ):
        assert written in text, written


def test_a_draft_may_hold_almost_nothing(redaction, create_url):
    response = redaction.post(create_url, post_data(title="Une idée", slug="une-idee"))

    assert response.status_code == 302, errors(response)
    assert not CharterPage.objects.get(slug="une-idee").live


@pytest.mark.parametrize(
    ("missing", "named"),
    [("title", "title"), ("summary", "summary"), ("authorities", "without_authority"), ("sources", "sources")],
)
def test_one_missing_answer_blocks_publication_and_is_named(redaction, create_url, missing, named):
    answers = complete_answers() | {missing: [] if missing in ROWS else ""}

    refused = redaction.post(create_url, post_data(submit=True, **answers))

    assert set(errors(refused)) == {named}
    assert not CharterPage.objects.exists()


def test_an_authority_row_that_is_removed_is_no_authority(redaction, create_url):
    answers = complete_answers()
    answers["authorities"][0]["DELETE"] = "1"

    assert set(errors(redaction.post(create_url, post_data(submit=True, **answers)))) == {"without_authority"}


def test_the_guide_of_a_network_is_published_without_authority(redaction, create_url):
    answers = complete_answers() | {"authorities": [], "without_authority": "on"}

    response = redaction.post(create_url, post_data(submit=True, **answers))

    assert response.status_code == 302, errors(response)
    approve_submitted()
    page = CharterPage.objects.get()
    assert page.live
    assert "authorities" not in {answer.name for answer in missing_answers(page)}


def test_a_text_that_is_recorded_in_full_has_clauses(redaction, create_url):
    recorded = {"full_text_recorded": "on"}
    for said in ({"official_url": "https://exemple.fr/texte"}, {"clauses": [{"text": "Transparence"}]}):
        answers = complete_answers() | recorded | said
        assert set(errors(redaction.post(create_url, post_data(submit=True, **answers)))) == {"full_text_recorded"}


def test_a_code_that_the_manifesto_does_not_have_is_refused_unless_the_clause_has_it(redaction, charters):
    page = CharterPageFactory(parent=charters, slug="boussole", compared_with="Z-9")
    page.save_revision()
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))

    refused = redaction.post(edit, post_data(**complete_answers(), compared_with=["Z-8"]))
    kept = redaction.post(edit, post_data(**complete_answers(), compared_with=["Z-9"]))

    assert set(errors(refused)) == {"compared_with"}
    assert kept.status_code == 302, errors(kept)


def test_a_text_does_not_replace_itself(redaction, charters):
    page = CharterPageFactory(parent=charters, slug="boussole")
    page.save_revision()
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))

    refused = redaction.post(edit, post_data(submit=True, **complete_answers(), replaces=page.pk))

    assert errors(refused) == {"replaces": ["Un texte ne se remplace pas lui-même."]}


def test_a_gap_is_shown_and_a_refusal_is_told_from_an_omission(client, charters):
    page = CharterPageFactory(parent=charters, slug="boussole", not_disclosed=["governance"])

    text = client.get("/chartes/boussole/").content.decode()

    assert [answer.name for answer in not_disclosed_answers(page)] == ["governance"]
    refused, omitted = text.split("Non communiqué par la collectivité")[1].split("Pas encore renseigné")
    assert "Gouvernance et suivi" in refused
    assert "Domaines" in omitted.split("</section>")[0]


def test_what_replaces_a_text_is_told_on_both_pages_once_it_is_published(client, charters):
    earlier = CharterPageFactory(parent=charters, title="Charte de 2019", slug="ancienne")
    later = CharterPageFactory(parent=charters, title="Charte de 2025", slug="nouvelle", replaces=earlier, live=False)

    assert "Charte de 2025" not in client.get("/chartes/ancienne/").content.decode()

    publish(later)

    assert 'href="/chartes/nouvelle/"' in client.get("/chartes/ancienne/").content.decode()
    assert 'href="/chartes/ancienne/"' in client.get("/chartes/nouvelle/").content.decode()

    earlier.unpublish()

    assert "Charte de 2019" not in client.get("/chartes/nouvelle/").content.decode()


@pytest.mark.parametrize(
    ("nature", "state", "said"),
    [("charte", "adoptee", "Charte, adoptée"), ("guide", "publiee", "Guide, publié"), ("guide", "lue", "Guide, lue")],
)
def test_the_state_agrees_with_the_nature_of_the_text(client, charters, nature, state, said):
    CharterPageFactory(
        parent=charters,
        slug="texte",
        nature=CharterNatureFactory(slug=nature, label=nature.capitalize()),
        state=CharterStateFactory(slug=state, label=state.replace("ee", "ée").capitalize()),
        adopted="27/06/2025",
    )

    assert f"{said} le 27 juin 2025" in client.get("/chartes/texte/").content.decode()


def test_other_texts_of_the_same_authority_are_offered(client, charters):
    nantes = LocalAuthorityFactory(slug="nantes", name="Nantes Métropole")
    CharterPageFactory(parent=charters, slug="boussole", authorities=[nantes])
    CharterPageFactory(parent=charters, title="Charte de la donnée", slug="donnee", authorities=[nantes])
    CharterPageFactory(parent=charters, title="Charte d’ailleurs", slug="ailleurs")

    html = BeautifulSoup(client.get("/chartes/boussole/").content, "html.parser")

    assert [link["href"] for link in html.select("#autres h3 a")] == ["/chartes/donnee/"]


def test_a_charter_costs_at_most_twelve_queries_none_twice_and_writes_nothing(client, charters):
    authorities = [LocalAuthorityFactory(name="Ville"), LocalAuthorityFactory(name="Métropole")]
    earlier = CharterPageFactory(parent=charters, slug="ancienne", authorities=authorities)
    CharterPageFactory(
        parent=charters,
        slug="boussole",
        authorities=authorities,
        domains=[CharterDomainFactory(slug="ia")],
        clauses=["Sobriété", "Transparence"],
        tags=["ia"],
        replaces=earlier,
    )
    client.get("/chartes/boussole/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/chartes/boussole/")

    statements = [query["sql"] for query in queries]
    assert len(statements) <= 12, "\n".join(statements)
    assert len(set(statements)) == len(statements)
    assert all(statement.lstrip("(").startswith("SELECT") for statement in statements)


@pytest.mark.parametrize("address", ["/chartes/", "/recherche/"])
@pytest.mark.parametrize("words", ["boussole", "sobriété énergétique", "Nantes"])
def test_a_charter_is_found_by_its_words(client, charters, address, words):
    nantes = LocalAuthorityFactory(slug="nantes", name="Nantes Métropole")
    CharterPageFactory(
        parent=charters,
        title="Doctrine et boussole",
        slug="boussole",
        authorities=[nantes],
        clauses=["Sobriété énergétique"],
    )
    CharterPageFactory(parent=charters, title="Autre texte", slug="autre")

    html = BeautifulSoup(client.get(address, {"q": words}).content, "html.parser")

    assert [link["href"] for link in html.select(".record h3 a")] == ["/chartes/boussole/"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("nature", "doctrine"),
        ("etat", "adoptee"),
        ("domaine", "ia"),
        ("annee", "2024"),
        ("region", "occitanie"),
        ("collectivite", "nantes"),
        ("type-collectivite", "commune"),
        ("tag", "ethique"),
    ],
)
def test_charters_are_narrowed_by_each_facet(client, charters, parameter, value):
    kept = CharterPageFactory(
        parent=charters,
        slug="boussole",
        nature=CharterNatureFactory(slug="doctrine"),
        state=CharterStateFactory(slug="adoptee"),
        domains=[CharterDomainFactory(slug="ia")],
        adopted="2024",
        authorities=[LocalAuthorityFactory(slug="nantes")],
        tags=["ethique"],
    )
    CharterPageFactory(parent=charters, slug="guide", authorities=[LocalAuthorityFactory(slug="ailleurs", region=None)])
    CharterPage.objects.get(slug="guide").authorities.all().delete()
    CharterPage.objects.get(slug="guide").save()

    found = client.get("/api/v1/recherche/", {"type": "charte", parameter: value}).json()

    assert [result["url"].rpartition("/chartes/")[2] for result in found["resultats"]] == [f"{kept.slug}/"]


def test_a_draft_is_nowhere(client, charters):
    CharterPageFactory(parent=charters, title="Texte secret", slug="secret", live=False)

    assert client.get("/chartes/secret/").status_code == 404
    for address in ("/chartes/", "/recherche/", "/api/v1/recherche/"):
        assert "Texte secret" not in client.get(address, {"q": "secret"}).content.decode()
